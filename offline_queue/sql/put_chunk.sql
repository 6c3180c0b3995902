-- put_chunk.sql: one chunk of a submission, in the order of its header.
INSERT INTO chunk (submission_id, place, sha256) VALUES (:submission_id, :place, :sha256);
