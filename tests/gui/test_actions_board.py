"""The board: columns by due date, cards pushed by keys or dropped, one card marked."""

from datetime import date

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt
from PySide6.QtGui import QDropEvent

from mdt_desktop.domain.records import Action
from tests.gui.demo_pages import demo_window, open_page, session
from tests.gui.dressed import dressed
from ui.actions.board import day_for
from ui.actions.card_rows import ACTION_MIME, BoardCard, card_model

__all__ = ["demo_window", "dressed", "open_page", "session"]

SHIFT = Qt.KeyboardModifier.ShiftModifier
TUESDAY, FRIDAY = date(2026, 11, 24), date(2026, 11, 27)


@pytest.fixture
def page(qtbot, open_page):
    shown = open_page("actions")
    qtbot.keyClick(shown.tree, Qt.Key.Key_B)
    return shown


@pytest.fixture
def stored(session):
    return lambda row: session.records.get(Action, row.id)


def column(page, name):
    return next(one for one in page.board.columns if one.name == name).list


def test_b_shows_the_board_and_the_list_again(qtbot, page):
    assert page.board.isVisible()
    assert page.board.current_action().text == "Surveyor visit for damp and mould"
    names = [one.list.accessibleName() for one in page.board.columns]
    assert names == ["Late, 6", "Today, 0", "This week, 2", "Later, 4", "Finished, 9"]
    qtbot.keyClick(page.board.current_list(), Qt.Key.Key_B)
    assert page.tree.isVisible()
    assert page.tree.current_action().text == "Surveyor visit for damp and mould"


def test_columns_keep_the_rules_of_item_models(qtmodeltester, page):
    model = card_model()
    model.set_rows([BoardCard(row, page.view.today) for row in page.view.board.rows])
    qtmodeltester.check(model)
    assert model.index(0).data(Qt.ItemDataRole.AccessibleTextRole).startswith("Surveyor visit")


def test_right_goes_to_the_next_column_that_holds_cards(qtbot, page):
    late, week = column(page, "Late"), column(page, "This week")
    qtbot.keyClick(late, Qt.Key.Key_Right)
    assert week.hasFocus()
    assert [one.list.lit for one in page.board.columns].count(True) == 1
    qtbot.keyClick(week, Qt.Key.Key_Left)
    assert late.hasFocus()


def test_shift_right_asks_why_and_moves_the_date(qtbot, page, stored):
    late = column(page, "Late")
    row = page.board.current_action()
    qtbot.keyClick(late, Qt.Key.Key_Right, SHIFT)
    assert page.bar.accessibleName() == "Move “Surveyor visit for damp and mould” to Tue 24 Nov"
    edit = page.bar.day.question.edit
    qtbot.waitUntil(edit.hasFocus)
    qtbot.keyClicks(edit, "Cover found")
    with qtbot.waitSignal(page.say):
        qtbot.keyClick(edit, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: column(page, "Today").rows.rowCount() == 1)
    assert stored(row).due == TUESDAY


def test_shift_left_never_makes_an_action_late(qtbot, page):
    week = column(page, "This week")
    qtbot.keyClick(column(page, "Late"), Qt.Key.Key_Right)
    qtbot.keyClick(week, Qt.Key.Key_Left, SHIFT)
    assert page.bar.isVisible()
    qtbot.keyClick(page.bar.day.question.edit, Qt.Key.Key_Escape)
    with qtbot.waitSignal(page.say) as said:
        page.board.push(week.current_row().action, 0)
    assert said.args[0] == "No action can be made late"


def test_a_card_pushed_to_finished_asks_what_came_of_it_and_back_why(qtbot, page, stored):
    row = column(page, "Later").rows.rows[0].action
    page.board.select(row.id)
    qtbot.keyClick(column(page, "Later"), Qt.Key.Key_Right, SHIFT)
    edit = page.bar.words.edit
    qtbot.keyClicks(edit, "He came")
    with qtbot.waitSignal(page.say):
        qtbot.keyClick(edit, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: column(page, "Finished").rows.place_of(row.id) >= 0)
    page.board.select(row.id)
    qtbot.keyClick(column(page, "Finished"), Qt.Key.Key_Left, SHIFT)
    qtbot.keyClicks(edit, "Only once")
    with qtbot.waitSignal(page.say) as said:
        qtbot.keyClick(edit, Qt.Key.Key_Return)
    assert said.args[0].startswith("Open again")
    assert stored(row).status == "assigned"


def test_a_card_dropped_on_a_column_asks_as_its_key_does(page):
    row = column(page, "Late").rows.rows[1].action
    mime = QMimeData()
    mime.setData(ACTION_MIME, row.id.encode())
    drop = QDropEvent(
        QPointF(20, 20),
        Qt.DropAction.MoveAction,
        mime,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    column(page, "This week").dropEvent(drop)
    assert page.bar.accessibleName() == f"Move “{row.text}” to Fri 27 Nov"
    assert page.bar.day.day.day() == FRIDAY


@pytest.mark.parametrize(
    ("name", "today", "day"),
    [
        ("Today", TUESDAY, TUESDAY),
        ("This week", TUESDAY, FRIDAY),
        ("This week", FRIDAY, None),
        ("Later", TUESDAY, date(2026, 12, 1)),
        ("Later", date(2026, 11, 21), date(2026, 11, 30)),
        ("Late", TUESDAY, None),
        ("Finished", TUESDAY, None),
    ],
)
def test_the_day_a_column_stands_for(name, today, day):
    assert day_for(name, today) == day


def test_filter_and_scope_hold_on_the_board_too(qtbot, page):
    qtbot.keyClick(page.board.current_list(), Qt.Key.Key_3)
    counts = [one.list.rows.rowCount() for one in page.board.columns]
    assert counts == [6, 0, 0, 0, 0]
    qtbot.keyClicks(page.toolbar.search, "damp")
    assert column(page, "Late").rows.rowCount() == 2
