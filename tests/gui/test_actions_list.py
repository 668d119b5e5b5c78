"""The list of actions: groups, scopes, filter, sentences, folding, and what stands in an empty one."""

from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtCore import QPoint, Qt

from mdt_desktop.services.actions import action_page
from tests.gui.demo_pages import demo_window, open_page, session
from tests.gui.dressed import dressed
from ui.actions.grouping import BUCKETS, bucket_of, grouped, in_scope, matching
from ui.actions.nothing import nothing_words
from ui.actions.tree_model import ACTION, DUE, MOVED, OWNER, ActionTree
from ui.actions.words import done_words

__all__ = ["demo_window", "dressed", "open_page", "session"]


@pytest.fixture
def view(session):
    read = action_page.actions_view(session)
    session.close()
    return read


def shown(page) -> list[str]:
    return [row.text for group in page.tree.tree.groups for row in group.rows]


def test_the_tree_keeps_the_rules_of_item_models(qtmodeltester, view):
    tree = ActionTree()
    tree.set_groups(grouped(view, view.board.rows, "organisation"), view.today, view.ownerless)
    assert tree.rowCount() > 3
    qtmodeltester.check(tree)


def test_cells_are_read_as_sentences(view):
    tree = ActionTree()
    tree.set_groups(grouped(view, view.board.rows, "organisation"), view.today, view.ownerless)
    role, top = Qt.ItemDataRole.AccessibleTextRole, tree.index(0, 0)
    assert top.data(role) == "Borough Housing, 2 open, 2 late, 0% on time"
    cells = [tree.index(0, column, top).data(role) for column in (ACTION, OWNER, DUE, MOVED)]
    assert cells[0].startswith("Surveyor visit for damp and mould, HARGREAVES, David")
    assert cells[0].endswith("moved 3 times, blocked: Surveyor off sick, no cover yet")
    assert cells[1:] == ["Owner Marek Nowak", "11 days late, was due Fri 13 Nov", "Moved 3 times"]


def test_an_action_of_nobody_asks_for_an_owner(view):
    lost = replace(view.board.rows[0], owner="", owner_id="", organisation="", sector="", owner_text="zed")
    left = view.board.rows[1]
    tree = ActionTree()
    tree.set_groups(grouped(view, [lost, left], "owner"), view.today, frozenset([left.id]))
    role = Qt.ItemDataRole.AccessibleTextRole
    cells = [tree.find(row.id).siblingAtColumn(OWNER).data(role) for row in (lost, left)]
    assert cells == ["Nobody owns it yet: choose who", f"{left.owner} has left: choose a new owner"]
    assert "Nobody yet" in [group.words for group in tree.groups]


@pytest.mark.parametrize(("by", "some"), [("owner", "Tom Reilly"), ("person", "ELLISON, Margaret")])
def test_groups_hold_every_action_once(view, by, some):
    groups = grouped(view, view.board.rows, by)
    assert some in [group.words for group in groups]
    assert sorted(row.id for group in groups for row in group.rows) == sorted(r.id for r in view.board.rows)


def test_due_dates_keep_the_order_of_time(view):
    words = [group.words for group in grouped(view, view.board.rows, "due")]
    assert words == [bucket for bucket in BUCKETS if bucket in words]
    assert words[0] == "Late"


@pytest.mark.parametrize(
    ("due", "bucket"),
    [
        (date(2026, 11, 23), "Late"),
        (date(2026, 11, 24), "Today"),
        (date(2026, 11, 27), "This week"),
        (date(2026, 11, 29), "This week"),
        (date(2026, 11, 30), "Later"),
        (None, "No date"),
    ],
)
def test_where_a_date_stands(view, due, bucket):
    assert bucket_of(replace(view.board.rows[0], due=due), date(2026, 11, 24)) == bucket


def test_scopes_and_filter_choose(view):
    rows = view.board.rows
    assert len(in_scope(rows, "mine")) == view.board.mine == 3
    assert len(in_scope(rows, "late")) == view.board.late == 6
    assert [row.text for row in matching(rows, "marek damp")] == ["Surveyor visit for damp and mould"]


