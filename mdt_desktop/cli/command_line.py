"""The whole command line of `mdt`: parse, unlock, run, answer."""

import os
import sys
from argparse import ArgumentParser, Namespace, RawDescriptionHelpFormatter
from collections.abc import Sequence
from contextlib import nullcontext
from io import TextIOWrapper

from mdt_desktop import __version__
from mdt_desktop.cli import (
    action_commands,
    attention_commands,
    case_commands,
    caselist_commands,
    commands,
    conflict_commands,
    demo_commands,
    huddle_commands,
    minutes_commands,
    quarantine_commands,
    store_commands,
    sync_commands,
    team_commands,
    unlocking,
)
from mdt_desktop.cli.answer import LOCKED, NEEDS_A_PERSON, OUT_OF_REACH, REFUSED, Answer, say, show
from mdt_desktop.refused import Locked, OutOfReach, Refused


def parser() -> ArgumentParser:
    """The whole command line."""
    top = ArgumentParser(
        prog="mdt",
        description="MDT Desktop without a window.",
        epilog="exit codes:\n"
        "  0 done, 1 refused, 2 usage, 3 locked, 4 out of reach, 5 done but needs a person\n\n"
        "example:\n  mdt --home team --passphrase-file secret.txt case list --json",
        formatter_class=RawDescriptionHelpFormatter,
    )
    top.add_argument("--version", action="version", version=f"mdt {__version__}")
    top.add_argument("--home", type=commands.path, metavar="DIR", help="the profile’s folder (or MDT_HOME)")
    top.add_argument(
        "--passphrase-file", type=commands.path, metavar="FILE", help="its first line opens the profile"
    )
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
        sync_commands,
        conflict_commands,
        attention_commands,
        quarantine_commands,
        store_commands,
        demo_commands,
    ):
        module.add(nouns)
    return top


def run(arguments: Sequence[str] | None = None) -> int:
    """Run one command; the exit code says how it went. Raises `KeyboardInterrupt`."""
    args = parser().parse_args(arguments)
    _speak_unicode()
    try:
        if not all(commands.readable(value) for value in vars(args).values()):
            raise Refused("An argument is not readable text. Nothing was changed; write it in UTF-8.")
        answer = _answer(args)
    except Refused as refused:
        say(refused)
        if isinstance(refused, Locked):
            return LOCKED
        return OUT_OF_REACH if isinstance(refused, OutOfReach) else REFUSED
    return _shown(answer, args.json)


def _shown(answer: Answer, as_json: bool) -> int:
    """The exit code, once the answer is out. What was asked for is done even if nobody takes the answer."""
    try:
        show(answer, as_json)
    except BrokenPipeError:
        # Whoever read along has heard enough; Python must not complain about it on its way out.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except OSError as problem:
        say(f"Done, but the answer could not be written ({problem.strerror}).")
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return NEEDS_A_PERSON
    return answer.code


def _speak_unicode() -> None:
    """Names in every script go out as they are, whatever the terminal's own encoding."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def _answer(args: Namespace) -> Answer:
    if args.locked is not None:
        locked: Answer = args.locked(args)
        return locked
    session = unlocking.unlock(args)
    try:
        with session.one_intent() if args.writes else nullcontext():
            answer: Answer = args.run(session, args)
        return answer
    finally:
        unlocking.say_notices(session)
        session.close()
