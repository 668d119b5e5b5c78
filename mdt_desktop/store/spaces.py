"""The spaces of a profile: whose log, whose keys, which device we are in each."""

from dataclasses import dataclass, field
from uuid import UUID

from mdt_desktop.crypto.device_keys import DeviceKeys
from mdt_desktop.crypto.space_key import SpaceKey
from mdt_desktop.store.connection import Connection


@dataclass(frozen=True)
class Space:
    """One space as this device holds it. `no` is a local number; `letter` is "" for the founding device."""

    no: int
    id: bytes
    kind: str
    device: DeviceKeys = field(repr=False)
    letter: str
    member: str
    key: SpaceKey = field(repr=False)

    @property
    def name(self) -> str:
        """The space's UUID as text."""
        return str(UUID(bytes=self.id))


@dataclass(frozen=True)
class NewSpace:
    """What a space is made of before this device's store knows it."""

    id: bytes
    kind: str
    device: DeviceKeys = field(repr=False)
    letter: str
    member: str
    key: SpaceKey = field(repr=False)
    roster: list[tuple[bytes, bytes]]
    """(hash, statement) from `found` on."""


def add(connection: Connection, new: NewSpace) -> Space:
    """Write a new space; inside the caller's transaction."""
    connection.execute(
        "INSERT INTO space (id, kind, device, device_keys, letter, member) VALUES (?, ?, ?, ?, ?, ?)",
        (new.id, new.kind, new.device.device_id, new.device.to_bytes(), new.letter, new.member),
    )
    no = connection.last_row()
    connection.execute(
        "INSERT INTO space_key (space, id, key, epoch) VALUES (?, ?, ?, 0)", (no, new.key.id, new.key.secret)
    )
    connection.many(
        "INSERT INTO roster (space, position, hash, statement) VALUES (?, ?, ?, ?)",
        [(no, at, digest, statement) for at, (digest, statement) in enumerate(new.roster)],
    )
    return Space(no, new.id, new.kind, new.device, new.letter, new.member, new.key)


def all_spaces(connection: Connection) -> list[Space]:
    """Every space of this profile, in the order they were added, each with its newest key."""
    rows = connection.execute(
        "SELECT s.no, s.id, s.kind, s.device_keys, s.letter, s.member, "
        "(SELECT k.key FROM space_key k WHERE k.space = s.no ORDER BY k.epoch DESC LIMIT 1) "
        "FROM space s ORDER BY s.no"
    )
    return [
        Space(no, identity, kind, DeviceKeys.from_bytes(keys), letter, member, SpaceKey(key))
        for no, identity, kind, keys, letter, member, key in rows
    ]


def key_named(connection: Connection, space: int, key_id: bytes) -> SpaceKey | None:
    """The key of an epoch by its id, if it is here."""
    row = connection.one("SELECT key FROM space_key WHERE space = ? AND id = ?", (space, key_id))
    return SpaceKey(row[0]) if row else None


def roster_head(connection: Connection, space: int) -> bytes:
    """The hash of the newest roster statement."""
    row = connection.execute(
        "SELECT hash FROM roster WHERE space = ? ORDER BY position DESC LIMIT 1", (space,)
    )[0]
    return bytes(row[0])


def roster_statements(connection: Connection, space: int) -> list[bytes]:
    """The roster's statements, from `found` on."""
    rows = connection.execute("SELECT statement FROM roster WHERE space = ? ORDER BY position", (space,))
    return [row[0] for row in rows]
