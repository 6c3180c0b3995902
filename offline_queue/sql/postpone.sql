-- postpone.sql: not again before a time; other submissions go first.
UPDATE submission SET not_before_ms = :not_before_ms, attempts = attempts + 1
 WHERE submission_id = :submission_id AND state IN ('QUEUED', 'CUSTODY');
