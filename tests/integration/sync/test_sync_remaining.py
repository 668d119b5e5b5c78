"""What is still to come while a new laptop joins: the snapshot's bytes, then the changes behind it."""

from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path

import pytest

from mdt_desktop.progress import Counted
from mdt_desktop.store import log, routes
from mdt_desktop.sync import folder_snapshots, hub_exchange, hub_history, hub_snapshots
from mdt_desktop.sync.engine import sync_space
from mdt_desktop.sync.on_store import inline
from tests.early_snapshots import early_snapshots
from tests.integration.sync.teams_that_sync import Crew, Laptop
from tests.running_hub import RunningHub

Told = list[tuple[int, int]]


@pytest.fixture(autouse=True)
def small_pieces(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A snapshot from the twentieth entry on, in many pieces; a hub's log in many pages."""
    monkeypatch.setattr(folder_snapshots, "_PIECE_BYTES", 500)
    monkeypatch.setattr(hub_snapshots, "PAGE_MAX_BYTES", 500)
    monkeypatch.setattr(hub_history, "PAGE_MAX_BYTES", 2_000)
    monkeypatch.setattr(hub_exchange, "PULL_BYTES", 1_000)
    with early_snapshots():
        yield


@pytest.fixture(params=["folder", "hub"])
def use(request: pytest.FixtureRequest) -> Callable[[Laptop], Laptop]:
    """The way that all laptops of a test share."""
    if request.param == "hub":
        hub: RunningHub = request.getfixturevalue("hub")
        return lambda laptop: laptop.use_hub(hub.address)
    shared: Path = request.getfixturevalue("shared")
    return lambda laptop: laptop if laptop.ways else laptop.use_folder(shared)


@pytest.fixture
def busy(request: pytest.FixtureRequest, use: Callable[[Laptop], Laptop]) -> Crew:
    """Sixty entries, a snapshot of fifty of them where it is offered, and ten behind it."""
    crew: Crew = request.getfixturevalue("team" if "hub" in request.node.name else "crew")
    founder = crew.laptops[0]
    founder.write_many(f"action {number}" for number in range(50))
    founder.sync()
    founder.write_many(f"behind {number}" for number in range(10))
    founder.sync()
    return crew


def joined(crew: Crew, use: Callable[[Laptop], Laptop]) -> tuple[Laptop, dict[Counted, Told]]:
    """A new laptop's first sync, and what it told."""
    new = use(crew.join())
    crew.laptops[0].sync()
    told: dict[Counted, Told] = {counted: [] for counted in Counted}
    route, make = new.ways[0]
    way = routes.route(new.store.connection, route.no), make()
    sync_space(
        inline(new.store), new.store.space, [way], lambda done, total, of: told[of].append((done, total))
    )
    assert new.texts() == crew.laptops[0].texts()
    return new, told


def left(told: Told) -> list[int]:
    return [total - done for done, total in told]


def falls(told: Told) -> bool:
    return all(later <= before for before, later in pairwise(left(told)))


def test_the_snapshot_is_counted_in_its_bytes(
    busy: Crew, use: Callable[[Laptop], Laptop], monkeypatch: pytest.MonkeyPatch
) -> None:
    sizes = []
    new, told = joined(busy, use)
    sizes = told[Counted.SNAPSHOT]
    assert len(sizes) > 4
    assert len({total for _, total in sizes}) == 1
    assert sizes[0][1] > 2_000
    assert falls(sizes)
    assert left(sizes)[-1] == 0
    assert not log.has_stubs(new.store.connection, new.store.space.no)


def test_then_the_changes_are_counted_down_to_none(busy: Crew, use: Callable[[Laptop], Laptop]) -> None:
    new, told = joined(busy, use)
    changes = told[Counted.COMING]
    held = log.count(new.store.connection, new.store.space.no)
    assert falls(changes[1:])
    assert max(left(changes)) <= held
    assert max(left(changes)) >= 50
    assert left(changes)[-1] == 0
    assert changes[-1][0] == held


def test_without_a_snapshot_each_page_lessens_it(
    busy: Crew, use: Callable[[Laptop], Laptop], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("mdt_desktop.sync.snapshot_loading.load", lambda transport, desk: None)
    _, told = joined(busy, use)
    assert not told[Counted.SNAPSHOT]
    changes = told[Counted.COMING]
    assert falls(changes)
    assert left(changes)[-1] == 0
    assert max(total for _, total in changes) <= 61


def test_what_goes_is_counted_by_itself(busy: Crew, use: Callable[[Laptop], Laptop]) -> None:
    new, _ = joined(busy, use)
    new.write_many(f"of mine {number}" for number in range(7))
    told: list[tuple[int, int, Counted]] = []
    route, make = new.ways[0]
    way = routes.route(new.store.connection, route.no), make()
    sync_space(inline(new.store), new.store.space, [way], lambda *one: told.append(one))
    assert (7, 7, Counted.GOING) in told
    assert not any(total - done for done, total, of in told if of is Counted.COMING)
