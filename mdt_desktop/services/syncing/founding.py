"""Found a team that is shared from the start: in a new profile, or beside the teams of this one."""

from pathlib import Path

from mdt_desktop.services import profile
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
        if folder is not None:
            connect_folder(founded.session, folder)
        if hub is not None:
            connect_hub(inline(founded.session), founded.session.store.space, hub)
    except BaseException:
        profile.discard(founded.session)
        raise
    return founded
