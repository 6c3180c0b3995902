-- put_news.sql: the newest line of its kind and key; an older one never overwrites a newer one.
INSERT INTO news (kind, key, cursor, content, at) VALUES (:kind, :key, :cursor, :content, :at)
    ON CONFLICT (kind, key) DO UPDATE SET cursor = excluded.cursor, content = excluded.content, at = excluded.at
 WHERE excluded.cursor > news.cursor
RETURNING kind;
