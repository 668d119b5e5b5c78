"""mdt case: what happens to a case besides its fields: notes, questions, its basis, hold and monitor."""

from argparse import Namespace
from typing import Any

import msgspec

from mdt_desktop.cli import commands
from mdt_desktop.cli.answer import DONE, NEEDS_A_PERSON, Answer
from mdt_desktop.domain.capture import parse
from mdt_desktop.domain.records import Basis, Case
from mdt_desktop.services.cases import case_status, cases, noting
from mdt_desktop.services.cases.typed import typed
from mdt_desktop.services.session import Session


def add(verbs: Any) -> None:
    """Declare the verbs."""
    one = _verb(
        verbs,
        "note",
        "Write lines onto a case between huddles.",
        'C-0042 "Rang her daughter" "/need falls rails"',
        _note,
    )
    one.add_argument("lines", nargs="+", metavar="LINE")
    one.add_argument("--kind", default="note", metavar="K", help="note, call, visit, event or question")
    one = _verb(verbs, "ask", "Ask for a case to be discussed.", 'C-0042 "Is the rail up?"', _ask)
    one.add_argument("words")
    one = _verb(
        verbs,
        "basis",
        "Record why the team may share.",
        "C-0042 code=explicit_consent given_on=2026-11-02",
        _basis,
    )
    one.add_argument("fields", nargs="+", metavar="FIELD=VALUE")
    one = _verb(verbs, "hold", "Put a case on hold.", "C-0042 --until 2026-12-15 --reason hospital", _hold)
    one.add_argument("--until", required=True, metavar="D")
    one.add_argument("--reason", required=True, metavar="T")
    _verb(verbs, "monitor", "Only watch a case from now on.", "C-0042", _monitor)


def _verb(verbs: Any, name: str, about: str, example: str, run: commands.Run) -> Any:
    one = commands.verb(verbs, name, about, f"case {name} {example}", run, writes=True)
    one.add_argument("case")
    return one


def _note(session: Session, args: Namespace) -> Answer:
    case = cases.find_case(session, args.case)
    taken, unparsed = [], []
    for line in args.lines:
        captured = parse(line, noting.room(session, case.id))
        noted = noting.take(session, case.id, captured, args.kind)
        taken.append({"kind": captured.kind, "text": captured.text, "words": noted.words})
        unparsed += [{"line": line, "typed": one.typed, "why": one.words} for one in captured.problems]
    words = "\n".join(one["words"] for one in taken)
    words += "".join(f"\nNeeds you: {one['why']}" for one in unparsed)
    return Answer({"parsed": taken, "unparsed": unparsed}, words, NEEDS_A_PERSON if unparsed else DONE)


def _ask(session: Session, args: Namespace) -> Answer:
    cases.ask_for_case(session, args.case, args.words)
    return _state(cases.find_case(session, args.case))


def _basis(session: Session, args: Namespace) -> Answer:
    given = commands.assignments(args.fields)
    commands.refuse_unknown(given, sorted(set(Basis.__struct_fields__) - {"id", "retired", "case_id"}))
    fields = {name: typed(Basis, name, value, lines=name == "note") for name, value in given.items()}
    cases.set_basis(session, args.case, **fields)
    case = cases.find_case(session, args.case)
    basis = session.records.first(Basis, "case_id = ?", (case.id,))
    return Answer({"case": case.ref, **msgspec.to_builtins(basis)})


def _hold(session: Session, args: Namespace) -> Answer:
    return _state(case_status.hold(session, args.case, commands.day(args.until), args.reason))


def _monitor(session: Session, args: Namespace) -> Answer:
    return _state(case_status.monitor(session, args.case))


def _state(case: Case) -> Answer:
    names = ("id", "ref", "status", "hold_until", "asked_by", "asked_words")
    return Answer({name: getattr(case, name) for name in names})
