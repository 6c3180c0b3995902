-- last_sequence.sql: the highest sequence of this station and epoch.
SELECT coalesce(max(sequence), 0) FROM submission WHERE station_id = :station_id AND epoch = :epoch;
