"""This week's strip and its huddle card: what is said, where presses and keys lead."""

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel

from mdt_desktop.domain.records import Person, Series
from mdt_desktop.services.team import team
from tests.gui.demo_pages import demo_window, open_page, session
from tests.gui.dressed import dressed
from ui.home.day_strip import LINE, day_lines
from ui.home.page import HomePage
from ui.home.ready_lines import CheckLine
from ui.jobs import Jobs
from ui.page import NARROW
from ui.theme import u

__all__ = ["demo_window", "dressed", "open_page", "session"]


def words_on(widget) -> list[str]:
    return [label.text() for label in widget.findChildren(QLabel) if label.isVisible() and label.text()]


def test_each_day_reads_what_is_due_done_or_held(open_page):
    names = [button.accessibleName() for button in open_page("home").strip.buttons]
    assert names == [
        "Monday 23 November: nothing due",
        "Tuesday 24 November, today: nothing due",
        "Wednesday 25 November: nothing due",
        "Thursday 26 November: Huddle 9:30, 9 reviews due",
        "Friday 27 November: 2 actions due",
    ]


def test_a_crowded_day_makes_room_for_all_it_has(qtbot, dressed, open_page):
    strip = open_page("home").strip
    day, before = strip.buttons[3].day, strip.sizeHint().height()
    busy = type(day)(day.day, True, 3, 2, 5, day.huddle)
    assert [line.words for line in day_lines(busy)] == [
        "Huddle 9:30",
        "3 actions due",
        "5 reviews due",
        "Done: 2 actions",
    ]
    strip.show_view([*(button.day for button in strip.buttons[:3]), busy, strip.buttons[4].day])
    assert strip.sizeHint().height() == before + 2 * u(LINE)


def test_the_day_of_the_huddle_opens_its_preparation_and_a_day_of_actions_the_actions(qtbot, open_page):
    page = open_page("home")
    for place, name in ((3, "prepare"), (4, "actions"), (0, "actions")):
        with qtbot.waitSignal(page.go) as gone:
            qtbot.mouseClick(page.strip.buttons[place], Qt.MouseButton.LeftButton)
        assert gone.args[0] == name
        page = open_page("home")


def test_the_huddle_card_says_when_where_and_who(qtbot, open_page):
    card = open_page("home").huddle
    qtbot.waitUntil(lambda: "Ready to go?" in words_on(card))
    said = words_on(card)
    assert {"Next huddle", "In 2 days", "Thursday 26 November, 9:30am"} <= set(said)
    assert "60 minutes · Video and Quayside Surgery, room 2 · chaired by you" in said
    assert "9 cases on the agenda, 60 of 60 min" in said
    assert "6 of 7 core members coming" in said


def test_a_sector_without_a_reply_is_named(open_page):
    lines = [line.accessibleName() for line in open_page("home").huddle.findChildren(CheckLine)]
    assert {"Mental health: no reply yet", "Housing: apologies", "Hospital: Colin Barr"} <= set(lines)


def test_p_prepares_the_huddle(qtbot, demo_window, open_page):
    page = open_page("home")
    qtbot.waitUntil(lambda: page.huddle.view is not None and page.huddle.prepare_button.isVisible())
    with qtbot.waitSignal(page.go) as gone:
        qtbot.keyClick(page.actions.list, Qt.Key.Key_P)
    assert gone.args == ["prepare", {"huddle": page.huddle.view.huddle.id}]


def test_the_copied_invitation_names_nobody_who_is_talked_about(qtbot, demo_window, open_page, session):
    page = open_page("home")
    people = session.records.all(Person)
    with qtbot.waitSignal(page.say):
        qtbot.mouseClick(page.huddle.invite_button, Qt.MouseButton.LeftButton)
    text = QGuiApplication.clipboard().text()
    assert "Thursday 26 November 2026, 9:30am, 60 minutes" in text
    assert "Chaired by Dr Amara Okafor" in text
    assert len(people) > 10
    private = [word for one in people for word in (one.family_name, one.nhs_number, one.given_names) if word]
    assert [word for word in private if word.lower() in text.lower()] == []


def test_start_begins_the_huddle_and_opens_it(qtbot, open_page, demo_window):
    page = open_page("home")
    huddle = page.huddle.view.huddle.id
    with qtbot.waitSignal(page.go) as gone:
        qtbot.mouseClick(page.huddle.start_button, Qt.MouseButton.LeftButton)
    assert gone.args == ["run", {"huddle": huddle}]
    page = open_page("home")
    assert "Huddle running" in words_on(page.huddle)
    assert page.huddle.start_button.words() == "Back to the huddle"


def test_nothing_is_promised_that_is_not_there(open_page):
    said = " ".join(words_on(open_page("home")))
    assert "Everything is saved" in said
    assert "Kept on this laptop only" in said
    assert "sync" not in said.lower()


def test_the_page_fits_the_smallest_laptop_and_scrolls_down_only(qtbot, demo_window, open_page):
    page = open_page("home")
    demo_window.resize(1280, 720)
    qtbot.waitUntil(lambda: page.width() < 1280)
    least = page.minimumSizeHint()
    assert (least.width() <= 1212, least.height() <= 672) == (True, True)
    assert page.scroll.widget().width() <= page.scroll.viewport().width()
    assert page.scroll.verticalScrollBar().maximum() > 0


def test_a_narrow_window_puts_the_cards_under_one_another(qtbot, demo_window, open_page):
    page = open_page("home")
    demo_window.resize(1000, 720)
    qtbot.waitUntil(lambda: page.width_class == NARROW)

    def left(card):
        return card.mapTo(page.scroll.widget(), QPoint(0, 0)).x()

    qtbot.waitUntil(lambda: left(page.reviews) == left(page.actions) == left(page.huddle))


def test_a_new_team_sets_its_weekly_slot(qtbot, dressed, tmp_path):
    opened = team.found(tmp_path / "new", "a long passphrase", "North", "Dr Sam Lee", training=True).session
    jobs = Jobs(opened)
    page = HomePage(jobs)
    qtbot.addWidget(page)
    page.resize(1200, 800)
    page.show()
    page.enter()
    qtbot.waitUntil(jobs.idle)
    planning = page.huddle.planning
    assert planning.isVisible()
    assert "Set your weekly slot" in words_on(planning)
    assert "Nothing due from you" in words_on(page.actions)
    assert "No review is due this week" in words_on(page.reviews)
    day = planning.day.day()
    with qtbot.waitSignal(page.go) as gone:
        qtbot.mouseClick(planning.button, Qt.MouseButton.LeftButton)
    assert gone.args[0] == "prepare"
    page.enter()
    qtbot.waitUntil(jobs.idle)
    assert page.huddle.view.huddle.day == day
    seen = []
    jobs.ask(lambda reader: reader.records.first(Series).weekdays, done=seen.append)
    qtbot.waitUntil(lambda: seen == [[day.isoweekday()]])
    jobs.shutdown()
