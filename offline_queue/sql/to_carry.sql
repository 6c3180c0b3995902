-- to_carry.sql: what waits, for a courier: forms in the order of travel, whenever they were tried last.
SELECT submission_id, epoch, sealed_sha256, chunk_count, state FROM submission
 WHERE state IN ('QUEUED', 'CUSTODY') ORDER BY priority DESC, entry;
