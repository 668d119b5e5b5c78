"""The case list: filtered, sorted and paged by the store, so that 100,000 people are as quick as 100."""

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from mdt_desktop.domain import vocabulary
from mdt_desktop.domain.naming import age, formal, initials
from mdt_desktop.domain.nhs_number import grouped
from mdt_desktop.domain.records import Person
from mdt_desktop.refused import Refused
from mdt_desktop.services.actions import OPEN_SQL
from mdt_desktop.services.coded import code_of
from mdt_desktop.services.session import Session
from mdt_desktop.store import search

OPEN_STATUSES = ("active", "monitoring", "on_hold", "transfer_pending", "deceased_pending")
_OPEN = "c.status IN ('active', 'monitoring', 'on_hold', 'transfer_pending', 'deceased_pending')"


@dataclass(frozen=True)
class CaseRow:
    """One case as lists show it. `flags` are codes of the list “flag”; `review_late_days` 0 when not late."""

    id: str
    ref: str
    person_id: str
    name: str
    age: int | None
    nhs_number: str
    dob: date | None
    tier: str
    tier_label: str
    pathway: str
    flags: tuple[str, ...]
    locality: str
    key_worker_id: str
    key_worker: str
    key_worker_initials: str
    key_worker_sector: str
    status: str
    last_discussed: date | None
    review_due: date | None
    review_late_days: int
    open_actions: int
    late_actions: int


@dataclass(frozen=True)
class CasePage:
    """A page of rows, and how many there are in all."""

    rows: list[CaseRow]
    total: int


@dataclass(frozen=True)
class View:
    """A saved view: its name and the filter it stands for."""

    code: str
    label: str
    filter: str


VIEWS = (
    View("all_open", "All open", "status=open"),
    View("most_complex", "Most complex", "status=open tier=most_complex"),
    View("review_due", "Review due", "status=open review_due<=+7d"),
    View("hiu", "HIU pathway", "status=open pathway=hiu"),
    View("stale", "Not discussed in 8 weeks", "status=open stale=yes"),
    View("mine", "My cases", "status=open key_worker=me"),
    View("proposed", "Proposed", "status=proposed"),
    View("closed", "Closed", "status=closed"),
)

_COLUMNS = {
    "name": ("p.family_name COLLATE NOCASE", "p.given_names COLLATE NOCASE"),
    "ref": ("c.ref",),
    "tier": ("CASE c.tier WHEN 'most_complex' THEN 3 WHEN 'medium' THEN 2 WHEN 'low' THEN 1 ELSE 0 END",),
    "locality": ("c.locality",),
    "key_worker": ("m.display_name",),
    "last_discussed": ("c.last_discussed",),
    "review_due": ("c.review_due",),
    "status": ("c.status",),
    "dob": ("p.dob",),
}

_FIELDS = {
    "tier": "c.tier",
    "pathway": "c.pathway",
    "status": "c.status",
    "locality": "c.locality",
    "source": "c.source",
    "ref": "c.ref",
    "review_due": "c.review_due",
    "last_discussed": "c.last_discussed",
    "opened_on": "c.opened_on",
    "nhs_number": "p.nhs_number",
    "family_name": "p.family_name",
    "given_names": "p.given_names",
    "dob": "p.dob",
    "postcode": "p.postcode",
    "practice_code": "p.practice_code",
    "sex": "p.sex",
    "ae_1m": "c.ae_1m",
    "ae_3m": "c.ae_3m",
    "ae_12m": "c.ae_12m",
    "cfs": "c.cfs",
    "efi": "c.efi",
    "open_actions": "(SELECT count(*) FROM action a WHERE a.space = c.space AND a.case_id = c.id "
    f"AND NOT a.retired AND a.{OPEN_SQL})",
    "key_worker": "c.key_worker_id",
}
_DATES = {"review_due", "last_discussed", "opened_on", "dob"}
_NUMBERS = {"ae_1m", "ae_3m", "ae_12m", "cfs", "efi", "open_actions"}
_CODED = {
    "tier": "tier",
    "status": "case_status",
    "pathway": "pathway",
    "source": "source",
    "sex": "sex",
}
_TERM = re.compile(r"([a-z_0-9]+)\s*(!=|<=|>=|=|<|>)\s*(\"[^\"]*\"|'[^']*'|\S*)")

_FROM = (
    'FROM "case" c JOIN person p ON p.space = c.space AND p.id = c.person_id '
    "LEFT JOIN member m ON m.space = c.space AND m.id = c.key_worker_id "
    "WHERE c.space = ? AND NOT c.retired AND NOT p.retired"
)


