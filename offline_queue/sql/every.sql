-- every.sql: all submissions for verify, list and adoption, oldest first.
SELECT submission_id, provisional_number, item_code, state, state_at, created_at, file_bytes, sealed_sha256, case_number,
       case_state, case_at
  FROM submission ORDER BY entry;
