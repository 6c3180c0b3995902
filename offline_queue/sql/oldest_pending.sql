-- oldest_pending.sql: how many wait, and since when the oldest does.
SELECT count(*), coalesce(min(created_at), '') FROM submission WHERE state = 'QUEUED';