def list_cases(
    session: Session,
    filter_: str = "",
    *,
    text: str = "",
    sort: str = "name",
    descending: bool = False,
    offset: int = 0,
    limit: int = -1,
) -> CasePage:
    """Cases that meet every `field=value` term of `filter_` and hold the words of `text`.

    `Refused` when a term is not understood, naming it.
    """
    clauses, values = _where(session, filter_)
    if text.strip():
        clause, ids = _matching(session, text)
        clauses.append(clause)
        values += ids
    where = "".join(f" AND {clause}" for clause in clauses)
    total = session.records.rows(f"SELECT count(*) {_FROM}{where}", values)[0][0]
    rows = session.records.rows(
        f"SELECT {_select(session)} {_FROM}{where} ORDER BY {_order(sort, descending)} LIMIT ? OFFSET ?",
        [*values, limit, offset],
    )
    return CasePage(_rows(session, rows), total)


def _order(sort: str, descending: bool) -> str:
    """By one column, blanks last, then by name."""
    first, *more = _COLUMNS[sort]
    direction = "DESC" if descending else "ASC"
    terms = [
        f"{first} IS NULL",
        *(f"{column} {direction}" for column in (first, *more)),
        "p.family_name",
        "c.id",
    ]
    return ", ".join(terms)


def rows_of(session: Session, case_ids: Sequence[str]) -> list[CaseRow]:
    """These cases, in the order given; those that are gone are left out."""
    found = session.records.rows(
        f"SELECT {_select(session)} {_FROM} AND c.id IN (SELECT value FROM json_each(?))", (_json(case_ids),)
    )
    by_id = {row.id: row for row in _rows(session, found)}
    return [by_id[one] for one in case_ids if one in by_id]


def _json(values: Sequence[str]) -> str:
    return "[" + ",".join('"' + value + '"' for value in values) + "]"


# {today} is a date of ours, never anybody's text. The + keeps SQLite from walking all late actions a case.
_SELECT = (
    "c.id, c.ref, c.person_id, p.family_name, p.given_names, p.nhs_number, p.dob, c.tier, c.pathway, "
    "c.flags, c.locality, c.key_worker_id, coalesce(m.display_name, c.key_worker_text), "
    "coalesce(m.sector, ''), c.status, c.last_discussed, c.review_due, p.carer, "
    "p.interpreter, c.safeguarding, c.palliative, "
    "(SELECT b.code FROM basis b WHERE b.space = c.space AND b.case_id = c.id AND NOT b.retired LIMIT 1), "
    f"{_FIELDS['open_actions']}, "
    "(SELECT count(*) FROM action a WHERE a.space = c.space AND a.case_id = c.id AND NOT a.retired "
    f"AND a.{OPEN_SQL} AND +a.due < '{{today}}')"
)


def _select(session: Session) -> str:
    return _SELECT.format(today=session.today().isoformat())


def _rows(session: Session, rows: Sequence[tuple[Any, ...]]) -> list[CaseRow]:
    today, names = session.today(), session.team().tier_names
    return [_row(row, today, names) for row in rows]


def _row(row: tuple[Any, ...], today: date, tier_names: dict[str, str]) -> CaseRow:
    (identity, ref, person_id, family, given, nhs, dob, tier, pathway, flags, locality, worker_id) = row[:12]
    (worker, sector, status, discussed, review, carer, interpreter, safeguarding, palliative) = row[12:21]
    basis, open_actions, late_actions = row[21:]
    born = date.fromisoformat(dob) if dob else None
    due = date.fromisoformat(review) if review else None
    return CaseRow(
        id=identity,
        ref=ref,
        person_id=person_id,
        name=formal(Person(id=person_id, family_name=family, given_names=given)),
        age=age(born, today),
        nhs_number=grouped(nhs) if nhs else "",
        dob=born,
        tier=tier,
        tier_label=vocabulary.label("tier", tier, tier_names) if tier else "",
        pathway=pathway,
        flags=flags_of(flags, pathway, carer, interpreter, safeguarding, palliative, basis, status),
        locality=locality,
        key_worker_id=worker_id,
        key_worker=worker or "",
        key_worker_initials=initials(worker) if worker else "",
        key_worker_sector=sector,
        status=status,
        last_discussed=date.fromisoformat(discussed) if discussed else None,
        review_due=due,
        review_late_days=max(0, (today - due).days) if due and status != "closed" else 0,
        open_actions=open_actions,
        late_actions=late_actions,
    )


