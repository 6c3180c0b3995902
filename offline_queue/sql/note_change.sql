-- note_change.sql: the history line that goes with every change of state, in the same transaction.
INSERT INTO change (submission_id, state, at, evidence, reason) VALUES (:submission_id, :state, :at, :evidence, :reason);
