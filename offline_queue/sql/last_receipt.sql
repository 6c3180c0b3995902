-- last_receipt.sql: what the next receipt has to name.
SELECT receipt.text
  FROM receipt JOIN submission USING (submission_id)
 ORDER BY submission.epoch DESC, submission.sequence DESC LIMIT 1;
