"""Look after the store: prove it whole, fingerprint it, back it up, bring a backup back."""

import shutil
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from mdt_desktop.crypto import vault_file
from mdt_desktop.progress import Progress, silent
from mdt_desktop.refused import Refused
from mdt_desktop.services import profile
from mdt_desktop.services.session import Session
from mdt_desktop.services.team import team
from mdt_desktop.store.digest import digest as digest_of
from mdt_desktop.store.rebuilding import rebuild
from mdt_desktop.store.verify import verify as verify_entries
from mdt_desktop.sync.on_store import looking_at


@dataclass(frozen=True)
class Verified:
    """What a check found; `problems` are sentences."""

    ok: bool
    entries: int
    records: int
    problems: list[str]


def verify(session: Session, *, rebuilt: bool = False, progress: Progress = silent) -> Verified:
    """Check every signature and chain; `rebuilt` also makes the tables anew and compares the digest."""
    store = session.store
    authors = {identity: device.keys for identity, device in team.roster_of(session).devices.items()}
    found = verify_entries(store.connection, store.space.no, authors, progress)
    problems = list(found.problems)
    if rebuilt and not problems and not rebuild(store.connection, progress):
        problems.append("The tables were not what the log says; they have been made anew from it.")
    return Verified(not problems, found.entries, found.records, problems)


def verify_all(session: Session) -> Verified:
    """The same for every team of the profile; nothing but whole where it has none yet."""
    found = list[Verified]()
    for space in session.store.spaces():
        with looking_at(session.store, space):
            found.append(verify(session))
    return Verified(
        all(one.ok for one in found),
        sum(one.entries for one in found),
        sum(one.records for one in found),
        [words for one in found for words in one.problems],
    )


def digest(session: Session) -> str:
    """The fingerprint of the shared state: equal on two devices that hold the same entries."""
    return digest_of(session.store.connection, session.store.space.no)


def backup(session: Session, path: Path) -> Path:
    """Copy the store, encrypted under its key, with its vault beside it; the path must be free."""
    if path.exists():
        raise Refused(f"{path} is there already. Nothing was written; choose another name.")
    if not path.parent.is_dir():
        raise Refused(f"There is no folder {path.parent}. Nothing was written.")
    try:
        session.store.connection.execute("VACUUM INTO ?", (str(path),))
        shutil.copyfile(session.home / vault_file.FILE_NAME, _vault_beside(path))
    except (OSError, Refused) as problem:
        path.unlink(missing_ok=True)
        words = problem.strerror if isinstance(problem, OSError) else "no room, or no right to write there"
        raise Refused(
            f"The backup could not be written to {path} ({words}). Nothing is left of it."
        ) from None
    return path


def restore(home: Path, path: Path) -> Path:
    """Bring a backup back into a folder without a profile; it opens with the passphrase it had then."""
    if profile.exists(home):
        raise Refused(f"There is a profile in {home}. Nothing was changed; restore into an empty folder.")
    if not path.is_file() or not _vault_beside(path).is_file():
        raise Refused(f"{path} and its vault file have to lie side by side. Nothing was changed.")
    if (home / profile.STORE_FILE).exists():
        raise Refused(f"There is a store in {home}. Nothing was changed; restore into an empty folder.")
    try:
        home.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, home / profile.STORE_FILE)
        shutil.copyfile(_vault_beside(path), home / vault_file.FILE_NAME)
    except OSError as problem:
        for name in (profile.STORE_FILE, vault_file.FILE_NAME):
            with suppress(OSError):
                (home / name).unlink(missing_ok=True)
        raise Refused(f"The backup could not be copied to {home} ({problem.strerror}).") from None
    return home


def _vault_beside(path: Path) -> Path:
    return path.with_name(path.name + ".vault")
