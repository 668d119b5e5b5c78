"""Which profile, and how it is opened: a passphrase file, the keyring, or a prompt. Never an argument."""

import getpass
import os
import sys
from argparse import Namespace
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from mdt_desktop.refused import Locked, Refused
from mdt_desktop.services import profile
from mdt_desktop.services.session import Session
from mdt_desktop.services.syncing import teams

PATIENCE_SECONDS = 10
"""How long to wait while another command of ours tries the same passphrase."""


def home_of(args: Namespace) -> Path:
    """The profile's folder: --home, MDT_HOME, else this user's own."""
    chosen = args.home or os.environ.get("MDT_HOME")
    return Path(chosen) if chosen else profile.default_home()


def passphrase_given(args: Namespace) -> str | None:
    """The passphrase from --passphrase-file or MDT_PASSPHRASE_FILE: its first line."""
    chosen = args.passphrase_file or os.environ.get("MDT_PASSPHRASE_FILE")
    return read_secret(Path(chosen)) if chosen else None


def read_secret(path: Path) -> str:
    """The first line of a file. `Refused` when it can't be read or is empty."""
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except OSError as error:
        raise Refused(f"{path} can't be read ({error.strerror}). Nothing was changed.") from None
    except UnicodeDecodeError:
        raise Refused(f"{path} is not a text file. Nothing was changed.") from None
    if not lines or not lines[0]:
        raise Refused(f"{path} is empty; its first line has to be the passphrase. Nothing was changed.")
    return lines[0]


LOCKED_HERE = "The profile is locked. Give its passphrase with --passphrase-file, or run this at a terminal."


def ask(words: str, unheard: Refused | None = None) -> str:
    """Ask at the terminal without showing what is typed. `unheard` (else `Locked`) when nobody answers."""
    if sys.stdin is None or not sys.stdin.isatty():
        raise unheard or Locked(LOCKED_HERE)
    try:
        return getpass.getpass(words)
    except EOFError:
        raise unheard or Locked(LOCKED_HERE) from None


def new_passphrase(args: Namespace) -> str:
    """The passphrase for a new profile, asked for twice at a terminal."""
    given = passphrase_given(args)
    if given is not None:
        return given
    first = ask("New passphrase: ")
    if first != ask("The same again: "):
        raise Refused("The two passphrases differ. Nothing was made.")
    return first


def unlock(args: Namespace) -> Session:
    """Open the profile, at the team that --team names. `Refused` if it holds several and none is named."""
    session = open_profile(args)
    try:
        if args.team:
            teams.choose(session, args.team)
        elif not args.every_team:
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
    except Refused:
        if made:
            profile.discard(session)
        raise
    finally:
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
    for notice in session.notices:
        print(notice, file=sys.stderr)
    return session
