"""Bars are measured by `packaging/dev.py bench` on a quiet machine, never by the test command."""

from pathlib import Path

import pytest

from tests.leftovers import bundled_fonts, nothing_outlives_a_test

__all__ = ["bundled_fonts", "nothing_outlives_a_test"]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.bench)
