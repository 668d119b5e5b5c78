"""The sheet of components, drawn for eyes in each look; it must also fit what it is drawn in."""

import pytest
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from tests.gui.component_sheet import ComponentSheet, draw_sheet
from tests.gui.dressed import dressed
from ui.theme import Theme, u
from ui.widgets.eliding_label import ElidingLabel

__all__ = ["dressed"]


@pytest.mark.parametrize("mode", ["light", "dark"])
def test_the_sheet_is_drawn(dressed: Theme, mode: str) -> None:
    dressed.choose(mode=mode)
    picture = QImage(str(draw_sheet(f"components-{mode}")))
    colours = {
        picture.pixelColor(x, y).name() for x in range(0, 1440, 3) for y in range(0, picture.height(), 3)
    }
    for role in ("canvas", "surface", "accent", "focus", "red", "amberSoft", "plumSoft", "greenSoft"):
        assert dressed.colour(role).name() in colours, role


@pytest.mark.parametrize("percent", [100, 130, 200])
def test_nothing_on_the_sheet_is_cut(qtbot: QtBot, dressed: Theme, percent: int) -> None:
    sheet = ComponentSheet()
    qtbot.addWidget(sheet)
    dressed.choose(text_size=percent)
    sheet.resize(u(1440), max(sheet.sizeHint().height(), sheet.layout().totalHeightForWidth(u(1440))))
    sheet.show()
    assert [_named(widget) for widget in sheet.findChildren(QWidget) if _cut(widget)] == []


def _cut(widget: QWidget) -> bool:
    if not widget.isVisible() or isinstance(widget, ElidingLabel):
        return False
    needed = widget.minimumSizeHint().expandedTo(widget.minimumSize())
    height = widget.heightForWidth(widget.width()) if widget.hasHeightForWidth() else needed.height()
    return widget.width() < needed.width() or widget.height() < height


def _named(widget: QWidget) -> str:
    return f"{type(widget).__name__} {widget.accessibleName()} {widget.size()} {widget.minimumSizeHint()}"
