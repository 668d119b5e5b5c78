-- Joining a space and leaving it: what this device keeps of either. Local, never shared.

-- Invitations that this device issued. Each is as secret as what it lets somebody ask for.
CREATE TABLE invitation (
    id BLOB PRIMARY KEY,
    space INTEGER NOT NULL REFERENCES space (no),
    packed BLOB NOT NULL
) STRICT, WITHOUT ROWID;

-- Who asked with one of them, by the id of the device that wants to join. `answer` is NULL until an admin says
-- yes or no; what was answered stays sealed as it goes out.
CREATE TABLE join_request (
    device BLOB PRIMARY KEY,
    invitation BLOB NOT NULL REFERENCES invitation (id) ON DELETE CASCADE,
    packed BLOB NOT NULL,
    words TEXT NOT NULL,
    answer BLOB
) STRICT, WITHOUT ROWID;
CREATE INDEX join_request_by_invitation ON join_request (invitation);

-- Spaces that this device has asked to join, with the keys it asked with. `folder`: where, if not at a hub.
CREATE TABLE joining (
    invitation BLOB PRIMARY KEY,
    packed BLOB NOT NULL,
    device_keys BLOB NOT NULL,
    request BLOB NOT NULL,
    name TEXT NOT NULL,
    folder TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- Spaces whose roster has removed this device: since when it knows, in seconds since 1970.
CREATE TABLE leaving (
    space INTEGER PRIMARY KEY REFERENCES space (no),
    since INTEGER NOT NULL
) STRICT;

-- Devices that wrote two entries under one number: a clone, or a laptop that was restored.
CREATE TABLE cloned (
    space INTEGER NOT NULL REFERENCES space (no),
    device BLOB NOT NULL,
    noticed INTEGER NOT NULL,
    PRIMARY KEY (space, device)
) STRICT, WITHOUT ROWID;
