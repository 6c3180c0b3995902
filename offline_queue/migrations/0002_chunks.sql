-- Scans travel apart in sealed chunks; what the centre lost or let go is sent again; news are kept.
-- Released: never edited, only followed by 0003.

ALTER TABLE submission ADD COLUMN chunk_count INTEGER NOT NULL DEFAULT 0;

-- One line a chunk; removed with its submission's file.
CREATE TABLE chunk (
    submission_id TEXT    NOT NULL REFERENCES submission (submission_id),
    place         INTEGER NOT NULL,
    sha256        BLOB    NOT NULL CHECK (length(sha256) = 32),
    is_there      INTEGER NOT NULL DEFAULT 0 CHECK (is_there IN (0, 1)),
    PRIMARY KEY (submission_id, place)
) STRICT, WITHOUT ROWID;
CREATE INDEX chunk_to_send ON chunk (submission_id, place) WHERE is_there = 0;
CREATE INDEX to_complete ON submission (priority DESC, entry) WHERE state = 'CUSTODY';
CREATE INDEX to_release ON submission (not_before_ms) WHERE state = 'HELD';
CREATE INDEX to_look_at ON submission (state_at) WHERE state IN ('CORRUPT', 'HELD', 'QUARANTINED');
-- The planner took it before to_send and sorted the whole queue for each batch.
DROP INDEX by_state;

-- The newest line of each kind and key that came down; content is canonical CBOR (contract/news.py).
CREATE TABLE news (
    kind    TEXT    NOT NULL,
    key     TEXT    NOT NULL,
    cursor  INTEGER NOT NULL,
    content BLOB    NOT NULL,
    at      TEXT    NOT NULL,
    PRIMARY KEY (kind, key)
) STRICT, WITHOUT ROWID;

DROP TRIGGER states_only_move_on;
-- Back to QUEUED only on the centre's signed word that it does not hold it any more.
CREATE TRIGGER states_only_move_on BEFORE UPDATE OF state ON submission
WHEN NEW.state <> OLD.state AND (
        OLD.state = 'PURGED'
     OR (OLD.state = 'COMPLETE' AND NEW.state NOT IN ('PURGED', 'QUEUED'))
     OR (OLD.state = 'CUSTODY' AND NEW.state NOT IN ('COMPLETE', 'QUARANTINED', 'CORRUPT', 'QUEUED'))
     OR (OLD.state IN ('COMPLETE', 'CUSTODY') AND NEW.state = 'QUEUED' AND NEW.evidence IS OLD.evidence)
     OR (NEW.state = 'PURGED' AND OLD.state <> 'COMPLETE')
     OR (NEW.state IN ('CUSTODY', 'COMPLETE', 'QUARANTINED') AND NEW.evidence IS NULL))
BEGIN
    SELECT RAISE(ABORT, 'a state never moves back');
END;
