-- put_receipt.sql: the next link of the chain of receipts.
INSERT INTO receipt (submission_id, text, previous_8) VALUES (:submission_id, :text, :previous_8);
