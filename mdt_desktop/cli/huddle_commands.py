"""mdt huddle: plan, run, end and sign a meeting."""

from argparse import Namespace
from typing import Any

from mdt_desktop.cli import commands, unlocking
from mdt_desktop.cli.answer import DONE, NEEDS_A_PERSON, Answer
from mdt_desktop.domain.capture import Captured
from mdt_desktop.domain.quorum import Quorum
from mdt_desktop.domain.records import Action, AgendaItem, Huddle, Minutes
from mdt_desktop.refused import Refused
from mdt_desktop.services import (
    attendance,
    capturing,
    case_lists,
    cases,
    huddles,
    preparing,
    references,
    run_view,
    running,
    signing,
)
from mdt_desktop.services.session import Session


def add(nouns: Any) -> None:
    """Declare the noun."""
    verbs = commands.noun(nouns, "huddle", "The weekly meeting.")
    _planning(verbs)
    _meeting(verbs)
    _closing(verbs)


def _planning(verbs: Any) -> None:
    one = commands.verb(
        verbs, "plan", "Plan a huddle.", "huddle plan --date 2026-11-24 --minutes 60 --auto", _plan
    )
    one.add_argument("--date", required=True, metavar="D")
    one.add_argument("--minutes", type=int, metavar="N", help="the whole meeting")
    one.add_argument("--auto", action="store_true", help="add suggestions while they fit")
    commands.verb(verbs, "list", "List huddles.", "huddle list", _list)
    one = commands.verb(verbs, "show", "Show one huddle whole.", "huddle show H-2026-11-24", _show)
    one.add_argument("huddle")
    one = commands.verb(
        verbs, "add", "Put a case onto the agenda.", "huddle add H-2026-11-24 C-0042 --minutes 5", _add
    )
    one.add_argument("huddle")
    one.add_argument("case")
    one.add_argument("--minutes", type=int, metavar="N")
    one.add_argument(
        "--reason", default="", metavar="T", help="why so late: needed once the agenda is locked"
    )
    one = commands.verb(
        verbs, "move", "Move an item, places count from 1.", "huddle move H-2026-11-24 C-0042 1", _move
    )
    one.add_argument("huddle")
    one.add_argument("item", help="the item's id, or its case")
    one.add_argument("position", type=int)


def _meeting(verbs: Any) -> None:
    one = commands.verb(verbs, "start", "Start a huddle.", "huddle start H-2026-11-24", _start)
    one.add_argument("huddle")
    one = commands.verb(
        verbs, "attend", "Record who is there.", "huddle attend H-2026-11-24 Priya --status late", _attend
    )
    one.add_argument("huddle")
    one.add_argument("name")
    one.add_argument(
        "--status", default="present", metavar="S", help="present, late, left, apologies, absent, deputy"
    )
    one.add_argument("--sector", default="", metavar="S", help="a guest's sector")
    one = commands.verb(
        verbs,
        "capture",
        "Take lines of quick entry on one case.",
        'huddle capture H-2026-11-24 C-0042 "/action @Priya fri call Harbour Carers"',
        _capture,
    )
    one.add_argument("huddle")
    one.add_argument("case")
    one.add_argument("lines", nargs="+", metavar="LINE")


def _closing(verbs: Any) -> None:
    one = commands.verb(verbs, "end", "End a huddle.", "huddle end H-2026-11-24", _end)
    one.add_argument("huddle")
    one = commands.verb(verbs, "sign", "Sign its minutes.", "huddle sign H-2026-11-24", _sign)
    one.add_argument("huddle")
    one.add_argument("--gaps-to-chair", action="store_true", help="the chair takes what nobody has")
    one = commands.verb(
        verbs,
        "amend",
        "Amend signed minutes.",
        'huddle amend H-2026-11-24 --case C-0042 --text "…" --reason "…"',
        _amend,
    )
    one.add_argument("huddle")
    one.add_argument("--case", required=True)
    one.add_argument("--text", required=True, metavar="T")
    one.add_argument("--reason", required=True, metavar="R")


