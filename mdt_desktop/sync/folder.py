"""A shared folder as a transport: a network share, a synced SharePoint or OneDrive folder, a stick.

    space.mdt                            whose folder this is, and its own id
    <device>/<first>-<last>-<hash>.mdt   entries of that device's chain, whoever posted them
    roster/<hash>.mdt                    statements
    snapshots/<hash>….mdt                the team's state at a time, for a new device
    joins/<id>.mdt  answers/<id>.mdt     a request to join, and what an admin said

Files are written once and read by content. A device may replace files of its own chain by wider ones. A file
that vanishes deletes nothing: what the folder has lost is posted again.
"""

from collections.abc import Callable, Iterator
from pathlib import Path

from mdt_desktop.crypto.primitives import ID_BYTES
from mdt_desktop.refused import OutOfReach
from mdt_desktop.sync import folder_owner, folder_snapshots
from mdt_desktop.sync.desk import Desk
from mdt_desktop.sync.folder_posting import Posting
from mdt_desktop.sync.folder_reading import Reading, parcel_at
from mdt_desktop.sync.medium import Listing, Medium
from mdt_desktop.sync.parcel import VERSION, Content, Parcel
from mdt_desktop.sync.stop import Stop
from mdt_desktop.sync.transport import DUE, News, Offer
from mdt_desktop.wire.shapes import JoinAsked, join_id
from mdt_desktop.wire.snapshot import SnapshotHeader

_LOOK_EVERY_SECONDS = 2.0
"""While somebody watches: no way of being told of changes works on every system and share."""


class Folder:
    """A `Transport` for one space. `device` is this device's id in it, any 16 bytes for one that joins."""

    def __init__(self, root: Path, space: bytes, device: bytes) -> None:
        self._medium = Medium(root, device.hex()[:8])
        self._space = space
        self._seen = Listing()

    def exchange(self, desk: Desk) -> None:
        """Take what is new there, then post what it lacks: most of what it lacked a moment ago has come."""
        listing = self._medium.listing()
        folder_id = folder_owner.recognise(self._medium, listing, desk)
        Reading(self._medium, listing, desk).run()
        try:
            Posting(self._medium, listing, desk, folder_id).run()
        finally:
            self._seen = listing

    def listen(self, mark: bytes, stop: Stop, heard: Callable[[News], None]) -> None:
        """Say so whenever the folder is not as the last exchange left it, or there again."""
        while not stop.wait(_LOOK_EVERY_SECONDS):
            try:
                if self._medium.listing() != self._seen:
                    heard(DUE)
            except OutOfReach:
                self._seen = Listing()

    def hear(self, desk: Desk, news: News) -> bool:
        """A listing says no more than that it is another."""
        return True

    def offered_snapshot(self) -> Offer | None:
        """The newest snapshot that lies there."""
        return folder_snapshots.offered(self._medium, self._medium.listing(), self._space)

    def snapshot_from(self, header: SnapshotHeader, at: int) -> Iterator[bytes]:
        """Its content from a byte on, as far as it is here."""
        return folder_snapshots.content_from(self._medium, self._space, header, at)

    def snapshot_entries(self) -> int:
        """How many entries the newest stands for."""
        return folder_snapshots.entries(self._medium, self._medium.listing(), self._space)

    def is_slow(self) -> bool:
        """A folder is copied by others."""
        return False

    def post_snapshot(self, header: bytes, path: Path, mark: bytes) -> None:
        """Leave one in place of those before."""
        folder_snapshots.post(self._medium, self._medium.listing(), self._space, header, path)

    def statements(self, request: bytes) -> list[bytes]:
        """All roster statements that lie there."""
        found: list[bytes] = []
        for parcel in self._parcels("roster/", Content.ROSTER):
            found += parcel.items
        return found

    def ask(self, request: bytes) -> None:
        """Post a request to join."""
        self._put("joins/", Content.REQUEST, join_id(request), request)

    def asked(self) -> list[JoinAsked]:
        """The requests that lie there. When they were posted a folder can't say: in no order."""
        answered = {parcel.items[0] for parcel in self._parcels("answers/", Content.ANSWER)}
        requests = {parcel.items[1] for parcel in self._parcels("joins/", Content.REQUEST)}
        return [JoinAsked(join_id(one), one, 0, join_id(one) in answered) for one in sorted(requests)]

    def answer(self, join: bytes, answer: bytes) -> None:
        """Post the answer to a request."""
        self._put("answers/", Content.ANSWER, join, answer)

    def answer_to(self, request: bytes) -> bytes | None:
        """The answer to a request, once it is there."""
        join = join_id(request)
        answers = (parcel.items for parcel in self._parcels("answers/", Content.ANSWER))
        return next((answer for one, answer in answers if one == join), None)

    def interrupt(self) -> None:
        """No system has a way of breaking off what waits for a disk."""

    def close(self) -> None:
        """Nothing is held open."""

    def _put(self, below: str, content: Content, join: bytes, message: bytes) -> None:
        folder_owner.check(self._medium, self._medium.listing(), self._space)
        parcel = Parcel(VERSION, content, self._space, (join, message))
        self._medium.write(f"{below}{join.hex()}.mdt", parcel.to_bytes())

    def _parcels(self, below: str, content: Content) -> list[Parcel]:
        """Whole files of this kind under one folder; (id, message) pairs where it is of joining."""
        listing = self._medium.listing()
        folder_owner.check(self._medium, listing, self._space)
        found = []
        for path in sorted(listing.files):
            parcel = parcel_at(self._medium, path) if path.lower().startswith(below) else None
            if isinstance(parcel, Parcel) and parcel.content == content and parcel.space == self._space:
                found.append(parcel)
        if content is Content.ROSTER:
            return found
        return [one for one in found if len(one.items) == 2 and len(one.items[0]) == ID_BYTES]
