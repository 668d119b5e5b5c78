"""`kill -9` through the window: what the screen acknowledged is there, and Run goes on at the same person."""

import random
import time
from pathlib import Path
from typing import Any

import pytest

from mdt_desktop.domain.records import Action, Discussion
from mdt_desktop.services import drafts, profile, store_care
from mdt_desktop.services.demo import demo
from mdt_desktop.services.huddle import huddles
from mdt_desktop.services.session import Session
from tests.e2e.window_player import LINES_A_PERSON
from tests.integration.safety.conftest import Player

# Acknowledgements that one kill lets through, at the most; then some part of a second, to fall between two.
HEARD_AT_MOST = 5
LONGEST_PAUSE = 0.4


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A demo profile."""
    demo.found_demo(tmp_path / "profile").close()
    return tmp_path / "profile"


def kill_and_look(home: Path, times: int) -> None:
    chance = random.Random(times)
    lines: list[str] = []
    stands, draft = "", ""
    for _ in range(times):
        said = _killed_at(home, chance.randint(1, HEARD_AT_MOST), chance.uniform(0, LONGEST_PAUSE))
        assert said, "The window did not come up."
        assert not stands or said[0]["resumed"] == stands
        assert said[0]["draft"] == draft
        lines += [one["line"] for one in said if "line" in one]
        session = profile.unlock(home, demo.PASSPHRASE)
        try:
            stands, draft = _look(session, said, lines)
        finally:
            session.close()
    print(f"\n{times} kills, {len(lines)} lines acknowledged on the screen, none lost")
    assert len(lines) > times


def _killed_at(home: Path, heard: int, pause: float) -> list[dict[str, Any]]:
    """What a window on this profile acknowledged before it was killed."""
    player = Player(home, home.parent / "world", "play", "tests.e2e.window_player")
    try:
        player.hear(lambda _: len(player.said) > heard)
        time.sleep(pause)
    finally:
        player.kill()
    return player.said


def _look(session: Session, said: list[dict[str, Any]], lines: list[str]) -> tuple[str, str]:
    """All that was ever acknowledged is here; answers with whom it stands at, and what is half typed."""
    checked = store_care.verify(session)
    assert checked.ok, checked.problems
    huddle = huddles.current(session)
    assert huddle is not None
    texts = [one.text for one in session.records.all(Discussion)]
    texts += [one.text for one in session.records.all(Action, "huddle_id = ?", (huddle.id,))]
    written = {line for text in texts for line in text.split("\n")}
    assert not set(lines) - written
    kept = drafts.kept(session, f"capture {huddle.current_item_id}")
    place = max(at for at, one in enumerate(said) if {"resumed", "item"} & one.keys())
    shown, since = said[place].get("item", said[place].get("resumed")), said[place + 1 :]
    if sum("line" in one for one in since) < LINES_A_PERSON:  # else Next may have been pressed already
        assert huddle.current_item_id == shown
        if since and "draft" in since[-1]:
            assert kept.startswith(since[-1]["draft"]) or kept == ""
    return huddle.current_item_id, kept


def test_two_kills_of_the_window_lose_nothing(home: Path) -> None:
    kill_and_look(home, 2)


@pytest.mark.slow
def test_fifty_kills_of_the_window_lose_nothing(home: Path) -> None:
    kill_and_look(home, 50)
