-- next_status_cursor: the number of a station's next status line; the row stays locked until the line is there too.
UPDATE intake_station SET feed_cursor = feed_cursor + 1 WHERE station_id = %s RETURNING feed_cursor;
