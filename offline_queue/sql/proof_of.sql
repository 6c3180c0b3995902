-- proof_of.sql: the receipt given for a submission, and how far the submission is.
SELECT receipt, state FROM submission WHERE submission_id = :submission_id AND receipt <> '';
