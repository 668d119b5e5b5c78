"""Prepare, by keys, by mouse and by dragging."""

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QDragMoveEvent, QDropEvent
from PySide6.QtWidgets import QMenu

from mdt_desktop.services.huddle import attendance, huddles, prepare_view
from mdt_desktop.services.team import directory
from tests.gui.dressed import dressed
from tests.gui.huddle_stage import Stage, stage

__all__ = ["dressed", "stage"]

# Menus ask for the keyboard; a window that is not on a screen has none to give.
menus = pytest.mark.qt_log_ignore("grabbing the keyboard", extend=True)
KEY, ALT, CTRL = Qt.Key, Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ControlModifier


def names(page) -> list[str]:
    return [line.row.case.name.split(",")[0] for line in page.agenda.list.rows.rows]


def kept(stage: Stage) -> list[str]:
    view = stage.ask(prepare_view.prepare_view, stage.huddle.id)
    return [row.case.name.split(",")[0] for row in view.agenda]


def test_an_agenda_is_made_by_keys_alone(stage: Stage) -> None:
    page = stage.open("prepare", huddle=stage.huddle.id)
    assert stage.focus() is page.suggested.list
    before = names(page)

    stage.key(KEY.Key_J)
    wanted = page.suggested.list.current_row().suggested.case.name.split(",")[0]
    stage.key(KEY.Key_Space)
    assert names(page) == [*before, wanted]

    said: list[str] = []
    page.announce.connect(said.append)
    page.agenda.list.setFocus()
    page.agenda.list.setCurrentIndex(page.agenda.list.rows.index(0))
    stage.key(KEY.Key_Down, ALT)
    assert said[-1].startswith(before[0])
    assert said[-1].endswith(f", now 2 of {len(before) + 1}")
    assert names(page)[:2] == [before[1], before[0]]
    assert page.agenda.list.current_row().row.case.name.startswith(before[0])

    minutes = page.agenda.list.current_row().row.item.minutes
    stage.key(KEY.Key_BracketRight)
    stage.key(KEY.Key_BracketRight)
    stage.key(KEY.Key_BracketLeft)
    assert page.agenda.list.current_row().row.item.minutes == minutes + 1
    assert said[-1] == f"{minutes + 1} min"

    stage.key(KEY.Key_Delete)
    assert before[0] not in names(page)
    stage.key(KEY.Key_Z, CTRL)
    assert before[0] in names(page)
    assert kept(stage) == names(page)

    stage.key(KEY.Key_Return, CTRL)
    stage.until(lambda: type(stage.page()).__name__ == "RunPage")
    assert stage.ask(huddles.find, stage.huddle.id).status == "in_session"


def test_the_top_three_are_added_and_taken_back_as_one(stage: Stage) -> None:
    page = stage.open("prepare", huddle=stage.huddle.id)
    before = names(page)
    stage.bot.mouseClick(page.suggested.add_top, Qt.MouseButton.LeftButton)
    stage.settle()
    assert len(names(page)) == len(before) + 3
    stage.window.workspace.toast.undo_button.click()
    stage.settle()
    assert names(page) == before


def test_a_reason_filters_the_suggestions(stage: Stage) -> None:
    page = stage.open("prepare", huddle=stage.huddle.id)
    toggle = page.suggested._toggles["overdue_action"]
    stage.bot.mouseClick(toggle, Qt.MouseButton.LeftButton)
    shown = page.suggested.lines()
    assert len(shown) == page.view.counts["overdue_action"]
    assert all(
        "overdue_action" in [reason.code for reason in line.suggested.suggestion.reasons] for line in shown
    )


def test_dragging_moves_a_person_and_adds_a_suggestion(stage: Stage) -> None:
    page = stage.open("prepare", huddle=stage.huddle.id)
    agenda, before = page.agenda.list, names(page)

    drag(agenda, agenda.rows.mimeData([agenda.rows.index(0)]), below_row(agenda, 2))
    stage.settle()
    assert names(page)[:3] == [before[1], before[2], before[0]]

    suggested = page.suggested.list
    wanted = suggested.rows.rows[0].suggested.case.name.split(",")[0]
    drag(agenda, suggested.rows.mimeData([suggested.rows.index(0)]), above_row(agenda, 1))
    stage.settle()
    assert names(page)[1] == wanted
    assert kept(stage) == names(page)


