-- chunks_to_ask.sql: chunks whose form the centre has and which it may lack. Params: now_ms, far_ms, most.
SELECT s.submission_id, c.place, c.sha256
  FROM submission s JOIN chunk c ON c.submission_id = s.submission_id AND c.is_there = 0
 WHERE s.state = 'CUSTODY' AND (s.not_before_ms <= :now_ms OR s.not_before_ms > :far_ms)
 ORDER BY s.priority DESC, s.entry, c.place LIMIT :most;
