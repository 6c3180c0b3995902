-- alarming.sql: submissions that a person must look at, oldest first.
SELECT submission_id, state, state_at FROM submission WHERE state IN ('CORRUPT', 'HELD', 'QUARANTINED')
 ORDER BY state_at LIMIT :most;
