-- note_changes.sql: note_change.sql for several, in their order. Params: at, evidence, changed (a JSON list of
-- [submission_id, state, reason]).
INSERT INTO change (submission_id, state, at, evidence, reason)
SELECT value ->> 0, value ->> 1, :at, :evidence, value ->> 2 FROM json_each(:changed) ORDER BY key;
