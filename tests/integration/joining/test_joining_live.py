"""Two profiles kept in step at a hub: what one writes the other has, without anybody asking for it."""

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from homes import PASSPHRASE, Home, Homes

from mdt_desktop.domain.records import Person
from mdt_desktop.services import profile
from mdt_desktop.services.cases import cases
from mdt_desktop.services.session import Session
from mdt_desktop.services.syncing.on_session import OnSession, shared
from mdt_desktop.services.syncing.syncing import Synced
from mdt_desktop.services.syncing.watching import Watching
from tests.running_hub import running_hub

PATIENCE_SECONDS = 60


class Live:
    """A profile in step, and what it was told."""

    def __init__(self, home: Home) -> None:
        self.session: Session = profile.unlock(home.path, PASSPHRASE)
        self.on_session: OnSession = shared(self.session)
        self.heard: list[Synced] = []
        self._news = threading.Condition()
        self.watching = Watching(self.on_session, self._told)
        self.watching.refresh()

    def _told(self, synced: Synced) -> None:
        with self._news:
            self.heard.append(synced)
            self._news.notify_all()

    def until(self, met) -> None:
        """Wait for news until this is so."""
        with self._news:
            assert self._news.wait_for(lambda: self.on_session(met), PATIENCE_SECONDS), self.heard

    def write(self, name: str) -> None:
        self.on_session(lambda session: cases.open_new(session, {"family_name": name, "dob": "1944-03-14"}))
        self.watching.poke()

    def close(self) -> None:
        self.watching.stop()
        self.session.close()


def names(session: Session) -> set[str]:
    return {one.family_name for one in session.records.all(Person)}


@pytest.fixture
def homes_at_a_hub(homes: Homes, tmp_path: Path) -> Iterator[tuple[Home, Home]]:
    with running_hub(f"sqlite:///{tmp_path / 'hub.db'}") as hub:
        amara, priya = homes.home("amara"), homes.home("priya")
        place = ("--hub", hub.address, "--code", hub.invite())
        amara.done("team", "found", "North", "--me", "Amara Okafor", *place)
        invitation = homes.folder / "priya.invite"
        amara.done("team", "invite", "--name", "Priya", "--role", "practitioner", "--out", invitation)
        priya.done("team", "join", invitation, "--me", "Priya")
        amara.done("team", "admit", "--all")
        priya.done("team", "join", invitation, "--me", "Priya")
        yield amara, priya


def test_two_profiles_in_step(homes_at_a_hub: tuple[Home, Home]) -> None:
    amara, priya = map(Live, homes_at_a_hub)
    try:
        amara.write("Ellison")
        priya.until(lambda session: names(session) == {"Ellison"})
        priya.write("Oakes")
        amara.until(lambda session: names(session) == {"Ellison", "Oakes"})
    finally:
        amara.close()
        priya.close()
    assert not [one for one in threading.enumerate() if one.name.startswith(("in step", "listening"))]


def test_a_removal_ends_the_watch_and_the_team(homes_at_a_hub: tuple[Home, Home]) -> None:
    home, other = homes_at_a_hub
    priya = Live(other)
    try:
        home.done("team", "remove", "Priya")
        priya.until(lambda session: not session.store.has_space())
        assert priya.heard[-1].gone
    finally:
        priya.close()
