"""Giving a shared folder what it lacks, and keeping it from filling with tiny files."""

from collections.abc import Iterator, Sequence

from mdt_desktop.store.seen_files import SeenFile
from mdt_desktop.sync import entry_files, folder_owner
from mdt_desktop.sync.desk import Desk
from mdt_desktop.sync.entry_files import PIECE_BYTES
from mdt_desktop.sync.folder_reading import parcel_at
from mdt_desktop.sync.medium import Listing, Medium
from mdt_desktop.sync.parcel import VERSION, Content, Parcel

_HASH_LETTERS = 40


class Posting:
    """One turn of writing. `folder_id` is empty for a folder that nobody has begun.

    What is written and taken away is noted in `listing`, so that only what others put there since it was made
    is news afterwards.
    """

    def __init__(self, medium: Medium, listing: Listing, desk: Desk, folder_id: bytes) -> None:
        self._medium = medium
        self._listing = listing
        self._desk = desk
        self._folder_id = folder_id

    def run(self) -> None:
        """Post everything; `ReadOnly` or another `Refused` once something can't be written."""
        self._post_statements()
        self._desk.expect_outgoing()
        self._post_entries()
        self._combine()

    def _write(self, path: str, data: bytes) -> None:
        if not (self._medium.root / folder_owner.MARKER).exists():
            self._folder_id = folder_owner.mark(self._medium, self._desk.space.id, self._folder_id)
            self._desk.set_mark(self._folder_id)
        self._medium.write(path, data)
        self._listing.files[path] = len(data)

    def _remove(self, path: str) -> bool:
        gone = self._medium.remove(path)
        if gone:
            self._listing.files.pop(path, None)
        return gone

    def _post_statements(self) -> None:
        for part in _parts(self._desk.statements_to_post()):
            data = Parcel(
                VERSION, Content.ROSTER, self._desk.space.id, tuple(one for _, one in part)
            ).to_bytes()
            path = f"roster/{data[-32:].hex()[:_HASH_LETTERS]}.mdt"
            self._write(path, data)
            self._desk.statements_posted([digest for digest, _ in part], [SeenFile(path, len(data))])

    def _post_entries(self) -> None:
        while batch := self._desk.outgoing(PIECE_BYTES):
            for stretch, numbers in entry_files.stretches(batch):
                path, data = stretch.to_file(self._desk.space.id)
                self._write(path, data)
                self._desk.posted(numbers, [stretch.seen_as(path, len(data))])

    def _combine(self) -> None:
        """Replace this device's small files by wider ones, an old one only once the new one was read back."""
        me = self._desk.space.device.device_id
        own = [one for one in self._desk.seen_files() if one.device == me]
        for group in entry_files.to_combine(own):
            first, last = group[0].first, max(one.last for one in group)
            stretch = entry_files.stretch_of(self._desk.stretch(first, last))
            if stretch is None or (stretch.first, stretch.last) != (first, last):
                return  # a clone's chain lies beside ours: its files stay as they are
            path, data = stretch.to_file(self._desk.space.id)
            self._write(path, data)
            parcel = parcel_at(self._medium, path)
            if isinstance(parcel, Parcel) and parcel.items == stretch.envelopes:
                old = [one.path for one in group if one.path != path and self._remove(one.path)]
                self._desk.replaced(stretch.seen_as(path, len(data)), old)


def _parts(statements: Sequence[tuple[bytes, bytes]]) -> Iterator[list[tuple[bytes, bytes]]]:
    """As few files as their size allows."""
    part: list[tuple[bytes, bytes]] = []
    size = 0
    for one in statements:
        if part and size + len(one[1]) > PIECE_BYTES:
            yield part
            part, size = [], 0
        part.append(one)
        size += len(one[1])
    if part:
        yield part
