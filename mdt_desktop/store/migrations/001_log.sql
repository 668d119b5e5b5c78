-- The durable tables: spaces, keys, roster, log. What is derived from them is made by schema.py.

CREATE TABLE setting (
    name TEXT PRIMARY KEY,
    value BLOB NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE space (
    no INTEGER PRIMARY KEY,
    id BLOB NOT NULL UNIQUE,
    kind TEXT NOT NULL,
    device BLOB NOT NULL,
    device_keys BLOB NOT NULL,
    letter TEXT NOT NULL,
    member TEXT NOT NULL
) STRICT;

CREATE TABLE space_key (
    space INTEGER NOT NULL REFERENCES space (no),
    id BLOB NOT NULL,
    key BLOB NOT NULL,
    epoch INTEGER NOT NULL,
    PRIMARY KEY (space, id)
) STRICT, WITHOUT ROWID;

CREATE TABLE roster (
    space INTEGER NOT NULL REFERENCES space (no),
    position INTEGER NOT NULL,
    hash BLOB NOT NULL,
    statement BLOB NOT NULL,
    PRIMARY KEY (space, position)
) STRICT, WITHOUT ROWID;

-- `no` counts entries in the order in which this device took them: a local number, never shared.
CREATE TABLE entry (
    no INTEGER PRIMARY KEY,
    space INTEGER NOT NULL REFERENCES space (no),
    hash BLOB NOT NULL UNIQUE,
    device BLOB NOT NULL,
    seq INTEGER NOT NULL,
    hlc INTEGER NOT NULL,
    envelope BLOB NOT NULL,
    effect INTEGER NOT NULL DEFAULT 1
) STRICT;
CREATE INDEX entry_by_chain ON entry (space, device, seq);

CREATE TABLE head (
    space INTEGER NOT NULL REFERENCES space (no),
    device BLOB NOT NULL,
    seq INTEGER NOT NULL,
    hash BLOB NOT NULL,
    PRIMARY KEY (space, device, hash)
) STRICT, WITHOUT ROWID;

-- Which records an entry wrote: a record's history without reading the whole log.
CREATE TABLE touched (
    record TEXT NOT NULL,
    entry INTEGER NOT NULL,
    PRIMARY KEY (record, entry)
) STRICT, WITHOUT ROWID;

-- Text being typed: local, never part of the log until it is said.
CREATE TABLE draft (
    place TEXT PRIMARY KEY,
    text TEXT NOT NULL,
    at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
