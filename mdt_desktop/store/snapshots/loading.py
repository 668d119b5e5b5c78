"""A snapshot loaded into a new device's store, a part a transaction; broken off, it goes on where it was."""

from collections.abc import Iterable
from dataclasses import dataclass

import msgspec

from mdt_desktop.crypto.header import Head
from mdt_desktop.crypto.space_key import SpaceKey
from mdt_desktop.crypto.unreadable import Malformed
from mdt_desktop.domain.changes import Changed
from mdt_desktop.refused import Refused
from mdt_desktop.store import log, projection, spaces, wiping
from mdt_desktop.store.body import record_text
from mdt_desktop.store.merge import Stamps, standings
from mdt_desktop.store.snapshots.part import FRAME, Early, Entries, Record, Records, opened
from mdt_desktop.store.store import Store
from mdt_desktop.wire.snapshot import SignedSnapshot, SnapshotHeader


class NotForUs(Refused):
    """A snapshot that this device does not load; the log is read instead."""


class _Loading(msgspec.Struct, frozen=True, array_like=True):
    """How far a snapshot has been loaded. Kept with the space until it is whole."""

    content: bytes
    """Hash of the content."""
    name: bytes
    first: int
    """Local number of its first entry."""
    entries: int
    """How many are here."""
    parts: int
    size: int
    """Bytes of the content that were used, the name and the frames included."""


@dataclass(frozen=True)
class Progressed:
    """Where loading stands, in bytes of the content."""

    done: int
    total: int


