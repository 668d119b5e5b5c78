"""Say where a team's entries travel: a shared folder, a hub, or both."""

from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from mdt_desktop.refused import Refused
from mdt_desktop.roster import issuing
from mdt_desktop.services.session import Session
from mdt_desktop.services.syncing.beginnings import nothing_begun
from mdt_desktop.services.syncing.on_session import OnSession, in_space
from mdt_desktop.services.syncing.standing import Way, standing
from mdt_desktop.store import routes
from mdt_desktop.store.routes import Route
from mdt_desktop.store.spaces import Space
from mdt_desktop.sync.folder import Folder


@dataclass(frozen=True)
class HubCode:
    """A hub's address, and the one-use code of whoever runs it."""

    address: str
    code: str


def connect_folder(session: Session, folder: Path) -> None:
    """Share the team over this folder from now on. `Refused` for another team's, or one that is not there."""
    whole = folder.resolve()
    if not whole.is_dir():
        # Never made here: a drive that is not connected would become a folder on this computer's own disk.
        raise Refused(
            f"There is no folder {whole}. Nothing was changed; check that the drive is connected, or "
            "make the folder first."
        )
    _refuse_inside(session.home.resolve(), whole)
    store = session.store
    with nothing_begun():  # `Refused` if it is another team's
        Folder(whole, store.space.id, store.space.device.device_id).asked()
    routes.add(store.connection, store.space.no, "folder", str(whole))


def connect_hub(on_session: OnSession, space: Space, hub: HubCode) -> None:
    """Have a hub carry the team, and say so in its roster, so that every device finds the way.

    `Refused` for anybody but an admin, a wrong address or a code that is used; `OutOfReach`.
    """
    from mdt_desktop.sync.hub_transport import Hub

    address = hub.address.rstrip("/")
    chain = in_space(on_session, space, lambda session: _chain_to_found(session))
    with nothing_begun(), closing(Hub(address, space.id, space.device)) as carrier:
        carrier.found(hub.code, chain)
    in_space(on_session, space, lambda session: _name_hub(session, address))


def disconnect(session: Session, named: str) -> Way:
    """Travel this way no more; what lies there stays there. A hub is taken out of the roster, by an admin."""
    store = session.store
    wanted = named.strip().rstrip("/")
    found = [one for one in routes.routes(store.connection, store.space.no) if wanted in _names(one)]
    if not found:
        raise Refused(
            f"The team is not shared over {named}. Nothing was changed; name a folder or hub it uses."
        )
    way, hubs = Way.of(found[0]), store.roster().hubs
    if way.address in hubs and not session.rights().admin:
        raise Refused(
            "Only an admin takes the team from a hub, since all of it uses it. Nothing was changed; ask one."
        )
    with store.together():
        if found[0].address in hubs:
            left = tuple(one for one in hubs if one != found[0].address)
            store.sign(lambda pen: issuing.name_hub(pen, left))
        routes.drop(store.connection, found[0].no)
    return way


def follow_roster(session: Session) -> None:
    """Take every hub that the roster names as a way, and no other."""
    store = session.store
    hubs = store.roster().hubs
    for route in routes.routes(store.connection, store.space.no):
        if route.kind == "hub" and route.address not in hubs:
            routes.drop(store.connection, route.no)
    for address in hubs:
        routes.add(store.connection, store.space.no, "hub", address)


def ways(session: Session) -> tuple[Way, ...]:
    """How the team's entries travel."""
    return standing(session).ways


def _names(route: Route) -> tuple[str, ...]:
    return route.address.rstrip("/"), Way.of(route).name


def _chain_to_found(session: Session) -> list[bytes]:
    if not session.rights().admin:
        raise Refused("Only an admin brings a team to a hub. Nothing was changed; ask one.")
    return [session.store.statements()[0], *session.store.chosen().chain]


def _name_hub(session: Session, address: str) -> None:
    store = session.store
    with store.together():
        known = store.roster().hubs
        if address not in known:
            store.sign(lambda pen: issuing.name_hub(pen, (*known, address)))
        routes.add(store.connection, store.space.no, "hub", address)


def _refuse_inside(home: Path, folder: Path) -> None:
    if folder == home or home in folder.parents:
        raise Refused(
            f"{folder} lies in this profile’s own folder. Nothing was changed; choose a folder that "
            "colleagues can reach."
        )
