-- Whose entry is missing, and since when; a copy with a spoiled signature takes no good one's place.

-- One row for each copy of a waiting entry. `device` wrote it; `missing` is whose entry, statement or key it lacks.
-- `since`: when it began to lack just that, in milliseconds since 1970.
CREATE TABLE waiting_anew (
    hash BLOB NOT NULL,
    signature BLOB NOT NULL,
    space INTEGER NOT NULL REFERENCES space (no),
    device BLOB NOT NULL,
    seq INTEGER NOT NULL,
    lacks TEXT NOT NULL,
    needs BLOB NOT NULL,
    missing BLOB NOT NULL,
    since INTEGER NOT NULL,
    size INTEGER NOT NULL,
    envelope BLOB NOT NULL,
    PRIMARY KEY (hash, signature)
) STRICT, WITHOUT ROWID;
INSERT INTO waiting_anew
    SELECT hash, substr(envelope, -64), space, device, seq, lacks, needs, device,
        CAST(unixepoch('subsec') * 1000 AS INTEGER), size, envelope
    FROM waiting;
DROP TABLE waiting;
ALTER TABLE waiting_anew RENAME TO waiting;
CREATE INDEX waiting_by_need ON waiting (space, needs);
CREATE INDEX waiting_by_device ON waiting (space, device, size);
CREATE INDEX waiting_by_lack ON waiting (space, missing, lacks, device, needs, since);
