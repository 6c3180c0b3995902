-- admitted: a station is let in as long as it is not shut out; an older epoch may still hand over what it holds.
SELECT 1 FROM intake_station WHERE station_id = %s AND epoch >= %s AND (revoked_at IS NULL OR %s);
