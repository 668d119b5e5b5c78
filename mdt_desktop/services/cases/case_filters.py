"""`field=value` terms over the case list, as SQL. What means nothing is refused, never an empty list."""

import math
import re
from datetime import date, timedelta
from typing import Any

from mdt_desktop.refused import Refused
from mdt_desktop.services.actions.rows import OPEN_SQL
from mdt_desktop.services.cases.coded import code_of
from mdt_desktop.services.session import Session

_OPEN = "c.status IN ('active', 'monitoring', 'on_hold', 'transfer_pending', 'deceased_pending')"
OPEN_ACTIONS = (
    "(SELECT count(*) FROM action a WHERE a.space = c.space AND a.case_id = c.id "
    f"AND NOT a.retired AND a.{OPEN_SQL})"
)

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
    "open_actions": OPEN_ACTIONS,
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


def where(session: Session, filter_: str) -> tuple[list[str], list[Any]]:
    """The SQL clauses of a filter over case `c` and person `p`, and their values."""
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
    from mdt_desktop.services.team.directory import directory

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
