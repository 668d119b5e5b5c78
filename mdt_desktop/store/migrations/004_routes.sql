-- The ways by which a space's entries travel, and what each is known to hold.

-- `mark`: where reading goes on, in the route's own words (a hub's cursor, a folder's id). `confirmed`: the last
-- whole exchange, in milliseconds since 1970. `once`: a stick or transfer file, not taken along by every sync.
-- `unsettled`: something was posted since, so what the route holds is compared before it is relied on.
-- Entries of others up to `relay_up_to` that the route lacks from `relay_at` on are posted by this device.
CREATE TABLE route (
    no INTEGER PRIMARY KEY,
    space INTEGER NOT NULL REFERENCES space (no),
    kind TEXT NOT NULL CHECK (kind IN ('folder', 'hub')),
    address TEXT NOT NULL,
    once INTEGER NOT NULL DEFAULT 0,
    mark BLOB NOT NULL DEFAULT x'',
    confirmed INTEGER,
    problem TEXT NOT NULL DEFAULT '',
    unsettled INTEGER NOT NULL DEFAULT 0,
    relay_up_to INTEGER NOT NULL DEFAULT 0,
    relay_at INTEGER NOT NULL DEFAULT 0,
    UNIQUE (space, kind, address)
) STRICT;

-- Ranges of local entry numbers: mostly one row, however long the log. Numbers of other spaces may lie within.
CREATE TABLE held (
    route INTEGER NOT NULL REFERENCES route (no) ON DELETE CASCADE,
    first INTEGER NOT NULL,
    last INTEGER NOT NULL,
    PRIMARY KEY (route, first)
) STRICT, WITHOUT ROWID;

CREATE TABLE held_statement (
    route INTEGER NOT NULL REFERENCES route (no) ON DELETE CASCADE,
    hash BLOB NOT NULL,
    PRIMARY KEY (route, hash)
) STRICT, WITHOUT ROWID;

-- Files of a folder whose content was taken: entries `first` to `last` of one device's chain, or statements
-- (`device` empty).
CREATE TABLE seen_file (
    route INTEGER NOT NULL REFERENCES route (no) ON DELETE CASCADE,
    path TEXT NOT NULL,
    size INTEGER NOT NULL,
    device BLOB NOT NULL,
    first INTEGER NOT NULL,
    last INTEGER NOT NULL,
    PRIMARY KEY (route, path)
) STRICT, WITHOUT ROWID;
