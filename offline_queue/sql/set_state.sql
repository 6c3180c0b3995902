-- set_state.sql: a change that this station found by itself (corrupt file, held, queued again).
UPDATE submission SET state = :state, state_at = :at, not_before_ms = 0
 WHERE submission_id = :submission_id AND state = :was
RETURNING submission_id;
