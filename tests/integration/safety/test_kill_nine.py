"""`kill -9` in the middle of a huddle: nothing acknowledged is lost, and it goes on where it was."""

import random
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from mdt_desktop.domain.records import Action, Discussion
from mdt_desktop.services import drafts, profile, store_care
from mdt_desktop.services.demo import demo
from mdt_desktop.services.huddle import huddles
from mdt_desktop.services.session import Session
from tests.integration.safety.conftest import Player

# Lines that one kill lets through, at the most: small enough that kills fall all over the huddle.
LINES_BETWEEN_KILLS = 40


def kill_and_look(start: Callable[[str], Player], home: Path, times: int) -> None:
    chance = random.Random(times)
    said: list[dict[str, Any]] = []
    for _ in range(times):
        player = start("play")
        left = chance.randrange(2, LINES_BETWEEN_KILLS)

        def enough(_: dict[str, Any]) -> bool:
            nonlocal left
            left -= 1
            return left <= 0

        player.hear(enough)
        player.kill()
        said += player.said
        session = profile.unlock(home, demo.PASSPHRASE)
        try:
            look(session, said)
        finally:
            session.close()
        if any("all" in one for one in said):
            break


def look(session: Session, said: list[dict[str, Any]]) -> None:
    """What the process had acknowledged by then is all here."""
    checked = store_care.verify(session)
    assert checked.ok, checked.problems
    huddle = huddles.current(session)
    assert huddle is not None
    written = "\n".join(one.text + "\n" + one.decision for one in session.records.all(Discussion))
    actions = len(session.records.all(Action, "huddle_id = ?", (huddle.id,)))
    lines = [one["line"] for one in said if "line" in one]
    for line in lines:
        if not line.startswith("/"):
            assert line in written
    assert actions >= len({line for line in lines if line.startswith("/a")})
    items = [one for one in said if "item" in one or "finished" in one]
    if items and "item" in items[-1]:
        assert huddle.current_item_id == items[-1]["item"]
    last = next((one for one in reversed(said) if "draft" in one or "line" in one), None)
    if last and "draft" in last:
        kept = drafts.kept(session, f"capture {last['item']}")
        taken_since = session.store.position() > last["position"]
        assert kept.startswith(last["draft"]) or (kept == "" and taken_since)


def test_a_few_kills_lose_nothing(start: Callable[[str], Player], profile_home: Path) -> None:
    kill_and_look(start, profile_home, 5)


@pytest.mark.slow
def test_fifty_kills_lose_nothing(start: Callable[[str], Player], profile_home: Path) -> None:
    kill_and_look(start, profile_home, 50)
