"""Found a team that is shared from the start: in a new profile, or beside the teams of this one."""

from pathlib import Path

from mdt_desktop.services import profile
from mdt_desktop.services.session import Session
from mdt_desktop.services.syncing.connecting import HubCode, connect_folder, connect_hub
from mdt_desktop.services.syncing.on_session import inline
from mdt_desktop.services.team import team
from mdt_desktop.services.team.team import Founded


def found_shared(
    home: Path,
    passphrase: str,
    name: str,
    my_name: str,
    role: str,
    template: str | None,
    *,
    folder: Path | None = None,
    hub: HubCode | None = None,
) -> Founded:
    """As `team.found`, the team's folder or hub reached; nothing is left behind where it is not."""
    founded = team.found(home, passphrase, name, my_name, role, template)
    try:
        _share(founded.session, folder, hub)
    except BaseException:
        profile.discard(founded.session)
        raise
    return founded


def found_shared_beside(
    session: Session,
    name: str,
    my_name: str,
    role: str,
    template: str | None,
    *,
    folder: Path | None = None,
    hub: HubCode | None = None,
) -> Founded:
    """As `team.found_beside`, the same way: the profile's other teams are as they were."""
    founded = team.found_beside(session, name, my_name, role, template)
    try:
        _share(session, folder, hub)
    except BaseException:
        session.store.wipe()
        raise
    return founded


def _share(session: Session, folder: Path | None, hub: HubCode | None) -> None:
    if folder is not None:
        connect_folder(session, folder)
    if hub is not None:
        connect_hub(inline(session), session.store.space, hub)
