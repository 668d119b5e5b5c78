"""Who was at the huddle, by sector and by duty, for its minutes."""

from collections import Counter
from collections.abc import Sequence
from datetime import timedelta

from mdt_desktop.domain import vocabulary
from mdt_desktop.domain.records import Attendance, Huddle, Team
from mdt_desktop.minutes.content import Attendee, Conflict, Quorum, QuorumTime, SectorPresent
from mdt_desktop.services.huddle.attendance import HERE
from mdt_desktop.services.huddle.quorum_times import QuorumTimes
from mdt_desktop.services.team.directory import Directory

# Whoever is here within this time of the start was here from the start.
ON_TIME = timedelta(minutes=1)
THERE = (*HERE, "left")
_ORDER = {"present": 0, "late": 0, "deputy": 0, "left": 0, "apologies": 1}


def attendees(huddle: Huddle, attendance: Sequence[Attendance], people: Directory) -> tuple[Attendee, ...]:
    """Who was there, the chair first, then apologies, then the others; each by name."""

    def rank(one: Attendance) -> tuple[int, bool, str, str]:
        return _ORDER.get(one.status, 2), one.member_id != huddle.chair_id, one.name.casefold(), one.id

    return tuple(_attendee(huddle, one, people) for one in sorted(attendance, key=rank))


def _attendee(huddle: Huddle, one: Attendance, people: Directory) -> Attendee:
    member = people.get(one.member_id)
    there = one.status in THERE
    late = one.arrived and huddle.started_at and one.arrived > huddle.started_at + ON_TIME
    return Attendee(
        name=one.name or (member.name if member else ""),
        status=one.status,
        member_id=one.member_id,
        job=member.job_title if member else "",
        organisation=one.organisation or (member.organisation if member else ""),
        sector=one.sector,
        sector_label=vocabulary.label("sector", one.sector) if one.sector else "",
        arrived=one.arrived if late and there else None,
        left=one.left if there else None,
        via=one.via if one.via != "room" else "",
        deputy_for=people.name(one.deputy_for, one.deputy_for),
        duty=_duty(huddle, one),
        called_in=bool(member and member.membership == "called_in"),
    )


def _duty(huddle: Huddle, one: Attendance) -> str:
    duties = []
    if one.member_id and one.member_id == huddle.chair_id:
        duties.append("chair")
    if one.member_id and one.member_id == huddle.minute_taker_id:
        duties.append("minute taker")
    return " and ".join(duties)


def sectors_present(attendance: Sequence[Attendance]) -> tuple[SectorPresent, ...]:
    """How many people of each sector were there, in the order of the list of sectors."""
    there = Counter(one.sector for one in attendance if one.status in THERE and one.sector)
    return tuple(
        SectorPresent(sector=code, label=vocabulary.label("sector", code), people=there[code])
        for code in sorted(there, key=_place)
    )


def sectors_missing(team: Team, attendance: Sequence[Attendance]) -> tuple[str, ...]:
    """The team's sectors that nobody was there from, in words."""
    there = {one.sector for one in attendance if one.status in THERE}
    return tuple(vocabulary.label("sector", code) for code in team.sectors if code not in there)


def _place(code: str) -> tuple[int, str]:
    known = vocabulary.codes("sector")
    return (known.index(code) if code in known else len(known)), code


def quorum(times: QuorumTimes) -> Quorum:
    """Whether the huddle was quorate at all, and from when to when; times only where it changed."""
    changes = times.changes
    if len(changes) > 1 and changes[1][0] - changes[0][0] <= ON_TIME:
        # The first minute goes on marking who is in the room.
        changes = changes[1:]
    changed = changes if len(changes) > 1 else ()
    return Quorum(
        rule=times.rule[:1].upper() + times.rule[1:],
        met=times.ever_met,
        missing=() if times.ever_met else times.missing,
        times=tuple(QuorumTime(at=at, met=met) for at, met in changed),
    )


def conflicts(huddle: Huddle) -> tuple[Conflict, ...]:
    """The interests that were declared."""
    return tuple(
        Conflict(name=one.get("name", ""), text=one.get("text", ""), case_ref=one.get("case_ref", ""))
        for one in huddle.conflicts
    )