class Loader:
    """Loads one snapshot into one space that has no entries yet."""

    def __init__(self, store: Store, signed: SignedSnapshot) -> None:
        """Raises `Refused` for a snapshot that is not by an admin of this team, or has no place here."""
        self._store = store
        self._header: SnapshotHeader = signed.header
        self._check(signed)
        self._key = self._key_of(signed.header)
        self._at = _read(store)
        if self._at is None or self._at.content != signed.header.content:
            if store.connection.one("SELECT 1 FROM entry WHERE space = ?", (store.space.no,)):
                raise NotForUs("This computer has entries of the team already, so no snapshot was loaded.")
            first = store.connection.execute("SELECT coalesce(max(no), 0) + 1 FROM entry")[0][0]
            self._at = _Loading(signed.header.content, b"", first, 0, 0, 0)

    @property
    def where(self) -> Progressed:
        """How much of the content has been used: reading goes on from there."""
        assert self._at is not None
        return Progressed(self._at.size, self._header.size)

    def name(self, name: bytes) -> None:
        """The first 16 bytes of the content."""
        assert self._at is not None
        self._at = msgspec.structs.replace(self._at, name=name, size=len(name))
        with self._store.together():
            self._note()

    def take(self, bodies: Iterable[bytes]) -> Changed:
        """Load the next parts, all or none; listeners are told.

        Raises `Malformed` or `DoesNotOpen` for what is not one.
        """
        records: list[Record] = []
        with self._store.together():
            for body in bodies:
                records += self._take(body)
            # Together: whatever is written after the search index makes that write out what it has gathered.
            changed = Changed(frozenset(self._add_records(records)), by_others=True)
            self._note()
            self._store.tell(changed)
        return changed

    def _take(self, body: bytes) -> list[Record]:
        """Load one part but for the records in it."""
        assert self._at is not None
        at = self._at
        part = opened(body, self._store.space.id, at.name, at.parts, self._key)
        records: list[Record] = []
        entries = at.entries
        if isinstance(part, Entries):
            entries += self._add_entries(part)
        elif isinstance(part, Records):
            records = part.records
        else:
            self._add_early(part)
        size = at.size + FRAME.size + len(body)
        self._at = msgspec.structs.replace(at, parts=at.parts + 1, entries=entries, size=size)
        return records

    def finish(self) -> range:
        """All parts are here: the heads are what the header says. The local numbers of its entries."""
        assert self._at is not None
        if self._at.size != self._header.size:
            raise Malformed("a snapshot that is not whole")
        with self._store.together():
            self._set_heads(self._header.heads)
            spaces.note_loading(self._store.connection, self._store.space.no, None)
        return range(self._at.first, self._at.first + self._at.entries)

    def _check(self, signed: SignedSnapshot) -> None:
        roster, header = self._store.roster(), signed.header
        maker = roster.device(header.device)
        if header.space != self._store.space.id or maker is None or not roster.is_admin(header.device):
            raise NotForUs("The snapshot is not by an admin of this team. The log is read instead.")
        signed.verify(maker.keys)

    def _key_of(self, header: SnapshotHeader) -> SpaceKey:
        key = spaces.key_named(self._store.connection, self._store.space.no, header.key)
        if key is None:
            raise NotForUs("The snapshot is under a key that is not here. The log is read instead.")
        return key

    def _add_entries(self, part: Entries) -> int:
        assert self._at is not None
        space, first = self._store.space.no, self._at.first + self._at.entries
        # What can be changed is bound as it is, and there are very many of them.
        hashes, devices = bytearray(part.hashes), [bytearray(one) for one in part.devices]
        columns = zip(part.device_at, part.seqs, part.hlcs, part.effects, strict=True)
        self._store.connection.many(
            "INSERT INTO entry (no, space, hash, device, seq, hlc, effect, envelope) "
            "VALUES (?, ?, ?, ?, ?, ?, ?, x'')",
            (
                (first + at, space, hashes[32 * at : 32 * at + 32], devices[device], seq, hlc, effect)
                for at, (device, seq, hlc, effect) in enumerate(columns)
            ),
        )
        return len(part.seqs)

    def _add_records(self, records: list[Record]) -> set[tuple[str, str]]:
        assert self._at is not None
        connection, space, first = self._store.connection, self._store.space.no, self._at.first
        named = [(one, _text(one.id)) for one in records]
        connection.many(
            "INSERT OR IGNORE INTO standing (space, kind, record, entry, fields) VALUES (?, ?, ?, ?, ?)",
            [
                (space, one.kind, record, first + at, fields)
                for one, record in named
                for at, fields in zip(one.entries, one.fields, strict=True)
            ],
        )
        touched = standings(connection, space, [(one.kind, record) for one, record in named])
        projection.project(connection, space, touched.values(), Stamps(connection))
        return set(touched)

    def _add_early(self, part: Early) -> None:
        self._store.connection.many(
            "INSERT OR IGNORE INTO replaced_early (space, record, kind, field, device, seq, short_hash) "
            "VALUES (?, ?, ?, ?, ?, ?, ?)",
            [(self._store.space.no, *row) for row in part.rows],
        )

    def _set_heads(self, heads: tuple[Head, ...]) -> None:
        connection, space = self._store.connection, self._store.space.no
        for head in heads:
            no = log.entry_of(connection, space, (head.device, head.seq, head.short_hash))
            if no is None:
                raise Malformed("a snapshot without the entry that a head names")
            connection.execute(
                "INSERT OR IGNORE INTO head (space, device, seq, hash) "
                "SELECT space, device, seq, hash FROM entry WHERE no = ?",
                (no,),
            )

    def _note(self) -> None:
        state = msgspec.msgpack.encode(self._at)
        spaces.note_loading(self._store.connection, self._store.space.no, state)


def content_begun(store: Store) -> bytes | None:
    """The hash of the content that has been loaded in part."""
    at = _read(store)
    return at.content if at else None


def discard(store: Store) -> None:
    """Take out what was loaded in part: it can't be had any more, or was none."""
    with store.together():
        wiping.empty(store.connection, store.space.no)
        spaces.note_loading(store.connection, store.space.no, None)


def is_loading(store: Store) -> bool:
    """Whether a snapshot has been loaded in part: the tail waits until it is whole."""
    return _read(store) is not None


def _read(store: Store) -> _Loading | None:
    state = spaces.loading(store.connection, store.space.no)
    return msgspec.msgpack.decode(state, type=_Loading) if state else None


def _text(identity: object) -> str:
    if isinstance(identity, bytes) and len(identity) == 16:
        return record_text(identity)
    if isinstance(identity, str):
        return identity
    raise Malformed("a record’s id is neither text nor 16 bytes")
