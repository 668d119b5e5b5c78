"""The room view: what it may never hold, and how it opens and closes."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget

from mdt_desktop.services.cases import case_record
from mdt_desktop.services.huddle import capturing, huddles, running
from tests.gui.dressed import dressed
from tests.gui.huddle_stage import Stage, stage, started, talking

__all__ = ["dressed", "stage", "started", "talking"]

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


def words_in(window: QWidget) -> str:
    """Every word a reader, a screen reader or a tooltip could find in the window."""
    found = []
    for widget in [window, *window.findChildren(QWidget)]:
        found += [
            widget.accessibleName(),
            widget.accessibleDescription(),
            widget.toolTip(),
            widget.windowTitle(),
        ]
        if isinstance(widget, QLabel):
            found.append(widget.text())
    return "\n".join(found)


def test_it_holds_nothing_that_names_the_person(talking: Stage) -> None:
    items = huddles.items_of(talking.session, talking.huddle.id)
    for item in items:
        running.write_discussion(talking.session, item.id, text="Confidential words of the discussion")
        line = "/action Priya fri ring the surgery"
        capturing.capture(talking.session, talking.huddle.id, item.id, line)
    page = talking.open("run", huddle=talking.huddle.id)
    page.room.switch()
    talking.settle()
    for item in items:
        talking.do(running.begin_item, talking.huddle.id, item.id)
        talking.settle()
        words = words_in(page.room.window)
        view = talking.ask(case_record.case_view, item.case_id)
        person = view.person
        assert "Ring the surgery" in words  # it does show this person, not an empty page
        for secret in secrets(view):
            assert secret.casefold() not in words.casefold(), secret
        assert person.given_names.split()[0] not in words


def secrets(view: case_record.CaseView) -> list[str]:
    person = view.person
    born = person.dob
    told = [
        person.nhs_number,
        view.nhs_number,
        person.family_name,
        person.address,
        person.postcode,
        person.phone,
        born.isoformat() if born else "",
        f"{born.day} {born:%b} {born.year}" if born else "",
        "Confidential words",
        *(event.text for event in view.timeline if event.kind in ("note", "call", "visit", "event")),
    ]
    return [secret for secret in told if secret]


def test_one_chord_opens_it_and_closes_it(talking: Stage) -> None:
    page = talking.open("run", huddle=talking.huddle.id)
    talking.key(Qt.Key.Key_R, CTRL, SHIFT)
    assert page.room.window.isVisible()
    assert page.room.window.isWindow()
    talking.bot.keyClick(page.room.window, Qt.Key.Key_R, CTRL | SHIFT)
    assert page.room.window is None


def test_it_steps_aside_while_another_page_shows(talking: Stage) -> None:
    page = talking.open("run", huddle=talking.huddle.id)
    page.room.switch()
    talking.settle()
    talking.show("cases")
    assert page.room.window is None
    talking.show("run", huddle=talking.huddle.id)
    assert page.room.window.isVisible()


def test_it_follows_the_huddle(talking: Stage) -> None:
    page = talking.open("run", huddle=talking.huddle.id)
    page.room.switch()
    talking.settle()
    assert "Case 1 of 9" in words_in(page.room.window)
    talking.window.activateWindow()
    talking.until(talking.window.isActiveWindow)
    page.capture.discussion.edit.setFocus()
    talking.key(Qt.Key.Key_2, Qt.KeyboardModifier.AltModifier)
    talking.settle()
    assert "Plan changed" in words_in(page.room.window)
    talking.key(Qt.Key.Key_Return, CTRL)
    talking.settle()
    assert "Case 2 of 9" in words_in(page.room.window)


@pytest.mark.parametrize("width", [900, 1440])
def test_its_time_is_that_of_the_page(talking: Stage, width: int) -> None:
    page = talking.open("run", huddle=talking.huddle.id)
    page.room.switch()
    talking.settle()
    page.room.window.resize(width, 700)
    page.ticker.show_time()
    assert page.room.window.ring.words() == page.header.ring.words()
