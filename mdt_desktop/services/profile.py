"""A profile on this computer: unlock it, lock it, and the ways of unlocking it.

The window asks who is there before anything else, so the store is only imported to be opened.
"""

import contextlib
import time
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from mdt_desktop.crypto import keyring_slot, vault_file
from mdt_desktop.crypto.passphrase_delay import TooSoon
from mdt_desktop.crypto.vault import DELAY_FILE_NAME, SlotInfo, Unlocked, Vault
from mdt_desktop.progress import Progress, silent
from mdt_desktop.refused import Locked, Refused

if TYPE_CHECKING:
    from mdt_desktop.services.session import Session
    from mdt_desktop.store.store import Store

STORE_FILE = "store.mdt"
_TURN_SECONDS = 0.1


def default_home() -> Path:
    """Where this user's profile lies unless they say otherwise."""
    from platformdirs import user_data_path

    return user_data_path("MDT Desktop", appauthor=False)


def make_ready() -> None:
    """Load and work out what opening any store takes, while a passphrase is typed and its key derived."""
    from mdt_desktop.services import session  # noqa: F401
    from mdt_desktop.store import migrations, schema

    migrations.steps()
    schema.whole_sql()


def exists(home: Path) -> bool:
    """Whether there is a profile in a folder."""
    return Vault.is_in(home)


def label(home: Path) -> str:
    """What the user calls this profile; lies unencrypted beside the vault."""
    return Vault.load(home).label


def wait_seconds(home: Path) -> int:
    """How long until another passphrase can be tried."""
    return Vault.load(home).wait_seconds()


def unlock(home: Path, passphrase: str, progress: Progress = silent, *, patience: float = 0) -> "Session":
    """Open a profile with its passphrase. `Locked` with the wait when it is the wrong one.

    `patience`: for how many seconds to wait while somebody else's try, or the wait after one, is going on.
    """
    vault, give_up = _vault(home), time.monotonic() + patience
    while True:
        try:
            return _opened(home, vault.unlock_with_passphrase(passphrase), progress)
        except TooSoon as waiting:
            if time.monotonic() + waiting.wait_seconds > give_up:
                raise
            time.sleep(_TURN_SECONDS)


def unlock_with_recovery(home: Path, code: str, progress: Progress = silent) -> "Session":
    """Open a profile with the printed recovery code."""
    return _opened(home, _vault(home).unlock_with_recovery(code), progress)


def unlock_with_keyring(home: Path, progress: Progress = silent) -> "Session | None":
    """Open a profile that is remembered on this computer; None when it is not."""
    if not is_remembered(home):
        return None
    return _opened(home, _vault(home).unlock_with_keyring(), progress)


def is_remembered(home: Path) -> bool:
    """Whether the operating system's keyring can open this profile."""
    return exists(home) and any(slot.kind == "keyring" for slot in Vault.load(home).slots())


def can_remember() -> bool:
    """Whether this computer has a secret store that may be trusted with a profile."""
    return keyring_slot.available()


def remember_on_this_computer(session: "Session", on: bool) -> None:
    """Let the operating system's own secret store open this profile, or not any more."""
    vault, raw_key = Vault.load(session.home), session.store.raw_key
    if on:
        vault.add_keyring(raw_key)
    elif is_remembered(session.home):
        vault.remove(raw_key, "keyring")
    _remember_version(session, Vault.load(session.home).version)


def slots(session: "Session") -> list[SlotInfo]:
    """The ways of unlocking that are set up."""
    return Vault.load(session.home).slots()


def change_passphrase(session: "Session", old: str, new: str) -> None:
    """Another passphrase; the old one has to be given."""
    vault = Vault.load(session.home)
    unlocked = vault.unlock_with_passphrase(old)
    vault.set_passphrase(unlocked.raw_key, new)
    _remember_version(session, vault.version)


def set_passphrase_after_recovery(session: "Session", new: str) -> None:
    """Another passphrase for somebody who came in with the recovery code."""
    vault = Vault.load(session.home)
    vault.set_passphrase(session.store.raw_key, new)
    _remember_version(session, vault.version)


def check_passphrase(session: "Session", passphrase: str) -> None:
    """Return if it is this profile's: signing asks for it again. `Locked` if not."""
    unlocked = Vault.load(session.home).unlock_with_passphrase(passphrase)
    if unlocked.raw_key != session.store.raw_key:
        raise Locked("That passphrase opens another profile. Nothing was signed.")


