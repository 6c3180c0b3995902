-- pending.sql: submissions of which the centre has no custody yet.
SELECT count(*) FROM submission WHERE state = 'QUEUED';
