"""A form half filled in outlives the lock, another page and a crash; leaving it on purpose ends it."""

from datetime import timedelta

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget

from mdt_desktop.services import drafts
from mdt_desktop.services.demo import demo
from tests.gui.cases_window import Desk, desk, make_desk
from tests.gui.dressed import dressed
from ui.actions.page import ActionsPage
from ui.cases.add_person import AddPerson
from ui.cases.bulk_forms import ReviewForm, WorkerForm
from ui.cases.details_form import DetailsForm
from ui.cases.known_sheets import PeopleSheet
from ui.cases.record_forms import TierSheet
from ui.cases.sheet import Sheet
from ui.team.member_form import MemberForm
from ui.team.slot_form import SlotForm

__all__ = ["desk", "dressed", "make_desk"]


def lock_and_unlock(desk: Desk) -> None:
    """Ctrl L where the focus is, then in again with the passphrase."""
    window = desk.window
    desk.qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    assert window.workspace is None
    with desk.qtbot.waitSignal(window.opened):
        desk.qtbot.keyClicks(window.unlock_screen.task.field.edit, demo.PASSPHRASE)
        desk.qtbot.keyClick(window.unlock_screen.task.field.edit, Qt.Key.Key_Return)
    desk.settle()


def form(desk: Desk, kind: type[Sheet]) -> Sheet:
    """The form that is open, with what it gives back in it."""
    desk.settle()
    return next(sheet for sheet in desk.page.findChildren(kind) if sheet.isVisible())


def told(sheet: Sheet) -> bool:
    """Whether it says that what stands in it was typed before."""
    return sheet.given_back.isVisible()


def add_person(desk: Desk) -> AddPerson:
    desk.cases()
    desk.press(Qt.Key.Key_N)
    return form(desk, AddPerson)


def write(desk: Desk, editor: QWidget, words: str) -> None:
    desk.qtbot.keyClicks(editor, words)


def test_a_new_person_half_typed_is_there_again_after_the_lock(desk):
    sheet = add_person(desk)
    write(desk, sheet.family.edit, "Whitcombe")
    write(desk, sheet.reason, "Two falls since Sunday.")
    sheet.tier.set_value("most_complex")
    lock_and_unlock(desk)
    sheet = add_person(desk)
    assert sheet.family.text() == "Whitcombe"
    assert sheet.reason.toPlainText() == "Two falls since Sunday."
    assert sheet.tier.value() == "most_complex"
    assert told(sheet)
    assert sheet.family.edit.hasFocus()


def test_what_was_given_back_can_be_started_afresh(desk):
    sheet = add_person(desk)
    write(desk, sheet.family.edit, "Whitcombe")
    desk.cases()
    desk.show("actions")
    sheet = add_person(desk)
    assert sheet.family.text() == "Whitcombe"
    desk.qtbot.mouseClick(sheet.given_back.button, Qt.MouseButton.LeftButton)
    assert sheet.family.text() == ""
    assert not told(sheet)
    desk.press(Qt.Key.Key_Escape)
    assert not told(add_person(desk))


def test_a_form_that_was_left_or_saved_keeps_nothing(desk):
    sheet = add_person(desk)
    write(desk, sheet.family.edit, "Whitcombe")
    desk.press(Qt.Key.Key_Escape)
    desk.press(Qt.Key.Key_Escape)
    sheet = add_person(desk)
    assert not sheet.family.text()
    assert not told(sheet)
    write(desk, sheet.family.edit, "Whitcombe")
    write(desk, sheet.born.edit, "14 Mar 1944")
    sheet.keep_draft()
    desk.press(Qt.Key.Key_Return, control=True)
    assert type(desk.page).__name__ == "RecordPage"
    assert not add_person(desk).family.text()


def test_a_crash_costs_a_second_at_most(desk):
    sheet = add_person(desk)
    write(desk, sheet.family.edit, "Whitcombe")
    desk.qtbot.waitUntil(lambda: "Whitcombe" in desk.ask(drafts.kept, "form new person"))


def test_only_what_was_changed_is_given_back(desk):
    page = desk.record("ELLISON")
    address = page.view.person.address
    desk.press(Qt.Key.Key_Escape)
    desk.record("ELLISON")._edit_details()
    sheet = form(desk, DetailsForm)
    sheet.lines["phone"].edit.selectAll()
    write(desk, sheet.lines["phone"].edit, "020 7946 0999")
    lock_and_unlock(desk)
    desk.record("ELLISON")._edit_details()
    sheet = form(desk, DetailsForm)
    assert sheet.values() == {"phone": "020 7946 0999"}
    assert sheet.lines["address"].text() == address
    desk.record("BEGUM")._edit_details()
    assert not told(form(desk, DetailsForm))


