"""Every admin's laptop is lost: the printed code brings the team back in the window, from the first run."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from mdt_desktop.domain.records import Member, Person
from mdt_desktop.services import profile
from mdt_desktop.services.cases import cases
from mdt_desktop.services.syncing import devices, syncing
from mdt_desktop.services.syncing.connecting import HubCode, connect_folder, connect_hub
from mdt_desktop.services.syncing.on_session import inline
from mdt_desktop.services.team import team
from tests.gui.dressed import dressed
from tests.gui.sync_windows import PASSPHRASE, hub, make_laptop, shared
from ui.unlock.choose_task import ChooseTask
from ui.unlock.recover_team_task import RecoverTeamTask
from ui.unlock.recovery_code_task import RecoveryCodeTask
from ui.unlock.team_place import HUB

__all__ = ["dressed", "hub", "make_laptop", "shared"]


@pytest.fixture
def lost(tmp_path, shared):
    """A team in a shared folder, with somebody on its list, whose one laptop is gone; its printed code."""
    founded = team.found(tmp_path / "lost", PASSPHRASE, "Harbourside", "Dr Amara Okafor", training=True)
    session = founded.session
    cases.open_new(session, {"family_name": "Ellison", "given_names": "Margaret", "dob": "1944-03-14"})
    connect_folder(session, shared)
    syncing.sync(inline(session))
    session.close()
    return founded


def code_form(laptop) -> RecoverTeamTask:
    """From the first run, by mouse."""
    assert isinstance(laptop.task, ChooseTask)
    laptop.click(laptop.task.code)
    task = laptop.task
    assert isinstance(task, RecoverTeamTask)
    assert QApplication.focusWidget() is task.code.edit
    return task


def fill(task, code, folder, name="Dr Amara Okafor") -> None:
    task.code.set_text(code)
    task.place.folder.set_text(str(folder))
    task.name.set_text(name)
    task.passphrase.first.set_text(PASSPHRASE)
    task.passphrase.again.set_text(PASSPHRASE)


def test_the_printed_code_brings_the_team_back(make_laptop, lost, shared):
    laptop = make_laptop("new")
    task = code_form(laptop)
    fill(task, lost.recovery_code.lower(), shared)
    laptop.click(task.deed)
    laptop.until(lambda: isinstance(laptop.task, RecoveryCodeTask))
    kept = laptop.task
    assert kept.code.text() != lost.recovery_code
    laptop.click(kept.kept)
    laptop.click(kept.go_on)
    laptop.until(lambda: laptop.window.workspace is not None)
    laptop.settle()
    assert [one.family_name for one in laptop.ask(people)] == ["Ellison"]
    known = laptop.ask(devices.devices)
    mine, old = (next(one for one in known if one.this is this) for this in (True, False))
    assert (mine.member, mine.admin) == (old.member, True)
    assert len(laptop.ask(members)) == 1
    page = laptop.sync_page()
    laptop.until(lambda: page.view is not None and page.view.admin)


def people(session):
    return session.records.all(Person)


def members(session):
    return session.records.all(Member)


def test_what_is_missing_or_wrong_is_said_beside_its_field_and_nothing_is_left(
    make_laptop, lost, shared, tmp_path
):
    laptop = make_laptop("new")
    task = code_form(laptop)
    laptop.click(task.deed)
    assert all(one.error() for one in (task.code, task.place.folder, task.name, task.passphrase.first))
    assert QApplication.focusWidget() is task.code.edit
    other = team.found(tmp_path / "other", PASSPHRASE, "Quayside", "Ben Carter", training=True)
    other.session.close()
    fill(task, "0000-0000", shared)
    for code in ("0000-0000", other.recovery_code):
        task.code.set_text(code)
        laptop.click(task.deed)
        laptop.until(lambda: task.code.error() and task.deed.isVisible())
    assert "not that team’s" in task.code.error().replace("'", "’")
    empty = tmp_path / "empty"
    empty.mkdir()
    fill(task, lost.recovery_code, empty)
    laptop.click(task.deed)
    laptop.until(task.trouble.isVisible)
    assert "not a team" in task.trouble.accessibleName()
    assert not profile.exists(laptop.home)
    laptop.click(task.leave)
    assert isinstance(laptop.task, ChooseTask)


def test_cancelled_it_leaves_nothing_and_the_form_as_it_was(make_laptop, lost, shared, monkeypatch):
    laptop = make_laptop("new")
    task = code_form(laptop)
    fill(task, lost.recovery_code, shared)
    task.deed.click()
    task.leave.click()
    laptop.until(task.deed.isVisible)
    laptop.settle()
    assert not profile.exists(laptop.home)
    assert task.code.text() == lost.recovery_code


def test_a_team_on_a_hub_is_found_by_its_id(make_laptop, tmp_path, hub):
    founded = team.found(tmp_path / "lost", PASSPHRASE, "Harbourside", "Dr Amara Okafor", training=True)
    session = founded.session
    connect_hub(inline(session), session.store.space, HubCode(hub.address, hub.invite()))
    syncing.sync(inline(session))
    session.close()
    laptop = make_laptop("new")
    task = code_form(laptop)
    fill(task, founded.recovery_code, "")
    laptop.qtbot.mouseClick(task.place.kind._segments[HUB], Qt.MouseButton.LeftButton)
    assert not task.place.folder.isVisible()
    task.place.address.set_text(hub.address)
    task.place.team.set_text(founded.space)
    laptop.click(task.deed)
    laptop.until(lambda: isinstance(laptop.task, RecoveryCodeTask))


def test_whoever_was_told_no_can_use_the_code_in_the_profile_that_is_open(
    make_laptop, lost, shared, tmp_path
):
    session, _code = profile.create(tmp_path / "told no", PASSPHRASE, "My team")
    session.close()
    laptop = make_laptop("told no")
    task = laptop.task
    laptop.write(PASSPHRASE)
    laptop.press(Qt.Key.Key_Return)
    laptop.until(lambda: laptop.task is not task)
    laptop.click(laptop.task.code)
    form = laptop.task
    assert not form.passphrase.isVisible()
    form.code.set_text(lost.recovery_code)
    form.place.folder.set_text(str(shared))
    form.name.set_text("Dr Amara Okafor")
    laptop.click(form.deed)
    laptop.until(lambda: laptop.window.workspace is not None)
    laptop.settle()
    assert len(laptop.ask(people)) == 1
