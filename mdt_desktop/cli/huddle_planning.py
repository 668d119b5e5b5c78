"""mdt huddle, before it begins: plan it, its agenda, when and where, or call it off."""

from argparse import Namespace
from typing import Any

from mdt_desktop.cli import commands
from mdt_desktop.cli.answer import Answer
from mdt_desktop.cli.huddle_values import agenda, item_of, with_agenda
from mdt_desktop.domain.capture import CaptureContext
from mdt_desktop.domain.capture.day_doubts import doubts_about
from mdt_desktop.domain.records import Huddle
from mdt_desktop.refused import Refused
from mdt_desktop.services.cases import case_lists
from mdt_desktop.services.cases.typed import typed
from mdt_desktop.services.huddle import arranging, huddles, preparing
from mdt_desktop.services.session import Session
from mdt_desktop.services.team.directory import directory


def add(verbs: Any) -> None:
    """Declare the verbs."""
    one = _verb(verbs, "plan", "Plan a huddle.", "--date 2026-11-24 --minutes 60 --auto", _plan, named=False)
    one.add_argument("--date", required=True, metavar="D")
    one.add_argument("--minutes", type=int, metavar="N", help="the whole meeting")
    one.add_argument("--start", default="", metavar="T", help="another huddle of that day, which begins then")
    one.add_argument("--auto", action="store_true", help="add suggestions while they fit")
    _agenda_verbs(verbs)
    one = _verb(
        verbs, "set", "Change a huddle that has not begun.", "H-2026-11-24 start=14:00 chair=Priya", _set
    )
    one.add_argument("fields", nargs="+", metavar="FIELD=VALUE", help=", ".join(SETTABLE))
    _verb(verbs, "lock", "Lock the agenda: late additions need a reason.", "H-2026-11-24", _lock)
    _verb(verbs, "unlock", "Take additions without a reason again.", "H-2026-11-24", _unlock)
    one = _verb(verbs, "cancel", "Call it off; everybody waits.", 'H-2026-11-24 --reason "strike"', _cancel)
    one.add_argument("--reason", required=True, metavar="T")


def _agenda_verbs(verbs: Any) -> None:
    one = _verb(verbs, "add", "Put a case onto the agenda.", "H-2026-11-24 C-0042 --minutes 5", _add)
    one.add_argument("case")
    one.add_argument("--minutes", type=int, metavar="N")
    one.add_argument("--reason", default="", metavar="T", help="why so late, once the agenda is locked")
    one = _verb(verbs, "move", "Move an item, places count from 1.", "H-2026-11-24 C-0042 1", _move)
    one.add_argument("item", help="the item’s id, or its case")
    one.add_argument("position", type=commands.count, metavar="POS", help="from 1; past the end is last")
    one = _verb(verbs, "time", "Give an item another length.", "H-2026-11-24 C-0042 5", _time)
    one.add_argument("item", help="the item’s id, or its case")
    one.add_argument("minutes", type=int)
    one = _verb(verbs, "remove", "Take an item off the agenda.", "H-2026-11-24 C-0042", _remove)
    one.add_argument("item", help="the item’s id, or its case")
    _verb(verbs, "sort", "Order the agenda by need.", "H-2026-11-24", _sort)


def _verb(verbs: Any, name: str, about: str, example: str, run: commands.Run, *, named: bool = True) -> Any:
    one = commands.verb(verbs, name, about, f"huddle {name} {example}", run, writes=True)
    if named:
        one.add_argument("huddle")
    return one


def _plan(session: Session, args: Namespace) -> Answer:
    day = commands.day(args.date)
    huddle = preparing.plan(session, day, args.minutes, auto=args.auto, start=args.start)
    budget = preparing.time_budget(session, huddle)
    suggestions = preparing.suggestions(session, huddle)
    refs = {row.id: row.ref for row in case_lists.rows_of(session, [one.case_id for one in suggestions])}
    value = {
        "huddle": huddle.ref,
        "id": huddle.id,
        "agenda": agenda(session, huddle),
        "suggestions": [
            {"case": refs[one.case_id], "minutes": one.minutes, "why": one.why}
            for one in suggestions
            if one.case_id in refs
        ],
        "fits": budget.fits,
        "over_by_minutes": budget.over_by_minutes,
        "warnings": [doubt.words for doubt in doubts_about(day, CaptureContext(day=session.today()))],
    }
    return Answer(value, _plan_words(huddle.ref, value, budget.words))


