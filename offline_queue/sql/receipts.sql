-- receipts.sql: the whole chain in the order of handing in; adoption may have added one late.
SELECT receipt.text, receipt.previous_8
  FROM receipt JOIN submission USING (submission_id)
 ORDER BY submission.epoch, submission.sequence;
