-- recall.sql: the centre lost what it signed for since then: what still lies here is sent again.
UPDATE submission SET state = 'QUEUED', state_at = :at, evidence = :evidence, not_before_ms = 0, attempts = 0
 WHERE state IN ('CUSTODY', 'COMPLETE') AND state_at >= :since
RETURNING submission_id;
