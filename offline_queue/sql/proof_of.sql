-- proof_of.sql: the receipt given for a submission, and how far the submission is.
SELECT receipt.text, submission.state FROM receipt JOIN submission USING (submission_id)
 WHERE receipt.submission_id = :submission_id;
