"""All that the Prepare page shows of one huddle, read once."""

from collections.abc import Sequence

import msgspec

from mdt_desktop.domain import quorum, vocabulary
from mdt_desktop.domain.agenda import Budget, Suggestion
from mdt_desktop.domain.records import AgendaItem, Attendance, Huddle
from mdt_desktop.services.cases import case_lists
from mdt_desktop.services.cases.case_lists import CaseRow
from mdt_desktop.services.huddle import huddles, preparing
from mdt_desktop.services.session import Session
from mdt_desktop.services.team.directory import Directory, MemberView, directory


class AgendaRow(msgspec.Struct, frozen=True):
    """One person on an agenda."""

    item: AgendaItem
    case: CaseRow
    presenter: MemberView | None
    kind_label: str


class SuggestedRow(msgspec.Struct, frozen=True):
    """One person who might be talked about, with every reason in words."""

    suggestion: Suggestion
    case: CaseRow


class Guest(msgspec.Struct, frozen=True):
    """Somebody expected or here: a member, or a guest without a directory entry."""

    attendance: Attendance
    member: MemberView | None
    status_label: str
    group: str
    duty: str


class Readiness(msgspec.Struct, frozen=True):
    """One line of “Before you start”: `done` or still to do, in words."""

    code: str
    done: bool
    words: str


class PrepareView(msgspec.Struct, frozen=True):
    """A huddle that is being prepared."""

    huddle: Huddle
    agenda: list[AgendaRow]
    suggested: list[SuggestedRow]
    people: list[Guest]
    budget: Budget
    to_move: list[str]
    readiness: list[Readiness]
    last_ran_over_minutes: int | None
    counts: dict[str, int] = msgspec.field(default_factory=dict)


def prepare_view(session: Session, huddle_id: str) -> PrepareView:
    """Read one huddle for preparing it."""
    huddle = huddles.find(session, huddle_id)
    known = directory(session)
    items = huddles.items_of(session, huddle.id)
    agenda = agenda_rows(session, items, known)
    suggested = _suggested(session, huddle)
    people = guests(session, huddle, known)
    codes = [reason.code for row in suggested for reason in row.suggestion.reasons]
    return PrepareView(
        huddle=huddle,
        agenda=agenda,
        suggested=suggested,
        people=people,
        budget=preparing.time_budget(session, huddle),
        to_move=preparing.proposed_to_move(session, huddle),
        readiness=_readiness(session, huddle, agenda, people),
        last_ran_over_minutes=_last_over(session),
        counts={code: codes.count(code) for code in dict.fromkeys(codes)},
    )


def agenda_rows(session: Session, items: Sequence[AgendaItem], known: Directory) -> list[AgendaRow]:
    """Agenda items with their cases and presenters."""
    cases = {row.id: row for row in case_lists.rows_of(session, [item.case_id for item in items])}
    return [
        AgendaRow(item, cases[item.case_id], known.get(item.presenter_id), preparing.kind_label(item.kind))
        for item in items
        if item.case_id in cases
    ]


def _suggested(session: Session, huddle: Huddle) -> list[SuggestedRow]:
    found = preparing.suggestions(session, huddle)
    cases = {row.id: row for row in case_lists.rows_of(session, [one.case_id for one in found])}
    return [SuggestedRow(one, cases[one.case_id]) for one in found if one.case_id in cases]


def guests(session: Session, huddle: Huddle, known: Directory) -> list[Guest]:
    """Everybody on a huddle's attendance: the chair first, then core members, called-in ones, guests."""
    rows = []
    for one in huddles.attendance_of(session, huddle.id):
        duty = {huddle.chair_id: "Chair", huddle.minute_taker_id: "Minutes"}.get(one.member_id, "")
        rows.append(
            Guest(
                attendance=one,
                member=known.get(one.member_id),
                status_label=vocabulary.label("attendance_status", one.status),
                group=vocabulary.group("attendance_status", one.status),
                duty=duty if one.member_id else "",
            )
        )
    return sorted(rows, key=_place)


def _place(guest: Guest) -> tuple[int, str]:
    rank = 0 if guest.duty == "Chair" else 1
    if guest.member is None:
        rank = 3
    elif guest.member.membership == "called_in":
        rank = 2
    return rank, guest.attendance.name