def _plan(session: Session, args: Namespace) -> Answer:
    if args.minutes is not None and not 5 <= args.minutes <= 480:
        raise Refused("A huddle lasts between 5 and 480 minutes. Nothing was planned.")
    huddle = preparing.plan(session, commands.day(args.date), args.minutes, auto=args.auto)
    budget = preparing.time_budget(session, huddle)
    suggestions = preparing.suggestions(session, huddle)
    refs = {row.id: row.ref for row in case_lists.rows_of(session, [one.case_id for one in suggestions])}
    value = {
        "huddle": huddle.ref,
        "id": huddle.id,
        "agenda": _agenda(session, huddle),
        "suggestions": [
            {"case": refs[one.case_id], "minutes": one.minutes, "why": one.why}
            for one in suggestions
            if one.case_id in refs
        ],
        "fits": budget.fits,
        "over_by_minutes": budget.over_by_minutes,
    }
    return Answer(value, _plan_words(huddle.ref, value, budget.words))


def _plan_words(ref: str, value: dict[str, Any], budget: str) -> str:
    lines = [f"{ref}: {budget}"]
    lines += [
        f"  {at}. {one['case']}  {one['minutes']} min  {one['why']}"
        for at, one in enumerate(value["agenda"], 1)
    ]
    if value["suggestions"]:
        lines.append("Suggested:")
        lines += [f"  {one['case']}  {one['minutes']} min  {one['why']}" for one in value["suggestions"]]
    return "\n".join(lines)


def _agenda(session: Session, huddle: Huddle) -> list[dict[str, Any]]:
    items = huddles.items_of(session, huddle.id)
    refs = {row.id: row.ref for row in case_lists.rows_of(session, [item.case_id for item in items])}
    return [
        {
            "item": item.id,
            "case": refs.get(item.case_id, ""),
            "kind": item.kind,
            "minutes": item.minutes,
            "why": item.why,
            "status": item.status,
        }
        for item in items
    ]


def _list(session: Session, args: Namespace) -> Answer:
    return Answer(
        [
            {
                "id": row.id,
                "ref": row.ref,
                "date": row.day,
                "start": row.start,
                "minutes": row.minutes,
                "status": row.status,
                "people": row.people,
                "minutes_status": row.minutes_status,
            }
            for row in huddles.list_huddles(session)
        ]
    )


def _show(session: Session, args: Namespace) -> Answer:
    huddle = huddles.find(session, args.huddle)
    entries = huddles.attendance_of(session, huddle.id)
    minutes = huddles.latest_minutes(session, huddle.id)
    return Answer(
        {
            "id": huddle.id,
            "ref": huddle.ref,
            "date": huddle.day,
            "start": huddle.start,
            "minutes": huddle.minutes,
            "status": huddle.status,
            "agenda": _agenda(session, huddle),
            "attendance": [
                {
                    "name": one.name,
                    "sector": one.sector,
                    "status": one.status,
                    "arrived": one.arrived,
                    "left": one.left,
                }
                for one in entries
            ],
            "quorum": quorum_value(huddles.quorum_now(huddle, entries)),
            "discussions": [
                view.discussion
                for item in huddles.items_of(session, huddle.id)
                if (view := _view(session, item))
            ],
            "signed": minutes_value(minutes) if minutes else None,
        }
    )


def _view(session: Session, item: AgendaItem) -> run_view.ItemView | None:
    view = run_view.item_view(session, item.id)
    return view if view and view.discussion else None


def quorum_value(state: Quorum) -> dict[str, Any]:
    """The quorum as scripts see it."""
    return {"rule": state.rule, "met": state.met, "missing": list(state.missing)}


def _add(session: Session, args: Namespace) -> Answer:
    huddle = huddles.find(session, args.huddle)
    locked = huddle.status in ("locked", *huddles.RUNNING)
    if locked and not args.reason:
        raise Refused(
            f"The agenda of {huddle.ref} is locked. Nothing was added; say why it is urgent with --reason."
        )
    preparing.add(session, huddle.id, args.case, args.minutes, urgent_reason=args.reason)
    return Answer({"huddle": huddle.ref, "agenda": _agenda(session, huddle)})


def _move(session: Session, args: Namespace) -> Answer:
    huddle = huddles.find(session, args.huddle)
    preparing.move(session, huddle.id, _item_of(session, huddle, args.item).id, args.position - 1)
    return Answer({"huddle": huddle.ref, "agenda": _agenda(session, huddle)})


