-- take_custody_of_all.sql: take_custody.sql for a whole receipt. Params: at, evidence, taken (a JSON list of
-- [submission_id, sealed_sha256, state], each id once). Rows: what changed.
UPDATE submission SET state = t.state, state_at = :at, evidence = :evidence, not_before_ms = 0, attempts = 0
  FROM (SELECT value ->> 0 AS submission_id, value ->> 1 AS sealed_sha256, value ->> 2 AS state
          FROM json_each(:taken)) AS t
 WHERE submission.submission_id = t.submission_id AND submission.sealed_sha256 = t.sealed_sha256
   AND submission.state <> t.state AND submission.state NOT IN ('COMPLETE', 'PURGED')
RETURNING submission.submission_id;
