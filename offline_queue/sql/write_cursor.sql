-- write_cursor.sql: in the same transaction as what the feed brought.
INSERT INTO feed (name, cursor) VALUES (:name, :cursor) ON CONFLICT (name) DO UPDATE SET cursor = excluded.cursor;
