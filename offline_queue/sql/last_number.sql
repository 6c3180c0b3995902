-- last_number.sql: the highest application number that starts like this (scheme, place, day); '' when there is none.
-- Params: first, after (bounds that the index can use).
SELECT coalesce(max(provisional_number), '') FROM submission
 WHERE payload_type = 'application' AND provisional_number >= :first AND provisional_number < :after;
