-- chunk_is_there.sql: the centre holds it durably.
UPDATE chunk SET is_there = 1 WHERE submission_id = :submission_id AND place = :place;
