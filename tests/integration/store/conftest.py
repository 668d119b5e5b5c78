"""A real encrypted store with one space in it, under a raw key: no vault, so that it is quick."""

from collections.abc import Callable, Iterator
from pathlib import Path
from uuid import UUID

import pytest

from mdt_desktop.crypto.device_keys import DeviceKeys
from mdt_desktop.crypto.space_key import SpaceKey
from mdt_desktop.domain.ids import new_id
from mdt_desktop.store.spaces import NewSpace
from mdt_desktop.store.store import Store

RAW_KEY = bytes(range(32))
Make = Callable[[str], Store]


def new_space(member: str = "me") -> NewSpace:
    """A space founded a moment ago; its roster statement is not looked at here."""
    statement = (b"h" * 32, b"statement")
    return NewSpace(
        UUID(new_id()).bytes, "team", DeviceKeys.generate(), "", member, SpaceKey.generate(), [statement]
    )


@pytest.fixture
def open_store(tmp_path: Path) -> Iterator[Callable[[], Store]]:
    """Opens the test's store, again and again if wished; all are closed at the end."""
    opened: list[Store] = []

    def open_it() -> Store:
        store = Store.open(tmp_path / "store.mdt", RAW_KEY)
        opened.append(store)
        return store

    yield open_it
    for store in opened:
        store.close()


@pytest.fixture
def store(open_store: Callable[[], Store]) -> Store:
    """A store with one space."""
    store = open_store()
    store.found(new_space())
    return store


@pytest.fixture
def make(tmp_path: Path) -> Iterator[Make]:
    """Makes the store of a device by its name; all are closed at the end."""
    made: list[Store] = []

    def one(name: str) -> Store:
        made.append(Store.open(tmp_path / f"{name}.mdt", RAW_KEY))
        return made[-1]

    yield one
    for store in made:
        store.close()
