-- Entries known by a snapshot whose bytes have not come yet have an empty envelope.
CREATE INDEX entry_to_come ON entry (space) WHERE envelope = x'';

-- What else is remembered of a route: where reading the history goes on, when a snapshot was left there.
CREATE TABLE route_note (
    route INTEGER NOT NULL REFERENCES route (no) ON DELETE CASCADE,
    name TEXT NOT NULL,
    value BLOB NOT NULL,
    PRIMARY KEY (route, name)
) STRICT, WITHOUT ROWID;
