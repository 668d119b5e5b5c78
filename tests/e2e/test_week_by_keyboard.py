"""A week without a mouse: import, prepare, run, close, minutes, actions; the focus is seen at every key."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QFileDialog
from pytestqt.qtbot import QtBot

from mdt_desktop.resources import resource_path
from mdt_desktop.services.actions.rows import ActionRow
from mdt_desktop.services.demo import demo
from mdt_desktop.services.huddle import huddles
from tests.e2e.keyboard import Keyboard
from ui.actions.page import ActionsPage
from ui.huddle.close.fixes import DateFix, Fix, LateFix, OutcomeFix, OwnerFix, ReviewFix
from ui.play import hands
from ui.play.stage import Stage
from ui.theme import theme

LINES = (
    "/action @Priya fri ring the surgery",
    "/a Tom +7d fit a light by the door !",
    "/decision a visit on Monday",
    "/review 4w",
    "/matters my garden, and nobody fussing",
    "/need help with the shopping",
    "/gap no sitter at night",
    "/learning ask about sleep sooner",
    "/question who holds the key",
    "/tier medium settled after the move",
)
MENDED_BY = {OutcomeFix: "2", OwnerFix: "Down", DateFix: "", ReviewFix: "", LateFix: ""}
MOST = 20  # more gaps, owners or people than the demo has


@pytest.fixture
def keys(
    qapp: QApplication, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Keyboard]:
    """The window on an empty folder; the file dialogs, which are the system’s, answer by themselves."""
    names = {
        QFileDialog.AcceptMode.AcceptOpen: resource_path("demo/practice_list.csv"),
        QFileDialog.AcceptMode.AcceptSave: tmp_path / "minutes.pdf",
    }
    monkeypatch.setattr(
        QFileDialog, "open", lambda dialog: dialog.fileSelected.emit(str(names[dialog.acceptMode()]))
    )
    theme().start(qapp)
    with Stage(qapp, tmp_path / "profile", tmp_path) as shown:
        yield Keyboard(shown)


@pytest.mark.qt_log_ignore("This plugin does not support")  # of a window without a screen: raise, grab
def test_a_week_by_keyboard(keys: Keyboard, tmp_path: Path) -> None:
    keys.press("3")  # the demo team
    keys.stage.wait_for_workspace()
    lock_and_unlock(keys)
    import_a_list(keys)
    write_a_note(keys)
    prepare(keys)
    open_the_huddle(keys)
    talk_about_the_first(keys)
    talk_about_the_others(keys)
    close(keys)
    save_the_minutes(keys, tmp_path / "minutes.pdf")
    follow_up(keys)
    find_somebody(keys)
    lock_and_unlock(keys)


def lock_and_unlock(keys: Keyboard) -> None:
    keys.press("Ctrl+L")
    keys.write(demo.PASSPHRASE)
    keys.press("Return")
    keys.stage.wait_for_workspace()


def import_a_list(keys: Keyboard) -> None:
    stage = keys.stage
    keys.press("G, C")
    stage.expect("CasesPage")
    keys.press("I")
    stage.expect("ImportPage")
    keys.press("Ctrl+O")
    stage.wait(lambda: hands.is_there(stage.page, "Import 8 people"), "The file was not checked.")
    keys.press("N", "F6", "F6", "F6", "Shift+F6", "Ctrl+Return")
    stage.wait(lambda: hands.is_there(stage.page, "Go to Cases"), "The file was not imported.")
    keys.press("Ctrl+Return")
    stage.expect("CasesPage")


def write_a_note(keys: Keyboard) -> None:
    """Filter the list, open the one who is left, write, come back."""
    keys.press("/")
    keys.write("achebe")
    keys.go_to("Cases")
    keys.press("X", "X", "Return")
    keys.stage.expect("RecordPage")
    keys.write("Her daughter asks for a visit")
    keys.press("Return")
    keys.stage.wait(
        lambda: hands.row_with(keys.stage.page.timeline.list, "Her daughter asks").isValid(),
        "No note was written.",
    )
    back_to(keys, "CasesPage")


def back_to(keys: Keyboard, page: str) -> None:
    for _ in range(MOST):
        if type(keys.stage.page).__name__ == page:
            return
        keys.press("Escape")
    raise AssertionError(f"Esc does not lead back to the {page}")


def prepare(keys: Keyboard) -> None:
    stage = keys.stage
    keys.press("G, H", "Return")
    page = stage.expect("PreparePage")
    rows = page.agenda.list.rows.rows
    before = [line.row.item.id for line in rows]
    keys.press("Space")  # the first suggestion
    keys.go_to("Agenda")
    keys.press("J", "Alt+Up", "]", "]", "[")
    now = [line.row.item for line in page.agenda.list.rows.rows]
    assert len(now) == len(before) + 1
    assert [item.id for item in now[:2]] == [before[1], before[0]]
    keys.press("Delete")
    assert len(page.agenda.list.rows.rows) == len(before)
    keys.press("Ctrl+Z")
    assert len(page.agenda.list.rows.rows) == len(before) + 1
    keys.go_to("People")
    keys.press("F2", "Escape")
    keys.go_to("Agenda", "Shift+Tab")
    keys.press("Ctrl+Return")
    stage.expect("RunPage")


def open_the_huddle(keys: Keyboard) -> None:
    """Who is here; the chair handed over and taken back; what was promised."""
    stage = keys.stage
    keys.press("F2")
    for name in ("Amara", "Priya", "Tom", "Joanne", "Siân"):
        keys.write(name)
        keys.press("Return")
    me = stage.page.view.huddle.chair_id
    for name in ("Priya", "Amara"):
        keys.press("Ctrl+A")
        keys.write(name)
        keys.press("F2")
        keys.choose("Hand over the chair")
        assert (stage.page.view.huddle.chair_id == me) == (name == "Amara")
    keys.press("Escape")
    late = len(stage.page.view.late_actions)
    keys.press("X")
    keys.write("Somebody came and looked")
    keys.press("Return", "M")
    keys.write("+7d waiting for the part")
    keys.press("Return")
    assert len(stage.page.view.late_actions) < late


def talk_about_the_first(keys: Keyboard) -> None:
    """Everything a discussion can hold, a pause, and a lock in the middle of a line."""
    stage = keys.stage
    keys.press("Ctrl+Return")
    assert keys.name() == "Discussion"
    keys.write("What was said.")
    keys.go_to("Plan changed")
    keys.press("Space")
    keys.go_to("4 weeks")
    keys.press("Space")
    keys.go_to("Quick entry")
    for line in LINES:
        keys.write(line)
        keys.press("Return")
        assert not stage.page.capture.entry.text(), f"“{line}” was not taken"
    keys.press("F8")
    assert stage.page.view.huddle.status == "paused"
    keys.press("F8", "F9", "Ctrl+Shift+H", "Ctrl+Shift+H")
    item = stage.page.view.current.item
    keys.write("half a line")
    lock_and_unlock(keys)
    page = stage.expect("RunPage")
    assert page.view.current.item.id == item.id
    assert page.capture.entry.text() == "half a line"
    keys.go_to("Quick entry")
    keys.press("Return", "Ctrl+Return")
    assert stage.page.view.current.item.id != item.id


def talk_about_the_others(keys: Keyboard) -> None:
    """One is parked, one deferred, one left without an outcome; the others go on as before."""
    stage = keys.stage
    for turn in range(MOST):
        if stage.page.view.current is None:
            break
        if turn < 2:
            keys.write(("/park", "/defer their sister is away")[turn])
            keys.press("Return")
        elif turn == 2:
            keys.write("Nothing to decide yet")
            keys.press("Ctrl+Return", "Ctrl+Return")
        else:
            keys.press("Alt+1", "Ctrl+Return")
    keys.press("Ctrl+Return")
    assert keys.name() == "Keep going"
    keys.go_to("End huddle")
    keys.press("Space")
    stage.expect("ClosePage")


def close(keys: Keyboard) -> None:
    """Each gap is mended where it stands, each owner says yes, the chair signs."""
    stage = keys.stage
    page = stage.page
    for _ in range(MOST):
        if not page.page.view.gaps:
            break
        keys.press("Ctrl+Return")
        mend(keys, page.checks.checks.fix())
    assert not page.page.view.gaps
    for _ in range(MOST):
        if page.checks.unfinished() is not page.checks.readback:
            break
        keys.press("Y")
    keys.go_to("Your passphrase")
    keys.write(demo.PASSPHRASE)
    keys.press("Ctrl+Return")
    stage.expect("MinutesPage")


def mend(keys: Keyboard, fix: Fix | None) -> None:
    assert fix is not None
    assert fix.isAncestorOf(QApplication.focusWidget()), "the fields are open and have no focus"
    if isinstance(fix, LateFix):
        keys.write("Waiting for the landlord")
    if chosen := MENDED_BY[type(fix)]:
        keys.press(chosen)
    if not isinstance(fix, OutcomeFix):
        keys.press("Return")


def save_the_minutes(keys: Keyboard, path: Path) -> None:
    keys.press("F6", "F6", "PgDown", "PgUp", "Ctrl+S", "Return")
    keys.stage.wait(path.exists, "The minutes were not saved.")
    assert path.read_bytes().startswith(b"%PDF")


def follow_up(keys: Keyboard) -> None:
    """Done; moved with its reason; given to somebody who accepts."""
    stage = keys.stage
    keys.press("G, A")
    page = stage.expect("ActionsPage")
    done = next_action(keys)
    keys.press("X")
    keys.write("It was done on Friday")
    keys.press("Return")
    assert done not in [row.id for row in page.view.board.rows]
    moved = row_of(page, next_action(keys))
    keys.press("D")
    keys.go_to("Why is it moved?")
    keys.write("The part is not there")
    keys.press("Return")
    assert row_of(page, moved.id).due > moved.due
    given = next_action(keys)
    keys.press("O")
    keys.write("Siân")
    keys.press("Return")
    go_down_to(keys, given)
    keys.menu_key()
    keys.choose("Accepted by its owner")
    row = row_of(page, given)
    assert (row.owner, row.status) == ("Siân Howells", "accepted")


def row_of(page: ActionsPage, action: str) -> ActionRow:
    assert page.view is not None
    return next(row for row in page.view.board.rows if row.id == action)


def next_action(keys: Keyboard) -> str:
    """The action that is current, else the next one down: groups stand between them."""
    page = keys.stage.page
    for _ in range(MOST):
        if page.current() is not None:
            return str(page.current().id)
        keys.press("J")
    raise AssertionError("J comes to no action")


def go_down_to(keys: Keyboard, action: str) -> None:
    """From the top to where it stands among its new owner's."""
    keys.press("Home")
    for _ in range(2 * MOST):
        current = keys.stage.page.current()
        if current is not None and current.id == action:
            return
        keys.press("J")
    raise AssertionError("J does not come to the action")


def find_somebody(keys: Keyboard) -> None:
    keys.press("Ctrl+K")
    keys.write("ell")
    keys.press("Return")
    keys.stage.expect("RecordPage")
    assert hands.is_there(keys.stage.page, "ELLISON")
    back_to(keys, "ActionsPage")
    assert keys.stage.ask(huddles.current) is None
