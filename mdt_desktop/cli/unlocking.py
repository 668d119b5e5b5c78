"""Which profile, and how it is opened: a passphrase file, the keyring, or a prompt. Never an argument."""

import getpass
import os
import sys
from argparse import Namespace
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from mdt_desktop.cli.answer import say
from mdt_desktop.refused import Locked, Refused
from mdt_desktop.services import profile
from mdt_desktop.services.session import Session
from mdt_desktop.services.syncing import arriving, teams

PATIENCE_SECONDS = 10
"""How long to wait while another command of ours tries the same passphrase."""
_LONGEST_SECRET = 4096


def home_of(args: Namespace) -> Path:
    """The profile's folder: --home, MDT_HOME, else this user's own."""
    chosen: Path | None = args.home
    named = os.environ.get("MDT_HOME")
    return chosen or (Path(named) if named else profile.default_home())


def passphrase_given(args: Namespace) -> str | None:
    """The passphrase from --passphrase-file or MDT_PASSPHRASE_FILE: its first line."""
    chosen = args.passphrase_file or os.environ.get("MDT_PASSPHRASE_FILE")
    return read_secret(Path(chosen)) if chosen else None


def read_secret(path: Path) -> str:
    """The first line of a file. `Refused` when it can't be read or is empty."""
    try:
        with path.open(encoding="utf-8-sig") as file:
            line = file.readline(_LONGEST_SECRET).rstrip("\r\n")
    except OSError as error:
        raise Refused(f"{path} can’t be read ({error.strerror}). Nothing was changed.") from None
    except UnicodeDecodeError:
        raise Refused(f"{path} is not a text file. Nothing was changed.") from None
    if not line:
        raise Refused(f"{path} is empty; its first line has to be the secret. Nothing was changed.")
    return line


LOCKED_HERE = "The profile is locked. Give its passphrase with --passphrase-file, or run this at a terminal."
_NO_NEW = (
    "A new profile takes a passphrase, and none was given. Nothing was made; give one with "
    "--passphrase-file, or run this at a terminal."
)


def ask(words: str, unheard: str = LOCKED_HERE) -> str:
    """Ask at the terminal without showing what is typed. `Locked`, in the words `unheard`, if nobody is."""
    if sys.stdin is None or not sys.stdin.isatty():
        raise Locked(unheard)
    try:
        return getpass.getpass(words)
    except EOFError:
        raise Locked(unheard) from None


def new_passphrase(args: Namespace) -> str:
    """The passphrase for a new profile, asked for twice at a terminal."""
    given = passphrase_given(args)
    if given is not None:
        return given
    first = ask("New passphrase: ", _NO_NEW)
    if first != ask("The same again: ", _NO_NEW):
        raise Refused("The two passphrases differ. Nothing was made.")
    return first


def unlock(args: Namespace) -> Session:
    """Open the profile, at the team that --team names. `Refused` if it holds several and none is named."""
    session = open_profile(args)
    try:
        if args.team:
            teams.choose(session, args.team)
        elif not args.every_team:
            teams.refuse_none(session)
            teams.refuse_several(session)
    except BaseException:
        session.close()
        raise
    return session


@contextmanager
def opened_or_made(args: Namespace) -> Iterator[tuple[Session, str]]:
    """The profile; where there is none a new one, and its recovery code. Refused, a new one is taken back."""
    home, code = home_of(args), ""
    made = not profile.exists(home)
    if made:
        session, code = profile.create(home, new_passphrase(args), "My team")
    else:
        session = open_profile(args)
    try:
        yield session, code
    except BaseException as stopped:
        # A request that was posted is kept, whatever stopped it: its answer may be on its way.
        no_use = isinstance(stopped, Refused) or not arriving.is_waiting(session)
        if made and no_use and not session.has_team():
            profile.discard(session)
        raise
    finally:
        say_notices(session)
        session.close()


def code_words(code: str) -> str:
    """What is said of a new profile's own recovery code."""
    return f"\n\nRecovery code of this profile, shown this once:\n\n  {code}"


def open_profile(args: Namespace) -> Session:
    """Open the profile, whichever teams it holds."""
    home = home_of(args)
    given = passphrase_given(args)
    if given is not None:
        session = profile.unlock(home, given, patience=PATIENCE_SECONDS)
    else:
        remembered = profile.unlock_with_keyring(home) if profile.exists(home) else None
        session = remembered or profile.unlock(home, ask("Passphrase: ") if profile.exists(home) else "")
    say_notices(session)
    return session


def say_notices(session: Session) -> None:
    """What a session has to tell whoever uses it, once."""
    while session.notices:
        say(session.notices.pop(0))
