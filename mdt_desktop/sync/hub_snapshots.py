"""Snapshots on a hub: the content in parts under its hash, and the signed header last."""

from collections.abc import Iterator
from pathlib import Path

from mdt_desktop.refused import OutOfReach
from mdt_desktop.sync.hub_calls import HubCalls
from mdt_desktop.sync.pacing import Pace
from mdt_desktop.sync.trail import Trail
from mdt_desktop.sync.transport import Offer
from mdt_desktop.wire.limits import PAGE_MAX_BYTES, PART_BYTES
from mdt_desktop.wire.snapshot import SignedSnapshot, SnapshotHeader, stood_for


def offered(calls: HubCalls) -> Offer | None:
    """The hub's snapshot, and the mark that reading goes on from behind it."""
    found = calls.snapshot()
    if found is None:
        return None
    header, cursor = found
    return Offer(header, Trail().on(cursor).to_bytes())


def entries(calls: HubCalls) -> int:
    """How many entries the hub's snapshot stands for; 0 where it has none."""
    found = calls.snapshot()
    return stood_for(SignedSnapshot.read(found[0]).header) if found else 0


def content_from(calls: HubCalls, header: SnapshotHeader, at: int) -> Iterator[bytes]:
    """The content from a byte on, in requests of one size."""
    while at < header.size:
        data = calls.snapshot_content(header.content, at, PAGE_MAX_BYTES)
        if not data:
            return
        yield data
        at += len(data)


def post(calls: HubCalls, header: bytes, path: Path, mark: bytes, pace: Pace) -> None:
    """Bring a snapshot; what of it is there already is not brought again.

    Raises `OutOfReach` on a line that the first parts show to be slow.
    """
    content, size, at = SignedSnapshot.read(header).header.content, path.stat().st_size, 0
    with path.open("rb") as file:
        while at < size:
            file.seek(at)
            part, started = file.read(PART_BYTES), pace.clock()
            at = calls.post_snapshot_part(content, at, part)
            pace.carried(len(part), pace.clock() - started)
            if at < size and pace.is_slow:
                raise OutOfReach(f"The line to {calls.address} is too slow for a snapshot at the moment.")
    calls.post_snapshot(header, Trail.of(mark).newest)
