"""Keys and headers that the tests of this folder share."""

from uuid import UUID

import pytest

from mdt_desktop.crypto.device_keys import DeviceKeys
from mdt_desktop.crypto.header import Head, Header
from mdt_desktop.crypto.space_key import SpaceKey

SPACE = UUID("0192f3a4-5b6c-7d8e-9f01-23456789abcd").bytes


@pytest.fixture(scope="session")
def device() -> DeviceKeys:
    return DeviceKeys.generate()


@pytest.fixture(scope="session")
def space_key() -> SpaceKey:
    return SpaceKey.generate()


@pytest.fixture
def header(device: DeviceKeys, space_key: SpaceKey) -> Header:
    return Header(
        v=1,
        space=SPACE,
        device=device.device_id,
        seq=2,
        prev=b"p" * 32,
        deps=(Head(b"d" * 16, 7, b"h" * 16),),
        roster=b"r" * 32,
        key=space_key.id,
        hlc=1_795_000_000_000 << 16,
        schema=1,
    )
