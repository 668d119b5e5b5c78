"""The printed code on a computer without a team: the profile is made, and the team brought back into it."""

from dataclasses import dataclass
from pathlib import Path

from mdt_desktop.progress import SyncProgress, silent
from mdt_desktop.services import profile
from mdt_desktop.services.session import Session
from mdt_desktop.services.syncing.recovering_anew import Place, recover_anew


@dataclass(frozen=True)
class Recovered:
    """A new profile, an admin's of the team that was brought back.

    `recovery_code` is shown once. It opens this profile; the team's printed code stays as it is.
    """

    session: Session
    recovery_code: str


def recover_in_new_profile(
    home: Path,
    passphrase: str,
    code: str,
    place: Place,
    my_name: str,
    progress: SyncProgress = silent,
) -> Recovered:
    """As `recover_anew`, in a profile of its own; nothing is left of it if any part fails or is cancelled."""
    session, own_code = profile.create(home, passphrase, "My team")
    try:
        recover_anew(session, code, place, my_name, progress)
    except BaseException:
        profile.discard(session)
        raise
    return Recovered(session, own_code)


def recover_here(
    session: Session, code: str, place: Place, my_name: str, progress: SyncProgress = silent
) -> str:
    """As `recover_anew`, in a profile that is open; answers with the team's space."""
    recover_anew(session, code, place, my_name, progress)
    return session.store.space.name
