-- apply_change.sql: where a matter is now; an older line never overwrites a newer one.
UPDATE submission SET case_number = :case_number, case_state = :case_state, case_at = :case_at, case_cursor = :cursor
 WHERE submission_id = :submission_id AND case_cursor < :cursor
RETURNING submission_id;
