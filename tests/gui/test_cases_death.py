"""A death on the record: reported in a form, said in the banner, put right, taken back."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from tests.gui.cases_window import desk, make_desk
from tests.gui.dressed import dressed
from ui.cases.death_sheet import DeathSheet

__all__ = ["desk", "dressed", "make_desk"]

Key = Qt.Key


def said(page) -> str:
    return " ".join(label.text() for label in page.banner.findChildren(QLabel) if label.isVisible())


def report(desk, page, day: str = ""):
    page._choose("death")
    form = page.findChild(DeathSheet)
    form.day.set_text(day)
    desk.press(Key.Key_Return, control=True)
    return form


def test_a_reported_death_is_said_and_can_be_taken_back(desk):
    page = desk.record("ELLISON")
    report(desk, page, "1 Nov 2026")
    desk.qtbot.waitUntil(lambda: "Death reported, 1 Nov 2026, to be confirmed" in said(page))
    assert page.view.case.status == "deceased_pending"
    page.deeds._take_back()
    desk.settle()
    desk.qtbot.waitUntil(lambda: "Death reported" not in said(page))
    assert page.view.case.status == "active"


def test_a_mistake_is_put_right_in_the_same_form(desk):
    page = desk.record("ELLISON")
    report(desk, page)
    page._choose("death")
    form = page.findChild(DeathSheet)
    form.deceased.set_value("no")
    desk.press(Key.Key_Return, control=True)
    assert (page.view.person.deceased, page.view.case.status) == ("no", "active")


def test_a_day_that_cannot_be_is_refused_beside_the_field(desk):
    page = desk.record("ELLISON")
    form = report(desk, page, "soon")
    assert form.day.error().startswith("That is not a date up to today")
    form.day.set_text("1 Jan 1940")
    desk.press(Key.Key_Return, control=True)
    assert "between the date of birth and today" in form.day.error()