def _plan_words(ref: str, value: dict[str, Any], budget: str) -> str:
    lines = [f"{ref}: {budget}"]
    lines += [
        f"  {at}. {one['case']}  {one['minutes']} min  {one['why']}"
        for at, one in enumerate(value["agenda"], 1)
    ]
    lines += value["warnings"]
    if value["suggestions"]:
        lines.append("Suggested:")
        lines += [f"  {one['case']}  {one['minutes']} min  {one['why']}" for one in value["suggestions"]]
    return "\n".join(lines)


def _add(session: Session, args: Namespace) -> Answer:
    huddle = huddles.find(session, args.huddle)
    locked = huddle.status in ("locked", *huddles.RUNNING)
    if locked and not args.reason:
        raise Refused(
            f"The agenda of {huddle.ref} is locked. Nothing was added; say why it is urgent with --reason."
        )
    preparing.add(session, huddle.id, args.case, args.minutes, urgent_reason=args.reason if locked else "")
    return with_agenda(session, huddle)


def _move(session: Session, args: Namespace) -> Answer:
    huddle = huddles.find(session, args.huddle)
    preparing.move(session, huddle.id, item_of(session, huddle, args.item).id, args.position - 1)
    return with_agenda(session, huddle)


def _time(session: Session, args: Namespace) -> Answer:
    huddle = huddles.find(session, args.huddle)
    preparing.set_minutes(session, item_of(session, huddle, args.item).id, args.minutes)
    return with_agenda(session, huddle)


def _remove(session: Session, args: Namespace) -> Answer:
    huddle = huddles.find(session, args.huddle)
    preparing.remove(session, huddle.id, item_of(session, huddle, args.item).id)
    return with_agenda(session, huddle)


def _sort(session: Session, args: Namespace) -> Answer:
    huddle = huddles.find(session, args.huddle)
    preparing.sort_by_need(session, huddle.id)
    return with_agenda(session, huddle)


SETTABLE = ("start", "minutes", "venue", "mode", "chair", "minute_taker", "notes")


def _set(session: Session, args: Namespace) -> Answer:
    huddle = huddles.find(session, args.huddle)
    fields: dict[str, Any] = {}
    given = commands.assignments(args.fields)
    commands.refuse_unknown(given, SETTABLE)
    for name, value in given.items():
        if name in ("chair", "minute_taker"):
            fields[f"{name}_id"] = directory(session).named(value).id
        else:
            fields[name] = typed(Huddle, name, value, lines=name == "notes")
    arranging.change(session, huddle.id, **fields)
    return _state(session, huddle)


def _lock(session: Session, args: Namespace) -> Answer:
    huddle = huddles.find(session, args.huddle)
    arranging.lock(session, huddle.id)
    return _state(session, huddle)


def _unlock(session: Session, args: Namespace) -> Answer:
    huddle = huddles.find(session, args.huddle)
    arranging.unlock(session, huddle.id)
    return _state(session, huddle)


def _cancel(session: Session, args: Namespace) -> Answer:
    huddle = huddles.find(session, args.huddle)
    arranging.cancel(session, huddle.id, args.reason)
    return _state(session, huddle)


def _state(session: Session, huddle: Huddle) -> Answer:
    now = huddles.find(session, huddle.id)
    names = ("status", "start", "minutes", "venue", "mode", "notes", "cancelled_reason")
    people, value = directory(session), {name: getattr(now, name) for name in names}
    duties = {"chair": people.name(now.chair_id), "minute_taker": people.name(now.minute_taker_id)}
    return Answer({"huddle": now.ref, "date": now.day, **value, **duties})
