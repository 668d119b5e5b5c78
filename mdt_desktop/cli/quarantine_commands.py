"""mdt quarantine: work that came without effect, entered again by an admin or refused."""

from argparse import Namespace
from typing import Any

from mdt_desktop.cli import commands
from mdt_desktop.cli.answer import Answer
from mdt_desktop.services.conflicts import quarantine
from mdt_desktop.services.conflicts.quarantine import Quarantined
from mdt_desktop.services.session import ZONE, Session


def add(nouns: Any) -> None:
    """Declare the noun."""
    verbs = commands.noun(nouns, "quarantine", "Work that came without effect, for an admin to decide.")
    commands.verb(verbs, "list", "List it, and why.", "quarantine list", _list)
    for name, about, run in (
        ("reenter", "Enter it again as your own.", _reenter),
        ("refuse", "Leave it without effect.", _refuse),
    ):
        one = commands.verb(verbs, name, about, f"quarantine {name} 9f3c1a2b77de", run, writes=True)
        one.add_argument("entry", metavar="ID")


def _list(session: Session, args: Namespace) -> Answer:
    found = quarantine.waiting(session)
    words = "\n\n".join(_words(one) for one in found) or "Nothing is set aside."
    return Answer([_listed(one) for one in found], words)


def _listed(one: Quarantined) -> dict[str, Any]:
    writes = [{"record": write.record, "fields": dict(write.fields)} for write in one.writes]
    return {"id": one.id, "who": one.who, "when": one.when, "why": one.why, "writes": writes}


def _words(one: Quarantined) -> str:
    lines = [f"{one.id}  {one.who}, {one.when.astimezone(ZONE):%d %b %H:%M}. {one.why}"]
    for write in one.writes:
        fields = "; ".join(f"{label}: {words}" for label, words in write.fields)
        lines.append(f"  {write.record}: {fields}")
    return "\n".join(lines)


def _reenter(session: Session, args: Namespace) -> Answer:
    quarantine.reenter(session, args.entry)
    return _left(session, {"reentered": args.entry}, "Entered again.")


def _refuse(session: Session, args: Namespace) -> Answer:
    quarantine.refuse(session, args.entry)
    return _left(session, {"refused": args.entry}, "Refused. It stays sealed in the log.")


def _left(session: Session, value: dict[str, Any], words: str) -> Answer:
    left = quarantine.count(session)
    return Answer({**value, "quarantined": left}, f"{words} {left} left." if left else words)
