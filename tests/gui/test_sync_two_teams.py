"""One profile in two teams: joining a second one, and going from one to the other."""

from PySide6.QtCore import Qt

from mdt_desktop.services.cases import case_lists
from mdt_desktop.services.syncing import arriving, joining, requests, teams
from tests.gui.dressed import dressed
from tests.gui.sync_windows import admit, connect_folder, invite, make_laptop, shared
from ui.shell.top_bar import TopBar

__all__ = ["dressed", "make_laptop", "shared"]


def test_a_second_team_is_joined_and_opened_from_the_first(make_laptop, shared):
    tom = make_laptop("tom", founded_by="Tom Reilly", called="Quayside")
    connect_folder(tom, shared)
    text = invite(tom, "Dr Amara Okafor")
    amara = make_laptop("amara", founded_by="Dr Amara Okafor")
    page = amara.sync_page()
    amara.click(page.side.teams.add_button)
    sheet = amara.sheet()
    sheet.invitation.edit.setText(text)
    assert "Tom Reilly invites Dr Amara Okafor" in sheet.whose.accessibleName()
    sheet.folder.set_text(str(shared))
    amara.press(Qt.Key.Key_Return, control=True)
    amara.until(lambda: page.view.teams)
    words = tuple(page.view.teams[0].text.split(" · "))
    admit(tom, words)
    amara.come().click(page.side.try_now if page.side.try_now.isVisible() else page.side.teams.list)
    amara.exchange.try_now()
    amara.until(lambda: [row.title for row in page.view.teams] == ["Harbourside", "Quayside"])
    page.side.teams.list.stand_on(1)
    before, page_space = amara.window.workspace, page.view.teams[0].key
    amara.press(Qt.Key.Key_Return)
    amara.until(lambda: amara.window.workspace is not before)
    amara.until(lambda: amara.window.workspace.navigation._team.text() == "Quayside")
    assert amara.ask(case_lists.list_cases, "").total == 0
    amara.until(lambda: amara.chip == "Up to date")
    switch = amara.window.workspace.navigation.switch
    amara.until(switch.isVisible)
    amara.window.workspace.navigation.team_chosen.emit(page_space)
    amara.until(lambda: amara.window.workspace.navigation._team.text() == "Harbourside")


def test_a_shared_team_that_is_opened_is_never_said_to_be_on_this_laptop_alone(
    make_laptop, shared, monkeypatch
):
    amara = make_laptop("amara", founded_by="Dr Amara Okafor")
    connect_folder(amara, shared)
    said, show = [], TopBar.show_state
    monkeypatch.setattr(TopBar, "show_state", lambda bar, *words: (said.append(words[0]), show(bar, *words)))
    before, space = amara.window.workspace, amara.ask(teams.teams)[0].space
    before.open_team.emit(space)
    amara.until(lambda: amara.window.workspace not in (None, before))
    said.append(amara.chip)
    amara.until(lambda: amara.chip == "Up to date")
    assert "Saved on this laptop" not in said


def test_a_second_team_that_says_no_is_heard_of_in_the_first(make_laptop, shared):
    tom = make_laptop("tom", founded_by="Tom Reilly", called="Quayside")
    connect_folder(tom, shared)
    text = invite(tom, "Dr Amara Okafor")
    amara = make_laptop("amara", founded_by="Dr Amara Okafor")
    amara.until(lambda: amara.exchange is not None)
    amara.do(joining.begin, arriving.open_text(text).invitation, "Dr Amara Okafor", shared)
    amara.exchange.try_now()
    tom.until(lambda: tom.exchange.try_now() or tom.ask(requests.waiting))
    tom.do(requests.decline, tom.ask(requests.waiting)[0].id, "The words differed")
    notice = amara.window.workspace.notices.trouble

    def told() -> bool:
        tom.exchange.try_now()
        amara.exchange.try_now()
        return notice.isVisible()

    amara.until(told)
    assert "has not admitted this computer" in notice.accessibleName()
    assert "Ask for a new invitation" in notice.accessibleName()
    assert amara.ask(joining.pending) == []
