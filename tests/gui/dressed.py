"""The fixture of tests that look at widgets: the application dressed in light, at 100 %, without motion."""

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication

from ui.theme import Theme, theme


@pytest.fixture(autouse=True)
def dressed(qapp: QApplication, bundled_fonts: None) -> Iterator[Theme]:
    """The one theme, put back after the test."""
    theme().start(qapp)
    plain(theme())
    yield theme()
    plain(theme())


def plain(look: Theme) -> None:
    """The choices the tests start from, whatever the machine prefers."""
    look.choose(mode="light", text_size=100, high_contrast=False, reduced_motion=True)
