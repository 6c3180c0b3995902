-- drop_chunks.sql: the submission was purged, its chunk files are gone.
DELETE FROM chunk WHERE submission_id = :submission_id;
