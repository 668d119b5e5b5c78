-- All roster statements that were ever seen: `position` is the place in the chosen chain, none for those set aside.

CREATE TABLE statement (
    no INTEGER PRIMARY KEY,
    space INTEGER NOT NULL REFERENCES space (no),
    hash BLOB NOT NULL,
    statement BLOB NOT NULL,
    position INTEGER
) STRICT;
CREATE INDEX statement_by_hash ON statement (space, hash);
INSERT INTO statement (space, hash, statement, position)
    SELECT space, hash, statement, position FROM roster ORDER BY space, position;
DROP TABLE roster;

-- The id of the newest epoch's key: what entries are sealed under from now on, whether the key is here or not.
ALTER TABLE space ADD COLUMN key_id BLOB;
UPDATE space SET key_id = (SELECT k.id FROM space_key k WHERE k.space = space.no ORDER BY k.epoch DESC LIMIT 1);
ALTER TABLE space_key DROP COLUMN epoch;
