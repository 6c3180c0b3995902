-- held_chunks: those of the names that are in the store.
SELECT name FROM intake_chunk WHERE name = ANY(SELECT json_array_elements_text(%s::json));
