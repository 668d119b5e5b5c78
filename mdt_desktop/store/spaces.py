"""The spaces of a profile: whose log, whose keys, which device we are in each."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from uuid import UUID

from mdt_desktop.crypto.device_keys import DeviceKeys
from mdt_desktop.crypto.space_key import SpaceKey
from mdt_desktop.refused import Refused
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
        "INSERT INTO space (id, kind, device, device_keys, letter, member, key_id) "
        "VALUES (?, ?, ?, ?, ?, ?, ?)",
        (
            new.id,
            new.kind,
            new.device.device_id,
            new.device.to_bytes(),
            new.letter,
            new.member,
            new.key.id,
        ),
    )
    no = connection.last_row()
    add_keys(connection, no, [new.key])
    connection.many(
        "INSERT INTO statement (space, position, hash, statement) VALUES (?, ?, ?, ?)",
        [(no, at, digest, statement) for at, (digest, statement) in enumerate(new.roster)],
    )
    return Space(no, new.id, new.kind, new.device, new.letter, new.member, new.key)


def set_member(connection: Connection, space: Space, member: str, letter: str) -> Space:
    """Whose device this is, and its letter, once the roster says so."""
    connection.execute("UPDATE space SET member = ?, letter = ? WHERE no = ?", (member, letter, space.no))
    return replace(space, member=member, letter=letter)


def all_spaces(connection: Connection) -> list[Space]:
    """Every space of this profile, in the order they were added, each with the newest key that is here."""
    rows = connection.execute(
        "SELECT s.no, s.id, s.kind, s.device_keys, s.letter, s.member, coalesce("
        "(SELECT k.key FROM space_key k WHERE k.space = s.no AND k.id = s.key_id), "
        "(SELECT k.key FROM space_key k WHERE k.space = s.no LIMIT 1)) FROM space s ORDER BY s.no"
    )
    return [
        Space(no, identity, kind, DeviceKeys.from_bytes(keys), letter, member, SpaceKey(key))
        for no, identity, kind, keys, letter, member, key in rows
    ]


def key_named(connection: Connection, space: int, key_id: bytes) -> SpaceKey | None:
    """The key of an epoch by its id, if it is here."""
    row = connection.one("SELECT key FROM space_key WHERE space = ? AND id = ?", (space, key_id))
    return SpaceKey(row[0]) if row else None


def newest_key(connection: Connection, space: int) -> SpaceKey:
    """The key that entries are sealed under from now on. `Refused` while this device has not got it."""
    row = connection.one(
        "SELECT k.key FROM space s JOIN space_key k ON k.space = s.no AND k.id = s.key_id WHERE s.no = ?",
        (space,),
    )
    if row is None:
        raise Refused(
            "The team has a new key that this computer has not got, so nothing can be saved in it now. "
            "What was saved is safe; ask an admin of the team to admit this computer again."
        )
    return SpaceKey(row[0])


def keys(connection: Connection, space: int) -> list[SpaceKey]:
    """Every key of a space that is here."""
    return [
        SpaceKey(row[0]) for row in connection.execute("SELECT key FROM space_key WHERE space = ?", (space,))
    ]


def add_keys(connection: Connection, space: int, new: Iterable[SpaceKey]) -> None:
    """Keep keys; those that are here stay as they are."""
    connection.many(
        "INSERT OR IGNORE INTO space_key (space, id, key) VALUES (?, ?, ?)",
        [(space, key.id, key.secret) for key in new],
    )


def loading(connection: Connection, space: int) -> bytes | None:
    """How far a snapshot has been loaded, as `snapshots/loading.py` wrote it; None when none is under way."""
    row = connection.one("SELECT value FROM setting WHERE name = ?", (f"snapshot {space}",))
    return bytes(row[0]) if row else None


def note_loading(connection: Connection, space: int, state: bytes | None) -> None:
    """Keep how far a snapshot has been loaded, or that it is whole."""
    name = f"snapshot {space}"
    if state is None:
        connection.execute("DELETE FROM setting WHERE name = ?", (name,))
    else:
        connection.execute("INSERT OR REPLACE INTO setting (name, value) VALUES (?, ?)", (name, state))


def is_loading(connection: Connection, space: int) -> bool:
    """Whether a snapshot has been loaded in part."""
    return loading(connection, space) is not None


def roster_head(connection: Connection, space: int) -> bytes:
    """The hash of the newest statement of the chosen chain."""
    row = connection.execute(
        "SELECT hash FROM statement WHERE space = ? ORDER BY position DESC LIMIT 1", (space,)
    )[0]
    return bytes(row[0])


def statements(connection: Connection, space: int) -> list[bytes]:
    """All roster statements that are here, the founding first, those set aside among them."""
    rows = connection.execute(
        "SELECT statement FROM statement WHERE space = ? ORDER BY position IS NOT 0, no", (space,)
    )
    return [row[0] for row in rows]
