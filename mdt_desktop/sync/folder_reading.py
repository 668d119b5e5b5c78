"""Taking what is new in a shared folder: statements first, then entries in the order they were made.

An unchanged folder costs its listing. A file that is not whole is looked at again the next time.
"""

from collections.abc import Collection, Iterator
from enum import Enum

from mdt_desktop.crypto.unreadable import Malformed, UnknownVersion
from mdt_desktop.store.seen_files import SeenFile
from mdt_desktop.sync import entry_files
from mdt_desktop.sync.desk import Desk
from mdt_desktop.sync.entry_files import Arriving
from mdt_desktop.sync.medium import Listing, Medium
from mdt_desktop.sync.parcel import Content, Parcel

_PAGE_BYTES = 512 * 1024
_NOT_SYNCED = ("joins/", "answers/", "snapshots/")


class NoParcel(Enum):
    """Why a file says nothing."""

    NOT_HERE = "short, absent, or still on its way"
    NEWER = "of a newer version"


def parcel_at(medium: Medium, path: str) -> Parcel | NoParcel:
    """What a file holds."""
    data = medium.read(path)
    try:
        return Parcel.from_bytes(data) if data is not None else NoParcel.NOT_HERE
    except UnknownVersion:
        return NoParcel.NEWER
    except Malformed:
        return NoParcel.NOT_HERE


class Reading:
    """One look at a folder."""

    def __init__(self, medium: Medium, listing: Listing, desk: Desk) -> None:
        self._medium = medium
        self._listing = listing
        self._desk = desk

    def run(self) -> None:
        """Take everything new; see what is gone."""
        known = self._known()
        fresh = [path for path in self._listing.files if path not in known and _is_synced(path)]
        if self._listing.cloud_only.intersection(fresh):
            self._desk.note(
                "Some of the folder’s files are not on this computer yet. "
                "Set the folder to be kept on this device, so that they arrive."
            )
        fresh = [path for path in fresh if path not in self._listing.cloud_only]
        self._desk.expect(sum(map(entry_files.count_in, fresh)))
        self._take_statements([path for path in fresh if path.lower().startswith("roster/")])
        self._take_entries([path for path in fresh if not path.lower().startswith("roster/")])

    def _known(self) -> Collection[str]:
        """The files that were taken before and are as they were."""
        seen = self._desk.seen_files()
        gone = [one for one in seen if not self._stands(one)]
        if gone:
            self._desk.gone(gone)
            seen = self._desk.seen_files()
        return {one.path for one in seen}

    def _stands(self, file: SeenFile) -> bool:
        closed = file.path.partition("/")[0] in self._listing.closed
        return closed or self._listing.files.get(file.path) == file.size

    def _take_statements(self, paths: list[str]) -> None:
        statements: list[bytes] = []
        files: list[SeenFile] = []
        for path in paths:
            parcel = self._parcel(path)
            if parcel and parcel.content is Content.ROSTER:
                statements += parcel.items
                files.append(SeenFile(path, self._listing.files[path]))
        if files:
            self._desk.take_statements(statements, files)

    def _take_entries(self, paths: list[str]) -> None:
        chains = [self._chain(folder) for folder in entry_files.reading_order(paths)]
        envelopes: list[bytes] = []
        files: list[SeenFile] = []
        size = 0
        for one in entry_files.in_time(chains):
            envelopes.append(one.envelope)
            size += len(one.envelope)
            if one.file:
                files.append(one.file)
            if size >= _PAGE_BYTES:
                self._desk.take(envelopes, files=files)
                envelopes, files, size = [], [], 0
        if envelopes:
            self._desk.take(envelopes, files=files)

    def _chain(self, paths: list[str]) -> Iterator[Arriving]:
        """The entries of one folder's files, read as they are asked for."""
        for path in paths:
            parcel, size = self._parcel(path), self._listing.files[path]
            if parcel and parcel.content is Content.ENTRIES:
                stretch = entry_files.stretch_of(parcel.items)
                yield from entry_files.arriving(stretch, parcel, path, size)
            elif parcel and parcel.content is Content.ROSTER:
                self._desk.take_statements(parcel.items, [SeenFile(path, size)])

    def _parcel(self, path: str) -> Parcel | None:
        """A whole file of this space. What else lies there is left alone."""
        parcel = parcel_at(self._medium, path)
        if parcel is NoParcel.NEWER:
            self._desk.note(
                "A colleague uses a newer version of MDT Desktop. Update this computer to read it all."
            )
        if not isinstance(parcel, Parcel):
            return None
        if parcel.space != self._desk.space.id:
            self._desk.note("Files of another team lie in this team’s folder. They were left alone.")
            return None
        return parcel


def _is_synced(path: str) -> bool:
    return "/" in path and not path.lower().startswith(_NOT_SYNCED)
