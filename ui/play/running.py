"""The demo's next huddle, run in the window from its script: prepared, opened, nine people talked about."""

from typing import Any

from PySide6.QtWidgets import QAbstractItemView, QFrame, QPlainTextEdit

from mdt_desktop.domain import vocabulary
from mdt_desktop.domain.day_words import day_month
from mdt_desktop.domain.demo_neighbourhood import FollowUp, ItemPlayed
from mdt_desktop.domain.records import Huddle
from mdt_desktop.services.demo import demo_huddle
from mdt_desktop.services.demo.demo_huddle import StoryClock
from mdt_desktop.services.huddle import huddles, running
from ui.play import hands
from ui.play.camera import Camera
from ui.play.stage import Stage

WATCHED = 3  # the person at whom the pictures are taken, with text half typed


def prepare(stage: Stage, camera: Camera) -> None:
    """The agenda as it is planned; the story's clock takes over, so that the minutes say half past nine."""
    stage.go("prepare")
    camera.take(stage, "05-prepare", small=True)
    huddle: Huddle = stage.ask(huddles.upcoming)
    stage.keep_time(StoryClock(huddles.starts_at(huddle)), huddle, stage.ask(demo_huddle.script_of))
    hands.keys("Ctrl+Return")
    stage.expect("RunPage")


def open_huddle(stage: Stage, camera: Camera) -> None:
    """Attendance by first letters and Enter; then what was promised and is late."""
    names = stage.ask(demo_huddle.names_by_key)
    hands.keys("F2")
    for key, status in stage.script.attendance.items():
        if status == "present":
            hands.type_words(names[key])
            hands.keys("Return")
            stage.settle()
    camera.take(stage, "06d-attendance")
    hands.keys("Escape")
    camera.take(stage, "06e-actions-from-before")
    for told in stage.script.follow_ups:
        _follow(stage, told)
    stage.clock.pass_(stage.huddle.opening_minutes * 60)


def _follow(stage: Stage, told: FollowUp) -> None:
    """Select the action, say what becomes of it, and why."""
    rows = hands.find(stage.page, "Actions from before", QAbstractItemView)
    hands.pick(rows, told.action)
    hands.keys("X" if told.verb == "done" else "M")
    hands.type_words(f"{day_month(told.due)} {told.text}" if told.due else told.text)
    hands.keys("Return")
    stage.settle()


def talk(stage: Stage, camera: Camera) -> None:
    """Every person of the agenda in turn."""
    hands.keys("Ctrl+Return")
    for number, told in enumerate(stage.script.items, 1):
        stage.settle()
        _discuss(stage, camera if number == WATCHED else None, told)
        hands.keys("Ctrl+Return")
    stage.settle()
    stage.clock.pass_(stage.huddle.readback_minutes * 60)
    hands.press(stage.window, "End huddle")
    camera.take(stage, "06f-end")
    hands.press(hands.find(stage.page, "End huddle", QFrame), "End huddle")
    stage.expect("ClosePage")


def _discuss(stage: Stage, camera: Camera | None, told: ItemPlayed) -> None:
    stage.clock.pass_(told.seconds // 2)
    item = stage.ask(demo_huddle.item_of, stage.huddle, told.person)
    hands.click(hands.find(stage.page, "Discussion", QPlainTextEdit))
    for line in told.discussion[:-1]:
        hands.type_words(line)
        hands.keys("Return")
    hands.type_words(told.discussion[-1])
    codes = [term.code for term in vocabulary.terms("outcome")]
    hands.keys(f"Alt+{codes.index(told.outcome) + 1}")
    for at, line in enumerate(told.lines):
        if camera is not None and at == 2:
            _picture(stage, camera, line)
        _enter(stage, line)
    stage.clock.pass_(told.seconds - told.seconds // 2)
    # What the window has no field for: who tells the person, by when, and the outcome's finer word.
    extra: dict[str, Any] = {"outcome_detail": told.outcome_detail} if told.outcome_detail else {}
    teller = stage.ask(demo_huddle.names_by_key).get(told.who_tells, told.who_tells)
    stage.do(running.write_discussion, item.id, who_tells=teller, tell_by=told.tell_by, **extra)


def _enter(stage: Stage, line: str) -> None:
    """One line of quick entry."""
    entry = hands.find(stage.page, "Quick entry", QPlainTextEdit)
    if not entry.toPlainText():
        hands.click(entry)
        hands.type_words(line)
    hands.keys("Return")
    stage.settle()
    if entry.toPlainText():
        raise hands.NotThere(f"Quick entry did not take “{line}”.")


def _picture(stage: Stage, camera: Camera, line: str) -> None:
    """The screen with a line half typed, and the window the room sees."""
    hands.click(hands.find(stage.page, "Quick entry", QPlainTextEdit))
    hands.type_words(line)
    stage.settle()
    camera.take(stage, "06-run", small=True)
    hands.keys("Ctrl+Shift+R")
    stage.settle()
    camera.take_other(stage, "06b-room-view", stage.other_window())
    stage.come_forward()
    hands.keys("Ctrl+Shift+R")
    stage.settle()
    hands.find(stage.page, "Quick entry", QPlainTextEdit).setFocus()
