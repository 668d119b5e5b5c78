"""An admin who floods the roster: it is bounded, and another admin still removes it."""

from collections.abc import Callable

import pytest

from mdt_desktop.crypto.primitives import random_bytes
from mdt_desktop.roster.issuing import Pen, name_hub, remove
from mdt_desktop.roster.signed import sign
from mdt_desktop.roster.statements import VERSION, NameHub
from mdt_desktop.store.rosters import BESIDE_MAX, STATEMENTS_MAX
from tests.integration.sync.teams_that_sync import Crew, Laptop

Flood = Callable[[Laptop, int], bytes]


def that_follows_nothing(admin: Laptop, _number: int) -> bytes:
    statement = NameHub(VERSION, random_bytes(32), admin.device, 1, b"", ())
    return sign(statement, admin.store.space.device)


def that_forks(admin: Laptop, number: int) -> bytes:
    space = admin.store.space
    return name_hub(Pen(admin.store.roster(), space.device, space.key, number), []).statement


@pytest.mark.parametrize("flood", [that_follows_nothing, that_forks])
def test_a_flood_by_an_admin_is_bounded_and_it_is_removed(team: Crew, flood: Flood) -> None:
    a, b, c = team
    admin = team.join(is_admin=True)
    for laptop in (admin, b, c):
        laptop.store.take_statements(a.store.statements())
    statements = [flood(admin, number) for number in range(STATEMENTS_MAX + 1)]
    before = len(a.store.statements())
    for laptop in (a, b):
        laptop.store.take_statements(statements)
        assert len(laptop.store.statements()) <= before + BESIDE_MAX + 1
    new = team.join()
    del team.laptops[3:]
    a.store.sign(lambda pen: remove(pen, admin.device, ()))
    a.write("by a")
    team.sync_all()
    for laptop in team:
        present = laptop.store.roster().present
        assert admin.device not in present
        assert new.device in present
    assert len(team.digests()) == 1
    for one in (admin, new):
        one.close()
