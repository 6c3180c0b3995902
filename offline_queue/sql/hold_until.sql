-- hold_until.sql: the centre asks to wait; 0 waits for a person.
UPDATE submission SET state = 'HELD', state_at = :at, not_before_ms = :not_before_ms
 WHERE submission_id = :submission_id AND state = 'QUEUED'
RETURNING submission_id;
