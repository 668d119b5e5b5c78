"""My actions in every team of the profile, on one page: each names its team, and Enter goes there."""

from datetime import date, timedelta

import pytest
from PySide6.QtCore import Qt

from mdt_desktop.domain.changes import creation, edit
from mdt_desktop.domain.ids import new_id
from mdt_desktop.domain.records import Action, Team
from mdt_desktop.services.actions import across_teams
from tests.gui.demo_pages import TODAY, demo_window, open_page, session
from tests.gui.dressed import dressed
from tests.spaces_of_tests import found_space
from ui.actions.every_team import EveryTeamList, every_team_sentence, holding

__all__ = ["demo_window", "dressed", "open_page", "session"]

QUAYSIDE = "Quayside"


def in_second_team(session, work):
    """Do something in the other team of the profile."""
    store, before = session.store, session.store.space
    store.use(next(one for one in store.spaces() if one.no != before.no))
    try:
        return work(store)
    finally:
        store.use(before)


@pytest.fixture
def two_teams(session):
    """The demo neighbourhood, and Quayside with one action of mine."""
    store, before = session.store, session.store.space
    found_space(store)
    me = store.space.member
    store.commit([creation(Team(id=new_id(), name=QUAYSIDE))])
    mine = Action(
        id=new_id(), ref="A-1", text="Ring the ferry office", owner_id=me, status="accepted",
        due=TODAY - timedelta(days=2),
    )  # fmt: skip
    store.commit([creation(mine)])
    store.use(before)
    return session


def shown(page) -> list[tuple[str, str]]:
    return [(one.team, one.row.text) for one in page.every_list.rows.rows]


def test_with_one_team_nothing_is_said_of_others(qtbot, session, open_page):
    page = open_page("actions")
    assert page.every is None
    assert not page.toolbar.scope._segments["every"].isVisible()
    qtbot.keyClick(page.tree, Qt.Key.Key_4)
    assert page.toolbar.scope.current() == "team"
    assert "every team" not in "".join(entry.words for entry in page.key_table.entries)


def test_4_lists_mine_of_every_team_those_due_first_first(qtbot, two_teams, open_page):
    page = open_page("actions")
    every = page.toolbar.scope._segments["every"]
    assert (every.isVisible(), every.accessibleName()) == (True, "Mine, in every team, 4")
    qtbot.keyClick(page.tree, Qt.Key.Key_4)
    assert page.every_list.isVisible()
    assert len(shown(page)) == 4
    assert (QUAYSIDE, "Ring the ferry office") in shown(page)
    dues = [one.row.due or date.max for one in page.every_list.rows.rows]
    assert dues == sorted(dues)
    assert not any(part.isVisible() for part in (page.counts, page.toolbar.as_board, page.nudge))
    assert page.context() == "4 open in your teams"
    qtbot.keyClick(page.every_list, Qt.Key.Key_B)
    qtbot.keyClick(page.every_list, Qt.Key.Key_2)
    assert page.tree.isVisible()


def select(page, team):
    rows = page.every_list.rows
    at = next(at for at, one in enumerate(rows.rows) if (one.team == QUAYSIDE) == (team == QUAYSIDE))
    page.every_list.setCurrentIndex(rows.index(at))
    return rows.rows[at]


def test_enter_goes_to_the_other_team_and_to_a_record_of_this(qtbot, two_teams, open_page):
    page = open_page("actions")
    qtbot.keyClick(page.tree, Qt.Key.Key_4)
    own = select(page, "")
    with qtbot.waitSignal(page.go) as gone:
        qtbot.keyClick(page.every_list, Qt.Key.Key_Return)
    assert gone.args == ["record", {"case": own.row.case_id}]
    page = open_page("actions")
    other = select(page, QUAYSIDE)
    with qtbot.waitSignal(page.open_team) as opened:
        qtbot.keyClick(page.every_list, Qt.Key.Key_Return)
    assert opened.args == [other.space]


def test_deeds_are_for_this_team_alone(qtbot, two_teams, open_page):
    page = open_page("actions")
    qtbot.keyClick(page.tree, Qt.Key.Key_4)
    select(page, QUAYSIDE)
    with qtbot.waitSignal(page.say) as said:
        qtbot.keyClick(page.every_list, Qt.Key.Key_D)
    assert said.args[0] == "This action is in Quayside. Enter goes to that team."
    assert not page.bar.isVisible()
    select(page, "")
    qtbot.keyClick(page.every_list, Qt.Key.Key_D)
    qtbot.waitUntil(page.bar.isVisible)


def test_it_is_read_again_when_the_exchange_stands_otherwise(qtbot, two_teams, open_page, demo_window):
    page = open_page("actions")
    qtbot.keyClick(page.tree, Qt.Key.Key_4)

    def finish(session):
        def work(store):
            action = store.records.first(Action)
            store.commit([edit(action, status="done")])

        in_second_team(session, work)

    demo_window.jobs.do(finish, receiver=page)
    qtbot.waitUntil(demo_window.jobs.idle)
    page.exchanged()
    qtbot.waitUntil(lambda: len(shown(page)) == 3)
    assert QUAYSIDE not in [team for team, _ in shown(page)]


def test_rows_are_whole_sentences_and_keep_the_rules(qtmodeltester, two_teams):
    mine = across_teams.in_every_team(two_teams)
    two_teams.close()
    listed = EveryTeamList()
    listed.show_actions(mine, TODAY)
    qtmodeltester.check(listed.rows)
    one = next(one for one in mine if one.team == QUAYSIDE)
    assert every_team_sentence(one, TODAY).endswith("in Quayside, Enter goes to that team")
    assert [found.team for found in holding(mine, "quayside ferry")] == [QUAYSIDE]
    assert holding(mine, "zebra") == []
    listed.deleteLater()


def test_an_empty_list_says_so(qtbot, two_teams, open_page):
    page = open_page("actions")
    qtbot.keyClick(page.tree, Qt.Key.Key_4)
    page._show_every([])
    assert page.nothing.isVisible()
    assert page.nothing.title.text() == "Nothing due from you in any team"
    page._show_every(None)
    assert page.toolbar.scope.current() == "mine"
