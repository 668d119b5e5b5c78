"""One meeting, planned or begun on two laptops while they were apart."""

from collections.abc import Iterator
from datetime import datetime

from mdt_desktop.domain.changes import Change
from mdt_desktop.domain.day_words import short_day
from mdt_desktop.domain.records import Huddle
from mdt_desktop.services.conflicts import folding
from mdt_desktop.services.conflicts.item import AttentionItem, Mend, Rule
from mdt_desktop.services.conflicts.scope import Scope
from mdt_desktop.services.session import ZONE, Session
from mdt_desktop.store import conflicts
from mdt_desktop.store.conflicts import Version

NAME = "begun_twice"
_LIVE = "status IN ('planned', 'open', 'locked', 'in_session', 'paused')"


def find(session: Session, scope: Scope) -> Iterator[AttentionItem]:
    """Huddles begun at two times, two huddles of one hour, and two that run at once."""
    condition, values = scope.among("id", "huddle")
    for huddle in session.records.all(Huddle, f"started_at IS NOT NULL AND {condition}", values):
        starts = _starts(session, huddle)
        if len({one.value for one in starts}) > 1:
            yield _two_starts(huddle)
    live = session.records.all(Huddle, _LIVE, order="started_at IS NULL, started_at, id")
    touched = set(scope.ids("huddle"))
    for at, other in enumerate(live):
        keep = next((one for one in live[:at] if _is_one_meeting(one, other)), None)
        if keep and (scope.is_whole or touched & {keep.id, other.id}):
            yield _two_huddles(keep, other)


def _is_one_meeting(one: Huddle, other: Huddle) -> bool:
    both_run = one.started_at is not None and other.started_at is not None
    return both_run or (one.day, one.start) == (other.day, other.start)


def _starts(session: Session, huddle: Huddle) -> list[Version]:
    store = session.store
    found = conflicts.versions(store.connection, store.space.no, "huddle", huddle.id, ["started_at"])
    return [one for one in found.get("started_at", ()) if one.value]


def _two_starts(huddle: Huddle) -> AttentionItem:
    return AttentionItem(
        id=f"{NAME}:{huddle.id}",
        rule=NAME,
        title=f"{huddle.ref} was begun on two laptops",
        words="Everything captured on both is here. Its clock counts from one start.",
        records=(("huddle", huddle.id),),
        mends=(Mend("earliest", "Count from the earlier start", lambda s: _keep_earliest(s, huddle)),),
    )


def _two_huddles(keep: Huddle, other: Huddle) -> AttentionItem:
    day = short_day(keep.day) if keep.day else keep.ref
    did = "begun" if keep.started_at and other.started_at else "planned"
    since = f", begun at {keep.started_at.astimezone(ZONE):%H:%M}," if keep.started_at else ""
    return AttentionItem(
        id=f"{NAME}:{keep.id}:{other.id}",
        rule=NAME,
        title=f"The huddle of {day} was {did} twice",
        words=f"{keep.ref}{since} and {other.ref} were {did} on different laptops. Joined, the agenda, who "
        f"was there and all that was said on {other.ref} move to {keep.ref}.",
        records=(("huddle", keep.id), ("huddle", other.id)),
        mends=(Mend("join", f"Join into {keep.ref}", lambda s: _join(s, keep.id, other.id)),),
    )


def _keep_earliest(session: Session, huddle: Huddle) -> None:
    starts = _starts(session, huddle)
    first = min(starts, key=lambda one: datetime.fromisoformat(one.value)).value
    over = {"started_at": tuple(one.entry for one in starts)}
    session.commit([Change("huddle", huddle.id, {"started_at": first}, over=over)])


def _join(session: Session, keep_id: str, other_id: str) -> None:
    keep, other = session.records.get(Huddle, keep_id), session.records.get(Huddle, other_id)
    if keep and other:
        session.commit(list(folding.huddles(session, keep, other)))


RULE = Rule(NAME, frozenset({"huddle"}), find)
