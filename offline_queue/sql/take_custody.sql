-- take_custody.sql: the centre's word on one submission. Only the content it names, only forward; no row: nothing new.
UPDATE submission SET state = :state, state_at = :at, evidence = :evidence, not_before_ms = 0, attempts = 0
 WHERE submission_id = :submission_id AND sealed_sha256 = :sealed_sha256
   AND state <> :state AND state NOT IN ('COMPLETE', 'PURGED')
RETURNING submission_id;
