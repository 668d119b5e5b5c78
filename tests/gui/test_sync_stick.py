"""No connection for days: a USB stick carries what waits, both ways, without becoming a way of its own."""

from mdt_desktop.services.actions.rows import list_actions
from mdt_desktop.services.cases import cases
from mdt_desktop.services.huddle import capturing
from tests.gui.dressed import dressed
from tests.gui.sync_windows import joined, make_laptop, shared

__all__ = ["dressed", "make_laptop", "shared"]

MARGARET = {"family_name": "Ellison", "given_names": "Margaret", "dob": "1944-03-14"}


def test_a_stick_carries_what_waits(make_laptop, shared, tmp_path):
    amara, joanne = joined(make_laptop, shared)
    shared.rename(tmp_path / "away")
    stick = tmp_path / "stick"
    stick.mkdir()
    case = amara.do(cases.open_new, MARGARET)
    amara.do(capturing.add_action, case.id, "/a @Joanne fit a key safe")
    page = amara.sync_page()
    page.doors.carry_on(stick)
    amara.until(lambda: "written to the stick" in amara.window.workspace.toast.words())
    there = joanne.sync_page()
    there.doors.carry_on(stick)
    joanne.until(lambda: "taken from it" in joanne.window.workspace.toast.words())
    joanne.until(lambda: any("key safe" in row.text for row in joanne.ask(list_actions)))
    assert [row.about.kind for row in there.view.ways] == ["folder"]
    assert len(there.view.ways) == 1
    joanne.until(lambda: joanne.digest() == amara.digest())
