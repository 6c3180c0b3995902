-- chunks_of.sql: the chunks of one submission, in order.
SELECT sha256 FROM chunk WHERE submission_id = :submission_id ORDER BY place;
