-- send_again.sql: the centre says, signed, that it does not hold it (any more). The evidence is that word.
UPDATE submission SET state = 'QUEUED', state_at = :at, evidence = :evidence, not_before_ms = 0, attempts = 0
 WHERE submission_id = :submission_id AND sealed_sha256 = :sealed_sha256 AND state IN ('CUSTODY', 'COMPLETE')
RETURNING submission_id;