def test_empty_lists_say_what_is_true(view):
    calm = replace(view, board=replace(view.board, late=0, today=4))
    assert nothing_words(calm, "late", "")[0] == "Nothing late. 4 due today"
    assert nothing_words(calm, "mine", "")[0] == "Nothing due from you"
    assert nothing_words(calm, "team", "zebra")[0] == "No action holds these words"
    none = replace(view, board=replace(view.board, rows=[]))
    assert nothing_words(none, "late", "")[0] == "Nothing is open"


def test_finished_says_on_time_or_when(view):
    done = replace(view.board.rows[0], status="done", due=date(2026, 11, 20), moves=0)
    today = date(2026, 11, 24)
    assert done_words(replace(done, closed_on=date(2026, 11, 19)), today) == "On time"
    assert done_words(replace(done, closed_on=date(2026, 11, 23)), today) == "Done 23 Nov"
    assert done_words(replace(done, closed_on=today, moves=1), today) == "Done today"


def test_1_2_3_choose_mine_team_and_late(qtbot, open_page):
    page = open_page("actions")
    for key, count in ((Qt.Key.Key_1, 3), (Qt.Key.Key_3, 6), (Qt.Key.Key_2, 12)):
        qtbot.keyClick(page.tree, key)
        assert len(shown(page)) == count


def test_the_counts_and_the_context_say_where_we_are(open_page):
    page = open_page("actions")
    assert page.context() == "12 open across 6 organisations"
    names = [card.accessibleName() for card in page.counts.cards]
    assert names[:2] == ["Late: 6, oldest 11 days", "Due today: 0, nothing is due"]
    assert names[2:4] == ["Due this week: 2, by Fri 27 Nov", "Later: 4, after this week"]


def test_slash_filters_and_leaves_letters_to_the_field(qtbot, open_page):
    page = open_page("actions")
    qtbot.keyClick(page.tree, Qt.Key.Key_Slash)
    search = page.toolbar.search
    qtbot.waitUntil(search.hasFocus)
    qtbot.keyClicks(search, "oxo")
    assert page.nothing.isVisible()
    assert not page.bar.isVisible()
    search.clear()
    qtbot.keyClicks(search, "lunch")
    assert page.nothing.title.text() == "No action holds these words"
    search.clear()
    assert page.tree.isVisible()


def test_j_moves_over_headings_and_enter_folds_them(qtbot, open_page):
    page = open_page("actions")
    tree = page.tree
    assert tree.current_action().text == "Surveyor visit for damp and mould"
    qtbot.keyClick(tree, Qt.Key.Key_K)
    assert tree.current_action() is None
    qtbot.keyClick(tree, Qt.Key.Key_Return)
    assert not tree.isExpanded(tree.tree.index(0, 0))
    qtbot.keyClick(tree, Qt.Key.Key_J)
    qtbot.keyClick(tree, Qt.Key.Key_J)
    assert tree.current_action().owner == "Daniel Mensah"
    page.enter()
    qtbot.waitUntil(page.jobs.idle)
    assert not tree.isExpanded(tree.tree.index(0, 0))


def test_a_press_folds_a_group(qtbot, open_page):
    tree = open_page("actions").tree
    spot = tree.visualRect(tree.tree.index(1, 0)).center()
    qtbot.mouseClick(tree.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(60, spot.y()))
    assert not tree.isExpanded(tree.tree.index(1, 0))


def test_an_action_that_is_asked_for_is_current(open_page):
    page = open_page("actions")
    wanted = page.view.board.rows[-1]
    page = open_page("actions", action=wanted.id)
    assert page.tree.current_action().id == wanted.id


def test_enter_opens_the_record(qtbot, open_page):
    page = open_page("actions")
    row = page.tree.current_action()
    with qtbot.waitSignal(page.go) as gone:
        qtbot.keyClick(page.tree, Qt.Key.Key_Return)
    assert gone.args == ["record", {"case": row.case_id}]


def test_the_page_fits_the_smallest_laptop_whatever_is_asked(qtbot, demo_window, open_page):
    page = open_page("actions")
    demo_window.resize(1280, 720)
    page.deeds.change_owner(page.current())
    qtbot.waitUntil(page.bar.isVisible)
    least = demo_window.minimumSizeHint()
    assert (least.width() <= 1280, least.height() <= 720) == (True, True)
    assert demo_window.height() == 720
