"""When the quorum held during a huddle, from who came and went (docs/rules.md 30)."""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from mdt_desktop.domain import quorum
from mdt_desktop.domain.records import Attendance, Huddle
from mdt_desktop.services.huddle import huddles


@dataclass(frozen=True)
class QuorumTimes:
    """`changes` are the instants from which it held or did not, the first being the start of the huddle.

    `missing` is what was wanting, in words, if it never held.
    """

    rule: str
    changes: tuple[tuple[datetime, bool], ...]
    missing: tuple[str, ...]

    @property
    def ever_met(self) -> bool:
        """Whether the huddle was quorate at any time."""
        return any(met for _, met in self.changes)

    def met_at(self, at: datetime) -> bool:
        """Whether the quorum held up to an instant: what is decided as somebody leaves was decided before."""
        place = bisect_left([when for when, _ in self.changes], at) - 1
        return self.changes[max(0, place)][1]


def quorum_times(huddle: Huddle, attendance: Sequence[Attendance], now: datetime) -> QuorumTimes:
    """Hold the rule against the room at every coming and going; before the start, against who is here now."""
    state = huddles.quorum_now(huddle, list(attendance))
    labels = huddles.sector_labels()
    if huddle.started_at is None:
        return QuorumTimes(state.rule, ((now, state.met),), _missing(state, labels))
    start, end = huddle.started_at, huddle.ended_at or now
    marks = {mark for one in attendance for mark in (one.arrived, one.left) if mark}
    instants = [start, *sorted(mark for mark in marks if start < mark < end)]
    changes: list[tuple[datetime, bool]] = []
    for at in instants:
        met = _check(huddle, [one for one in attendance if _there(one, at)]).met
        if not changes or changes[-1][1] != met:
            changes.append((at, met))
    everybody = _check(huddle, [one for one in attendance if _was_there(one)])
    return QuorumTimes(state.rule, tuple(changes), _missing(state if everybody.met else everybody, labels))


def _check(huddle: Huddle, people: Sequence[Attendance]) -> quorum.Quorum:
    here = [(one.sector, bool(one.member_id) and one.member_id == huddle.chair_id) for one in people]
    return quorum.check(huddle.quorum_rule, here, huddles.sector_labels())


def _was_there(one: Attendance) -> bool:
    return one.status in quorum.COUNTING or (one.status == "left" and one.left is not None)


def _there(one: Attendance, at: datetime) -> bool:
    """Whether they were in the room; without a time of arrival they were there from the start."""
    if not _was_there(one):
        return False
    return (one.arrived is None or one.arrived <= at) and (one.left is None or at < one.left)


def _missing(state: quorum.Quorum, labels: dict[str, str]) -> tuple[str, ...]:
    words = quorum.missing_words(state, labels)
    return tuple(words.split(", ")) if words else ()
