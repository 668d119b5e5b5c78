"""mdt sync: exchange everything with colleagues, over every way of every team."""

import signal
import time
from argparse import Namespace
from typing import Any

from mdt_desktop.cli import commands, sync_answers
from mdt_desktop.cli.answer import Answer, ProgressBar, say
from mdt_desktop.services import profile
from mdt_desktop.services.session import Session
from mdt_desktop.services.syncing import removal, syncing, teams
from mdt_desktop.services.syncing.joining import JoinState
from mdt_desktop.services.syncing.on_session import OnSession, inline, shared
from mdt_desktop.services.syncing.syncing import Synced
from mdt_desktop.services.syncing.watching import Watching

_LOOK_EVERY_SECONDS = 0.5


def add(nouns: Any) -> None:
    """Declare the noun, which is its own verb."""
    one = commands.verb(nouns, "sync", "Exchange changes with colleagues.", "sync", _sync, every_team=True)
    one.add_argument(
        "--folder",
        type=commands.path,
        metavar="DIR",
        help="this once: a USB stick, or a folder that is carried over",
    )
    one.add_argument("--watch", action="store_true", help="go on until stopped: what is new goes at once")


def _sync(session: Session, args: Namespace) -> Answer:
    if args.watch:
        return _watched(session)
    if args.folder and not args.team:
        teams.refuse_several(session)
    only = [session.store.space] if args.team or args.folder else None
    on_session, asked = inline(session), list[JoinState]()
    synced = syncing.sync(
        on_session, ProgressBar("Syncing"), spaces=only, folder=args.folder, asked=asked.append
    )
    answer = sync_answers.answer_of(on_session, synced, asked)
    if any(one.gone for one in synced) and removal.is_over(session):
        profile.end(session)
    return answer


def _watched(session: Session) -> Answer:
    """Live until Ctrl-C or a signal to end; each exchange that moved something is told as it happens,
    a trouble once and not with every try."""
    teams.refuse_none(session)
    on_session, last = shared(session), dict[str, Synced]()
    said = set[str]()

    def told(synced: Synced) -> None:
        moved = synced.pushed or synced.pulled or synced.removed
        if moved:
            said.clear()  # a trouble that is still there is worth another word
        new = [words for words in synced.troubles if words not in said]
        if moved or new:
            say(" ".join([sync_answers.line(synced), *new]))
        said.update(new)
        last[synced.space] = synced

    watching = Watching(on_session, told)
    before = signal.signal(signal.SIGTERM, signal.default_int_handler)  # how a service is stopped
    try:
        watching.refresh()
        _poke_on_writes(on_session, watching)
    except KeyboardInterrupt:
        pass
    finally:
        watching.stop()
        signal.signal(signal.SIGTERM, before)
    return sync_answers.answer_of(on_session, list(last.values()), [])


def _poke_on_writes(on_session: OnSession, watching: Watching) -> None:
    """Another program may write to the profile meanwhile: what is new in the log goes at once."""
    position = -1
    while True:
        now = on_session(lambda session: session.store.position())
        if now != position:
            position = now
            watching.poke()
        time.sleep(_LOOK_EVERY_SECONDS)
