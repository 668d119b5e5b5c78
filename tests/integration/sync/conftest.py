"""A team of three, and a folder that they share."""

import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from mdt_desktop.crypto.device_keys import DeviceKeys
from mdt_desktop.roster import Role
from mdt_desktop.roster.invitation import invite
from mdt_desktop.roster.joining import JoinRequest
from tests.integration.sync.teams_that_sync import Crew, make_crew


@pytest.fixture
def shared(tmp_path: Path) -> Path:
    """An empty shared folder."""
    folder = tmp_path / "shared"
    folder.mkdir()
    return folder


@pytest.fixture
def crew(tmp_path: Path, shared: Path) -> Iterator[Crew]:
    """Three laptops that share a folder and have synced nothing."""
    made = make_crew(tmp_path, 3)
    for laptop in made:
        laptop.use_folder(shared)
    yield made
    made.close()


@pytest.fixture
def request_to_join() -> Callable[[Crew], bytes]:
    """Makes a request by a new device with an invitation of the founder's."""

    def make(crew: Crew) -> bytes:
        founder = crew.laptops[0].store
        invitation = invite(
            founder.roster(),
            founder.space.device,
            name="Ben",
            role=Role.PRACTITIONER,
            issued_by="Asha",
            expires=int(time.time()) + 3600,
        )
        return JoinRequest.make(invitation, DeviceKeys.generate(), "Ben").to_bytes()

    return make
