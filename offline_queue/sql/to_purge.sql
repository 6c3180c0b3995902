-- to_purge.sql: complete for longer than the keeping period. Params: before (UTC time text), most.
SELECT submission_id FROM submission WHERE state = 'COMPLETE' AND state_at < :before ORDER BY state_at LIMIT :most;
