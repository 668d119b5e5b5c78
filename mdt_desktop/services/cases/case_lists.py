"""The case list: filtered, sorted and paged by the store, so that 100,000 people are as quick as 100."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from mdt_desktop.domain import vocabulary
from mdt_desktop.domain.naming import age, formal, initials
from mdt_desktop.domain.nhs_number import grouped
from mdt_desktop.domain.records import Person
from mdt_desktop.services.actions.rows import OPEN_SQL
from mdt_desktop.services.cases.case_filters import OPEN_ACTIONS, where
from mdt_desktop.services.session import Session
from mdt_desktop.store import search

OPEN_STATUSES = ("active", "monitoring", "on_hold", "transfer_pending", "deceased_pending")


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
    View("review_due", "Review due", "status=open status!=deceased_pending review_due<=+7d"),
    View("hiu", "HIU pathway", "status=open pathway=hiu"),
    View("stale", "Not discussed in 8 weeks", "status=open status!=deceased_pending stale=yes"),
    View("mine", "My cases", "status=open key_worker=me"),
    View("proposed", "Proposed", "status=proposed"),
    View("closed", "Closed", "status=closed"),
)

_COLUMNS = {
    "name": "name",
    "ref": "c.ref",
    "tier": "CASE c.tier WHEN 'most_complex' THEN 3 WHEN 'medium' THEN 2 WHEN 'low' THEN 1 ELSE 0 END",
    "locality": "c.locality",
    "key_worker": "m.display_name",
    "last_discussed": "c.last_discussed",
    "review_due": "c.review_due",
    "status": "c.status",
    "dob": "p.dob",
}

# Two ways to the same cases: the narrow list, which is in the order of names, or the cases themselves.
_NARROW = "FROM listed c WHERE c.space = ?"
_IN_NARROW = {"c.space", "c.id", "c.status"}
_WIDE = 'FROM "case" c CROSS JOIN listed l ON l.space = c.space AND l.id = c.id{joins} WHERE c.space = ?'
_PERSON = " JOIN person p ON p.space = c.space AND p.id = c.person_id"
_KEY_WORKER = " LEFT JOIN member m ON m.space = c.space AND m.id = c.key_worker_id"

# Where typed words are looked for: the kind, and whose case a record of it leads to.
_SEARCHED = {
    "case": search.HITS,
    "person": f'SELECT x.id FROM ({search.HITS}) h CROSS JOIN "case" x '
    "ON x.space = ? AND x.person_id = h.record",
    "note": f"SELECT x.case_id FROM ({search.HITS}) h CROSS JOIN note x ON x.space = ? AND x.id = h.record",
    "discussion": f"SELECT x.case_id FROM ({search.HITS}) h CROSS JOIN discussion x "
    "ON x.space = ? AND x.id = h.record",
}
_MATCHING = f"c.id IN ({' UNION ALL '.join(_SEARCHED.values())})"


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
    clauses, values = where(session, filter_)
    if text.strip():
        clauses.append(_MATCHING)
        values += _searched_for(session.store.space.no, text)
    terms, order = "".join(f" AND {clause}" for clause in clauses), _order(sort, descending)
    # The order first, then what is shown of these few: a sorter that carries every column is slow.
    ordered = f"SELECT c.id {_cases(terms, order)} ORDER BY {order}"
    if text.strip():  # to search once more, for the count alone, would take as long again
        found = session.records.rows(ordered, values)
        shown, total = found[offset:][: limit if limit >= 0 else None], len(found)
    else:
        shown = session.records.rows(f"{ordered} LIMIT ? OFFSET ?", [*values, limit, offset])
        total = session.records.rows(f"SELECT count(*) {_cases(terms)}", values)[0][0]
    return CasePage(rows_of(session, [row[0] for row in shown]), total)


def _searched_for(space: int, text: str) -> list[Any]:
    """The values of _MATCHING."""
    values: list[Any] = []
    for kind in _SEARCHED:
        values += search.hit_values(space, kind, text)
        values += [] if kind == "case" else [space]
    return values


def _cases(terms: str, order: str = "") -> str:
    """Where to look for the cases that meet these terms, as narrow as the fields they name allow."""
    used = set(re.findall(r"\b[cpm]\.\w+", terms + order))
    if used <= _IN_NARROW:
        return _NARROW + terms
    aliases = {name[0] for name in used}
    joins = (_PERSON if "p" in aliases else "") + (_KEY_WORKER if "m" in aliases else "")
    return _WIDE.format(joins=joins) + terms


def _order(sort: str, descending: bool) -> str:
    """By one column, blanks last, then by name."""
    direction = "DESC" if descending else "ASC"
    if sort == "name":
        return f"name {direction}, c.id {direction}"
    column = _COLUMNS[sort]
    return f"{column} IS NULL, {column} {direction}, name, c.id"


def rows_of(session: Session, case_ids: Sequence[str]) -> list[CaseRow]:
    """These cases, in the order given; those that are gone are left out."""
    found = session.records.rows(
        f"SELECT {_select(session)} {_WIDE.format(joins=_PERSON + _KEY_WORKER)} "
        "AND c.id IN (SELECT value FROM json_each(?))",
        (_json(case_ids),),
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
    f"{OPEN_ACTIONS}, "
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
