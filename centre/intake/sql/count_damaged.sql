-- count_damaged: one row a station, whatever it sends.
INSERT INTO intake_damagedcount (station_id, times, last_at) VALUES (%s, %s, %s)
ON CONFLICT (station_id) DO UPDATE SET times = intake_damagedcount.times + excluded.times, last_at = excluded.last_at;
