"""mdt attention: rules that changes made apart have broken, and what mends them."""

from argparse import Namespace
from typing import Any

from mdt_desktop.cli import commands
from mdt_desktop.cli.answer import Answer
from mdt_desktop.services.conflicts import attention
from mdt_desktop.services.conflicts.item import AttentionItem
from mdt_desktop.services.session import Session


def add(nouns: Any) -> None:
    """Declare the noun."""
    verbs = commands.noun(nouns, "attention", "Rules that changes made apart have broken.")
    commands.verb(verbs, "list", "List them, with the ways to mend each.", "attention list", _list)
    one = commands.verb(verbs, "mend", "Mend one.", "attention mend two_cases:0199… join", _mend, writes=True)
    one.add_argument("item", metavar="ID")
    one.add_argument("way", metavar="WAY")


def _list(session: Session, args: Namespace) -> Answer:
    found = attention.attention(session)
    words = "\n\n".join(_item_words(one) for one in found) or "Nothing needs attention."
    return Answer([_item(one) for one in found], words)


def _item(one: AttentionItem) -> dict[str, Any]:
    return {
        "id": one.id,
        "rule": one.rule,
        "title": one.title,
        "words": one.words,
        "records": [{"kind": kind, "id": identity} for kind, identity in one.records],
        "mends": [{"id": mend.id, "words": mend.words} for mend in one.mends],
    }


def _item_words(one: AttentionItem) -> str:
    ways = "\n".join(f"  {mend.id}: {mend.words}" for mend in one.mends)
    return f"{one.title}\n  {one.words}\n  {one.id}\n{ways}"


def _mend(session: Session, args: Namespace) -> Answer:
    attention.mend(session, args.item, args.way)
    left = len(attention.attention(session))
    return Answer({"mended": args.item, "attention": left}, f"Mended. {left} left." if left else "Mended.")
