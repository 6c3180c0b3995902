-- release_one.sql: held for a person, who let it go.
UPDATE submission SET state = 'QUEUED', state_at = :at, not_before_ms = 0
 WHERE submission_id = :submission_id AND state = 'HELD'
RETURNING submission_id;
