-- release_held.sql: the time that the centre asked to wait is over. Params: now_ms, far_ms, at.
-- 0 waits for a person; beyond far_ms was written before the clock went back.
UPDATE submission SET state = 'QUEUED', state_at = :at, not_before_ms = 0
 WHERE state = 'HELD' AND not_before_ms > 0 AND (not_before_ms <= :now_ms OR not_before_ms > :far_ms)
RETURNING submission_id;
