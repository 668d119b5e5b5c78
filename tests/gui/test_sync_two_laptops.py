"""Invite, join, admit, edit on both, settle: two real windows that share a folder, by mouse and keys."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from mdt_desktop.services.cases import case_lists, cases
from tests.gui.dressed import dressed
from tests.gui.sync_windows import (
    ask_to_join,
    connect_folder,
    invite,
    joined,
    make_laptop,
    shared,
)
from ui.cases.sheet import Sheet
from ui.unlock.admission_task import AdmissionTask

MARGARET = {"family_name": "Ellison", "given_names": "Margaret", "dob": "1944-03-14"}

__all__ = ["dressed", "make_laptop", "shared"]


def test_a_colleague_joins_and_both_hold_the_same(make_laptop, shared):
    amara, joanne = joined(make_laptop, shared)
    assert joanne.window.workspace.navigation.me.words() == "Joanne Price"
    assert amara.digest() == joanne.digest()
    assert [row.title for row in amara.sync_page().view.devices] == ["Dr Amara Okafor", "Joanne Price · B"]


def test_a_request_outlives_the_window_and_is_asked_again(make_laptop, shared):
    amara = make_laptop("amara", founded_by="Dr Amara Okafor")
    connect_folder(amara, shared)
    text = invite(amara, "Joanne Price")
    words = ask_to_join(make_laptop("joanne"), text, shared)
    joanne = make_laptop("joanne")
    joanne.task.field.set_text("correct horse battery")
    joanne.click(joanne.task.button)
    joanne.until(lambda: isinstance(joanne.task, AdmissionTask) and joanne.task.words.words())
    assert joanne.task.words.words() == words


def test_nobody_is_admitted_before_the_words_were_compared(make_laptop, shared):
    amara = make_laptop("amara", founded_by="Dr Amara Okafor")
    connect_folder(amara, shared)
    joanne = make_laptop("joanne")
    words = ask_to_join(joanne, invite(amara, "Joanne Price"), shared)
    page = amara.sync_page()
    amara.click(page.side.try_now)
    amara.until(lambda: page.view.decisions)
    amara.click(page.card.deed)
    assert page.card.request.reminder.isVisible()
    assert QApplication.focusWidget() is page.card.request.box
    assert page.card.request.request.words == words
    amara.click(page.card.other)
    amara.until(lambda: not page.view.decisions)
    amara.until(amara.all_sent)
    amara.click(page.side.try_now)
    joanne.click(joanne.task.look)
    joanne.until(lambda: not isinstance(joanne.task, AdmissionTask))
    assert "has not admitted this computer" in joanne.task.trouble.accessibleName()


def apart(amara, joanne, shared):
    """The folder is out of reach for both, and both say so."""
    shared.rename(shared.with_name("away"))
    for laptop in (amara, joanne):
        laptop.exchange.try_now()
        laptop.until(lambda laptop=laptop: laptop.chip.startswith("Offline"))


def together_again(amara, joanne, shared):
    shared.with_name("away").rename(shared)
    for laptop in (amara, joanne, amara, joanne):
        laptop.exchange.try_now()
        laptop.until(laptop.all_sent)


def test_what_both_changed_is_settled_by_one_and_stands_on_both(make_laptop, shared):
    amara, joanne = joined(make_laptop, shared)
    case = amara.do(cases.open_new, MARGARET)
    joanne.until(lambda: joanne.ask(case_lists.list_cases, "").total == 1)
    apart(amara, joanne, shared)
    amara.do(cases.set_fields, case.id, {"tier": "most_complex", "reason": "Falls at night."})
    joanne.do(cases.set_fields, case.id, {"tier": "low", "reason": "Asked for a home visit."})
    amara.until(lambda: amara.chip == "Offline · 1 change waiting")
    together_again(amara, joanne, shared)
    amara.until(lambda: amara.chip == "1 to resolve")
    page = amara.sync_page()
    amara.until(lambda: page.view.decisions)
    pane = page.card.conflict
    amara.until(lambda: pane.result.text())
    assert QApplication.focusWidget() in pane.fields[0].cards
    amara.press(Qt.Key.Key_Right)
    amara.press(Qt.Key.Key_Left)
    amara.press(Qt.Key.Key_Right)
    amara.until(lambda: "Complexity: Low." in pane.result.text())
    assert "Falls at night." in pane.result.text()
    assert "Asked for a home visit." in pane.result.text()
    amara.press(Qt.Key.Key_Return, control=True)
    amara.until(lambda: not page.view.decisions and amara.all_sent())
    joanne.until(lambda: joanne.digest() == amara.digest())
    row = joanne.ask(case_lists.list_cases, "").rows[0]
    assert row.tier == "low"
    joanne.until(lambda: joanne.chip == "Up to date")


def test_a_settled_conflict_is_taken_back_from_the_toast(make_laptop, shared):
    amara, joanne = joined(make_laptop, shared)
    case = amara.do(cases.open_new, MARGARET)
    joanne.until(lambda: joanne.ask(case_lists.list_cases, "").total == 1)
    apart(amara, joanne, shared)
    amara.do(cases.set_fields, case.id, {"tier": "medium"})
    joanne.do(cases.set_fields, case.id, {"tier": "low"})
    together_again(amara, joanne, shared)
    page = joanne.sync_page()
    joanne.until(lambda: page.view.decisions)
    joanne.click(page.card.conflict.heads[0].keep)
    joanne.click(page.card.deed)
    joanne.until(lambda: not page.view.decisions)
    joanne.click(joanne.window.workspace.toast.undo_button)
    joanne.until(lambda: page.view.decisions)


def test_a_shared_window_does_not_show_the_code_of_an_invitation(make_laptop, shared):
    amara = make_laptop("amara", founded_by="Dr Amara Okafor")
    connect_folder(amara, shared)
    page = amara.sync_page()
    amara.click(page.side.devices.add_button)
    amara.until(lambda: [one for one in page.findChildren(Sheet) if one.isVisible()])
    amara.write("Joanne Price")
    amara.press(Qt.Key.Key_Return, control=True)
    sheet = amara.sheet()
    assert sheet.code.isVisible()
    amara.window.workspace.set_sharing(True)
    assert not sheet.code.isVisible()
    assert sheet.shared.isVisible()
    amara.click(sheet.copy)
    assert QApplication.clipboard().text().startswith("MDT1:")
