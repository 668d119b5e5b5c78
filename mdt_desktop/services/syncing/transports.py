"""The ways of a team's entries: a shared folder, a hub, or both; opened from what is kept about them."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from mdt_desktop.store.joinings import Joining
from mdt_desktop.store.routes import Route
from mdt_desktop.store.spaces import Space
from mdt_desktop.sync.folder import Folder
from mdt_desktop.sync.transport import Transport


def transport(space: Space, route: Route) -> Transport:
    """What a route leads to, for a device of the space."""
    return Folder(Path(route.address), space.id, space.device.device_id)


def of_joining(asked: Joining) -> Transport:
    """Where a request to join lies: the folder it was put in, else the hub that the invitation names."""
    return Folder(Path(asked.folder), asked.invitation.space, asked.device.device_id)


@contextmanager
def opened(space: Space, known: list[Route]) -> Iterator[list[tuple[Route, Transport]]]:
    """Each route with what it leads to; their connections end with this."""
    ways = [(route, transport(space, route)) for route in known]
    try:
        yield ways
    finally:
        for _, way in ways:
            way.close()
