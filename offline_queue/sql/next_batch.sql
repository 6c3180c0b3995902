-- next_batch.sql: what to send next. Params: now_ms, far_ms, most (rows), bytes, besides (JSON list of ids).
-- A postponement beyond far_ms was written before the clock went back: it counts as over.
WITH ready AS (
  SELECT entry, priority, submission_id, sealed_sha256, file_bytes, attempts,
         sum(file_bytes) OVER (ORDER BY priority DESC, entry) AS so_far
    FROM (SELECT * FROM submission
           WHERE state = 'QUEUED' AND (not_before_ms <= :now_ms OR not_before_ms > :far_ms)
             AND submission_id NOT IN (SELECT value FROM json_each(:besides))
           ORDER BY priority DESC, entry LIMIT :most))
SELECT submission_id, sealed_sha256, attempts
  FROM ready WHERE so_far <= :bytes OR so_far = file_bytes     -- one too large for a batch still goes, alone
 ORDER BY priority DESC, entry;
