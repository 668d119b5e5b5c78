"""What planning needs to know of cases, read in a few queries however many there are."""

from collections.abc import Iterator
from datetime import date

from mdt_desktop.domain.agenda import AgendaSettings, CaseFacts
from mdt_desktop.domain.naming import age
from mdt_desktop.domain.records import Team
from mdt_desktop.services.actions.rows import OPEN_SQL
from mdt_desktop.services.cases.deaths import DIED, REPORTED, closed_since, deaths_heard
from mdt_desktop.services.session import Session

_CASES = (
    "SELECT c.id, c.status, c.tier, p.dob, c.review_due, c.last_discussed, c.hold_until, c.asked_by, "
    'c.asked_words, c.ae_1m, c.ae_12m FROM "case" c '
    "JOIN person p ON p.space = c.space AND p.id = c.person_id "
    "WHERE c.space = ? AND NOT c.retired AND (c.status IN ('active', 'monitoring', 'proposed', 'on_hold', "
    f"'deceased_pending') OR ({DIED}))"
)
_ACTIONS = (
    f"SELECT case_id, due FROM action WHERE space = ? AND NOT retired AND case_id <> '' AND {OPEN_SQL} "
    "ORDER BY due"
)
_OUTCOMES = (
    "SELECT case_id, outcome FROM discussion WHERE space = ? AND NOT retired AND outcome <> '' ORDER BY id"
)


def settings_of(team: Team) -> AgendaSettings:
    """The team's own numbers for its agendas."""
    return AgendaSettings(
        item_minutes=team.item_minutes,
        stale_weeks=team.stale_weeks,
        hiu_month_over=team.hiu_month_over,
        hiu_year_over=team.hiu_year_over,
        hiu_from_age=team.hiu_from_age,
    )


def facts(session: Session) -> list[CaseFacts]:
    """Every case that may come onto an agenda."""
    return list(_facts(session, _CASES, []))


def facts_of(session: Session, case_id: str) -> CaseFacts | None:
    """One case; None for one that may not come onto an agenda."""
    return next(_facts(session, f"{_CASES} AND c.id = ?", [case_id]), None)


def _facts(session: Session, sql: str, values: list[str]) -> Iterator[CaseFacts]:
    today = session.today()
    open_count, late = _actions(session, today)
    unchanged = _unchanged_reviews(session)
    heard = deaths_heard(session)
    for row in session.records.rows(sql, [closed_since(session), *values]):
        (case, status, tier, born, review, discussed, hold, asked_by, asked_words, ae_1m, ae_12m) = row
        yield CaseFacts(
            case_id=case,
            status=REPORTED if status == "closed" else status,  # what closed it was a death
            tier=tier,
            age=age(_date(born), today),
            review_due=_date(review),
            last_discussed=_date(discussed),
            hold_until=_date(hold),
            open_actions=open_count.get(case, 0),
            late_actions=tuple(late.get(case, ())),
            asked_by=asked_by,
            asked_words=asked_words,
            ae_1m=ae_1m,
            ae_12m=ae_12m,
            unchanged_reviews=unchanged.get(case, 0),
            death_heard=case in heard,
        )


def _actions(session: Session, today: date) -> tuple[dict[str, int], dict[str, list[date]]]:
    """By case: how many actions are open, and when the late ones were due, the oldest first."""
    count: dict[str, int] = {}
    late: dict[str, list[date]] = {}
    for case, due in session.records.rows(_ACTIONS):
        count[case] = count.get(case, 0) + 1
        day = _date(due)
        if day and day < today:
            late.setdefault(case, []).append(day)
    return count, late


def _unchanged_reviews(session: Session) -> dict[str, int]:
    """How many discussions in a row, up to the last, let each case's plan go on as it was."""
    runs: dict[str, int] = {}
    for case, outcome in session.records.rows(_OUTCOMES):
        runs[case] = runs.get(case, 0) + 1 if outcome == "continue" else 0
    return runs


def _date(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
