"""A huddle of the demo that has ended with every kind of gap, in the real window."""

from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from mdt_desktop.services.closing import signing
from mdt_desktop.services.demo.demo import PASSPHRASE
from mdt_desktop.services.huddle import attendance, capturing, huddles, running
from tests.gui.huddle_stage import Stage
from ui.minutes.paper_view import PaperView

ROOM = ("Amara", "Priya", "Tom", "Joanne", "Siân")


def hold(stage: Stage, *discussions: tuple[str, ...], room: tuple[str, ...] = ROOM) -> None:
    """Run the demo's huddle: one tuple of lines a person, in the agenda's order; the rest is not reached."""
    session, huddle = stage.session, stage.huddle
    assert huddle is not None
    running.start(session, huddle.id)
    for name in room:
        attendance.attend(session, huddle.id, name)
    for item, lines in zip(huddles.items_of(session, huddle.id), discussions, strict=False):
        running.begin_item(session, huddle.id, item.id)
        for line in lines:
            capturing.capture(session, huddle.id, item.id, line)
        running.finish_item(session, huddle.id, item.id)
    running.end(session, huddle.id)
    stage.huddle = huddles.find(session, huddle.id)


def stage_with_gaps(stage: Stage) -> Stage:
    """Nobody owns the first action, the second has no date, the second person has no outcome."""
    hold(
        stage,
        ("/action @zed call the carers 3w", "/outcome changed", "/review 4w"),
        ("/action @Priya ring the landlord", "Fell on Monday.", "/review 4w"),
    )
    return stage


@pytest.fixture
def ended(stage: Stage) -> Stage:
    """Ended, with gaps."""
    return stage_with_gaps(stage)


@pytest.fixture
def signable(stage: Stage) -> Stage:
    """Ended, with nothing missing."""
    hold(
        stage,
        ("/action @Priya call the carers 2w", "/outcome changed", "/review 4w"),
        ("/action @me ring the landlord 1w", "/outcome continue", "/review 4w"),
    )
    return stage


@pytest.fixture
def signed(signable: Stage) -> Stage:
    """Signed as version 1."""
    assert signable.huddle is not None
    signing.sign(signable.session, signable.huddle, PASSPHRASE)
    return signable


def pages_drawn(stage: Stage, view: PaperView) -> None:
    """Wait until every page in sight is drawn as it is now."""
    stage.until(lambda: _painted(view))


def _painted(view: PaperView) -> bool:
    QApplication.processEvents()
    return view.whole()


def codes(stage: Stage, state: str = "needs_you") -> list[str]:
    """The codes of the rows of the checklist in a state."""
    return [row.code for row in stage.page().checks.checks.rows.rows if row.state == state]


def go_to(stage: Stage, code: str) -> Any:
    """Move in the checklist with J and K to the row of this code."""
    listed = stage.page().checks.checks
    listed.setFocus()
    goal = next(at for at, row in enumerate(listed.rows.rows) if row.code == code)
    while listed.currentIndex().row() != goal:
        stage.key(Qt.Key.Key_J if listed.currentIndex().row() < goal else Qt.Key.Key_K)
    return listed.current_row()


def complaints(stage: Stage) -> list[str]:
    """What the page complains of from here on."""
    heard: list[str] = []
    stage.page().complain.connect(heard.append)
    return heard
