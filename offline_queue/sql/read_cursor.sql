-- read_cursor.sql: where a feed goes on.
SELECT cursor FROM feed WHERE name = :name;
