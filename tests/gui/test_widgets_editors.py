"""Editors: what they answer, what the keys and the wheel do to them, and what a question puts first."""

from datetime import date

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QAccessible, QWheelEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from tests.gui.dressed import dressed
from ui.theme import Theme
from ui.widgets.boxes import Column
from ui.widgets.combo_box import ComboBox
from ui.widgets.confirm import Confirm
from ui.widgets.date_edit import DateEdit
from ui.widgets.field import Field
from ui.widgets.number_box import NumberBox
from ui.widgets.text_area import TextArea

__all__ = ["dressed"]

COLUMNS = (("NHS number", "nhs"), ("Family name", "family"), ("Not imported", None))


def wheel(widget: QWidget) -> None:
    spot = QPointF(5, 5)
    buttons, keys = Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier
    phase = Qt.ScrollPhase.NoScrollPhase
    event = QWheelEvent(spot, spot, QPoint(), QPoint(0, -120), buttons, keys, phase, False)
    QApplication.sendEvent(widget, event)


def test_a_choice_is_its_value(qtbot: QtBot) -> None:
    box = ComboBox("Goes to", COLUMNS)
    qtbot.addWidget(box)
    box.set_value("family")
    assert (box.value(), box.currentText()) == ("family", "Family name")
    box.set_items(COLUMNS[1:])
    assert box.value() == "family"
    box.set_value("gone")
    assert box.value() == "family"


def test_the_wheel_changes_nothing_that_has_no_focus(qtbot: QtBot) -> None:
    box, number, day = (
        ComboBox("Goes to", COLUMNS),
        NumberBox("Minutes", 5),
        DateEdit("Due", date(2026, 11, 26)),
    )
    for widget in (box, number, day):
        qtbot.addWidget(widget)
        widget.show()
        widget.clearFocus()
        wheel(widget)
    assert (box.value(), number.value(), day.day()) == ("nhs", 5, date(2026, 11, 26))


def test_a_day_reads_as_everywhere_else(qtbot: QtBot) -> None:
    edit = DateEdit("Due", date(2026, 11, 26))
    qtbot.addWidget(edit)
    assert edit.text() == "Thu 26 Nov 2026"
    with qtbot.waitSignal(edit.picked) as heard:
        edit.set_day(date(2026, 12, 1))
    assert heard.args == [date(2026, 12, 1)]


def test_editors_are_told_by_their_names(qtbot: QtBot) -> None:
    editors = ComboBox("Goes to"), DateEdit("Due"), NumberBox("Minutes"), TextArea("Notes")
    for editor in editors:
        qtbot.addWidget(editor)
        told = QAccessible.queryAccessibleInterface(editor)
        assert told.text(QAccessible.Text.Name) == editor.accessibleName() != ""


def test_a_fields_label_names_any_editor(qtbot: QtBot) -> None:
    field = Field("Review in", NumberBox(unit=" weeks", value=4))
    qtbot.addWidget(field)
    assert field.edit.accessibleName() == "Review in"
    assert field.edit.text() == "4 weeks"


def test_tab_leaves_a_text_area(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    area, number = TextArea("Notes"), NumberBox("Minutes")
    Column(window).add(area, number)
    window.show()
    window.activateWindow()
    area.setFocus()
    qtbot.waitUntil(area.hasFocus)
    qtbot.keyClick(area, Qt.Key.Key_Tab)
    qtbot.waitUntil(number.hasFocus)
    assert area.toPlainText() == ""


def test_editors_grow_with_the_text(qtbot: QtBot, dressed: Theme) -> None:
    editors = ComboBox("Goes to", COLUMNS), DateEdit("Due"), NumberBox("Minutes"), TextArea("Notes")
    for editor in editors:
        qtbot.addWidget(editor)
    before = [editor.minimumHeight() for editor in editors]
    dressed.choose(text_size=200)
    assert [editor.minimumHeight() for editor in editors] == [2 * height for height in before]


def test_a_question_starts_at_the_safe_answer(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    window.show()
    question = Confirm(
        "Remove Harbour Housing?", "Their members keep no access.", deed="Remove", parent=window
    )
    question.open()
    question.activateWindow()
    qtbot.waitUntil(question.safe.hasFocus)
    with qtbot.waitSignal(question.rejected):
        qtbot.keyClick(question.safe, Qt.Key.Key_Return)


def test_the_deed_is_done_only_when_pressed(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    question = Confirm(
        "Remove Harbour Housing?", "Their members keep no access.", deed="Remove", parent=window
    )
    question.open()
    with qtbot.waitSignal(question.accepted):
        question.deed.click()


@pytest.mark.parametrize("make", [DateEdit, NumberBox])
def test_the_words_follow_the_text_size_while_shown(qtbot: QtBot, dressed: Theme, make: type) -> None:
    dressed.choose(text_size=200)
    box = make("Due")
    qtbot.addWidget(box)
    box.show()
    sizes = []
    for text_size in (200, 100, 150):
        dressed.choose(text_size=text_size)
        sizes.append(box.lineEdit().font().pixelSize())
    assert sizes == [28, 14, 21]
