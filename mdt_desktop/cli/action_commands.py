"""mdt action: what was agreed, and what came of it."""

from argparse import Namespace
from typing import Any

from mdt_desktop.cli import commands
from mdt_desktop.cli.answer import DONE, NEEDS_A_PERSON, Answer
from mdt_desktop.domain.capture.day_doubts import doubts_about
from mdt_desktop.domain.records import Action
from mdt_desktop.services import references
from mdt_desktop.services.actions import across_teams, actions
from mdt_desktop.services.actions.rows import ActionRow, action_rows, list_actions
from mdt_desktop.services.cases import cases
from mdt_desktop.services.huddle import capturing, huddles
from mdt_desktop.services.session import Session
from mdt_desktop.services.syncing import teams
from mdt_desktop.services.team.directory import directory


def add(nouns: Any) -> None:
    """Declare the noun."""
    verbs = commands.noun(nouns, "action", "Actions: who does what by when.")
    one = commands.verb(verbs, "list", "List open actions.", "action list --overdue", _list, every_team=True)
    one.add_argument("--owner", default="", metavar="O")
    one.add_argument("--overdue", action="store_true")
    one.add_argument("--huddle", default="", metavar="H")
    one.add_argument("--all", action="store_true", help="closed ones too")
    one.add_argument("--mine", action="store_true", help="mine, in every team of this profile")
    one = commands.verb(
        verbs,
        "add",
        "Agree one between huddles.",
        'action add C-0042 "@Priya fri ring"',
        _add,
        writes=True,
    )
    one.add_argument("case")
    one.add_argument("line", metavar="LINE")
    _verb(verbs, "accept", "The owner takes it.", "A-17", _accept)
    one = _verb(verbs, "done", "Close it with what came of it.", 'A-17 --outcome "rail fitted"', _done)
    one.add_argument("--outcome", required=True, metavar="T")
    one.add_argument("--not-done", action="store_true")
    for name, about in (
        ("block", "It can’t go on."),
        ("drop", "It is no longer needed."),
        ("reopen", "Open it again."),
        ("decline", "The owner can’t take it: back to the chair."),
    ):
        one = _verb(verbs, name, about, 'A-17 --reason "…"', _REASONED[name])
        one.add_argument("--reason", required=True, metavar="T")
    one = _verb(verbs, "move", "Give it another date.", 'A-17 --due 2026-12-01 --reason "…"', _move)
    one.add_argument("--due", required=True, metavar="D")
    one.add_argument("--reason", required=True, metavar="T")
    one = _verb(verbs, "reassign", "Give it another owner.", "A-17 --owner Priya", _reassign)
    one.add_argument("--owner", required=True, metavar="O", help="a member, “me”, or an organisation")
    one.add_argument("--reason", default="", metavar="T")
    one = _verb(verbs, "word", "Say it better.", 'A-17 "Ring Helen on Friday"', _word)
    one.add_argument("text")


def _verb(verbs: Any, name: str, about: str, example: str, run: commands.Run) -> Any:
    one = commands.verb(verbs, name, about, f"action {name} {example}", run, writes=True)
    one.add_argument("action")
    return one


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
    if args.mine:
        mine = across_teams.my_actions(session, overdue=args.overdue)
        return Answer([{**listed(one.row), "team": one.team} for one in mine])
    if not args.team:
        teams.refuse_several(session)
    owner, organisation = _owner(session, args.owner) if args.owner else ("", "")
    huddle = huddles.find(session, args.huddle).id if args.huddle else ""
    rows = list_actions(session, owner=owner, overdue=args.overdue, huddle=huddle, ended=args.all)
    if organisation:
        rows = [row for row in rows if row.organisation == organisation]
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


def _decline(session: Session, args: Namespace) -> Answer:
    return Answer(listed(actions.decline(session, args.action, args.reason)))


_REASONED = {"block": _block, "drop": _drop, "reopen": _reopen, "decline": _decline}


def _move(session: Session, args: Namespace) -> Answer:
    """A past day, a weekend or a bank holiday is taken, and said."""
    row = actions.move(session, args.action, commands.day(args.due), args.reason)
    doubts = doubts_about(row.due, capturing.context(session, None, row.case_id)) if row.due else []
    words = "\n".join([f"{row.ref} is due {row.due}.", *(doubt.words for doubt in doubts)])
    return Answer({**listed(row), "warnings": [doubt.words for doubt in doubts]}, words)


def _reassign(session: Session, args: Namespace) -> Answer:
    owner, organisation = _owner(session, args.owner)
    if organisation:
        return Answer(listed(actions.give_to(session, args.action, organisation, args.reason)))
    return Answer(listed(actions.reassign(session, args.action, owner, args.reason)))


def _word(session: Session, args: Namespace) -> Answer:
    return Answer(listed(actions.change_text(session, args.action, args.text)))


def _add(session: Session, args: Namespace) -> Answer:
    case = cases.find_case(session, args.case)
    taken = capturing.add_action(session, case.id, args.line)
    action = references.find(session, Action, taken.action_id)
    problems = [one.words for one in taken.captured.problems]
    value = {**listed(action_rows(session, [action])[0]), "unparsed": problems}
    words = "\n".join([f"{action.ref}: {action.text}", *problems])
    return Answer(value, words, NEEDS_A_PERSON if problems else DONE)


def _owner(session: Session, named: str) -> tuple[str, str]:
    """A member's id, or the name of an organisation."""
    if named.strip().casefold() == "me":
        return session.store.space.member, ""
    people = directory(session)
    for organisation in people.organisations:
        if organisation.name.casefold() == named.strip().casefold():
            return "", organisation.name
    return people.named(named).id, ""
