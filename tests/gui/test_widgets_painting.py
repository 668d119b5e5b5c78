"""What delegates share: pictures kept between paints, widths told before painting, headers that line up."""

from datetime import date
from importlib import import_module

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QImage, QPainter, QStandardItemModel
from PySide6.QtWidgets import QTableView, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import invalidate, isValid

from tests.gui.dressed import dressed
from ui.theme import Theme, u
from ui.theme import theme as the_theme
from ui.theme import type as type_roles
from ui.widgets import painting
from ui.widgets.boxes import Column
from ui.widgets.button import Button
from ui.widgets.chip import Chip
from ui.widgets.drawing import painting as painter_on
from ui.widgets.drawing import wrapped_lines
from ui.widgets.eliding_label import ElidingLabel
from ui.widgets.flow_layout import FlowLayout
from ui.widgets.table_header import TableHeader

__all__ = ["dressed"]

CELL = QRect(0, 0, 300, 48)
DAY = date(2026, 11, 24)


def paint_row(painter: QPainter) -> None:
    painting.paint_chip(painter, CELL, "Housing", "amber", "house")
    painting.paint_due(painter, CELL, DAY, DAY)
    painting.paint_tier(painter, CELL, "medium")
    painting.paint_avatar(painter, CELL, "AO", "PRI", "here")
    painting.paint_check(painter, CELL, True)


def test_a_second_paint_builds_nothing(dressed: Theme, monkeypatch: pytest.MonkeyPatch) -> None:
    image = QImage(300, 48, QImage.Format.Format_ARGB32)
    image.fill(Qt.GlobalColor.white)
    with painter_on(image) as painter:
        paint_row(painter)
        kept = dict(painting._pictures)

        def build(*_: object, **__: object) -> None:
            raise AssertionError("built inside paint")

        monkeypatch.setattr(painting, "_draw_picture", build)
        monkeypatch.setattr(import_module("ui.theme.theme"), "make_font", build)
        paint_row(painter)
    assert painting._pictures == kept
    assert len(kept) == 5


def test_a_change_of_theme_drops_the_pictures(dressed: Theme) -> None:
    image = QImage(300, 48, QImage.Format.Format_ARGB32)
    with painter_on(image) as painter:
        paint_row(painter)
    dressed.choose(mode="dark")
    assert painting._pictures == {}


def test_widths_are_what_is_used(dressed: Theme) -> None:
    image = QImage(300, 48, QImage.Format.Format_ARGB32)
    with painter_on(image) as painter:
        assert painting.paint_chip(painter, CELL, "Falls", icon="footprints") == painting.chip_width(
            "Falls", "footprints"
        )
        assert painting.paint_tier(painter, CELL, "low") == painting.tier_width("low")
        assert painting.paint_avatar(painter, QRect(0, 0, 200, 24), "AO", "PRI") == 24
        assert painting.paint_chip(painter, QRect(0, 0, 40, 48), "Safeguarding", "red", "shield-alert") == 40
        assert painting.paint_chip(painter, QRect(), "Falls") == 0


def test_a_chip_on_a_chosen_row_does_not_sink(dressed: Theme) -> None:
    image = QImage(300, 48, QImage.Format.Format_ARGB32)
    with painter_on(image) as painter:
        painting.paint_chip(painter, CELL, "Housing", "amber", selected=True)
    assert image.pixelColor(4, 24) == dressed.colour("surface")


@pytest.mark.parametrize("percent", [100, 200])
def test_header_labels_start_where_they_are_told(qtbot: QtBot, dressed: Theme, percent: int) -> None:
    dressed.choose(text_size=percent)
    table, header = QTableView(), TableHeader()
    qtbot.addWidget(table)
    model = QStandardItemModel(1, 2, table)
    model.setHorizontalHeaderLabels(["MMM", "MMM"])
    table.setModel(model)
    table.setHorizontalHeader(header)
    header.resizeSection(0, 200)
    header.resizeSection(1, 200)
    header.set_padding(1, 40)
    table.resize(500, 300)
    table.show()
    assert header.height() == u(34)
    picture = header.grab().toImage()
    assert _first_ink(picture, 0, dressed) == pytest.approx(u(8), abs=4)
    assert _first_ink(picture, 200, dressed) == pytest.approx(u(40), abs=4)


