-- What colleagues' devices bring: entries that wait for something, and which chain of ours goes on here.

-- One row for each thing a waiting entry lacks. `needs`: an entry's hash (16 bytes), a roster statement's
-- hash, a key's id, or the header version, as `lacks` says.
CREATE TABLE waiting (
    hash BLOB PRIMARY KEY,
    space INTEGER NOT NULL REFERENCES space (no),
    device BLOB NOT NULL,
    seq INTEGER NOT NULL,
    lacks TEXT NOT NULL,
    needs BLOB NOT NULL,
    size INTEGER NOT NULL,
    envelope BLOB NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX waiting_by_need ON waiting (space, needs);

-- The entry this installation goes on from: a clone of it has another.
ALTER TABLE space ADD COLUMN own_head BLOB;
UPDATE space SET own_head = (SELECT h.hash FROM head h WHERE h.space = space.no AND h.device = space.device);
