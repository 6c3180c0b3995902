-- sent_before.sql: what a receipt from a stick is compared with.
SELECT submission_id, epoch, sealed_sha256, attempts, state FROM submission WHERE submission_id = :submission_id;
