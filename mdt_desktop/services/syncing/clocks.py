"""Colleagues' computers whose clocks are far ahead: no merge suffers, but their changes show wrong times."""

from datetime import timedelta

from mdt_desktop.services.session import Session
from mdt_desktop.services.team.directory import directory
from mdt_desktop.store.clock import instant

TOLD_FROM = timedelta(days=1)
"""No further does another's clock move this computer's own stamps (`store/clock.py`)."""


def ahead(session: Session) -> tuple[str, ...]:
    """A sentence for each computer whose newest entry is dated more than a day after now."""
    store, now = session.store, session.now()
    rows = store.connection.execute(
        "SELECT h.device, max(e.hlc) FROM head h JOIN entry e ON e.hash = h.hash "
        "WHERE h.space = ? AND h.device <> ? GROUP BY h.device",
        (store.space.no, store.space.device.device_id),
    )
    found = [(device, at) for device, stamp in rows if (at := instant(stamp)) - now > TOLD_FROM]
    if not found:
        return ()
    people, roster = directory(session), store.roster()
    known = ((roster.device(device), at) for device, at in found)
    return tuple(
        f"The clock of {people.name(device.member or '', 'a colleague')}’s computer is ahead: its newest "
        f"change is dated {at:%d/%m/%Y}. Nothing is lost by that; set that computer’s clock."
        for device, at in known
        if device
    )
