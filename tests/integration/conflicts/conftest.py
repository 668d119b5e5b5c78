"""Two laptops of one team on real stores."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from two_laptops import Laptops, laptops


@pytest.fixture
def two(tmp_path: Path) -> Iterator[Laptops]:
    """Two chairs' laptops that hold the same."""
    made = laptops(tmp_path)
    yield made
    made.close()
