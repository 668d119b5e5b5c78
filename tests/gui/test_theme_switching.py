"""Switching while the window is open: colours, letters and sizes follow at once."""

import pytest
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from tests.gui.dressed import dressed
from ui.theme import Theme, u
from ui.widgets.boxes import Column
from ui.widgets.button import Button
from ui.widgets.chip import Chip
from ui.widgets.painting import chip_width
from ui.widgets.surface import set_surface
from ui.widgets.text import Text

__all__ = ["dressed"]


def test_dark_reaches_palette_sheet_and_painted_widgets(qtbot: QtBot, dressed: Theme) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    set_surface(window, "canvas")
    button, words = Button("Save", kind="primary"), Text("Words")
    Column(window, margin=20).add(button, words, QLineEdit())
    window.resize(300, 160)
    window.show()
    light = window.grab().toImage()
    with qtbot.waitSignal(dressed.changed):
        dressed.choose(mode="dark")
    dark = window.grab().toImage()
    assert dressed.dark
    assert light.pixelColor(2, 2) != dark.pixelColor(2, 2) == dressed.colour("canvas")
    assert words.palette().color(QPalette.ColorRole.WindowText) == dressed.colour("text")
    inside = button.geometry().topLeft()
    assert dark.pixelColor(inside.x() + 8, inside.y() + 4) == dressed.colour("accent")


def test_icons_are_drawn_anew_in_the_new_colour(dressed: Theme) -> None:
    def ink() -> set[str]:
        image = dressed.icon("square", "text", 24).toImage()
        size = image.width()
        pixels = [image.pixelColor(x, size // 2) for x in range(size)]
        return {pixel.name() for pixel in pixels if pixel.alpha() == 255}

    assert ink() == {dressed.colour("text").name()}
    dressed.choose(mode="dark")
    assert ink() == {dressed.colour("text").name()}


@pytest.mark.parametrize("percent", [115, 130, 150, 200])
def test_text_size_reaches_every_measure(qtbot: QtBot, dressed: Theme, percent: int) -> None:
    button, chip, words = Button("Save", icon="check", key="S"), Chip("Housing", icon="house"), Text("Words")
    for widget in (button, chip, words):
        qtbot.addWidget(widget)
    before = [widget.sizeHint() for widget in (button, chip, words)]
    dressed.choose(text_size=percent)
    for widget, size in zip((button, chip, words), before, strict=True):
        assert widget.sizeHint().height() == pytest.approx(size.height() * percent / 100, abs=2)
        assert widget.sizeHint().width() == pytest.approx(size.width() * percent / 100, rel=0.06)
    assert u(100) == percent
    assert chip_width("Housing", "house") == chip.sizeHint().width()
    assert QApplication.font().pixelSize() == round(14 * percent / 100)


def test_motion_can_be_turned_off(dressed: Theme) -> None:
    dressed.choose(reduced_motion=False)
    assert dressed.duration(120) == 120
    dressed.choose(reduced_motion=True)
    assert dressed.duration(120) == 0


def test_an_unknown_mode_is_a_bug(dressed: Theme) -> None:
    with pytest.raises(ValueError, match="sepia"):
        dressed.choose(mode="sepia")


def test_without_a_choice_the_system_decides(dressed: Theme, qapp: QApplication) -> None:
    dressed.follow_system()
    assert dressed.dark == (qapp.styleHints().colorScheme().name == "Dark")