def expected_quorum(huddle: Huddle, attendance: Sequence[Attendance]) -> quorum.Quorum:
    """The quorum if everybody who said so comes."""
    coming = [
        (one.sector, bool(one.member_id) and one.member_id == huddle.chair_id)
        for one in attendance
        if one.status in ("accepted", "present", "late", "deputy")
    ]
    return quorum.check(huddle.quorum_rule, coming, huddles.sector_labels())


def _readiness(
    session: Session, huddle: Huddle, agenda: list[AgendaRow], people: list[Guest]
) -> list[Readiness]:
    lines = []
    fits = preparing.time_budget(session, huddle)
    lines.append(Readiness("time", fits.fits, fits.words if agenda else "Nobody is on the agenda yet"))
    state = expected_quorum(huddle, [guest.attendance for guest in people])
    missing = quorum.missing_words(state, huddles.sector_labels())
    lacking = f"{'Not coming' if _all_away(huddle, state.missing, people) else 'No reply yet'}: {missing}"
    lines.append(Readiness("quorum", state.met, "Quorum expected" if state.met else lacking))
    unasked = [row.case.name.split(",")[0].title() for row in agenda if "consent" in row.case.flags]
    words = f"Basis to check: {', '.join(unasked)}" if unasked else "Information basis recorded for everybody"
    lines.append(Readiness("basis", not unasked, words))
    workerless = [row.case.name.split(",")[0].title() for row in agenda if not row.case.key_worker]
    if workerless:
        lines.append(Readiness("key_worker", False, f"No key worker: {', '.join(workerless)}"))
    return lines


def _all_away(huddle: Huddle, missing: Sequence[str], people: Sequence[Guest]) -> bool:
    """Whether everybody has answered who could make up what a quorum lacks."""
    waited_for = [
        guest
        for guest in people
        if guest.attendance.status == "invited"
        and (
            not missing
            or guest.attendance.sector in missing
            or (quorum.CHAIR in missing and guest.attendance.member_id == huddle.chair_id)
        )
    ]
    return bool(people) and not waited_for


def _last_over(session: Session) -> int | None:
    """By how many minutes the last huddle ran over its time; negative when it was short."""
    last = session.records.first(Huddle, "status = 'ended'", order="day DESC, start DESC")
    if last is None or last.started_at is None or last.ended_at is None:
        return None
    return round((last.ended_at - last.started_at).total_seconds() / 60) - last.minutes


class SectorComing(msgspec.Struct, frozen=True):
    """A sector of the table and who of it is coming. `reply`: coming, away (nobody of it can) or no_reply."""

    sector: str
    label: str
    members: list[MemberView]
    reply: str

    @property
    def coming(self) -> bool:
        """Whether anybody is."""
        return self.reply == "coming"


def sectors_coming(session: Session, huddle: Huddle, people: Sequence[Guest]) -> list[SectorComing]:
    """The sectors a huddle expects (its quorum's and its members'), with who is coming."""
    order: list[str] = list(
        dict.fromkeys(guest.attendance.sector for guest in people if guest.attendance.sector)
    )
    for sector in huddle.quorum_rule.get("sectors", ()):
        if sector not in order:
            order.append(sector)
    labels = huddles.sector_labels()
    rows = []
    for sector in order:
        theirs = [guest for guest in people if guest.attendance.sector == sector]
        members = [guest.member for guest in theirs if guest.member and _is_coming(guest)]
        rows.append(SectorComing(sector, labels.get(sector, sector), members, _reply(theirs)))
    return rows


def _reply(guests: Sequence[Guest]) -> str:
    if any(map(_is_coming, guests)):
        return "coming"
    waiting = not guests or any(guest.attendance.status == "invited" for guest in guests)
    return "no_reply" if waiting else "away"


def _is_coming(guest: Guest) -> bool:
    return guest.attendance.status in ("accepted", "present", "late", "deputy")


def invitable(session: Session, huddle_id: str) -> list[MemberView]:
    """Members of the directory who are not on a huddle's attendance yet, called-in ones first."""
    there = {one.member_id for one in huddles.attendance_of(session, huddle_id)}
    others = [member for member in directory(session).active() if member.id not in there]
    return sorted(others, key=lambda member: member.membership != "called_in")
