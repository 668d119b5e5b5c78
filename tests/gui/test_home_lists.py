"""My actions and the reviews due: keys, ticks, the question in the row, undo, and a card that fails."""

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication

from mdt_desktop.domain.records import Action
from mdt_desktop.refused import Refused
from mdt_desktop.services import week
from tests.gui.demo_pages import demo_window, open_page, session
from tests.gui.dressed import dressed
from ui.home.action_rows import my_model, my_rows
from ui.home.part import Part
from ui.home.review_rows import review_model, review_rows
from ui.home.reviews_card import ReviewsCard
from ui.jobs import Jobs

__all__ = ["demo_window", "dressed", "open_page", "session"]


def first_action(session, page) -> Action:
    return session.records.get(Action, page.actions.list.rows.rows[0].action.id)


def test_both_models_keep_the_rules_of_item_models(qtmodeltester, session):
    for model, rows in (
        (my_model(), my_rows(week.my_actions(session))),
        (review_model(), review_rows(week.reviews(session))),
    ):
        model.set_rows(rows)
        assert model.rowCount() > 2
        qtmodeltester.check(model)
    session.close()


def test_rows_are_read_as_sentences(open_page):
    page = open_page("home")
    role = Qt.ItemDataRole.AccessibleTextRole
    assert page.actions.list.rows.index(0).data(role) == (
        "Ring the landlord about the damp report, HARGREAVES, David · from huddle 5 Nov, "
        "owner Dr Amara Okafor, 4 days late, was due fri 20 nov, moved 1 time"
    )
    assert (
        page.reviews.list.rows.index(1)
        .data(role)
        .startswith("HARGREAVES, David, complexity medium, review 4 days late")
    )


def test_x_asks_what_came_of_it_and_enter_finishes_it(qtbot, demo_window, open_page, session):
    page = open_page("home")
    rows = page.actions.list
    action = first_action(session, page)
    rows.stand_on(0)
    qtbot.keyClick(rows, Qt.Key.Key_X)
    edit = page.actions.question.edit
    qtbot.waitUntil(edit.hasFocus)
    qtbot.keyClicks(edit, "Landlord comes on Friday")
    with qtbot.waitSignal(page.say) as said:
        qtbot.keyClick(edit, Qt.Key.Key_Return)
    assert said.args[0] == "Done: Ring the landlord about the damp report"
    closed = session.records.get(Action, action.id)
    assert (closed.status, closed.outcome_text) == ("done", "Landlord comes on Friday")
    assert not page.actions.question.isVisible()
    qtbot.mouseClick(demo_window.workspace.toast.undo_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: session.records.get(Action, action.id).status == action.status)


def test_without_words_nothing_is_finished(qtbot, open_page, session):
    page = open_page("home")
    action = first_action(session, page)
    page.actions.list.stand_on(0)
    qtbot.keyClick(page.actions.list, Qt.Key.Key_X)
    question = page.actions.question
    qtbot.keyClick(question.edit, Qt.Key.Key_Return)
    assert question.edit.accessibleDescription() == "A few words are needed"
    assert question.isVisible()
    qtbot.keyClick(question.edit, Qt.Key.Key_Escape)
    assert not question.isVisible()
    assert page.actions.list.hasFocus()
    assert session.records.get(Action, action.id).status == action.status


def test_a_press_on_the_box_asks_and_not_done_keeps_the_reason(qtbot, open_page, session):
    page = open_page("home")
    rows = page.actions.list
    action = first_action(session, page)
    spot = rows.visualRect(rows.rows.index(0)).topLeft() + QPoint(16, 24)
    qtbot.mouseClick(rows.viewport(), Qt.MouseButton.LeftButton, pos=spot)
    question = page.actions.question
    qtbot.keyClicks(question.edit, "Tenant moved out")
    with qtbot.waitSignal(page.say):
        qtbot.mouseClick(question.buttons["not_done"], Qt.MouseButton.LeftButton)
    assert session.records.get(Action, action.id).status == "not_done"
    assert session.records.get(Action, action.id).status_reason == "Tenant moved out"


def test_j_and_k_move_through_both_lists(qtbot, open_page):
    page = open_page("home")
    mine, due = page.actions.list, page.reviews.list
    mine.stand_on(0)
    for _ in range(mine.rows.rowCount()):
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_J)
    assert due.hasFocus()
    assert due.currentIndex().row() == 0
    qtbot.keyClick(due, Qt.Key.Key_K)
    assert mine.hasFocus()
    assert mine.currentIndex().row() == mine.rows.rowCount() - 1
    qtbot.keyClick(mine, Qt.Key.Key_K)
    assert mine.currentIndex().row() == mine.rows.rowCount() - 2


def test_the_row_with_the_focus_is_scrolled_into_sight(qtbot, demo_window, open_page):
    page = open_page("home")
    demo_window.resize(1280, 720)
    demo_window.workspace.grab()
    page.reviews.list.stand_on(-1)
    rect = page.reviews.list.visualRect(page.reviews.list.currentIndex())
    bottom = page.reviews.list.viewport().mapTo(page.scroll.viewport(), rect.bottomLeft()).y()
    assert bottom <= page.scroll.viewport().height()


def test_enter_opens_the_record_of_a_review(qtbot, open_page):
    page = open_page("home")
    page.reviews.list.stand_on(2)
    case = page.reviews.list.current_row().review.case.id
    with qtbot.waitSignal(page.go) as gone:
        qtbot.keyClick(page.reviews.list, Qt.Key.Key_Return)
    assert gone.args == ["record", {"case": case}]


def test_see_all_and_an_action_lead_to_the_actions(qtbot, open_page):
    page = open_page("home")
    with qtbot.waitSignal(page.go) as gone:
        qtbot.mouseClick(page.actions.link, Qt.MouseButton.LeftButton)
    assert gone.args == ["actions", {}]
    page = open_page("home")
    page.actions.list.stand_on(0)
    action = page.actions.list.current_row().action.id
    with qtbot.waitSignal(page.go) as gone:
        qtbot.keyClick(page.actions.list, Qt.Key.Key_Return)
    assert gone.args == ["actions", {"action": action}]


def test_all_reviews_go_onto_the_agenda_and_come_off_again(qtbot, demo_window, open_page):
    page = open_page("home")
    waiting = len(page.reviews.waiting())
    assert waiting > 1
    with qtbot.waitSignal(page.say) as said:
        qtbot.mouseClick(page.reviews.link, Qt.MouseButton.LeftButton)
    assert said.args[0] == f"{waiting} people added to the agenda"
    qtbot.waitUntil(lambda: page.reviews.waiting() == [])
    assert not page.reviews.link.isVisible()
    said.args[1]()
    qtbot.waitUntil(lambda: len(page.reviews.waiting()) == waiting)


def test_a_card_that_fails_says_so_and_tries_again(qtbot, dressed, session):
    answers = iter([Refused("The list could not be read. Nothing is lost; try again."), None])

    def read(reader):
        problem = next(answers)
        if problem:
            raise problem
        return week.reviews(reader)

    jobs = Jobs(session)
    card = ReviewsCard()
    part = Part(jobs, "Reviews due", read, card, ())
    qtbot.addWidget(part)
    part.show()
    part.load()
    qtbot.waitUntil(part.message.isVisible)
    assert part.message.accessibleName() == (
        "Reviews due could not be read. The list could not be read. Nothing is lost; try again."
    )
    assert not card.isVisible()
    qtbot.mouseClick(part.message.button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(card.isVisible)
    assert not part.message.isVisible()
    assert card.list.rows.rowCount() > 0
    jobs.shutdown()