def drag(agenda, data, point: QPoint) -> None:
    action, buttons, held = (
        Qt.DropAction.MoveAction,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    agenda.dragMoveEvent(QDragMoveEvent(point, action, data, buttons, held))
    agenda.grab()  # the insertion line is painted
    drop = QDropEvent(QPointF(point), action, data, buttons, held)
    agenda.dropEvent(drop)
    assert drop.isAccepted()


def below_row(agenda, place: int) -> QPoint:
    return agenda.visualRect(agenda.rows.index(place)).center() + QPoint(0, 12)


def above_row(agenda, place: int) -> QPoint:
    return agenda.visualRect(agenda.rows.index(place)).center() - QPoint(0, 12)


def test_the_stepper_and_the_cross_are_pressed(stage: Stage) -> None:
    page = stage.open("prepare", huddle=stage.huddle.id)
    agenda = page.agenda.list
    minutes = agenda.rows.rows[1].row.item.minutes
    press_part(stage, agenda, 1, "less")
    assert agenda.rows.rows[1].row.item.minutes == minutes - 1
    gone = names(page)[1]
    press_part(stage, agenda, 1, "remove")
    assert gone not in names(page)


def press_part(stage: Stage, agenda, place: int, part: str) -> None:
    rect = agenda.visualRect(agenda.rows.index(place))
    row = agenda.rows.rows[place]
    for x in range(rect.left(), rect.right()):
        point = QPoint(x, rect.bottom() - 20)
        if agenda._delegate.part_at(rect, row, point) == part:
            stage.bot.mouseClick(agenda.viewport(), Qt.MouseButton.LeftButton, pos=point + QPoint(8, 0))
            stage.settle()
            return
    pytest.fail(f"no {part} in the row")


def test_too_much_is_said_and_mended_in_one_press(stage: Stage) -> None:
    page = stage.open("prepare", huddle=stage.huddle.id)
    assert not page.agenda.time.over.isVisible()
    stage.bot.mouseClick(page.suggested.add_top, Qt.MouseButton.LeftButton)
    stage.settle()
    assert page.agenda.time._fits.text().endswith("min over")
    assert page.agenda.time.over.isVisible()
    page.agenda.time.over.button.click()
    stage.settle()
    assert page.view.budget.fits
    assert not page.agenda.time.over.isVisible()


@menus
def test_somebody_is_expected_after_all(stage: Stage) -> None:
    page = stage.open("prepare", huddle=stage.huddle.id)
    people = page.people.list
    place = [guest.attendance.name for guest in people.rows.rows].index("Daniel Mensah")
    people.setFocus()
    people.setCurrentIndex(people.rows.index(place))
    stage.key(KEY.Key_F2)
    menu = next(menu for menu in page.people.findChildren(QMenu) if menu.isVisible())
    coming = next(action for action in menu.actions() if action.text() == "Coming")
    coming.trigger()
    menu.close()
    stage.settle()
    assert people.rows.rows[place].attendance.status == "accepted"


@menus
def test_somebody_else_is_invited(stage: Stage) -> None:
    page = stage.open("prepare", huddle=stage.huddle.id)
    stage.do(directory.add_member, "Ines Duarte", sector="HOU", job_title="Housing officer")
    page.people.invite.click()
    stage.settle()
    menu = next(menu for menu in page.people.findChildren(QMenu) if menu.isVisible())
    entry = next(action for action in menu.actions() if action.text().startswith("Ines Duarte"))
    entry.trigger()
    menu.close()
    stage.settle()
    assert "Ines Duarte" in [guest.attendance.name for guest in page.people.list.rows.rows]


def test_the_absent_presenter_of_the_first_person_is_noticed(stage: Stage) -> None:
    page = stage.open("prepare", huddle=stage.huddle.id)
    first = page.agenda.list.rows.rows[0].row
    assert not page.agenda.absent.isVisible()
    stage.do(attendance.attend, stage.huddle.id, first.presenter.id, "apologies")
    assert page.agenda.absent.isVisible()
    page.agenda.absent.button.click()
    stage.settle()
    assert page.agenda.list.rows.rows[-1].row.item.id == first.item.id


@pytest.mark.parametrize(("width", "height"), [(1440, 900), (1280, 720), (1000, 720)])
def test_it_fits_small_windows(stage: Stage, width: int, height: int) -> None:
    page = stage.open("prepare", width, height, huddle=stage.huddle.id)
    least = stage.window.minimumSizeHint()
    assert least.width() <= 1280
    assert least.height() <= 720
    assert page.suggested.isVisible() is (width > 1100)


def test_rows_are_said_in_full_sentences(stage: Stage) -> None:
    page = stage.open("prepare", huddle=stage.huddle.id)
    role = Qt.ItemDataRole.AccessibleTextRole
    said = page.agenda.list.rows.index(0).data(role)
    assert said.startswith(
        "1 of 9, CLARKE, Winston, most complex complexity, 8 minutes, presented by Colin Barr."
    )
    assert page.suggested.list.rows.index(0).data(role).startswith("HARGREAVES, David, complexity medium")
    assert page.people.list.rows.index(0).data(role) == "Dr Amara Okafor, GP, chair, Coming"


def test_tab_goes_from_list_to_list(stage: Stage) -> None:
    page = stage.open("prepare", huddle=stage.huddle.id)
    passed = []
    for _ in range(3):
        stage.key(KEY.Key_Tab)
        passed.append(stage.focus())
    assert passed == [page.agenda.list, page.people.list, page.people.invite]
