"""`mdt-hub serve`, `invite`, `stats`, `check`: with the manners of `mdt` (docs/cli.md)."""

import os
import sys
from argparse import ArgumentParser, ArgumentTypeError, Namespace
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import msgspec

from mdt_desktop import __version__
from mdt_desktop.hub.database import Database
from mdt_desktop.hub.limits import Limits
from mdt_desktop.refused import OutOfReach, Refused

_DONE, _REFUSED, _OUT_OF_REACH, _NEEDS_A_PERSON, _INTERRUPTED = 0, 1, 4, 5, 130
_DATABASE = "mdt-hub.sqlite"


def parser() -> ArgumentParser:
    """The whole command line."""
    top = ArgumentParser(
        prog="mdt-hub",
        description="A sync hub: keeps teams’ sealed entries in order and hands them on. It can read none.",
        epilog="exit codes: 0 done, 1 refused, 2 usage, 4 database out of reach",
    )
    top.add_argument("--version", action="version", version=f"mdt-hub {__version__}")
    verbs = top.add_subparsers(dest="verb", required=True, metavar="VERB")
    serve = _verb(verbs, "serve", _serve, "take calls until stopped", "mdt-hub serve --listen 127.0.0.1:8400")
    serve.add_argument(
        "--listen",
        type=_listen,
        default=("127.0.0.1", 8400),
        metavar="HOST:PORT",
        help="default 127.0.0.1:8400",
    )
    serve.add_argument(
        "--address",
        action="append",
        type=_address,
        metavar="URL",
        help="by which clients know the hub (repeatable)",
    )
    for name, words in (
        ("requests_a_minute", "requests of one device"),
        ("bytes_a_day", "entries that one device pushes"),
        ("bytes_a_space", "all that one space keeps"),
    ):
        serve.add_argument(
            f"--{name.replace('_', '-')}", type=_count, metavar="N", default=getattr(Limits, name), help=words
        )
    _verb(verbs, "invite", _invite, "a one-use code for founding a space", "mdt-hub invite")
    _verb(verbs, "stats", _stats, "what the database holds", "mdt-hub stats --json")
    _verb(verbs, "check", _check, "database reachable, schema current", "mdt-hub check")
    return top


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; the exit code says how it went."""
    args = parser().parse_args(arguments)
    try:
        database = Database(args.database)
        try:
            answer = args.run(database, args)
        finally:
            database.close()
    except Refused as refused:
        print(refused, file=sys.stderr)
        return _OUT_OF_REACH if isinstance(refused, OutOfReach) else _REFUSED
    except KeyboardInterrupt:
        return _INTERRUPTED
    if not answer:
        return _DONE
    return _shown(msgspec.json.encode(answer).decode() if args.json else _readable(answer))


def _shown(words: str) -> int:
    """The exit code, once the answer is out. What was asked for is done even if nobody takes the answer."""
    try:
        print(words, flush=True)
    except OSError as problem:
        # Python must not complain about it on its way out.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        if not isinstance(problem, BrokenPipeError):
            print(f"Done, but the answer could not be written ({problem.strerror}).", file=sys.stderr)
            return _NEEDS_A_PERSON
    return _DONE


def _verb(verbs: Any, name: str, run: Any, words: str, example: str) -> ArgumentParser:
    verb: ArgumentParser = verbs.add_parser(name, help=words, description=words, epilog=f"example: {example}")
    verb.add_argument(
        "--database",
        metavar="URL",
        default=os.environ.get("MDT_HUB_DATABASE", _DATABASE),
        help=f"a file, sqlite:/// or postgresql:// (or MDT_HUB_DATABASE); default {_DATABASE} here",
    )
    verb.add_argument("--json", action="store_true", help="answer with one JSON document")
    verb.set_defaults(run=run)
    return verb


def _serve(database: Database, args: Namespace) -> dict[str, Any]:
    from mdt_desktop.hub.hub import Settings
    from mdt_desktop.hub.server import serve

    host, port = args.listen
    limits = replace(
        Limits(),
        requests_a_minute=args.requests_a_minute,
        bytes_a_day=args.bytes_a_day,
        bytes_a_space=args.bytes_a_space,
    )
    serve(database, Settings(tuple(args.address or ()), limits), host, port)
    return {}


def _invite(database: Database, _args: Namespace) -> dict[str, Any]:
    from mdt_desktop.hub import operator

    return operator.invite(database)


def _stats(database: Database, _args: Namespace) -> dict[str, Any]:
    from mdt_desktop.hub import operator

    return operator.stats(database)


def _check(database: Database, _args: Namespace) -> dict[str, Any]:
    from mdt_desktop.hub import operator

    return operator.check(database)


def _listen(text: str) -> tuple[str, int]:
    host, _, port = text.rpartition(":")
    if not host or not port.isdecimal() or int(port) > 65535:
        raise ArgumentTypeError("an address like 127.0.0.1:8400")
    return host.strip("[]"), int(port)


def _address(text: str) -> str:
    if not text.startswith(("https://", "http://")):
        raise ArgumentTypeError("an address like https://hub.example.org")
    return text.rstrip("/")


def _count(text: str) -> int:
    if not text.isdecimal() or not int(text):
        raise ArgumentTypeError("a number, from 1")
    return int(text)


def _readable(answer: dict[str, Any]) -> str:
    return "\n".join(f"{name.replace('_', ' ').capitalize()}: {value}" for name, value in answer.items())
