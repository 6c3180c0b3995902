-- The index of the spool and the state of each submission. Released: never edited, only followed by 0002.

CREATE TABLE submission (
    entry              INTEGER PRIMARY KEY,
    submission_id      TEXT    NOT NULL UNIQUE,
    station_id         TEXT    NOT NULL,
    epoch              INTEGER NOT NULL,
    sequence           INTEGER NOT NULL,
    payload_type       TEXT    NOT NULL CHECK (payload_type IN ('application', 'rating')),
    provisional_number TEXT    NOT NULL,
    item_code          TEXT    NOT NULL,
    form_id            TEXT    NOT NULL,
    form_version       INTEGER NOT NULL,
    priority           INTEGER NOT NULL CHECK (priority IN (0, 1)),
    created_at         TEXT    NOT NULL,
    file_bytes         INTEGER NOT NULL CHECK (file_bytes > 0),
    sealed_sha256      TEXT    NOT NULL CHECK (length(sealed_sha256) = 64),
    receipt            TEXT    NOT NULL,
    previous_receipt_8 BLOB    NOT NULL,
    state              TEXT    NOT NULL CHECK (state IN
                           ('QUEUED', 'CUSTODY', 'COMPLETE', 'PURGED', 'HELD', 'QUARANTINED', 'CORRUPT')),
    state_at           TEXT    NOT NULL,
    evidence           INTEGER REFERENCES evidence (evidence),
    not_before_ms      INTEGER NOT NULL DEFAULT 0,
    attempts           INTEGER NOT NULL DEFAULT 0,
    case_number        TEXT    NOT NULL DEFAULT '',
    case_state         TEXT    NOT NULL DEFAULT '',
    case_at            TEXT    NOT NULL DEFAULT '',
    case_cursor        INTEGER NOT NULL DEFAULT 0
) STRICT;

-- Two residents must never hold the same number.
CREATE UNIQUE INDEX one_number_one_application ON submission (provisional_number) WHERE payload_type = 'application';
CREATE INDEX to_send ON submission (priority DESC, entry) WHERE state = 'QUEUED';
CREATE INDEX to_forget ON submission (state_at) WHERE state = 'COMPLETE';
CREATE INDEX by_state ON submission (state);

-- The centre's signed word, one a batch.
CREATE TABLE evidence (
    evidence    INTEGER PRIMARY KEY,
    receipt     BLOB NOT NULL,
    signature   BLOB NOT NULL CHECK (length(signature) = 64),
    received_at TEXT NOT NULL
) STRICT;

-- Every change after the row itself, which is the first: QUEUED at created_at.
CREATE TABLE change (
    submission_id TEXT NOT NULL REFERENCES submission (submission_id),
    state         TEXT NOT NULL,
    at            TEXT NOT NULL,
    evidence      INTEGER REFERENCES evidence (evidence),
    reason        TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE INDEX change_of ON change (submission_id);

CREATE TABLE feed (
    name   TEXT PRIMARY KEY,
    cursor INTEGER NOT NULL
) STRICT;

CREATE TRIGGER a_submission_is_never_deleted BEFORE DELETE ON submission
BEGIN
    SELECT RAISE(ABORT, 'a submission is never deleted');
END;

CREATE TRIGGER what_was_handed_in_never_changes
BEFORE UPDATE OF submission_id, station_id, epoch, sequence, payload_type, provisional_number, created_at,
                 sealed_sha256, receipt, previous_receipt_8 ON submission
BEGIN
    SELECT RAISE(ABORT, 'what was handed in never changes');
END;

CREATE TRIGGER states_only_move_on BEFORE UPDATE OF state ON submission
WHEN NEW.state <> OLD.state AND (
        OLD.state = 'PURGED'
     OR (OLD.state = 'COMPLETE' AND NEW.state <> 'PURGED')
     OR (OLD.state = 'CUSTODY' AND NEW.state NOT IN ('COMPLETE', 'QUARANTINED', 'CORRUPT'))
     OR (NEW.state = 'PURGED' AND OLD.state <> 'COMPLETE')
     OR (NEW.state IN ('CUSTODY', 'COMPLETE', 'QUARANTINED') AND NEW.evidence IS NULL))
BEGIN
    SELECT RAISE(ABORT, 'a state never moves back');
END;
