"""Join a team on a computer that has none yet: read the invitation, make the profile, ask."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from mdt_desktop.domain.day_words import short_day
from mdt_desktop.domain.records import Member, Team
from mdt_desktop.roster import joining as requests
from mdt_desktop.roster.invitation import Invitation
from mdt_desktop.services import profile
from mdt_desktop.services.session import ZONE, Session
from mdt_desktop.services.syncing import inviting, joining
from mdt_desktop.store.joinings import Joining


@dataclass(frozen=True)
class Opened:
    """An invitation as its receiver sees it. `words` are its own, as its sender sees them too.

    `folder` is the team's shared folder if the invitation lay in it; `needs_folder` if it names no hub.
    """

    invitation: Invitation
    name: str
    role: str
    invited_by: str
    until: str
    words: tuple[str, ...]
    needs_folder: bool
    folder: Path | None = None


@dataclass(frozen=True)
class Asked:
    """A new profile that has asked to join. `recovery_code` is shown once: it opens the profile."""

    session: Session
    joining: Joining
    recovery_code: str


def open_text(text: str) -> Opened:
    """The invitation that was pasted. `Refused` for anything else."""
    return _opened(Invitation.from_text(text), None)


def open_file(path: Path) -> Opened:
    """The invitation in a file. `Refused` for anything else."""
    return _opened(inviting.read(path), path)


def ask(home: Path, passphrase: str, invitation: Invitation, name: str, folder: Path | None) -> Asked:
    """Make the profile and keep the request; nothing is left behind where it can't be asked at all."""
    joining.refuse_early(invitation, folder)
    session, code = profile.create(home, passphrase, "My team")
    try:
        asked = joining.begin(session, invitation, name, folder)
    except BaseException:
        profile.discard(session)
        raise
    return Asked(session, asked, code)


def is_waiting(session: Session) -> bool:
    """Whether the profile holds no team yet, and waits to be let into one."""
    return not session.store.has_space() and bool(joining.pending(session))


def _opened(invitation: Invitation, path: Path | None) -> Opened:
    until = datetime.fromtimestamp(invitation.expires, ZONE).date()
    needs_folder = not invitation.addresses
    found = joining.folder_around(path, invitation) if path is not None and needs_folder else None
    return Opened(
        invitation,
        invitation.name,
        invitation.role.value,
        invitation.issued_by,
        short_day(until),
        invitation.words(),
        needs_folder,
        found,
    )


def is_usable(session: Session) -> bool:
    """Whether the team and this device's member are here: pages show what has come, the rest follows."""
    if not session.has_team():
        return False
    known = session.records.get(Member, session.store.space.member)
    return known is not None and session.records.first(Team) is not None


@dataclass(frozen=True)
class Waiting:
    """A team that was asked, and has not answered. `words` are the four that its admin's screen shows too."""

    id: str
    invited_by: str
    words: tuple[str, ...]


def waiting(session: Session) -> list[Waiting]:
    """The teams this profile waits to be let into."""
    return [
        Waiting(one.invitation.id.hex(), one.invitation.issued_by, _words(one))
        for one in joining.pending(session)
    ]


_made: dict[tuple[bytes, bytes], tuple[str, ...]] = {}
"""Words by invitation and device: they take a tenth of a second to make."""


def _words(asked: Joining) -> tuple[str, ...]:
    key = (asked.invitation.id, asked.device.device_id)
    if key not in _made:
        _made[key] = requests.words(asked.invitation, asked.device.public)
    return _made[key]
