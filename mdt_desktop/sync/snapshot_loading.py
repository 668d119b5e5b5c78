"""A new device begins with a snapshot, if its way has one: the team's state at once, the log after it."""

import time
from collections.abc import Iterator
from functools import partial

from mdt_desktop.crypto.unreadable import Unreadable
from mdt_desktop.progress import Counted
from mdt_desktop.refused import Refused
from mdt_desktop.store import log
from mdt_desktop.store.snapshots import loading
from mdt_desktop.store.snapshots.loading import Loader
from mdt_desktop.store.snapshots.part import FRAME, NAME_BYTES, Frames
from mdt_desktop.store.store import Store
from mdt_desktop.sync.desk import Desk
from mdt_desktop.sync.transport import Offer, Transport
from mdt_desktop.wire.snapshot import SignedSnapshot

STEP_BYTES = 2 * 1024 * 1024
_STEP_SECONDS = 0.5
"""Where the line is slow, what has landed can be used that soon."""


def load(transport: Transport, desk: Desk) -> None:
    """Load what the way offers, where nothing of the team's log is here; broken off, the next time goes on.

    A snapshot that is none, or not by an admin, is left alone: the log is read instead.
    """
    begun = desk.step(loading.is_loading)
    if not begun and (desk.route.confirmed or desk.step(_has_entries)):
        return
    offer = transport.offered_snapshot()
    try:
        if offer:
            signed = SignedSnapshot.read(offer.header)
            desk.step(lambda store: _begin(store, signed))
            _read(transport, desk, offer, signed)
        elif begun:
            desk.step(loading.discard)
    except (Unreadable, loading.NotForUs) as problem:
        desk.step(loading.discard)
        desk.tally.refused.append(str(problem))


def _has_entries(store: Store) -> bool:
    return log.has_entries(store.connection, store.space.no)


def _begin(store: Store, signed: SignedSnapshot) -> None:
    """Go on with what was begun, or begin with another in its place. Raises as `Loader`."""
    if loading.content_begun(store) not in (None, signed.header.content):
        loading.discard(store)
    Loader(store, signed)


def _read(transport: Transport, desk: Desk, offer: Offer, signed: SignedSnapshot) -> None:
    where = desk.step(lambda store: Loader(store, signed).where)
    desk.expect(where.total - where.done, Counted.SNAPSHOT)
    chunks = transport.snapshot_from(signed.header, where.done)
    if not where.done:
        chunks = _named(desk, signed, chunks)
    for bodies in _gathered(chunks):
        desk.step(partial(_take, signed, bodies))
        desk.advance(sum(FRAME.size + len(body) for body in bodies), Counted.SNAPSHOT)
    desk.loaded(lambda store: Loader(store, signed).finish(), offer.mark)


def _gathered(chunks: Iterator[bytes]) -> Iterator[list[bytes]]:
    """The parts as they land, as many together as make a step; before a cut, what came whole."""
    frames, bodies, began = Frames(), list[bytes](), time.monotonic()
    try:
        for chunk in chunks:
            bodies += frames.feed(chunk)
            if sum(map(len, bodies)) > STEP_BYTES or (bodies and time.monotonic() - began > _STEP_SECONDS):
                yield bodies
                bodies, began = [], time.monotonic()
    except Refused:
        if bodies:
            yield bodies
        raise
    if bodies:
        yield bodies


def _take(signed: SignedSnapshot, bodies: list[bytes], store: Store) -> None:
    Loader(store, signed).take(bodies)


def _named(desk: Desk, signed: SignedSnapshot, chunks: Iterator[bytes]) -> Iterator[bytes]:
    """The content behind its name, which is put down first."""
    first = b""
    for chunk in chunks:
        first += chunk
        if len(first) >= NAME_BYTES:
            break
    name = first[:NAME_BYTES]
    desk.step(lambda store: Loader(store, signed).name(name))
    desk.advance(len(name), Counted.SNAPSHOT)
    yield first[NAME_BYTES:]
    yield from chunks
