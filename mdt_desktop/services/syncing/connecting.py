"""Say where a team's entries travel: a shared folder, a hub, or both."""

from pathlib import Path

from mdt_desktop.refused import Refused
from mdt_desktop.services.session import Session
from mdt_desktop.services.syncing import transports
from mdt_desktop.services.syncing.standing import Way, standing
from mdt_desktop.store import routes
from mdt_desktop.store.routes import Route


def connect_folder(session: Session, folder: Path) -> None:
    """Share the team over this folder from now on. `Refused` for another team's, or one that is not there."""
    whole = folder.resolve()
    if not whole.is_dir():
        if not whole.parent.is_dir():
            raise Refused(
                f"There is no folder {whole}. Nothing was changed; check that the drive is connected, or "
                "make the folder first."
            )
        whole.mkdir(exist_ok=True)
    _refuse_inside(session.home.resolve(), whole)
    store = session.store
    with store.together():
        route = routes.add(store.connection, store.space.no, "folder", str(whole))
        _try(session, route)


def disconnect(session: Session, address: str) -> None:
    """Travel this way no more; what lies there stays there."""
    store = session.store
    for route in routes.routes(store.connection, store.space.no):
        if route.address == address:
            routes.drop(store.connection, route.no)
            return
    raise Refused(f"The team is not shared over {address}. Nothing was changed.")


def ways(session: Session) -> tuple[Way, ...]:
    """How the team's entries travel."""
    return standing(session).ways


def _try(session: Session, route: Route) -> None:
    """`Refused` or `OutOfReach` if it is another team's, or nothing can be read there."""
    way = transports.transport(session.store.space, route)
    try:
        way.statements()
    finally:
        way.close()


def _refuse_inside(home: Path, folder: Path) -> None:
    if folder == home or home in folder.parents:
        raise Refused(
            f"{folder} lies in this profile's own folder. Nothing was changed; choose a folder that "
            "colleagues can reach."
        )
