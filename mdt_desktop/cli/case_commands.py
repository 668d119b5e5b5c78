"""mdt case: find people, what is known of them, and their case's way through the team."""

from argparse import Namespace
from typing import Any

import msgspec

from mdt_desktop.cli import case_deeds, commands
from mdt_desktop.cli.answer import DONE, NEEDS_A_PERSON, Answer
from mdt_desktop.refused import Refused
from mdt_desktop.services.cases import case_lists, case_record, case_status, cases, lookalikes
from mdt_desktop.services.cases.case_lists import CaseRow
from mdt_desktop.services.session import Session


def add(nouns: Any) -> None:
    """Declare the noun."""
    verbs = commands.noun(nouns, "case", "People and their cases.")
    one = commands.verb(verbs, "list", "List cases.", 'case list --filter "tier=most_complex"', _list)
    one.add_argument("--filter", default="", metavar="EXPR", help="field=value terms, all must hold")
    one.add_argument("--limit", type=commands.count, default=-1, metavar="N")
    one = commands.verb(
        verbs, "search", "Find cases by name, number, postcode or notes.", "case search ellison", _search
    )
    one.add_argument("text", nargs="+")
    one.add_argument("--limit", type=commands.count, default=50, metavar="N")
    one = commands.verb(verbs, "show", "Show one case whole.", "case show C-0042", _show)
    one.add_argument("case")
    one = commands.verb(
        verbs, "set", "Change fields.", "case set C-0042 tier=medium key_worker=Priya", _set, writes=True
    )
    one.add_argument("case")
    one.add_argument("fields", nargs="+", metavar="FIELD=VALUE")
    one = commands.verb(
        verbs,
        "open",
        "Open a case, or add somebody new.",
        "case open family_name=Ellison dob=1944-03-14",
        _open,
        writes=True,
    )
    one.add_argument(
        "person", nargs="+", metavar="PERSON", help="references, or field=value terms of somebody new"
    )
    one = commands.verb(
        verbs, "close", "Close a case.", "case close C-0042 --outcome goals_met", _close, writes=True
    )
    one.add_argument("case")
    one.add_argument(
        "--outcome", required=True, metavar="OUTCOME", help="goals_met, declined, moved, died, signposted"
    )
    one.add_argument("--note", default="", metavar="T", help="who told the person, and what happens next")
    one.add_argument("--keep-actions", default="", metavar="T", help="why open actions stay open")
    case_deeds.add(verbs)


def listed(row: CaseRow) -> dict[str, Any]:
    """A row of the list as scripts see it."""
    return {
        "id": row.id,
        "ref": row.ref,
        "name": row.name,
        "nhs_number": row.nhs_number.replace(" ", ""),
        "dob": row.dob,
        "tier": row.tier,
        "pathway": row.pathway,
        "key_worker": row.key_worker,
        "status": row.status,
        "review_due": row.review_due,
        "open_actions": row.open_actions,
    }


def _list(session: Session, args: Namespace) -> Answer:
    return Answer([listed(row) for row in case_lists.list_cases(session, args.filter, limit=args.limit).rows])


def _search(session: Session, args: Namespace) -> Answer:
    found = case_lists.list_cases(session, text=" ".join(args.text), limit=args.limit)
    return Answer([listed(row) for row in found.rows])


def record(session: Session, named: str) -> dict[str, Any]:
    """A case whole: its fields, its person, discussions, actions, history."""
    view = case_record.case_view(session, named)
    case = msgspec.to_builtins(view.case)
    return {
        **case,
        "name": view.row.name,
        "nhs_number": view.person.nhs_number,
        "dob": view.person.dob,
        "key_worker": view.row.key_worker,
        "open_actions": view.row.open_actions,
        "person": view.person,
        "basis": view.basis,
        "needs": view.needs,
        "discussions": [event for event in view.timeline if event.kind == "huddle"],
        "actions": [*view.open_actions, *view.ended_actions],
        "history": view.timeline,
    }


def _show(session: Session, args: Namespace) -> Answer:
    case = cases.find_case(session, args.case)
    case_record.note_view(session, case.id)
    return Answer(record(session, case.id))


def _set(session: Session, args: Namespace) -> Answer:
    case = cases.set_fields(session, args.case, commands.assignments(args.fields))
    return Answer(record(session, case.id))


def _open(session: Session, args: Namespace) -> Answer:
    described = [one for one in args.person if "=" in one]
    if described and len(described) < len(args.person):
        raise Refused("Give references, or field=value terms of somebody new, not both. Nothing was changed.")
    if described:
        return _open_new(session, commands.assignments(described))
    opened = [cases.open_case(session, named) for named in args.person]
    records = [record(session, case.id) for case in opened]
    return Answer(records[0] if len(records) == 1 else records)


def _open_new(session: Session, fields: dict[str, str]) -> Answer:
    """Somebody new is added all the same when they look like somebody known: a person has to compare them."""
    alike = lookalikes.lookalikes(session, fields)
    opened = record(session, cases.open_new(session, fields).id)
    opened["possible_duplicates"] = [{"case": one.ref, "name": one.name, "why": one.why} for one in alike]
    words = f"{opened['ref']} {opened['name']}"
    words += "".join(f"\nNeeds you: may be {one.ref} {one.name}. {one.why}" for one in alike)
    return Answer(opened, words, NEEDS_A_PERSON if alike else DONE)


def _close(session: Session, args: Namespace) -> Answer:
    case = case_status.close_case(session, args.case, args.outcome, args.note, keep=args.keep_actions)
    return Answer(record(session, case.id))
