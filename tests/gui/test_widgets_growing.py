"""What words need in a narrow pane: whole sentences, nothing cut."""

import pytest
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from tests.gui.dressed import dressed
from ui.widgets.boxes import Column
from ui.widgets.field import Field
from ui.widgets.message import Message
from ui.widgets.passphrase_field import PassphraseField
from ui.widgets.scroll_page import ScrollPage
from ui.widgets.text import Text
from ui.widgets.text_area import TextArea

__all__ = ["dressed"]

LONG = "The day is before the huddle it was agreed at. Nothing was changed; choose a later day, or none."


def cut_labels(widget: QWidget) -> list[str]:
    shown = [label for label in widget.findChildren(QLabel) if label.isVisible() and label.text()]
    return [label.text() for label in shown if label.height() < label.heightForWidth(label.width())]


@pytest.fixture
def pane(qtbot: QtBot) -> QWidget:
    """A pane of 180 px: a sentence of a hundred letters takes five lines."""
    pane = QWidget()
    qtbot.addWidget(pane)
    pane.resize(180, 700)
    return pane


@pytest.mark.parametrize("make", [Field, PassphraseField])
def test_a_field_grows_with_its_error(qtbot, pane, make):
    field, below = make("Due", hint=LONG), QWidget()
    Column(pane).add(field, below, None)
    pane.show()
    field.set_error(LONG)
    qtbot.waitUntil(lambda: cut_labels(pane) == [])
    assert field.height() > 5 * 16


def test_a_field_leaves_spare_height_to_others(pane):
    field, big = Field("Due"), TextArea("Words")
    Column(pane).add(field, big)
    pane.show()
    assert field.height() < 80


@pytest.mark.parametrize("action", ["", "Open"])
def test_a_message_grows_with_its_words(qtbot, pane, action):
    message = Message("red", "Two people are the same", LONG, action=action)
    Column(pane).add(message, None)
    pane.show()
    qtbot.waitUntil(lambda: cut_labels(pane) == [])


def test_a_page_scrolls_only_over_what_does_not_fit(qtbot: QtBot) -> None:
    page = ScrollPage()
    qtbot.addWidget(page)
    page.body.add(*(Text(LONG, wrap=True) for _ in range(4)))
    page.resize(900, 300)
    page.show()
    qtbot.waitUntil(lambda: page.widget().width() > 800)
    assert page.verticalScrollBar().maximum() == 0
    page.resize(200, 300)
    qtbot.waitUntil(lambda: page.verticalScrollBar().maximum() > 0)
