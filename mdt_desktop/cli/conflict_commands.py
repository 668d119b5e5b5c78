"""mdt conflict: fields with several values, settled by a person."""

from argparse import Namespace
from typing import Any

from mdt_desktop.cli import commands
from mdt_desktop.cli.answer import Answer
from mdt_desktop.services.conflicts import reading, settling
from mdt_desktop.services.conflicts.views import FieldConflict, Pick
from mdt_desktop.services.session import ZONE, Session


def add(nouns: Any) -> None:
    """Declare the noun."""
    verbs = commands.noun(nouns, "conflict", "Fields that two devices changed while apart.")
    commands.verb(verbs, "list", "List them, the value shown first.", "conflict list", _list)
    one = commands.verb(
        verbs, "settle", "Say what is meant.", "conflict settle 9f3c1a2b77de --keep 2", _settle, writes=True
    )
    one.add_argument("conflict", metavar="ID")
    how = one.add_mutually_exclusive_group(required=True)
    how.add_argument("--keep", type=int, metavar="N", help="the N-th value of the list, from 1")
    how.add_argument("--value", metavar="V", help="a value of your own")
    how.add_argument("--both", action="store_true", help="both texts joined, or both lists united")


def listed(one: FieldConflict) -> dict[str, Any]:
    """A conflict as scripts see it."""
    return {
        "id": one.id,
        "kind": one.kind,
        "record": one.record,
        "field": one.field,
        "values": [{"value": value.value, "who": value.who, "when": value.when} for value in one.values],
        "both": one.both,
    }


def _list(session: Session, args: Namespace) -> Answer:
    found = reading.fields_in_conflict(session)
    words = "\n\n".join(_words(one) for one in found) or "Nothing is in conflict."
    return Answer([listed(one) for one in found], words)


def _words(one: FieldConflict) -> str:
    lines = [f"{one.id}  {one.record_words}: {one.label.lower()}"]
    for at, value in enumerate(one.values, 1):
        when = value.when.astimezone(ZONE)
        lines.append(_set_in(f"  {at}  ", f"{value.words}  ({value.who}, {when:%d %b %H:%M})"))
    if one.both is not None:
        lines.append(_set_in("  --both  ", one.both_words))
    return "\n".join(lines)


def _set_in(label: str, words: str) -> str:
    """A text of several lines stays under its own label."""
    return label + words.replace("\n", "\n" + " " * len(label))


def _settle(session: Session, args: Namespace) -> Answer:
    if args.both:
        pick = Pick(both=True)
    else:
        pick = Pick(typed=args.value) if args.value is not None else Pick(at=args.keep - 1)
    settling.settle_one(session, args.conflict.strip().lower(), pick)
    left = reading.count(session)
    words = "Settled." if not left else f"Settled. {left} left."
    return Answer({"settled": args.conflict, "conflicts": left}, words)
