"""mdt action: what was agreed, and what came of it."""

from argparse import Namespace
from typing import Any

from mdt_desktop.cli import commands
from mdt_desktop.cli.answer import Answer
from mdt_desktop.services import actions, huddles
from mdt_desktop.services.actions import ActionRow
from mdt_desktop.services.directory import directory
from mdt_desktop.services.session import Session


def add(nouns: Any) -> None:
    """Declare the noun."""
    verbs = commands.noun(nouns, "action", "Actions: who does what by when.")
    one = commands.verb(verbs, "list", "List open actions.", "action list --overdue", _list)
    one.add_argument("--owner", default="", metavar="O")
    one.add_argument("--overdue", action="store_true")
    one.add_argument("--huddle", default="", metavar="H")
    one.add_argument("--all", action="store_true", help="closed ones too")
    one = commands.verb(verbs, "accept", "The owner takes it.", "action accept A-17", _accept)
    one.add_argument("action")
    one = commands.verb(
        verbs, "done", "Close it with what came of it.", 'action done A-17 --outcome "rail fitted"', _done
    )
    one.add_argument("action")
    one.add_argument("--outcome", required=True, metavar="T")
    one.add_argument("--not-done", action="store_true")
    for name, about in (
        ("block", "It can't go on."),
        ("drop", "It is no longer needed."),
        ("reopen", "Open it again."),
    ):
        one = commands.verb(verbs, name, about, f'action {name} A-17 --reason "…"', _REASONED[name])
        one.add_argument("action")
        one.add_argument("--reason", required=True, metavar="T")
    one = commands.verb(
        verbs, "move", "Give it another date.", 'action move A-17 --due 2026-12-01 --reason "…"', _move
    )
    one.add_argument("action")
    one.add_argument("--due", required=True, metavar="D")
    one.add_argument("--reason", required=True, metavar="T")
    one = commands.verb(
        verbs, "reassign", "Give it another owner.", "action reassign A-17 --owner Priya", _reassign
    )
    one.add_argument("action")
    one.add_argument("--owner", required=True, metavar="O")
    one.add_argument("--reason", default="", metavar="T")


def listed(row: ActionRow) -> dict[str, Any]:
    """An action as scripts see it."""
    return {
        "id": row.id,
        "ref": row.ref,
        "case": row.case_ref,
        "text": row.text,
        "owner": row.owner or row.owner_text,
        "org": row.organisation,
        "due": row.due,
        "priority": row.priority,
        "status": row.status,
        "late_days": row.late_days,
        "moves": row.moves,
        "outcome": row.outcome_text,
        "reason": row.status_reason,
    }


def _list(session: Session, args: Namespace) -> Answer:
    owner = directory(session).named(args.owner).id if args.owner else ""
    huddle = huddles.find(session, args.huddle).id if args.huddle else ""
    rows = actions.list_actions(session, owner=owner, overdue=args.overdue, huddle=huddle, ended=args.all)
    return Answer([listed(row) for row in rows])


def _accept(session: Session, args: Namespace) -> Answer:
    return Answer(listed(actions.accept(session, args.action)))


def _done(session: Session, args: Namespace) -> Answer:
    return Answer(listed(actions.finish(session, args.action, args.outcome, not_done=args.not_done)))


def _block(session: Session, args: Namespace) -> Answer:
    return Answer(listed(actions.block(session, args.action, args.reason)))


def _drop(session: Session, args: Namespace) -> Answer:
    return Answer(listed(actions.drop(session, args.action, args.reason)))


def _reopen(session: Session, args: Namespace) -> Answer:
    return Answer(listed(actions.reopen(session, args.action, args.reason)))


_REASONED = {"block": _block, "drop": _drop, "reopen": _reopen}


def _move(session: Session, args: Namespace) -> Answer:
    return Answer(listed(actions.move(session, args.action, commands.day(args.due), args.reason)))


def _reassign(session: Session, args: Namespace) -> Answer:
    owner = directory(session).named(args.owner).id
    return Answer(listed(actions.reassign(session, args.action, owner, args.reason)))
