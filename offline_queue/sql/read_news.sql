-- read_news.sql: what stands of one kind; withdrawn lines are empty.
SELECT key, content, at FROM news WHERE kind = :kind AND length(content) > 0 ORDER BY cursor;
