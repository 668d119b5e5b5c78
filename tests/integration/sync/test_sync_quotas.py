"""A hub that has no room: what others wrote still comes, and what stays here is said to wait."""

from pathlib import Path

import pytest

from mdt_desktop.hub.hub import Settings
from mdt_desktop.hub.limits import Limits
from tests.integration.sync.teams_that_sync import make_crew
from tests.running_hub import running_hub


@pytest.mark.parametrize(
    ("limits", "words"),
    [(Limits(bytes_a_day=2500), "all it may in a day"), (Limits(bytes_a_space=2500), "no more room")],
)
def test_what_others_wrote_still_comes(tmp_path: Path, limits: Limits, words: str) -> None:
    crew = make_crew(tmp_path, 2)
    a, b = crew
    with running_hub(f"sqlite:///{tmp_path / 'hub.sqlite'}", Settings(limits=limits)) as hub:
        for laptop in (a, b):
            laptop.use_hub(hub.address)
        a.hubs[0].found(hub.invite(), a.store.statements())
        a.write("by a")
        a.sync()
        b.write_many(f"{number} " + "word " * 100 for number in range(20))
        synced = b.sync()
        assert words in synced.problems[0]
        assert synced.pulled == 1
        assert synced.pushed + synced.waiting == 20
        assert synced.waiting > 0
        crew.close()


def test_a_hub_that_is_asked_too_often_says_when(tmp_path: Path) -> None:
    crew = make_crew(tmp_path, 1)
    (a,) = crew
    limits = Settings(limits=Limits(requests_a_minute=40))
    with running_hub(f"sqlite:///{tmp_path / 'hub.sqlite'}", limits) as hub:
        a.use_hub(hub.address)
        a.hubs[0].found(hub.invite(), a.store.statements())
        synced = next(one for one in (a.sync() for _ in range(100)) if one.problems)
        assert "too much to do" in synced.problems[0]
        assert synced.reached[0].out_of_reach
        crew.close()
