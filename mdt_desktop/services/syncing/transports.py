"""The ways of a team's entries: a shared folder, a hub, or both; opened from what is kept about them."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from mdt_desktop.refused import Refused
from mdt_desktop.store.joinings import Joining
from mdt_desktop.store.routes import Route
from mdt_desktop.store.spaces import Space
from mdt_desktop.sync.folder import Folder
from mdt_desktop.sync.transport import Transport


def transport(space: Space, route: Route) -> Transport:
    """What a route leads to, for a device of the space."""
    if route.kind == "folder":
        return Folder(Path(route.address), space.id, space.device.device_id)
    # A team in a folder alone has no need of HTTP, nor the time to load it.
    from mdt_desktop.sync.hub_transport import Hub

    return Hub(route.address, space.id, space.device)


def of_joining(asked: Joining) -> Transport:
    """Where a request to join lies: the folder it was put in, else the hub that the invitation names."""
    space = asked.invitation.space
    if asked.folder:
        return Folder(Path(asked.folder), space, asked.device.device_id)
    from mdt_desktop.sync.hub_transport import Hub

    if not asked.invitation.addresses:
        raise Refused("This invitation names no hub. Nothing was asked; say which folder it is (--folder).")
    return Hub(asked.invitation.addresses[0], space, None)


@contextmanager
def opened(space: Space, known: list[Route]) -> Iterator[list[tuple[Route, Transport]]]:
    """Each route with what it leads to; their connections end with this."""
    ways = [(route, transport(space, route)) for route in known]
    try:
        yield ways
    finally:
        for _, way in ways:
            way.close()
