"""A hub that lies: what it keeps back, forks, forges or shows of another time is named and harms nothing."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace

import pytest

from mdt_desktop.roster.issuing import remove
from mdt_desktop.store import waiting
from mdt_desktop.sync import looking_again
from mdt_desktop.sync.engine import NO_ENTRIES
from mdt_desktop.sync.hub_calls import HubCalls, Page
from mdt_desktop.sync.hub_roster import OLDER
from mdt_desktop.wire.frames import Placed
from mdt_desktop.wire.names import roster_mark
from mdt_desktop.wire.shapes import Heads
from tests.integration.malice.members import Member, saying, what_is_missing, what_is_told
from tests.integration.sync.teams_that_sync import Crew, Laptop

Lie = Callable[[list[Placed]], list[Placed]]


class LyingCalls(HubCalls):
    """Calls of a real hub, whose answers somebody alters."""

    def __init__(self, laptop: Laptop, lie: Lie) -> None:
        hub = laptop.hubs[0]
        super().__init__(hub._http, laptop.store.space.id, laptop.store.space.device)
        self.lie = lie
        self.heads_asked = 0
        hub._calls = self

    @contextmanager
    def pull(self, after: str, most: int) -> Iterator[Page]:
        with super().pull(after, most) as page:
            told = self.lie([one for landed in page.entries for one in landed])
            yield replace(page, entries=iter([told] if told else []))

    def heads(self) -> Heads:
        self.heads_asked += 1
        return super().heads()


def honest(page: list[Placed]) -> list[Placed]:
    return page


def without(*envelopes: bytes) -> Lie:
    return lambda page: [one for one in page if one.envelope not in envelopes]


def newest(laptop: Laptop) -> bytes:
    rows = laptop.store.connection.execute("SELECT envelope FROM entry ORDER BY no DESC LIMIT 1")
    return bytes(rows[0][0])


def test_what_it_keeps_back_is_named_and_read_again_an_hour_later(team: Crew) -> None:
    a, b, _ = team
    calls = LyingCalls(b, honest)
    a.write("kept back")
    kept_back = newest(a)
    a.write("after it")
    a.sync()
    calls.lie = without(kept_back)
    assert len(b.sync().missing) == 1
    (words,) = what_is_missing(b)
    assert words.startswith("Changes from a colleague’s computer are missing since ")
    calls.lie = honest
    b.sync()
    assert b.digest() != a.digest()
    team.clock.pass_(1.1)
    synced = b.sync()
    assert (synced.missing, synced.pulled, what_is_missing(b)) == ((), 2, ())
    assert b.digest() == a.digest()


def test_what_it_never_gives_out_is_told_and_asked_for_once_a_day(team: Crew) -> None:
    a, b, c = team
    a.write("kept back")
    kept_back = newest(a)
    a.write("after it")
    team.laptops[0].sync()
    calls = LyingCalls(b, without(kept_back))
    b.sync()
    b.write("by b, whom it does not stop")
    b.sync()
    team.clock.pass_(2)
    b.sync()
    assert looking_again.KEPT_BACK in what_is_told(b)
    asked = calls.heads_asked
    for _ in range(3):
        team.clock.pass_(2)
        b.sync()
    assert calls.heads_asked == asked
    team.clock.pass_(24)
    b.sync()
    assert calls.heads_asked > asked
    for honest_one in (a, c, a):
        honest_one.sync()
    assert a.digest() == c.digest()
    assert "by b, whom it does not stop" in c.texts()


def test_a_fork_between_two_laptops_is_named_by_what_a_colleague_built_on(team: Crew) -> None:
    a, b, c = team
    a.write("shown to b alone")
    hidden = newest(a)
    a.sync()
    calls = LyingCalls(c, without(hidden))
    c.sync()
    b.sync()
    b.edit_text("shown to b alone", "b builds on it")
    b.sync()
    synced = c.sync()
    assert [one.missing for one in synced.missing] == [a.device]
    assert [one.author for one in synced.missing] == [b.device]
    assert "what a colleague wrote after them waits" in what_is_missing(c)[0]
    calls.lie = honest
    team.clock.pass_(1.1)
    c.sync()
    team.sync_all()
    assert len(team.digests()) == 1


@pytest.mark.parametrize("gives", ["nothing", "what_is_known"])
def test_an_older_list_of_devices_is_told_and_changes_nothing(team: Crew, gives: str) -> None:
    a, b, c = team
    older = a.store.roster().head
    a.store.sign(lambda pen: remove(pen, c.device, ()))
    a.sync()
    b.sync()
    newer = b.store.roster().head

    class Older(LyingCalls):
        @contextmanager
        def pull(self, after: str, most: int) -> Iterator[Page]:
            with super().pull(after, most) as page:
                yield replace(page, roster=roster_mark(older))

        def roster(self, after: bytes = b"", *, request: bytes = b"") -> list[bytes]:
            return [] if gives == "nothing" else b.store.statements()[:-1]

    Older(b, honest)
    assert b.sync().problems == ()
    assert what_is_told(b) == (OLDER,)
    assert b.store.roster().head == newer
    assert not b.store.roster().devices[c.device].present


def test_a_flood_in_somebody_elses_name_uses_up_none_of_their_room(
    team: Crew, member: Member, monkeypatch: pytest.MonkeyPatch
) -> None:
    a, b, _ = team
    a.write("by a")
    late = newest(a)
    a.write("and more")
    a.sync()
    monkeypatch.setattr(waiting, "BYTES_A_DEVICE", 4000)
    unknown = {"roster": bytes(32)}
    forged = [member.entry(saying("forged"), device=a.device, seq=1, prev=b"", **unknown) for _ in range(9)]
    strangers = [
        member.entry(saying("forged"), device=bytes([number]) * 16, seq=1, prev=b"", **unknown)
        for number in range(30)
    ]
    placed = [Placed(10_000 + number, one) for number, one in enumerate([*forged, *strangers])]
    calls = LyingCalls(b, lambda page: [*placed, *without(late)(page)] if page else [])
    synced = b.sync()
    assert NO_ENTRIES in what_is_told(b)
    assert {one.missing for one in synced.missing} == {b"", a.device}
    kept = b.store.connection.execute("SELECT device, sum(size) FROM waiting GROUP BY device ORDER BY device")
    assert [device for device, _ in kept] == [b"", a.device]
    assert all(size <= 4000 for _, size in kept)
    calls.lie = honest
    team.clock.pass_(1.1)
    b.sync()
    team.clock.pass_(1.1)
    b.sync()
    assert b.digest() == a.digest()


def test_a_spoiled_copy_of_what_waits_takes_no_good_ones_place(team: Crew) -> None:
    a, b, _ = team
    new = team.join()
    new.write("by one who is not known here yet")
    good = newest(new)
    spoiled = good[:-1] + bytes([good[-1] ^ 1])
    for order in ([good, spoiled], [spoiled, good]):
        b.store.apply(order)
    assert b.store.connection.execute("SELECT count(*) FROM waiting") == [(2,)]
    b.store.take_statements(a.store.statements())
    assert b.texts() == {"before", "by one who is not known here yet"}
    assert b.store.connection.execute("SELECT count(*) FROM waiting") == [(0,)]