def create(home: Path, passphrase: str, name: str, *, training: bool = False) -> tuple["Session", str]:
    """A new profile in an empty folder: its session and the recovery code to print."""
    from mdt_desktop.services.session import Session
    from mdt_desktop.store.store import Store

    if home.exists() and (home / STORE_FILE).exists():
        raise Refused(f"There is a store in {home} already. Nothing was changed; choose another folder.")
    folders = tuple(folder for folder in (home, *home.parents) if not folder.exists())
    try:
        vault, raw_key, code = Vault.create(home, passphrase, name, training=training)
    except BaseException:
        _remove_empty(folders)
        raise
    try:
        session = Session(home, Store.open(home / STORE_FILE, raw_key))
        session.folders_made = folders
    except BaseException:
        remove(home)
        _remove_empty(folders)
        raise
    _remember_version(session, vault.version)
    return session, code


def discard(session: "Session") -> None:
    """Take a profile away, files and all: one that has just been made, or one that has ended."""
    session.close()
    remove(session.home)
    _remove_empty(session.folders_made)


def end(session: "Session") -> None:
    """The last team has gone from this profile: so do its key slots, the keyring's too, and its files."""
    if is_remembered(session.home):
        remember_on_this_computer(session, False)
    discard(session)


def remove(home: Path) -> None:
    """Take the files of a profile that nobody has open."""
    store = (STORE_FILE, f"{STORE_FILE}-wal", f"{STORE_FILE}-shm")
    for name in (vault_file.FILE_NAME, DELAY_FILE_NAME, *store):
        (home / name).unlink(missing_ok=True)


def _remove_empty(folders: Iterable[Path]) -> None:
    """Folders that were made for nothing, innermost first, unless somebody put something there meanwhile."""
    with contextlib.suppress(OSError):
        for folder in folders:
            folder.rmdir()


def _vault(home: Path) -> Vault:
    if not exists(home):
        raise Refused(
            f"There is no profile in {home}. Found a team with “mdt team found”, "
            "or give the folder of a profile with --home."
        )
    return Vault.load(home)


def _opened(home: Path, unlocked: Unlocked, progress: Progress) -> "Session":
    from mdt_desktop.services.session import Session

    store = _store(home, unlocked, progress)
    session = Session(home, store)
    _compare_version(session, unlocked.version)
    return session


def _store(home: Path, unlocked: Unlocked, progress: Progress) -> "Store":
    """The store under its key; a re-keying that was broken off is brought to its end first."""
    from mdt_desktop.store.store import Store

    path = home / STORE_FILE
    if not path.exists():
        raise Refused(
            f"The store’s file, {STORE_FILE}, is missing from {home}. Nothing was changed; put it back, or "
            "bring a backup into another folder with “mdt store restore”."
        )
    if unlocked.previous_key is None:
        return Store.open(path, unlocked.raw_key, progress)
    try:
        store = Store.open(path, unlocked.raw_key, progress)
    except Locked:
        store = Store.open(path, unlocked.previous_key, progress)
        store.rekey(unlocked.raw_key)
    Vault.load(home).finish_rekey(unlocked.raw_key)
    return store


def rekey(session: "Session", passphrase: str, new: str) -> str:
    """Give the store a new key, for when somebody knows a passphrase or code who should not.

    All slots are made anew: answers with the new recovery code. Other connections have to be opened again.
    """
    vault = Vault.load(session.home)
    unlocked = vault.unlock_with_passphrase(passphrase)
    new_key, code = vault.begin_rekey(unlocked.raw_key, new)
    session.store.rekey(new_key)
    vault.finish_rekey(new_key)
    _remember_version(session, vault.version)
    return code


def _compare_version(session: "Session", version: int) -> None:
    """An older vault than the store remembers was put back: old slots may be open again."""
    known = session.store.setting("vault version")
    if known is not None and int(known) > version:
        session.notices.append(
            "The vault beside this store is older than the last one used here, so a passphrase or code that "
            "was withdrawn may work again. If you did not restore a backup, tell an admin of your team."
        )
    else:
        _remember_version(session, version)


def _remember_version(session: "Session", version: int) -> None:
    if session.store.setting("vault version") != str(version).encode():
        session.store.set_setting("vault version", str(version).encode())
