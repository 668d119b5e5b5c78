"""Entries as files of a shared folder: each file a stretch of one device's chain, named after it.

The name is for people and for tidying; what a file holds is read from its content.
"""

import heapq
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from mdt_desktop.crypto.envelope import Envelope
from mdt_desktop.crypto.header import Header
from mdt_desktop.crypto.unreadable import Unreadable
from mdt_desktop.store.outbox import Outgoing
from mdt_desktop.store.seen_files import SeenFile
from mdt_desktop.sync.medium import SUFFIX
from mdt_desktop.sync.parcel import Content, Parcel

PIECE_BYTES = 1024 * 1024
"""Of envelopes in one file, at most (one envelope more than that is a file too)."""
SMALL_BYTES = 64 * 1024
SMALL_FILES_MAX = 32
"""When a device has as many small files, it replaces them by wider ones."""

_HASH_LETTERS = 20
_RANGE = re.compile(r"(\d+)-(\d+)-")


@dataclass(frozen=True)
class Stretch:
    """Consecutive entries of one chain, as they are in the log or came out of a file."""

    device: bytes
    first: int
    last: int
    envelopes: tuple[bytes, ...]

    def to_file(self, space: bytes) -> tuple[str, bytes]:
        """Path below the folder, at most 100 characters, and content."""
        data = Parcel(1, Content.ENTRIES, space, self.envelopes).to_bytes()
        name = f"{self.first}-{self.last}-{data[-32:].hex()[:_HASH_LETTERS]}{SUFFIX}"
        return f"{self.device.hex()}/{name}", data

    def seen_as(self, path: str, size: int) -> SeenFile:
        """What is remembered of the file."""
        return SeenFile(path, size, self.device, self.first, self.last)


def stretch_of(envelopes: Sequence[bytes]) -> Stretch | None:
    """These entries as one stretch of a chain; None if they are not one that this version can read."""
    headers: list[Header] = []
    before = b""
    for packed in envelopes:
        try:
            envelope = Envelope.unpack(packed)
            header = Header.decode(envelope.header)
        except Unreadable:
            return None
        if headers and (header.device, header.prev) != (headers[-1].device, before):
            return None
        headers.append(header)
        before = envelope.hash
    if not headers:
        return None
    return Stretch(headers[0].device, headers[0].seq, headers[-1].seq, tuple(envelopes))


def stretches(batch: Iterable[Outgoing]) -> Iterator[tuple[Stretch, list[int]]]:
    """A batch, in the order of the log, as stretches with the local numbers of their entries."""
    by_tip: dict[bytes, list[Outgoing]] = {}
    for one in batch:
        envelope = Envelope.unpack(one.envelope)
        run = by_tip.pop(Header.decode(envelope.header).prev, [])
        run.append(one)
        by_tip[envelope.hash] = run
    for run in by_tip.values():
        stretch = stretch_of([one.envelope for one in run])
        assert stretch is not None, "the log holds chains"
        yield stretch, [one.no for one in run]


def reading_order(paths: Iterable[str]) -> list[list[str]]:
    """Paths by the folder they lie in, each folder's by the number its names begin with."""
    folders: dict[str, list[str]] = defaultdict(list)
    for path in paths:
        folders[path.rpartition("/")[0]].append(path)
    return [sorted(found, key=_place) for _, found in sorted(folders.items())]


def _place(path: str) -> tuple[int, str]:
    found = _RANGE.match(path.rpartition("/")[2])
    return (int(found[1]) if found else 1 << 63), path


def count_in(path: str) -> int:
    """How many entries a file holds, by its name."""
    found = _RANGE.match(path.rpartition("/")[2])
    return max(int(found[2]) - int(found[1]) + 1, 1) if found else 0


@dataclass(frozen=True)
class Arriving:
    """One envelope out of a file. `file` comes with its last one."""

    hlc: int
    envelope: bytes
    file: SeenFile | None


def arriving(stretch: Stretch | None, parcel: Parcel, path: str, size: int) -> Iterator[Arriving]:
    """A file's entries, with what their place in time is."""
    seen = stretch.seen_as(path, size) if stretch else SeenFile(path, size)
    for at, packed in enumerate(parcel.items, start=1):
        yield Arriving(_hlc(packed), packed, seen if at == len(parcel.items) else None)


def in_time(chains: Iterable[Iterator[Arriving]]) -> Iterator[Arriving]:
    """Several chains as one, each entry after most of what its author had seen: few have to wait.

    A clock that runs ahead spoils no more than this order.
    """
    return heapq.merge(*chains, key=lambda one: one.hlc)


def _hlc(packed: bytes) -> int:
    try:
        return Header.decode(Envelope.unpack(packed).header).hlc
    except Unreadable:
        return 0


def to_combine(files: Iterable[SeenFile]) -> list[list[SeenFile]]:
    """Which small files of one device are better one: neighbours, up to a whole file's size."""
    small = sorted((one for one in files if one.size < SMALL_BYTES), key=lambda one: (one.first, one.last))
    if len(small) < SMALL_FILES_MAX:
        return []
    groups: list[list[SeenFile]] = []
    for one in small:
        last = groups[-1] if groups else []
        reaches = max((other.last for other in last), default=-2)
        if one.first <= reaches + 1 and sum(other.size for other in last) + one.size <= PIECE_BYTES:
            last.append(one)
        else:
            groups.append([one])
    return [group for group in groups if len(group) > 1]
