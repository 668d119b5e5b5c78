"""Snapshots in a shared folder: pieces under `snapshots/`, and last the file that names them.

snapshots/<hash>.mdt         the signed header
snapshots/<hash>-<n>.mdt     the pieces of its content
"""

from collections.abc import Iterator
from pathlib import Path

from mdt_desktop.crypto.unreadable import Unreadable
from mdt_desktop.sync.folder_reading import parcel_at
from mdt_desktop.sync.medium import Listing, Medium
from mdt_desktop.sync.parcel import VERSION, Content, Parcel
from mdt_desktop.sync.transport import Offer
from mdt_desktop.wire.snapshot import SignedSnapshot, SnapshotHeader, stood_for

FOLDER = "snapshots/"
_PIECE_BYTES = 1024 * 1024
_HASH_LETTERS = 40


def offered(medium: Medium, listing: Listing, space: bytes) -> Offer | None:
    """The newest snapshot whose header is there. A folder's reading begins anew behind it all the same."""
    found = list(_headers(medium, listing, space))
    if not found:
        return None
    header, _ = max(found, key=lambda one: one[1].hlc)
    return Offer(header, b"")


def entries(medium: Medium, listing: Listing, space: bytes) -> int:
    """How many entries the largest of them stands for."""
    return max((stood_for(header) for _, header in _headers(medium, listing, space)), default=0)


def content_from(medium: Medium, space: bytes, header: SnapshotHeader, at: int) -> Iterator[bytes]:
    """The content from a byte on; it ends where a piece is not here yet."""
    skip = at % _PIECE_BYTES
    for piece in range(at // _PIECE_BYTES, -(-header.size // _PIECE_BYTES)):
        parcel = parcel_at(medium, _piece(header.content, piece))
        if not isinstance(parcel, Parcel) or parcel.content is not Content.SNAPSHOT or parcel.space != space:
            return
        yield parcel.items[0][skip:]
        skip = 0


def post(medium: Medium, listing: Listing, space: bytes, header: bytes, path: Path) -> None:
    """Put a snapshot there, then take those before it away."""
    content = SignedSnapshot.read(header).header.content
    with path.open("rb") as file:
        piece = 0
        while data := file.read(_PIECE_BYTES):
            _write(medium, space, _piece(content, piece), data)
            piece += 1
    _write(medium, space, f"{FOLDER}{_name(content)}.mdt", header)
    for old in listing.files:
        if old.lower().startswith(FOLDER) and _name(content) not in old:
            medium.remove(old)


def _headers(medium: Medium, listing: Listing, space: bytes) -> Iterator[tuple[bytes, SnapshotHeader]]:
    for path in sorted(listing.files):
        if not path.lower().startswith(FOLDER) or "-" in path:
            continue
        parcel = parcel_at(medium, path)
        if isinstance(parcel, Parcel) and parcel.content is Content.SNAPSHOT and parcel.space == space:
            try:
                yield parcel.items[0], SignedSnapshot.read(parcel.items[0]).header
            except (Unreadable, IndexError):
                continue


def _write(medium: Medium, space: bytes, path: str, data: bytes) -> None:
    medium.write(path, Parcel(VERSION, Content.SNAPSHOT, space, (data,)).to_bytes())


def _piece(content: bytes, at: int) -> str:
    return f"{FOLDER}{_name(content)}-{at}.mdt"


def _name(content: bytes) -> str:
    return content.hex()[:_HASH_LETTERS]
