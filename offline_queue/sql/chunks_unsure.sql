-- chunks_unsure.sql: the centre says that something is missing after all: all chunks are asked for again.
UPDATE chunk SET is_there = 0 WHERE submission_id = :submission_id;
