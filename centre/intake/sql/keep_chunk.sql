-- keep_chunk: a sealed chunk that is durable in the store; one that is there already stays as it is.
INSERT INTO intake_chunk (name, size, station_id, stored_at, pack, at, is_named) VALUES (%s, %s, %s, %s, %s, %s, false)
ON CONFLICT (name) DO NOTHING;
