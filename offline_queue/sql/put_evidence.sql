-- put_evidence.sql: the centre's signed receipt of one batch.
INSERT INTO evidence (receipt, signature, received_at) VALUES (:receipt, :signature, :at) RETURNING evidence;