def test_rows_that_were_added_are_there_again(desk):
    desk.record("ELLISON")._edit_people()
    sheet = form(desk, PeopleSheet)
    before = sheet.lines()
    desk.qtbot.mouseClick(sheet.add_button, Qt.MouseButton.LeftButton)
    write(desk, desk.focus, "Rosalind")
    lock_and_unlock(desk)
    desk.record("ELLISON")._edit_people()
    sheet = form(desk, PeopleSheet)
    assert [line["name"] for line in sheet.lines()] == [*(line["name"] for line in before), "Rosalind"]
    assert told(sheet)
    desk.qtbot.mouseClick(sheet.given_back.button, Qt.MouseButton.LeftButton)
    assert sheet.lines() == before
    assert not sheet.is_changed()


def test_a_reason_half_written_belongs_to_its_person(desk):
    desk.record("ELLISON")._choose("tier")
    sheet = form(desk, TierSheet)
    write(desk, sheet.why, "Home again after")
    lock_and_unlock(desk)
    desk.record("ELLISON")._choose("tier")
    assert form(desk, TierSheet).why.toPlainText() == "Home again after"


def test_a_member_and_the_weekly_slot_come_back(desk):
    page = desk.show("team")
    desk.press(Qt.Key.Key_N)
    sheet = form(desk, MemberForm)
    write(desk, sheet.name.edit, "Tomasz Zielinski")
    sheet.sector.set_value("MH")
    lock_and_unlock(desk)
    page = desk.show("team")
    desk.press(Qt.Key.Key_N)
    sheet = form(desk, MemberForm)
    assert (sheet.name.text(), sheet.sector.value()) == ("Tomasz Zielinski", "MH")
    desk.press(Qt.Key.Key_Escape)
    desk.press(Qt.Key.Key_Escape)
    page.cards[0].change.emit()
    slot = form(desk, SlotForm)
    box = slot.days.box(1)
    box.click()
    slot.minutes.setValue(75)
    ticked = box.isChecked()
    lock_and_unlock(desk)
    desk.show("team").cards[0].change.emit()
    slot = form(desk, SlotForm)
    assert (slot.days.box(1).isChecked(), slot.minutes.value()) == (ticked, 75)


def test_what_matters_half_written_is_written_on(desk):
    card = desk.record("ELLISON").matters
    desk.qtbot.mouseClick(card.edit_button, Qt.MouseButton.LeftButton)
    card.words.selectAll()
    write(desk, card.words, "My cat, and the garden")
    lock_and_unlock(desk)
    page = desk.record("ELLISON")
    assert page.matters.words.isVisible()
    assert page.matters.words.toPlainText() == "My cat, and the garden"
    assert page.composer.entry.line.hasFocus()
    desk.qtbot.mouseClick(page.matters.cancel_button, Qt.MouseButton.LeftButton)
    desk.show("cases")
    assert not desk.record("ELLISON").matters.words.isVisible()


def tick(desk: Desk, places: list[int]) -> list[str]:
    """Select people in the list; their ids."""
    page = desk.cases()
    for place in places:
        page.model.tick(place)
    return list(page.model.ticked)


def test_a_review_day_for_several_is_there_again_with_those_it_was_for(desk):
    chosen = tick(desk, [1, 3])
    desk.page.bulk.review_button.click()
    sheet = form(desk, ReviewForm)
    day = sheet.day.day() + timedelta(days=14)
    sheet.day.set_day(day)
    lock_and_unlock(desk)
    page = desk.cases()
    desk.qtbot.waitUntil(lambda: sorted(page.model.ticked) == sorted(chosen))
    assert page.bulk.isVisible()
    page.bulk.review_button.click()
    sheet = form(desk, ReviewForm)
    desk.qtbot.waitUntil(lambda: sheet.day.day() == day)
    assert told(sheet)


