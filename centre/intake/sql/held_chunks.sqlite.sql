-- held_chunks: those of the names that are in the store.
SELECT name FROM intake_chunk WHERE name IN (SELECT value FROM json_each(%s));
