"""The team's own page: members, weekly slot, quorum, time and marking, with real keys."""

from PySide6.QtCore import Qt

from mdt_desktop.services.team import team_page
from tests.gui.cases_window import desk, make_desk, new_team
from tests.gui.dressed import dressed
from ui.team.member_form import MemberForm
from ui.team.member_rows import member_sentence
from ui.team.page import WAYS
from ui.team.quorum_form import QuorumForm
from ui.team.slot_form import SlotForm
from ui.team.time_form import TimeForm
from ui.team.words_form import WordsForm

__all__ = ["desk", "dressed", "make_desk", "new_team"]

Key = Qt.Key


def sheet(desk, kind):
    found = [one for one in desk.page.findChildren(kind) if one.isVisible()]
    assert len(found) == 1
    return found[0]


def change(desk, title, kind):
    card = next(one for one in desk.page.cards if one.title.text() == title)
    desk.qtbot.mouseClick(card.button, Qt.MouseButton.LeftButton)
    return sheet(desk, kind)


def seen(desk):
    return desk.ask(team_page.team_view)


def test_settings_lead_to_the_team(desk):
    settings = desk.show("settings")
    desk.qtbot.mouseClick(settings.team, Qt.MouseButton.LeftButton)
    desk.settle()
    assert desk.page.title() == "Team"
    assert desk.focus is desk.page.list


def test_a_new_team_adds_somebody_with_the_keyboard_alone(new_team):
    page = new_team.show("team")
    assert page.alone.isVisible()
    new_team.press(Key.Key_N)
    form = sheet(new_team, MemberForm)
    assert new_team.focus is form.name.edit
    new_team.press(Key.Key_Return, control=True)
    assert form.name.error()
    assert form._fields["sector"].error()
    new_team.write("Priya Shah")
    new_team.press(Key.Key_Tab)
    new_team.write("District nurse")
    new_team.press(Key.Key_Tab)
    new_team.write("Harbour Community Health")
    new_team.press(Key.Key_Tab)
    assert new_team.focus is form.sector
    new_team.write("Comm")
    form.phone.edit.setFocus()
    new_team.write("01632 960123")
    new_team.press(Key.Key_Return, control=True)
    priya = next(one for one in seen(new_team).members if one.name == "Priya Shah")
    assert (priya.sector, priya.organisation, priya.phone) == (
        "COM",
        "Harbour Community Health",
        "01632 960123",
    )
    assert new_team.focus is page.list
    assert not page.alone.isVisible()
    assert page.context() == "Harbourside · 2 members"


def test_somebody_who_has_left_stands_last_and_undo_brings_them_back(desk):
    page = desk.show("team")
    first = page.list.rows.rows[0]
    desk.press(Key.Key_Return)
    form = sheet(desk, MemberForm)
    assert form.name.text() == first.name
    you = first.id == page.view.me
    assert form.here.isVisible() is not you
    form.cancel_button.click()
    other = next(one for one in page.view.members if one.id != page.view.me)
    page._edit(other)
    form = sheet(desk, MemberForm)
    desk.qtbot.mouseClick(form.here, Qt.MouseButton.LeftButton)
    desk.press(Key.Key_Return, control=True)
    assert page.list.rows.rows[-1].id == other.id
    assert "Has left" in member_sentence(page.list.rows.rows[-1])
    desk.qtbot.mouseClick(desk.window.workspace.toast.undo_button, Qt.MouseButton.LeftButton)
    desk.settle()
    assert all(one.active for one in seen(desk).members)


def test_the_weekly_slot_needs_a_day_and_a_time(desk):
    page = desk.show("team")
    form = change(desk, "When you meet", SlotForm)
    for day in form.days.chosen():
        form.days.box(day).setChecked(False)
    form.start_at.set_text("half past")
    desk.press(Key.Key_Return, control=True)
    assert form._fields["weekdays"].error()
    assert form.start_at.error()
    form.days.box(3).setChecked(True)
    form.start_at.set_text("8:15")
    form.minutes.setValue(50)
    form.venue.set_text("Harbour Suite")
    form.submit()
    desk.settle()
    assert seen(desk).slot_words() == "Wednesdays at 8:15am, 50 minutes"
    assert "Harbour Suite" in page.cards[0].said


def test_a_quorum_of_nobody_is_not_taken(desk):
    desk.show("team")
    form = change(desk, "Who must be there", QuorumForm)
    form.chair.setChecked(False)
    for sector in form.sectors.chosen():
        form.sectors.box(sector).setChecked(False)
    form.submit()
    assert form._fields["sectors"].error()
    form.at_least.setValue(4)
    form.submit()
    desk.settle()
    assert seen(desk).team.quorum == {"sectors": [], "chair": False, "at_least": 4}
    assert seen(desk).quorum_words() == "At least 4 sectors"


def test_time_and_reviews_are_kept(desk):
    desk.show("team")
    form = change(desk, "Time and reviews", TimeForm)
    form.choices.set_text("two weeks")
    form.submit()
    assert form.choices.error()
    form.choices.set_text("8, 2, 4")
    form.items["new"].edit.setValue(9)
    form.stale.edit.setValue(6)
    form.submit()
    desk.settle()
    view = seen(desk)
    assert (view.team.review_choices, view.item_minutes["new"], view.team.stale_weeks) == ([2, 4, 8], 9, 6)


def test_the_room_can_read_first_names(desk):
    desk.show("team")
    form = change(desk, "Names and documents", WordsForm)
    form.marking.set_text("")
    form.submit()
    assert form.marking.error()
    form.marking.set_text("OFFICIAL – SENSITIVE")
    form.room.set_value("first_name")
    form.submit()
    desk.settle()
    assert seen(desk).team.room_names == "first_name"
    assert seen(desk).team.marking == "OFFICIAL – SENSITIVE"


def test_esc_asks_before_typed_words_go(desk):
    desk.show("team")
    desk.press(Key.Key_N)
    form = sheet(desk, MemberForm)
    desk.write("Ines")
    desk.press(Key.Key_Escape)
    assert form.message.isVisible()
    desk.press(Key.Key_Escape)
    assert not form.isVisible()
    assert all(one.name != "Ines" for one in seen(desk).members)


def test_a_narrow_window_shows_one_of_the_two(desk):
    page = desk.show("team")
    desk.window.preferences.text_size = 200
    desk.window.resize(1280, 720)
    desk.qtbot.waitUntil(page.parts.isVisible)
    assert page.list.isVisible()
    assert not page.cards[0].isVisible()
    desk.qtbot.mouseClick(page.parts._segments[WAYS], Qt.MouseButton.LeftButton)
    assert page.cards[0].isVisible()
    assert not page.list.isVisible()


def test_the_model_keeps_the_rules_of_models(desk, qtmodeltester):
    page = desk.show("team")
    qtmodeltester.check(page.list.rows)
