"""One signed version of a huddle's minutes: where two were signed apart, the chair says which stands."""

from collections.abc import Iterator
from functools import partial

from mdt_desktop.domain.day_words import short_day
from mdt_desktop.domain.records import Huddle, Minutes
from mdt_desktop.services.conflicts import settling_minutes, signed_versions
from mdt_desktop.services.conflicts.item import AttentionItem, Mend, Rule
from mdt_desktop.services.conflicts.scope import Scope
from mdt_desktop.services.session import ZONE, Session
from mdt_desktop.services.team.directory import Directory, directory

NAME = "finals"


def find(session: Session, scope: Scope) -> Iterator[AttentionItem]:
    """Huddles with a signed version that the chair has yet to settle."""
    condition, values = scope.through("huddle_id", "SELECT huddle_id FROM minutes WHERE id IN ?", "minutes")
    rows = session.records.rows(
        "SELECT huddle_id FROM minutes WHERE space = ? AND NOT retired AND status IN ('final', 'amended') "
        f"AND {condition} GROUP BY huddle_id HAVING count(*) > 1 ORDER BY huddle_id",
        values,
    )
    for (huddle_id,) in rows:
        waiting = signed_versions.requests(session, str(huddle_id))
        huddle = session.records.get(Huddle, str(huddle_id))
        counts = signed_versions.latest(session, str(huddle_id))
        if waiting and huddle and counts:
            yield _item(session, huddle, counts, waiting)


def _item(session: Session, huddle: Huddle, counts: Minutes, waiting: list[Minutes]) -> AttentionItem:
    people = directory(session)
    day = short_day(huddle.day) if huddle.day else huddle.ref
    sides = [counts, *waiting]
    return AttentionItem(
        id=f"{NAME}:{huddle.id}",
        rule=NAME,
        title=f"The minutes of {day} were signed twice",
        words=f"Signed by {' and by '.join(_signed_by(people, one) for one in sides)}. The first is "
        "shown as final, the rest wait as requests to amend it. Nothing more is issued until the chair says "
        "which stands.",
        records=(("huddle", huddle.id), *(("minutes", one.id) for one in sides)),
        mends=tuple(
            Mend(
                one.id,
                f"Keep what {_signed_by(people, one)} signed",
                partial(_settle, huddle_id=huddle.id, keep_id=one.id),
            )
            for one in sides
        ),
    )


def _signed_by(people: Directory, one: Minutes) -> str:
    who = people.name(one.approved_by, "a chair")
    at = one.approved_at.astimezone(ZONE) if one.approved_at else None
    return f"{who} at {at:%H:%M} on {short_day(at.date())}" if at else who


def _settle(session: Session, huddle_id: str, keep_id: str) -> None:
    settling_minutes.settle(session, huddle_id, keep_id)


RULE = Rule(NAME, frozenset({"minutes"}), find)
