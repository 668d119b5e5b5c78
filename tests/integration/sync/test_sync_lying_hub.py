"""A hub that drops, repeats, reorders, mixes up or makes up entries: noticed, and nothing is harmed by it."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from mdt_desktop.sync.hub_calls import HubCalls, Page
from mdt_desktop.wire.frames import Placed
from tests.integration.sync.teams_that_sync import Crew, Laptop, make_crew

Lie = Callable[[list[Placed]], list[Placed]]


def lied_to(laptop: Laptop, lie: Lie) -> None:
    """This laptop's hub tells it so from now on."""
    hub = laptop.hubs[0]
    honest = hub._calls

    class Lying(HubCalls):
        @contextmanager
        def pull(self, after: str, most: int) -> Iterator[Page]:
            with honest.pull(after, most) as page:
                told = lie([one for landed in page.entries for one in landed])
                yield replace(page, entries=iter([told] if told else []))

    hub._calls = Lying(hub._http, laptop.store.space.id, laptop.store.space.device)


def test_repeated_and_in_any_order(team: Crew) -> None:
    a, b, _ = team
    action = a.write("one")
    for number in range(20):
        a.edit(action, text=f"text {number}")
    a.sync()
    lied_to(b, lambda page: [*reversed(page), *page, *page[::2]])
    synced = b.sync()
    assert (synced.pulled, synced.missing, synced.refused) == (21, (), ())
    assert b.digest() == a.digest()


def test_an_entry_that_it_keeps_back_is_missed(team: Crew) -> None:
    a, b, _ = team
    for number in range(5):
        a.write(f"{number}")
    a.sync()
    lied_to(b, lambda page: [one for one in page if one.offset != 2])
    synced = b.sync()
    assert synced.pulled == 1
    assert {lack.kind for lack in synced.missing} == {"entry"}


def test_another_spaces_entries_and_what_is_none(team: Crew, tmp_path: Path) -> None:
    a, b, _ = team
    (tmp_path / "others").mkdir()
    others = make_crew(tmp_path / "others", 1)
    others.laptops[0].write("theirs")
    rows = others.laptops[0].store.connection.execute("SELECT envelope FROM entry")
    a.write("ours")
    a.sync()
    odd = [Placed(number, data) for number, data in enumerate([rows[0][0], b"", b"\xc1" * 40, bytes(200)], 5)]
    lied_to(b, lambda page: [*odd[:2], *page, *odd])
    synced = b.sync()
    assert (synced.pulled, synced.problems) == (1, ())
    assert len(synced.refused) == 6
    assert b.texts() == {"ours"}
    others.close()


def test_a_flipped_bit_is_no_entry_and_a_good_copy_still_is(team: Crew, shared: Path) -> None:
    a, b, _ = team
    a.use_folder(shared)
    b.use_folder(shared)
    a.write("one")
    a.sync()

    def flipped(page: list[Placed]) -> list[Placed]:
        return [Placed(one.offset, one.envelope[:-1] + bytes([one.envelope[-1] ^ 1])) for one in page]

    lied_to(b, flipped)
    assert b.sync(0).pulled == 0
    assert b.sync(1).pulled == 1
    assert b.digest() == a.digest()


def test_one_that_leads_round_in_circles_is_left(team: Crew) -> None:
    a, b, _ = team
    a.write("one")
    a.sync()
    b.sync()
    hub = b.hubs[0]

    class Circling(HubCalls):
        @contextmanager
        def pull(self, after: str, most: int) -> Iterator[Page]:
            yield Page(self.roster_mark, "", 7, True, iter([]))

    hub._calls = Circling(hub._http, b.store.space.id, b.store.space.device)
    synced = b.sync()
    assert "Something other than the hub" in synced.problems[0]


def test_a_roster_that_is_not_ours_changes_nothing(team: Crew) -> None:
    a, b, _ = team
    team.sync_all()
    before = b.store.roster().head
    hub = b.hubs[0]
    honest = hub._calls

    class Forging(HubCalls):
        @contextmanager
        def pull(self, after: str, most: int) -> Iterator[Page]:
            with honest.pull(after, most) as page:
                yield replace(page, roster="another-mark")

        def roster(self, after: bytes = b"", *, request: bytes = b"") -> list[bytes]:
            return [b"made up", *a.store.statements()[:1]]

    hub._calls = Forging(hub._http, b.store.space.id, b.store.space.device)
    assert b.sync().problems == ()
    assert b.store.roster().head == before
