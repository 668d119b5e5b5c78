"""mdt huddle, while it runs: who is there, one person at a time, what is said."""

from argparse import Namespace
from typing import Any

from mdt_desktop.cli import commands
from mdt_desktop.cli.answer import DONE, NEEDS_A_PERSON, Answer
from mdt_desktop.cli.huddle_values import item_of, with_agenda, with_quorum
from mdt_desktop.domain.capture import Captured
from mdt_desktop.domain.records import Action
from mdt_desktop.services import references
from mdt_desktop.services.cases import sharing
from mdt_desktop.services.huddle import attendance, capturing, huddles, putting_off, running
from mdt_desktop.services.session import Session
from mdt_desktop.services.team.directory import directory


def add(verbs: Any) -> None:
    """Declare the verbs."""
    _verb(verbs, "start", "Start a huddle.", "H-2026-11-24", _start)
    one = _verb(verbs, "attend", "Record who is there.", "H-2026-11-24 Priya --status late", _attend)
    one.add_argument("name")
    one.add_argument(
        "--status", default="present", metavar="S", help="present, late, left, apologies, absent, deputy"
    )
    one.add_argument("--sector", default="", metavar="S", help="a guest’s sector")
    one = _verb(verbs, "conflict", "Somebody knows a person.", 'H-2026-11-24 Priya "a neighbour"', _conflict)
    one.add_argument("name")
    one.add_argument("text")
    one = _verb(
        verbs,
        "capture",
        "Take lines of quick entry on one case.",
        'H-2026-11-24 C-0042 "/action @Priya fri call Harbour Carers"',
        _capture,
    )
    one.add_argument("case")
    one.add_argument("lines", nargs="+", metavar="LINE")
    one = _verb(
        verbs,
        "despite",
        "Discuss somebody who has refused; a chair says why.",
        'H-2026-11-24 C-0042 --reason "a child is at risk"',
        _despite,
    )
    one.add_argument("case")
    one.add_argument("--reason", required=True, metavar="T")
    _turns(verbs)


def _turns(verbs: Any) -> None:
    one = _verb(verbs, "next", "Done with this person; on to the next.", "H-2026-11-24", _next)
    one.add_argument("--noted", action="store_true", help="nothing to discuss this time")
    one = _verb(verbs, "defer", "Not today.", 'H-2026-11-24 C-0042 --reason "presenter away"', _defer)
    one.add_argument("case")
    one.add_argument("--reason", required=True, metavar="T")
    one.add_argument("--to", metavar="D", help="to the huddle of that day; else to the next")
    one = _verb(verbs, "park", "To the end of today’s agenda.", "H-2026-11-24 C-0042", _park)
    one.add_argument("case")
    _verb(verbs, "pause", "Stop the clock.", "H-2026-11-24", _pause)
    _verb(verbs, "resume", "Let the clock run on.", "H-2026-11-24", _resume)
    one = _verb(verbs, "chair", "Hand over the chair.", "H-2026-11-24 Priya", _chair)
    one.add_argument("name")


def _verb(verbs: Any, name: str, about: str, example: str, run: commands.Run) -> Any:
    one = commands.verb(verbs, name, about, f"huddle {name} {example}", run, writes=True)
    one.add_argument("huddle")
    return one


def _start(session: Session, args: Namespace) -> Answer:
    huddle = huddles.find(session, args.huddle)
    return with_quorum(huddle, running.start(session, huddle.id))


def _attend(session: Session, args: Namespace) -> Answer:
    huddle = huddles.find(session, args.huddle)
    state = attendance.attend(session, huddle.id, args.name, args.status, sector=args.sector)
    return with_quorum(huddle, state)


def _conflict(session: Session, args: Namespace) -> Answer:
    huddle = huddles.find(session, args.huddle)
    attendance.declare_conflict(session, huddle.id, args.name, args.text)
    return Answer({"huddle": huddle.ref, "conflicts": huddles.find(session, huddle.id).conflicts})


def _capture(session: Session, args: Namespace) -> Answer:
    huddle = running.running(session, huddles.find(session, args.huddle).id)
    item = item_of(session, huddle, args.case)
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
    if taken.action_id:
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


def _despite(session: Session, args: Namespace) -> Answer:
    huddle = huddles.find(session, args.huddle)
    sharing.discuss_despite(session, item_of(session, huddle, args.case).id, args.reason)
    return Answer({"huddle": huddle.ref, "reason": args.reason.strip()}, "Recorded.")


def _next(session: Session, args: Namespace) -> Answer:
    huddle = running.running(session, huddles.find(session, args.huddle).id)
    first = _first(session, huddle.id)
    if huddle.current_item_id:
        running.finish_item(session, huddle.id, huddle.current_item_id, noted=args.noted)
    elif first:
        running.begin_item(session, huddle.id, first)
    return with_agenda(session, huddle)


def _first(session: Session, huddle_id: str) -> str:
    """Nobody is being discussed: the first who waits."""
    waiting = [item.id for item in huddles.items_of(session, huddle_id) if item.status == "scheduled"]
    return waiting[0] if waiting else ""


def _defer(session: Session, args: Namespace) -> Answer:
    huddle = huddles.find(session, args.huddle)
    to = commands.day(args.to) if args.to else None
    putting_off.defer(session, huddle.id, item_of(session, huddle, args.case).id, args.reason, to)
    return with_agenda(session, huddle)


def _park(session: Session, args: Namespace) -> Answer:
    huddle = huddles.find(session, args.huddle)
    putting_off.park(session, huddle.id, item_of(session, huddle, args.case).id)
    return with_agenda(session, huddle)


def _pause(session: Session, args: Namespace) -> Answer:
    huddle = huddles.find(session, args.huddle)
    running.pause(session, huddle.id)
    return Answer({"huddle": huddle.ref, "status": huddles.find(session, huddle.id).status})


def _resume(session: Session, args: Namespace) -> Answer:
    huddle = huddles.find(session, args.huddle)
    running.resume(session, huddle.id)
    return Answer({"huddle": huddle.ref, "status": huddles.find(session, huddle.id).status})


def _chair(session: Session, args: Namespace) -> Answer:
    huddle, member = huddles.find(session, args.huddle), directory(session).named(args.name)
    running.hand_over(session, huddle.id, member.id)
    return Answer({"huddle": huddle.ref, "chair": member.name})