def _item_of(session: Session, huddle: Huddle, named: str) -> AgendaItem:
    items = huddles.items_of(session, huddle.id)
    for item in items:
        if item.id == named:
            return item
    case = cases.find_case(session, named)
    for item in items:
        if item.case_id == case.id:
            return item
    raise Refused(f"{case.ref} is not on the agenda of {huddle.ref}. Nothing was changed; add it first.")


def _start(session: Session, args: Namespace) -> Answer:
    huddle = huddles.find(session, args.huddle)
    return _with_quorum(huddle, running.start(session, huddle.id))


def _attend(session: Session, args: Namespace) -> Answer:
    huddle = huddles.find(session, args.huddle)
    state = attendance.attend(session, huddle.id, args.name, args.status, sector=args.sector)
    return _with_quorum(huddle, state)


def _with_quorum(huddle: Huddle, state: Quorum) -> Answer:
    words = "Quorum met." if state.met else f"Not quorate yet: needs {state.rule}."
    return Answer({"huddle": huddle.ref, "quorum": quorum_value(state)}, words)


def _capture(session: Session, args: Namespace) -> Answer:
    huddle = running.running(session, huddles.find(session, args.huddle).id)
    item = _item_of(session, huddle, args.case)
    running.begin_item(session, huddle.id, item.id)
    parsed, unparsed = [], []
    for line in args.lines:
        taken = capturing.capture(session, huddle.id, item.id, line)
        parsed.append(_parsed(session, taken))
        unparsed += [{"line": line, "typed": one.typed, "why": one.words} for one in taken.captured.problems]
    words = "\n".join(f"{one['kind']}: {one['text'] or one['code']}" for one in parsed)
    words += "".join(f"\nNeeds you: {one['why']}" for one in unparsed)
    return Answer({"parsed": parsed, "unparsed": unparsed}, words, NEEDS_A_PERSON if unparsed else DONE)


def _parsed(session: Session, taken: capturing.Taken) -> dict[str, Any]:
    captured: Captured = taken.captured
    value: dict[str, Any] = {
        "kind": captured.kind,
        "text": captured.text,
        "code": captured.code,
        "reason": captured.reason,
        "warnings": [{"why": one.words, "better": one.better} for one in captured.warnings],
    }
    if captured.kind == "action":
        action = references.find(session, Action, taken.action_id)
        value |= {
            "action": action.ref,
            "text": action.text,
            "owner": captured.owner.name if captured.owner else None,
            "owner_text": captured.owner_text,
            "priority": captured.priority,
        }
    if captured.kind in ("action", "review", "defer"):
        value["due"] = captured.due
    return value


def _end(session: Session, args: Namespace) -> Answer:
    huddle = huddles.find(session, args.huddle)
    missed = running.end(session, huddle.id)
    refs = [row.ref for row in case_lists.rows_of(session, [item.case_id for item in missed])]
    words = f"{huddle.ref} has ended." + (f" Not reached, carried over: {', '.join(refs)}." if refs else "")
    value = {
        "huddle": huddle.ref,
        "not_reached": refs,
        "minutes": {"version": 0, "status": "draft", "hash": ""},
    }
    return Answer(value, words)


def minutes_value(minutes: Minutes) -> dict[str, Any]:
    """One version of minutes as scripts see it."""
    return {"version": minutes.version, "status": minutes.status, "hash": minutes.hash}


def _sign(session: Session, args: Namespace) -> Answer:
    huddle = huddles.find(session, args.huddle)
    passphrase = unlocking.passphrase_given(args) or unlocking.ask("Your passphrase, to sign: ")
    minutes = signing.sign(session, huddle, passphrase, gaps_to_chair=args.gaps_to_chair)
    return _signed(huddle, minutes)


def _amend(session: Session, args: Namespace) -> Answer:
    huddle = huddles.find(session, args.huddle)
    case = cases.find_case(session, args.case)
    minutes = signing.amend(session, huddle, case=case.id, text=args.text, reason=args.reason)
    return _signed(huddle, minutes)


def _signed(huddle: Huddle, minutes: Minutes) -> Answer:
    words = f"Minutes of {huddle.ref}: version {minutes.version}, {minutes.status}, {minutes.hash[:8]}."
    return Answer({"huddle": huddle.ref, "minutes": minutes_value(minutes)}, words)