def flags_of(
    stored: str,
    pathway: str,
    carer: Any,
    interpreter: Any,
    safeguarding: Any,
    palliative: Any,
    basis: str | None,
    status: str,
) -> tuple[str, ...]:
    """The flags to show, in the vocabulary's order: what is recorded, and what follows from it."""
    raised = set(re.findall(r"[a-z_]+", stored))
    follows = {
        "hiu": pathway == "hiu",
        "safeguarding": bool(safeguarding),
        "consent": status in OPEN_STATUSES
        and (basis or "not_recorded") in ("not_recorded", "withdrawn", "refused"),
        "carer": bool(carer),
        "interpreter": bool(interpreter),
        "end_of_life": bool(palliative) or pathway == "end_of_life",
    }
    raised |= {flag for flag, holds in follows.items() if holds}
    return tuple(code for code in vocabulary.codes("flag") if code in raised)


def _where(session: Session, filter_: str) -> tuple[list[str], list[Any]]:
    clauses: list[str] = []
    values: list[Any] = []
    rest = _TERM.sub("", filter_).strip()
    if rest:
        raise Refused(f"“{rest}” is not a filter. Write terms like tier=most_complex review_due<2026-12-01.")
    for name, sign, value in _TERM.findall(filter_):
        clause, more = _term(session, name, sign, value.strip("\"'"))
        clauses.append(clause)
        values += more
    return clauses, values


def _term(session: Session, name: str, sign: str, value: str) -> tuple[str, list[Any]]:
    if sign not in ("=", "!=") and name in (*_CODED, "stale", "key_worker"):
        raise Refused(f"{name} is not more or less. Write {name}= or {name}!= and a value.")
    if name == "status" and value == "open":
        return (_OPEN if sign == "=" else f"NOT ({_OPEN})"), []
    if name == "stale":
        weeks = session.team().stale_weeks
        before = (session.today() - timedelta(weeks=weeks)).isoformat()
        stale = "coalesce(c.last_discussed, c.opened_on, '') < ?"
        return (stale if (value == "yes") == (sign == "=") else f"NOT ({stale})"), [before]
    if name == "key_worker":
        return f"c.key_worker_id {_sql_sign(sign)} ?", [_member(session, value)]
    if name not in _FIELDS:
        raise Refused(f"There is no field “{name}” to filter by. Known are: {', '.join(sorted(_FIELDS))}.")
    return f"{_FIELDS[name]} {_sql_sign(sign)} ?", [_typed(session, name, value)]


def _sql_sign(sign: str) -> str:
    return {"!=": "IS NOT", "=": "IS"}.get(sign, sign)


def _member(session: Session, value: str) -> str:
    if value == "me":
        return session.store.space.member
    if not value:
        return ""
    from mdt_desktop.services.directory import directory

    return directory(session).named(value).id


def _typed(session: Session, name: str, value: str) -> Any:
    if name in _DATES:
        if not value:
            return None
        if match := re.fullmatch(r"([+-]\d{1,5})d", value):
            return (session.today() + timedelta(days=int(match[1]))).isoformat()
        try:
            return session.today().isoformat() if value == "today" else date.fromisoformat(value).isoformat()
        except ValueError:
            raise Refused(f"“{value}” is not a date for {name}. Write it like 2026-11-24.") from None
    if name in _NUMBERS:
        try:
            return _finite(value)
        except ValueError:
            raise Refused(f"“{value}” is not a number for {name}.") from None
    if name == "nhs_number":
        return value.replace(" ", "")
    if name in _CODED and value:
        return code_of(_CODED[name], value, session.team().tier_names if name == "tier" else None)
    return value


def _finite(value: str) -> float:
    number = float(value)
    if not math.isfinite(number):
        raise ValueError("no number to compare with")
    return number


def _matching(session: Session, text: str) -> tuple[str, list[str]]:
    connection, space = session.store.connection, session.store.space.no
    hits = search.find(connection, space, text, ("person", "case", "note", "discussion"), 5000)
    people = [hit.id for hit in hits if hit.kind == "person"]
    cases = [hit.id for hit in hits if hit.kind == "case"]
    for kind in ("note", "discussion"):
        ids = _json([hit.id for hit in hits if hit.kind == kind])
        rows = session.records.rows(
            f'SELECT case_id FROM "{kind}" WHERE space = ? AND id IN (SELECT value FROM json_each(?))', (ids,)
        )
        cases += [row[0] for row in rows]
    clause = "(c.person_id IN (SELECT value FROM json_each(?)) OR c.id IN (SELECT value FROM json_each(?)))"
    return clause, [_json(people), _json(cases)]
