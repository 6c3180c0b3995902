-- chunks_to_carry.sql: chunks of one submission that the centre is not known to hold.
SELECT sha256 FROM chunk WHERE submission_id = :submission_id AND is_there = 0 ORDER BY place;
