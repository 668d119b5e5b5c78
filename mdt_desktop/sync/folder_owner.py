"""Whose folder it is, and whether it is the one that was here before: another stick, an empty mount point."""

from pathlib import Path

from mdt_desktop.crypto.primitives import ID_BYTES, random_bytes
from mdt_desktop.refused import OutOfReach, Refused
from mdt_desktop.sync.desk import Desk
from mdt_desktop.sync.folder_reading import parcel_at
from mdt_desktop.sync.medium import Listing, Medium
from mdt_desktop.sync.parcel import VERSION, Content, Parcel

MARKER = "space.mdt"


def recognise(medium: Medium, listing: Listing, desk: Desk) -> bytes:
    """The folder's id; empty while it has none. What was known of another one under this path is forgotten.

    `Refused` for another team's folder; `OutOfReach` where nothing is left of one that was in use: a share
    that is not mounted looks like that.
    """
    ids, known = check(medium, listing, desk.space.id), desk.mark()
    if known in ids:
        return known
    if known and not ids:
        if listing.files:
            return known  # somebody took the marker away: it is written again under the same id
        if not desk.route.once:
            raise OutOfReach(
                f"The folder {medium.root} is empty, so it may not be connected. Everything is kept on this "
                "computer; if its files are gone for good, add the folder to the team again."
            )
    if known:
        desk.forget()
    if ids:
        desk.set_mark(ids[0])
    return ids[0] if ids else b""


def space_of(root: Path) -> bytes | None:
    """The space that a folder is of; None for one that nobody has begun. `OutOfReach` if it is not there."""
    medium = Medium(root, "")
    for path in sorted(medium.listing().files):
        parcel = parcel_at(medium, path) if "/" not in path else None
        if isinstance(parcel, Parcel) and parcel.content is Content.SPACE:
            return parcel.space
    return None


def check(medium: Medium, listing: Listing, space: bytes) -> list[bytes]:
    """The ids that the folder goes by: one, or several where two computers began it at the same time."""
    ids: set[bytes] = set()
    for path in listing.files:
        if "/" in path:
            continue
        parcel = parcel_at(medium, path)
        if isinstance(parcel, Parcel) and parcel.content is Content.SPACE:
            _same(parcel, space, medium)
            ids.update(parcel.items[:1])
    if not ids:
        first = next((one for path in sorted(listing.files) if (one := _whole(medium, path))), None)
        if first:
            _same(first, space, medium)
    return sorted(ids)


def mark(medium: Medium, space: bytes, folder_id: bytes) -> bytes:
    """Write whose folder this is; its id, a new one if it has none."""
    folder_id = folder_id or random_bytes(ID_BYTES)
    medium.write(MARKER, Parcel(VERSION, Content.SPACE, space, (folder_id,)).to_bytes())
    return folder_id


def _whole(medium: Medium, path: str) -> Parcel | None:
    parcel = parcel_at(medium, path)
    return parcel if isinstance(parcel, Parcel) else None


def _same(parcel: Parcel, space: bytes, medium: Medium) -> None:
    if parcel.space != space:
        raise Refused(
            f"The folder {medium.root} belongs to another team. Nothing was read or written; "
            "choose the folder of this team, or an empty one."
        )
