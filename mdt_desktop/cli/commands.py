"""How a command is declared: its words, its arguments, an example, and the function that does it."""

from argparse import (
    SUPPRESS,
    ArgumentParser,
    ArgumentTypeError,
    Namespace,
    RawDescriptionHelpFormatter,
    _SubParsersAction,
)
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from mdt_desktop.cli.answer import Answer
from mdt_desktop.refused import Refused
from mdt_desktop.services.session import Session

Verbs = Any
Run = Callable[[Session, Namespace], Answer]
RunLocked = Callable[[Namespace], Answer]


def noun(nouns: "_SubParsersAction[ArgumentParser]", name: str, about: str) -> Verbs:
    """A noun with verbs under it."""
    parser = nouns.add_parser(name, help=about, description=about)
    return parser.add_subparsers(dest="verb", required=True, metavar="VERB")


def verb(
    verbs: Verbs,
    name: str,
    about: str,
    example: str,
    run: Run | None = None,
    *,
    locked: RunLocked | None = None,
    writes: bool = False,
    every_team: bool = False,
) -> ArgumentParser:
    """A verb: `run` gets an unlocked session, `locked` works without one.

    What `writes` is one step: all of it is done or, refused half-way, nothing. What is about `every_team`
    needs no `--team` where the profile holds several.
    """
    parser: ArgumentParser = verbs.add_parser(
        name,
        help=about,
        description=about,
        epilog=f"example:\n  mdt {example}",
        formatter_class=RawDescriptionHelpFormatter,
    )
    # Where people type it as often: without a word here, so that the one before the noun keeps its value.
    parser.add_argument("--json", action="store_true", default=SUPPRESS, help=SUPPRESS)
    parser.set_defaults(run=run, locked=locked, writes=writes, every_team=every_team)
    return parser


def day(text: str) -> date:
    """A date as typed. `Refused` with how to write it."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise Refused(f"“{text}” is not a date. Nothing was changed; write it like 2026-11-24.") from None


def readable(value: Any) -> bool:
    """Whether an argument is text throughout: a shell may pass bytes that are none."""
    if isinstance(value, list):
        return all(readable(one) for one in value)
    return not isinstance(value, str) or not any("\ud800" <= one <= "\udfff" for one in value)


def assignments(pairs: list[str]) -> dict[str, str]:
    """FIELD=VALUE arguments as a dict."""
    found = dict[str, str]()
    for pair in pairs:
        name, sign, value = pair.partition("=")
        if not sign or not name.strip():
            raise Refused(f"“{pair}” is not FIELD=VALUE. Nothing was changed.")
        if name.strip() in found:
            raise Refused(f"“{name.strip()}” is given twice. Nothing was changed.")
        found[name.strip()] = value
    return found


def refuse_unknown(given: Iterable[str], known: Sequence[str]) -> None:
    """`Refused` for the first name that is none of the known ones."""
    for name in given:
        if name not in known:
            raise Refused(f"There is no field “{name}”. Nothing was changed. Known are: {', '.join(known)}.")


def path(text: str) -> Path:
    """A path argument, the user's home folder understood. An empty one would be the folder one is in."""
    if not text.strip():
        raise ArgumentTypeError("the path is empty")
    try:
        return Path(text).expanduser()
    except RuntimeError:
        raise ArgumentTypeError(f"there is no such user: {text}") from None


def count(text: str) -> int:
    """A number from 1."""
    if not text.isdecimal() or not int(text):
        raise ArgumentTypeError(f"{text!r} is not a number from 1")
    return int(text)
