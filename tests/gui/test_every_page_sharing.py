"""On a shared screen no page shows a number, an address, a telephone or a date of birth."""

from mdt_desktop.domain.records import Person
from mdt_desktop.services.session import Session
from tests.gui.cases_window import desk, make_desk
from tests.gui.dressed import dressed
from tests.gui.every_page import every_page, open_page, words

__all__ = ["desk", "dressed", "make_desk"]


def private(session: Session) -> set[str]:
    """What may not be read, as it is written and as it is shown."""
    said = set[str]()
    for person in session.records.all(Person):
        number = person.nhs_number
        said |= {number, f"{number[:3]} {number[3:6]} {number[6:]}", person.postcode, person.phone}
        said |= {person.address}
        if person.dob:
            day = person.dob
            said |= {f"{day.day} {day:%b} {day.year}", day.isoformat(), f"{day:%d/%m/%Y}"}
    return {one for one in said if len(one.strip()) > 4}


@every_page
def test_nothing_private_is_read_or_heard_while_sharing(desk, name):
    hidden = desk.ask(private)
    assert len(hidden) > 16
    page = open_page(desk, name)
    desk.window.workspace.set_sharing(True)
    desk.settle()
    shown = words(desk.window)
    assert [one for one in sorted(hidden) if one in shown] == []
    assert page.sharing


@every_page
def test_a_page_that_is_opened_while_sharing_hides_it_from_the_start(desk, name):
    desk.window.workspace.set_sharing(True)
    open_page(desk, name)
    shown = words(desk.window)
    assert [one for one in sorted(desk.ask(private)) if one in shown] == []


def test_without_sharing_the_record_shows_them(desk):
    """Else the two tests above would have nothing to find."""
    page, wanted = open_page(desk, "record"), desk.ask(private)
    desk.qtbot.waitUntil(lambda: any(one in words(page) for one in wanted))
