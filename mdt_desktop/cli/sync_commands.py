"""mdt sync: exchange everything with colleagues, over every way of every team."""

from argparse import Namespace
from typing import Any

from mdt_desktop.cli import commands, sync_answers
from mdt_desktop.cli.answer import Answer, ProgressBar
from mdt_desktop.services import profile
from mdt_desktop.services.session import Session
from mdt_desktop.services.syncing import removal, syncing


def add(nouns: Any) -> None:
    """Declare the noun, which is its own verb."""
    one = commands.verb(nouns, "sync", "Exchange changes with colleagues.", "sync", _sync, every_team=True)
    one.add_argument(
        "--folder", type=commands.path, metavar="DIR", help="this once: a stick, a transfer file"
    )


def _sync(session: Session, args: Namespace) -> Answer:
    synced = syncing.sync_now(session, ProgressBar("Syncing"), args.folder)
    if any(one.gone for one in synced) and removal.is_over(session):
        profile.end(session)
    return sync_answers.answer_of(synced)
