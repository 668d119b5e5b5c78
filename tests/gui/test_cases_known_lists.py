"""People around somebody, risks and needs: written in the side sheet with the keyboard, taken back."""

from PySide6.QtCore import Qt

from tests.gui.cases_window import desk, make_desk
from tests.gui.dressed import dressed
from ui.cases.known_sheets import NeedsSheet, PeopleSheet, RisksSheet

__all__ = ["desk", "dressed", "make_desk"]

Key = Qt.Key


def open_sheet(desk, page, card, kind):
    """Press the card's link by key, and the form that opens."""
    card.link.setFocus()
    desk.press(Key.Key_Space)
    return page.findChild(kind)


def add(desk, form):
    form.add_button.setFocus()
    desk.press(Key.Key_Space)


def test_people_around_are_added_changed_and_removed_as_one_step(desk):
    page = desk.record("ELLISON")
    before = page.view.person.people_around
    form = open_sheet(desk, page, page.people, PeopleSheet)
    assert desk.focus is form.boxes[0].fields["name"].edit
    add(desk, form)
    desk.write("Ada Winter")
    form.boxes[-1].fields["relation"].set_text("neighbour")
    form.boxes[0].remove_button.click()
    desk.press(Key.Key_Return, control=True)
    added = {"name": "Ada Winter", "relation": "neighbour", "phone": ""}
    assert [one["name"] for one in page.view.person.people_around] == [
        *(one["name"] for one in before[1:]),
        "Ada Winter",
    ]
    assert page.view.person.people_around[-1] == added
    page.deeds._take_back()
    desk.settle()
    assert page.view.person.people_around == before


def test_a_row_without_a_name_is_refused_beside_it(desk):
    page = desk.record("ELLISON")
    form = open_sheet(desk, page, page.people, PeopleSheet)
    add(desk, form)
    form.boxes[-1].fields["phone"].set_text("01632 960 001")
    desk.press(Key.Key_Return, control=True)
    name = form.boxes[-1].fields["name"]
    assert name.error() == "Write their name, or remove this row."
    assert desk.focus is name.edit


def test_esc_asks_before_a_new_row_is_lost(desk):
    page = desk.record("ELLISON")
    form = open_sheet(desk, page, page.people, PeopleSheet)
    add(desk, form)
    desk.write("Ada")
    desk.press(Key.Key_Escape)
    assert form.message.isVisible()
    desk.press(Key.Key_Escape)
    desk.qtbot.waitUntil(lambda: page.findChild(PeopleSheet) is None)


def test_people_around_are_not_shown_in_a_form_while_sharing(desk):
    page = desk.record("ELLISON")
    desk.window.workspace.set_sharing(True)
    assert open_sheet(desk, page, page.people, PeopleSheet) is None


def test_risks_have_a_level_and_a_note(desk):
    page = desk.record("ELLISON")
    before = page.view.case.risks
    form = open_sheet(desk, page, page.risks, RisksSheet)
    add(desk, form)
    desk.write("Carer exhausted")
    form.boxes[-1].fields["level"].edit.set_value("Rising")
    form.boxes[-1].fields["note"].set_text("Helen sleeps four hours")
    desk.press(Key.Key_Return, control=True)
    assert page.view.case.risks == [
        *before,
        {"what": "Carer exhausted", "level": "Rising", "note": "Helen sleeps four hours"},
    ]


def test_a_need_is_met_and_another_added_as_one_step(desk):
    page = desk.record("ELLISON")
    before = {need.id: need.status for need in page.view.needs}
    form = open_sheet(desk, page, page.needs, NeedsSheet)
    for box in form.statuses.values():
        box.set_value("met")
    form.text.set_text("rails in the bathroom")
    desk.press(Key.Key_Return, control=True)
    assert form._fields["code"].error() == "Choose what kind of need it is."
    form.code.set_value("falls")
    desk.press(Key.Key_Return, control=True)
    assert {need.status for need in page.view.needs if need.id in before} <= {"met"}
    [new] = [need for need in page.view.needs if need.id not in before]
    assert (new.code, new.text, new.status) == ("falls", "rails in the bathroom", "open")
    page.deeds._take_back()
    desk.settle()
    assert {need.id: need.status for need in page.view.needs} == before
