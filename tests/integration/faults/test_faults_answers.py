"""Each answer of a hub in turn is spoiled on its way: nothing is lost, doubled, or wrongly said to wait."""

import random
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from tests.integration.faults.looking import held_by_hub, hub_entries
from tests.integration.faults.spoiling_proxy import Spoiled, SpoilingProxy, spoiling_proxy
from tests.integration.sync.teams_that_sync import Crew, Laptop, make_crew
from tests.running_hub import running_hub

CALLS_MAX = 20


class Spoiling:
    """Two laptops behind the proxy, and what they have written."""

    def __init__(self, folder: Path, life: ExitStack) -> None:
        self.file = folder / "hub.sqlite"
        hub = life.enter_context(running_hub(f"sqlite:///{self.file}"))
        self.crew: Crew = make_crew(folder, 2)
        life.callback(self.crew.close)
        # Closed last, and so after the laptops' connections.
        self._life = life.enter_context(ExitStack())
        self.proxy: SpoilingProxy = self._life.enter_context(spoiling_proxy(hub.address))
        life.callback(lambda: [self.hang_up(laptop) for laptop in self.crew])
        self.written: set[str] = set()
        founder = self.crew.laptops[0].use_hub(hub.address)
        founder.hubs[0].found(hub.invite(), founder.store.statements())

    def hang_up(self, laptop: Laptop) -> None:
        """Connections and tokens are gone, as after a night."""
        while laptop.hubs:
            laptop.hubs.pop().close()
        laptop.ways.clear()

    def sync(self, laptop: Laptop) -> tuple[str, ...]:
        """From the sign-in on. What is said to be acknowledged is at the hub, whatever happened."""
        self.hang_up(laptop)
        laptop.use_hub(self.proxy.address)
        synced = laptop.sync()
        self.hang_up(laptop)
        at_hub = set(hub_entries(self.file))
        assert held_by_hub(laptop.store) <= at_hub
        own = laptop.store.connection.execute("SELECT hash FROM entry WHERE device = ?", (laptop.device,))
        assert len({row[0] for row in own} - at_hub) <= synced.waiting
        return synced.problems

    def write(self, laptop: Laptop, count: int) -> None:
        """Changes so large that they take several requests."""
        texts = [f"{len(self.written) + at} {random.randbytes(7_500).hex()}" for at in range(count)]
        laptop.write_many(texts)
        self.written.update(texts)


@pytest.fixture
def spoiling(tmp_path: Path) -> Iterator[Spoiling]:
    with ExitStack() as life:
        yield Spoiling(tmp_path, life)


@pytest.mark.parametrize("how", list(Spoiled), ids=lambda how: how.name.lower())
def test_any_one_answer_may_be_spoiled(spoiling: Spoiling, how: Spoiled) -> None:
    a, b = spoiling.crew
    for laptop in (a, b):
        for after in range(CALLS_MAX):
            spoiling.write(a, 6)
            spoiling.write(b, 3)
            spoiling.sync(b if laptop is a else a)
            before = spoiling.proxy.spoiled
            spoiling.proxy.spoil(how, after)
            problems = spoiling.sync(laptop)
            spoiling.proxy.heal()
            if spoiling.proxy.spoiled == before:
                assert problems == ()
                break  # a whole exchange has no more calls than that
            assert all(problem.endswith(".") for problem in problems)
        else:
            pytest.fail("an exchange never ends")
        assert after > 2, "sign-in, two pushes"
    for laptop in (a, b, a):
        assert spoiling.sync(laptop) == ()
    assert a.texts() == b.texts() == spoiling.written
    assert len(spoiling.crew.digests()) == 1
    entries = {row[0] for row in a.store.connection.execute("SELECT hash FROM entry")}
    assert entries == set(hub_entries(spoiling.file))
    assert len(entries) == len(spoiling.written)
