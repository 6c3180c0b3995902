-- next_status_cursor: the number of a station's next status line, never below the clock's microseconds; the row stays locked
-- until the line is there too.
UPDATE intake_station
   SET feed_cursor = CASE WHEN feed_cursor < %s THEN %s ELSE feed_cursor + 1 END
 WHERE station_id = %s
RETURNING feed_cursor;