def _first_ink(picture: QImage, left: int, look: Theme) -> int:
    middle = range(picture.height() // 3, 2 * picture.height() // 3)
    ground = look.colour("surface")
    inked = (x for x in range(200) if any(picture.pixelColor(left + x, y) != ground for y in middle))
    return next(inked)


def test_rows_of_chips_wrap_and_take_the_height_they_need(qtbot: QtBot) -> None:
    box = QWidget()
    qtbot.addWidget(box)
    flow = FlowLayout(box)
    flow.add(*(Chip(f"Chip number {number}") for number in range(8)))
    one_line = flow.sizeHint().height()
    assert flow.heightForWidth(flow.sizeHint().width()) == one_line
    assert flow.heightForWidth(flow.sizeHint().width() // 3) > 2 * one_line
    box.resize(250, flow.heightForWidth(250))
    box.show()
    assert all(box.rect().contains(chip.geometry()) for chip in box.findChildren(Chip))
    flow.clear()
    assert flow.count() == 0


def test_a_long_title_elides_and_never_widens_the_window(qtbot: QtBot) -> None:
    box = QWidget()
    qtbot.addWidget(box)
    label = ElidingLabel("Confirm with the hospital that its team may see the notes " * 3)
    Column(box).add(label)
    box.resize(200, 60)
    box.show()
    assert box.minimumSizeHint().width() < 100
    assert label.toolTip() == label.text()
    label.setText("Short")
    assert label.toolTip() == ""


def test_fonts_are_made_once_for_each_role(dressed: Theme) -> None:
    assert dressed.font("body") is dressed.font("body")
    assert dressed is the_theme()
    dressed.choose(text_size=200)
    assert dressed.font("body").pixelSize() == 28
    assert type_roles.line_height("body") == 38


def test_a_painter_ends_even_when_painting_fails(qtbot: QtBot) -> None:
    image = QImage(10, 10, QImage.Format.Format_ARGB32)
    with pytest.raises(ZeroDivisionError), painter_on(image) as painter:
        1 / 0  # noqa: B018
    assert not painter.isActive()
    button = Button("Save")
    qtbot.addWidget(button)
    assert not button.grab().isNull()


def test_words_wrap_onto_so_many_lines_and_lose_none(dressed: Theme) -> None:
    words = "Write to the community pharmacy about blister packs and their price"
    assert wrapped_lines("Ring", "body", 500, 100, 2) == ["Ring"]
    assert wrapped_lines("", "body", 500, 100, 2) == []
    for most in (2, 3):
        lines = wrapped_lines(words, "body", 500, 150, most)
        assert len(lines) == most
        assert " ".join(lines) == words


def test_what_wraps_stands_centred_in_its_line(qtbot: QtBot, dressed: Theme) -> None:
    holder = QWidget()
    qtbot.addWidget(holder)
    high, low = Button("High"), Chip("Low", "neutral")
    flow = FlowLayout(holder)
    flow.add(high, low)
    holder.resize(400, 60)
    holder.show()
    qtbot.waitUntil(lambda: low.x() > high.x())
    assert abs(high.geometry().center().y() - low.geometry().center().y()) <= 1
    assert high.y() == 0


def test_what_wraps_outlives_what_pyside_takes_for_dead(qtbot: QtBot, dressed: Theme) -> None:
    """As after an event filter above it: what PySide made itself it takes for dead."""
    holder = QWidget()
    qtbot.addWidget(holder)
    flow = FlowLayout(holder).add(Button("One"), Button("Two"))
    for place in range(flow.count()):
        invalidate(flow.itemAt(place))
    assert all(isValid(flow.itemAt(place)) for place in range(flow.count()))
    assert flow.heightForWidth(300) > 0
