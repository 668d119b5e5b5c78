"""`mdt`: everything the window can do to the data, for scripts and scheduled jobs. See docs/cli.md."""

import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Sequence

from mdt_desktop import __version__
from mdt_desktop.cli import (
    action_commands,
    case_commands,
    caselist_commands,
    demo_commands,
    huddle_commands,
    minutes_commands,
    store_commands,
    team_commands,
    unlocking,
)
from mdt_desktop.cli.answer import LOCKED, OUT_OF_REACH, REFUSED, Answer, show
from mdt_desktop.refused import Locked, OutOfReach, Refused

_INTERRUPTED = 130


def parser() -> ArgumentParser:
    """The whole command line."""
    top = ArgumentParser(
        prog="mdt",
        description="MDT Desktop without a window.",
        epilog="exit codes: 0 done, 1 refused, 2 usage, 3 locked, 4 out of reach, 5 done but needs a person",
    )
    top.add_argument("--version", action="version", version=f"mdt {__version__}")
    top.add_argument("--home", metavar="DIR", help="the profile's folder (or MDT_HOME)")
    top.add_argument("--passphrase-file", metavar="FILE", help="its first line opens the profile")
    top.add_argument("--team", metavar="NAME", help="which team, where a profile holds several")
    top.add_argument("--json", action="store_true", help="answer with one JSON document")
    nouns = top.add_subparsers(dest="noun", required=True, metavar="NOUN")
    for module in (
        team_commands,
        caselist_commands,
        case_commands,
        huddle_commands,
        action_commands,
        minutes_commands,
        store_commands,
        demo_commands,
    ):
        module.add(nouns)
    return top


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; the exit code says how it went."""
    args = parser().parse_args(arguments)
    try:
        answer = _answer(args)
    except Refused as refused:
        print(refused, file=sys.stderr)
        if isinstance(refused, Locked):
            return LOCKED
        return OUT_OF_REACH if isinstance(refused, OutOfReach) else REFUSED
    except KeyboardInterrupt:
        print("Stopped. Nothing was half-done.", file=sys.stderr)
        return _INTERRUPTED
    show(answer, args.json)
    return answer.code


def _answer(args: Namespace) -> Answer:
    if args.locked is not None:
        locked: Answer = args.locked(args)
        return locked
    session = unlocking.unlock(args)
    try:
        answer: Answer = args.run(session, args)
        return answer
    finally:
        session.close()
