-- look_up.sql: one submission by its id or its application number.
SELECT submission_id, provisional_number, item_code, state, state_at, created_at, file_bytes, case_number, case_state, case_at
  FROM submission
 WHERE submission_id = :wanted OR (provisional_number = :wanted AND payload_type = 'application');
