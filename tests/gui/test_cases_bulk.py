"""Several people at once, and adding somebody to the next huddle."""

from datetime import timedelta

from PySide6.QtCore import QPoint, Qt

from mdt_desktop.services.cases import case_lists, case_page, cases, many_cases
from mdt_desktop.services.huddle import arranging, huddles
from tests.gui.cases_window import desk, make_desk, new_team
from tests.gui.dressed import dressed
from ui.cases.add_person import AddPerson
from ui.cases.bulk_forms import ReviewForm, WorkerForm

__all__ = ["desk", "dressed", "make_desk", "new_team"]

Key = Qt.Key


def off_the_agenda(page):
    return [at for at in range(page.model.total) if page.model.row(at).id not in page.around.agenda]


def tick(desk, page, places):
    for place in places:
        page.table.go_to(place)
        desk.press(Key.Key_X)


def test_x_selects_and_the_bar_shows_only_then(desk):
    page = desk.cases()
    assert not page.bulk.isVisible()
    desk.press(Key.Key_X)
    assert page.bulk.isVisible()
    words = page.model.index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert words.endswith(", selected")
    desk.press(Key.Key_Space)
    assert not page.bulk.isVisible()


def test_a_press_on_the_box_selects(desk):
    page = desk.cases()
    box = page.table.visualRect(page.model.index(2, 0))
    at = QPoint(box.left() + 20, box.center().y())
    desk.qtbot.mouseClick(page.table.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert list(page.model.ticked) == [page.model.row(2).id]


def test_a_selection_lasts_through_filters_and_esc_lets_go(desk):
    page = desk.cases()
    tick(desk, page, [0, 1])
    page._show_view("most_complex")
    desk.settle()
    assert len(page.model.ticked) == 2
    page.table.setFocus()
    desk.press(Key.Key_Escape)
    assert not page.model.ticked
    assert not page.bulk.isVisible()


def test_a_adds_all_selected_to_the_next_huddle_as_one_step(desk):
    page = desk.cases()
    huddle = page.around.huddle
    before = len(desk.ask(huddles.items_of, huddle.id))
    tick(desk, page, off_the_agenda(page)[:2])
    desk.press(Key.Key_A)
    assert len(desk.ask(huddles.items_of, huddle.id)) == before + 2
    assert not page.model.ticked
    desk.press(Key.Key_Z, control=True)
    assert len(desk.ask(huddles.items_of, huddle.id)) == before


def test_the_button_names_the_day_and_says_who_is_on_it(desk):
    page = desk.cases()
    place = off_the_agenda(page)[0]
    page.table.go_to(place)
    desk.settle()
    button = page.preview.add_button
    assert button.words().startswith("Add to ")
    desk.press(Key.Key_A)
    assert button.words().startswith("On for ")
    assert page.model.row(place).id in page.around.agenda


def test_without_a_huddle_it_offers_to_plan_one(new_team):
    new_team.window.jobs.do(
        cases.open_new, {"family_name": "Ellison", "given_names": "Margaret", "nhs_number": "9990276137"}
    )
    new_team.settle()
    page = new_team.cases()
    assert page.around.huddle is None
    assert page.preview.add_button.words().startswith("Plan ")
    new_team.press(Key.Key_A)
    assert page.around.huddle.day == page.around.huddle_day
    assert page.preview.add_button.words().startswith("On for ")


def test_one_review_date_for_several(desk):
    page = desk.cases()
    tick(desk, page, [0, 1])
    ids = list(page.model.ticked)
    desk.qtbot.mouseClick(page.bulk.review_button, Qt.MouseButton.LeftButton)
    form = page.findChild(ReviewForm)
    day = page.around.today + timedelta(days=20)
    form.day.set_day(day)
    desk.press(Key.Key_Return, control=True)
    assert {row.review_due for row in desk.ask(case_lists.rows_of, ids)} == {day}


def test_a_review_in_the_past_is_refused_beside_the_field(desk):
    page = desk.cases()
    tick(desk, page, [0])
    page.several.set_review()
    form = page.findChild(ReviewForm)
    form.day.set_day(page.around.today - timedelta(days=1))
    desk.press(Key.Key_Return, control=True)
    assert "lies ahead" in form._fields["day"].error()
    assert form.isVisible()


def test_another_key_worker_for_several(desk):
    page = desk.cases()
    tick(desk, page, [0, 1, 2])
    ids = list(page.model.ticked)
    desk.qtbot.mouseClick(page.bulk.worker_button, Qt.MouseButton.LeftButton)
    form = page.findChild(WorkerForm)
    member = page.around.members[-1]
    form.member.set_value(member.id)
    desk.press(Key.Key_Return, control=True)
    assert {row.key_worker_id for row in desk.ask(case_lists.rows_of, ids)} == {member.id}
    assert desk.focus is page.table


def test_closed_cases_are_refused_by_reference(desk):
    case = desk.case("pemberton")
    desk.window.jobs.do(cases.close_case, case.id, "goals_met")
    desk.settle()
    refused = []
    desk.window.jobs.do(many_cases.add_to_agenda, [case.id], failed=refused.append)
    desk.settle()
    assert str(refused[0]).startswith(f"{case.ref}: closed. Nobody was added")


def test_adding_somebody_needs_a_name_and_a_number_that_holds(desk):
    page = desk.cases()
    desk.press(Key.Key_N)
    form = page.findChild(AddPerson)
    assert desk.focus is form.family.edit
    desk.press(Key.Key_Return, control=True)
    assert form.family.error() == "Somebody new needs a name."
    assert "NHS number" in form.number.error()
    form.number.edit.setFocus()
    desk.write("999 123 4560")
    assert "check digit" in form.number.error()
    form.number.edit.clear()
    desk.write("999 007 919")
    assert form.number.error() == ""


def test_a_number_on_the_list_is_refused_beside_it(desk):
    page = desk.cases()
    desk.press(Key.Key_N)
    form = page.findChild(AddPerson)
    desk.write("Somebody")
    form.number.set_text("999 027 6137")
    desk.press(Key.Key_Return, control=True)
    assert "on the list already" in form.number.error()
    assert desk.focus is form.number.edit


def test_somebody_new_opens_with_their_record(desk):
    page = desk.cases()
    desk.press(Key.Key_N)
    form = page.findChild(AddPerson)
    desk.write("Winter")
    form.given.set_text("Ada")
    form.number.set_text("999 007 9196")
    form.born.set_text("14/3/1944")
    form.reason.setPlainText("Two falls in a week")
    form.locality.set_text("Millfield")
    desk.press(Key.Key_Return, control=True)
    view = desk.page.view
    assert view.row.name == "WINTER, Ada"
    assert (view.person.dob.isoformat(), view.case.reason) == ("1944-03-14", "Two falls in a week")
    assert view.case.locality == "Millfield"


def test_one_esc_does_not_lose_what_was_typed(desk):
    page = desk.cases()
    desk.press(Key.Key_N)
    form = page.findChild(AddPerson)
    desk.write("Win")
    desk.press(Key.Key_Escape)
    assert form.isVisible()
    assert form.message.isVisible()
    desk.press(Key.Key_Escape)
    desk.qtbot.waitUntil(lambda: page.findChild(AddPerson) is None)
    assert desk.focus is page.table


def test_the_next_open_agenda_leaves_out_locked_ones(desk):
    huddle = desk.ask(case_page.open_agenda)
    desk.window.jobs.do(arranging.lock, huddle.id)
    desk.settle()
    assert desk.ask(case_page.open_agenda) is None
