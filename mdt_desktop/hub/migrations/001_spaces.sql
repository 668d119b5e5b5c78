-- Every table that a space's data lie in is keyed by the space first, and no number is shared between spaces:
-- so that the same tables can be spread over several machines by space.
CREATE TABLE space (
    space BYTES NOT NULL PRIMARY KEY,
    token_key BYTES NOT NULL,
    founding BYTES NOT NULL,
    roster BYTES NOT NULL,
    statements BIGINT NOT NULL,
    last_place BIGINT NOT NULL,
    last_hash BYTES NOT NULL,
    size BIGINT NOT NULL,
    founded BIGINT NOT NULL
);
CREATE TABLE statement (
    space BYTES NOT NULL,
    place BIGINT NOT NULL,
    hash BYTES NOT NULL,
    data BYTES NOT NULL,
    posted BIGINT NOT NULL,
    PRIMARY KEY (space, place)
);
CREATE TABLE entry (
    space BYTES NOT NULL,
    place BIGINT NOT NULL,
    hash BYTES NOT NULL,
    device BYTES NOT NULL,
    seq BIGINT NOT NULL,
    size BIGINT NOT NULL,
    envelope BYTES NOT NULL,
    PRIMARY KEY (space, place)
);
CREATE UNIQUE INDEX entry_hash ON entry (space, hash);
CREATE TABLE head (
    space BYTES NOT NULL,
    device BYTES NOT NULL,
    hash BYTES NOT NULL,
    seq BIGINT NOT NULL,
    PRIMARY KEY (space, device, hash)
);
CREATE TABLE assertion (
    space BYTES NOT NULL,
    jti TEXT NOT NULL,
    expires BIGINT NOT NULL,
    PRIMARY KEY (space, jti)
);
CREATE TABLE brought (
    space BYTES NOT NULL,
    device BYTES NOT NULL,
    period TEXT NOT NULL,
    size BIGINT NOT NULL,
    PRIMARY KEY (space, device, period)
);
CREATE TABLE joining (
    space BYTES NOT NULL,
    id BYTES NOT NULL,
    invitation BYTES NOT NULL,
    permit BYTES NOT NULL,
    request BYTES NOT NULL,
    posted BIGINT NOT NULL,
    expires BIGINT NOT NULL,
    answer BYTES,
    PRIMARY KEY (space, id)
);
CREATE TABLE snapshot (
    space BYTES NOT NULL PRIMARY KEY,
    header BYTES NOT NULL,
    content BYTES NOT NULL,
    size BIGINT NOT NULL,
    cursor TEXT NOT NULL,
    posted BIGINT NOT NULL
);
CREATE TABLE part (
    space BYTES NOT NULL,
    content BYTES NOT NULL,
    at BIGINT NOT NULL,
    data BYTES NOT NULL,
    posted BIGINT NOT NULL,
    PRIMARY KEY (space, content, at)
);
-- Codes are of no space until they found one.
CREATE TABLE enrolment (
    code BYTES NOT NULL PRIMARY KEY,
    expires BIGINT NOT NULL,
    space BYTES
);