def test_a_key_worker_for_several_outlives_another_page_but_not_another_choice_of_people(desk):
    tick(desk, [1, 3])
    desk.page.bulk.worker_button.click()
    sheet = form(desk, WorkerForm)
    first = sheet.member.value()
    other = next(value for value in values(sheet.member) if value not in ("", None, first))
    sheet.member.set_value(other)
    desk.show("actions")
    page = desk.cases()
    page.bulk.worker_button.click()
    assert form(desk, WorkerForm).member.value() == other
    desk.show("actions")
    page = desk.cases()
    page.model.tick(2)
    page.bulk.worker_button.click()
    assert form(desk, WorkerForm).member.value() == first


def values(choice) -> list[object]:
    return [choice.itemData(at) for at in range(choice.count())]


def test_a_selection_that_was_cleared_stays_cleared(desk):
    tick(desk, [1, 3])
    lock_and_unlock(desk)
    page = desk.cases()
    desk.qtbot.waitUntil(lambda: len(page.model.ticked) == 2)
    page.model.clear_ticked()
    lock_and_unlock(desk)
    page = desk.cases()
    desk.settle()
    assert not page.model.ticked


def ask_done(desk: Desk) -> ActionsPage:
    """X on the first action: what came of it?"""
    page = desk.show("actions")
    desk.press(Qt.Key.Key_X)
    desk.qtbot.waitUntil(page.bar.isVisible)
    return page


def test_an_answer_half_typed_is_there_again_after_the_lock_and_another_page(desk):
    page = ask_done(desk)
    write(desk, page.bar.words.edit, "Rail fitted on")
    lock_and_unlock(desk)
    page = ask_done(desk)
    desk.qtbot.waitUntil(lambda: page.bar.words.edit.text() == "Rail fitted on")
    write(desk, page.bar.words.edit, " Tuesday")
    desk.show("cases")
    page = ask_done(desk)
    desk.qtbot.waitUntil(lambda: page.bar.words.edit.text() == "Rail fitted on Tuesday")


def test_an_answer_that_was_left_or_given_is_not_kept(desk):
    page = ask_done(desk)
    write(desk, page.bar.words.edit, "Rail fitted on")
    desk.press(Qt.Key.Key_Escape)
    page = ask_done(desk)
    desk.settle()
    assert page.bar.words.edit.text() == ""
    write(desk, page.bar.words.edit, "Rail fitted")
    action = page.current().id
    desk.press(Qt.Key.Key_Return)
    assert desk.ask(drafts.kept, f"ask finish {action}") == ""


def test_an_answer_belongs_to_its_action_and_a_day_comes_back_with_its_reason(desk):
    page = desk.show("actions")
    desk.press(Qt.Key.Key_D)
    desk.qtbot.waitUntil(page.bar.isVisible)
    day = page.bar.day.day.day() + timedelta(days=14)
    page.bar.day.day.set_day(day)
    write(desk, page.bar.day.question.edit, "Waiting for the")
    action = page.current()
    lock_and_unlock(desk)
    page = desk.show("actions")
    page.deeds.change_due(action)
    desk.qtbot.waitUntil(lambda: page.bar.day.question.edit.text() == "Waiting for the")
    assert page.bar.day.day.day() == day
    other = next(row for row in page.view.board.rows if row.id != action.id)
    page.deeds.change_due(other)
    desk.settle()
    assert page.bar.day.question.edit.text() == ""


def test_a_name_that_comes_back_is_chosen_again_before_anything_is_added(desk):
    page = desk.show("actions")
    desk.press(Qt.Key.Key_N)
    new = page.bar.new
    new.edit.setText("Priya Fri ring Harbour Carers")
    new.set_person(desk.case("BEGUM").id, "BEGUM, Fatima")
    lock_and_unlock(desk)
    page = desk.show("actions")
    desk.press(Qt.Key.Key_N)
    new = page.bar.new
    desk.qtbot.waitUntil(lambda: new.edit.text() == "Priya Fri ring Harbour Carers")
    assert new.whom.text() == "BEGUM, Fatima"
    told_of = []
    new.answered.connect(lambda *words: told_of.append(words))
    desk.qtbot.mouseClick(new.add_button, Qt.MouseButton.LeftButton)
    assert told_of == []
    assert "Choose the person" in new.parsed.text()


def test_what_came_of_my_action_half_typed_on_this_week_is_there_again(desk):
    page = desk.show("home")
    page.actions.ask(page.actions._view.open[0])
    write(desk, page.actions.question.edit, "Spoke to")
    lock_and_unlock(desk)
    page = desk.show("home")
    page.actions.ask(page.actions._view.open[0])
    desk.qtbot.waitUntil(lambda: page.actions.question.edit.text() == "Spoke to")
