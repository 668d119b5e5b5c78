"""Every page fits a small laptop, at every text size, in light and dark."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage

from tests.gui.cases_window import desk, make_desk
from tests.gui.dressed import dressed
from tests.gui.every_page import SMALL, every_page, open_page
from ui.widgets.scroll_page import ScrollPage

__all__ = ["desk", "dressed", "make_desk"]


def mean_lightness(picture: QImage) -> int:
    """0 is black, 255 white."""
    smooth = Qt.TransformationMode.SmoothTransformation
    dot = picture.scaled(1, 1, Qt.AspectRatioMode.IgnoreAspectRatio, smooth)
    return dot.pixelColor(0, 0).lightness()


def fits(desk) -> None:
    least = desk.window.minimumSizeHint()
    assert (least.width() <= SMALL[0], least.height() <= SMALL[1]) == (True, True), least
    assert (desk.window.width(), desk.window.height()) == SMALL


@every_page
@pytest.mark.parametrize("text_size", [100, 200])
def test_it_fits_a_small_laptop(desk, dressed, name, text_size):
    desk.window.preferences.text_size = text_size
    desk.window.resize(*SMALL)
    open_page(desk, name)
    fits(desk)


@every_page
@pytest.mark.parametrize("size", [SMALL, (1440, 900)])
@pytest.mark.parametrize("text_size", [100, 200])
def test_nothing_is_cut_at_the_right_of_what_scrolls(desk, dressed, name, text_size, size):
    desk.window.preferences.text_size = text_size
    desk.window.resize(*size)
    page = open_page(desk, name)
    for area in page.findChildren(ScrollPage):
        if area.isVisible():
            assert area.widget().width() <= area.viewport().width(), area.accessibleName()


@every_page
def test_it_is_drawn_in_light_and_dark(desk, dressed, name):
    open_page(desk, name)
    seen = []
    for mode in ("light", "dark"):
        desk.window.preferences.theme_mode = mode
        desk.settle()
        seen.append(mean_lightness(desk.window.grab().toImage()))
    assert seen[0] > seen[1] + 50, "paper stays white, the rest does not"
