-- to_confirm.sql: in custody with every chunk there: is it complete? Params: now_ms, far_ms, most.
SELECT s.submission_id, s.epoch, s.sealed_sha256, s.attempts
  FROM submission s
 WHERE s.state = 'CUSTODY' AND (s.not_before_ms <= :now_ms OR s.not_before_ms > :far_ms)
   AND NOT EXISTS (SELECT 1 FROM chunk c WHERE c.submission_id = s.submission_id AND c.is_there = 0)
 ORDER BY s.priority DESC, s.entry LIMIT :most;
