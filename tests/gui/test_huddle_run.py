"""Run, by keys alone: three people talked about, and whatever goes wrong on the way."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtWidgets import QWidget

from mdt_desktop.refused import Refused
from mdt_desktop.services import drafts
from mdt_desktop.services.cases import cases, typing_over
from mdt_desktop.services.huddle import huddles, run_view, running
from tests.gui.dressed import dressed
from tests.gui.every_page import stops
from tests.gui.huddle_stage import Stage, stage, started, talking
from ui.huddle.people_rows import arrival_words
from ui.huddle.run_page import RunPage
from ui.theme import u

__all__ = ["dressed", "stage", "started", "talking"]

KEY = Qt.Key
ALT, CTRL, SHIFT = (
    Qt.KeyboardModifier.AltModifier,
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
)


def view_of(stage: Stage) -> run_view.RunView:
    return stage.ask(run_view.run_view, stage.huddle.id)


def person(page: RunPage) -> str:
    return page.header.name.text().split(",")[0]


def finish(stage: Stage) -> None:
    stage.key(KEY.Key_Return, CTRL)


def test_three_people_by_keys_alone(talking: Stage) -> None:
    page = talking.open("run", huddle=talking.huddle.id)
    assert person(page) == "CLARKE"
    assert talking.focus() is page.capture.discussion.edit

    talking.type("Better nights since the ward number.")
    talking.key(KEY.Key_2, ALT)
    talking.key(KEY.Key_Return)
    talking.type("/")
    assert talking.focus() is page.capture.entry.line
    talking.type("action Priya fri ring the ward")
    assert page.capture.entry.chips.words()[:3] == ["Action", "Priya Shah", "Fri 27 Nov"]
    talking.key(KEY.Key_Return)
    talking.until(lambda: len(page.view.current.new_actions) == 1)
    assert page.capture.entry.text() == ""
    finish(talking)

    assert person(page) == "KOWALCZYK"
    assert talking.focus() is page.capture.discussion.edit
    ambiguous_owner(talking, page)
    talking.key(KEY.Key_3, ALT)
    finish(talking)

    assert person(page) == "ELLISON"
    talking.type("Nothing new.")
    finish(talking)  # neither outcome nor decision: asked once
    assert person(page) == "ELLISON"
    assert page.capture.gap.isVisible()
    finish(talking)
    assert person(page) == "GILL"

    rail = view_of(talking).rail
    assert [(row.outcome, row.actions) for row in rail[:3]] == [("changed", 1), ("refer", 1), ("", 0)]
    assert [row.row.item.status for row in rail[:4]] == [*["discussed"] * 3, "in_discussion"]


def ambiguous_owner(stage: Stage, page: RunPage) -> None:
    """Two people's names begin so: nothing is saved until one is chosen."""
    stage.type("/a @s fri ask about the enquiry")
    entry = page.capture.entry
    assert entry.popup.isVisible()
    assert "Choose who: s" in entry.chips.words()
    stage.key(KEY.Key_Escape)
    stage.key(KEY.Key_Return)  # asks again rather than guess
    assert entry.popup.isVisible()
    assert not view_of(stage).current.new_actions
    stage.key(KEY.Key_Down)
    chosen = entry.popup.list.current_row()[0].name
    stage.key(KEY.Key_Return)
    assert chosen in entry.chips.words()
    stage.key(KEY.Key_Return)
    stage.until(lambda: len(page.view.current.new_actions) == 1)
    assert page.view.current.new_actions[0].owner == chosen


def test_no_date_is_taken_with_a_second_enter(talking: Stage) -> None:
    page = talking.open("run", huddle=talking.huddle.id)
    talking.type("/a Priya ring the ward")
    assert "No date, next huddle 1 Dec?" in page.capture.entry.chips.words()
    talking.key(KEY.Key_Return)
    assert not view_of(talking).current.new_actions
    talking.key(KEY.Key_Return)
    talking.until(lambda: len(page.view.current.new_actions) == 1)
    assert page.view.current.new_actions[0].due == page.view.next_day


def test_esc_leaves_the_date_open_and_the_line_untouched(talking: Stage) -> None:
    page = talking.open("run", huddle=talking.huddle.id)
    talking.type("/a Priya ring the ward")
    talking.key(KEY.Key_Return)
    talking.key(KEY.Key_Escape)
    assert page.capture.entry.text() == "/a Priya ring the ward"
    talking.key(KEY.Key_Return)
    talking.until(lambda: len(page.view.current.new_actions) == 1)
    assert page.view.current.new_actions[0].due is None


def test_a_weekend_offers_a_better_day(talking: Stage) -> None:
    page = talking.open("run", huddle=talking.huddle.id)
    talking.type("/a Priya sat ring the ward")
    words = page.capture.entry.chips.words()
    better = next(chip for chip in page.capture.entry.reading.chips() if chip.deed == "better")
    assert better.words in words
    page.capture.entry.chips.pressed.emit(better)
    assert "Mon 30 Nov" in page.capture.entry.chips.words()
    talking.key(KEY.Key_Return)
    talking.until(lambda: len(page.view.current.new_actions) == 1)
    assert page.view.current.new_actions[0].due.isoformat() == "2026-11-30"


def test_shift_enter_keeps_owner_and_date(talking: Stage) -> None:
    page = talking.open("run", huddle=talking.huddle.id)
    talking.type("/a Priya fri ring the ward")
    talking.key(KEY.Key_Return, SHIFT)
    talking.until(lambda: len(page.view.current.new_actions) == 1)
    assert page.capture.entry.text() == "/action @Priya Shah 27 Nov "
    talking.type("and write to the surgery")
    talking.key(KEY.Key_Return)
    talking.until(lambda: len(page.view.current.new_actions) == 2)
    assert {row.owner for row in page.view.current.new_actions} == {"Priya Shah"}
    assert len({row.due for row in page.view.current.new_actions}) == 1


def test_an_agreed_action_is_changed_and_taken_back(talking: Stage) -> None:
    page = talking.open("run", huddle=talking.huddle.id)
    talking.type("/a Priya fri ring the ward")
    talking.key(KEY.Key_Return)
    talking.until(lambda: len(page.view.current.new_actions) == 1)
    page.capture.agreed.setFocus()
    talking.key(KEY.Key_Return)
    assert talking.focus() is page.capture.entry.line
    page.capture.entry.line.selectAll()
    talking.type("/action @Tom 30 Nov ring the ward sister")
    talking.key(KEY.Key_Return)
    talking.until(lambda: page.view.current.new_actions[0].owner == "Tom Reilly")
    assert page.view.current.new_actions[0].text == "Ring the ward sister"
    page.capture.agreed.setFocus()
    talking.key(KEY.Key_Delete)
    talking.until(lambda: not page.view.current.new_actions)


def test_a_line_of_discussion_comes_after_what_is_typed(talking: Stage) -> None:
    page = talking.open("run", huddle=talking.huddle.id)
    talking.type("First.")
    page.capture.entry.start()
    talking.type("Second.")
    talking.key(KEY.Key_Return)
    talking.until(lambda: page.capture.discussion.edit.toPlainText() == "First.\nSecond.")


def test_typing_is_saved_when_it_pauses(talking: Stage) -> None:
    page = talking.open("run", huddle=talking.huddle.id)
    talking.type("Better nights.")
    talking.until(lambda: not page.capture.discussion.saver.dirty())
    assert view_of(talking).current.discussion.text == "Better nights."
    assert page.capture.discussion._chip.text().startswith("Saved ")


def test_nothing_typed_is_lost_when_saving_is_refused(
    talking: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = talking.open("run", huddle=talking.huddle.id)
    box = page.capture.discussion

    def refuse(*_args: object, **_fields: object) -> None:
        raise Refused("The disk is full. Make room, then try again.")

    with monkeypatch.context() as broken:
        broken.setattr(running, "write_discussion", refuse)
        talking.type("Better nights.")
        talking.until(box.trouble.isVisible)
        talking.type(" Much.")
        box.saver.save()
        talking.settle()
    assert box.edit.toPlainText() == "Better nights. Much."
    assert box.trouble.isVisible()
    item = page.view.current.item.id
    assert talking.ask(drafts.kept, f"discussion {item}") == "Better nights. Much."

    box.trouble.button.click()
    talking.until(lambda: not box.trouble.isVisible())
    assert view_of(talking).current.discussion.text == "Better nights. Much."
    assert talking.ask(drafts.kept, f"discussion {item}") == ""


def test_a_refused_line_stays_in_quick_entry(talking: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    page = talking.open("run", huddle=talking.huddle.id)

    def refuse(*_args: object) -> None:
        raise Refused("These minutes are signed. Nothing was changed.")

    monkeypatch.setattr(typing_over.capturing, "take", refuse)
    talking.type("/a Priya fri ring the ward")
    talking.key(KEY.Key_Return)
    assert page.capture.entry.text() == "/a Priya fri ring the ward"
    assert talking.window.workspace.notices.trouble.isVisible()


def test_reopening_goes_on_at_the_same_person_with_half_a_line(talking: Stage) -> None:
    page = talking.open("run", huddle=talking.huddle.id)
    finish(talking)
    finish(talking)
    assert person(page) == "KOWALCZYK"
    talking.type("Half a thou")
    page.capture.entry.start()
    talking.type("/a Priya fri ri")
    talking.show("cases")

    page = talking.show("run")
    assert person(page) == "KOWALCZYK"
    assert page.capture.discussion.edit.toPlainText() == "Half a thou"

    from ui.huddle.run_page import RunPage as Fresh

    again = Fresh(talking.jobs)
    talking.bot.addWidget(again)
    again.enter()
    talking.until(lambda: again.view is not None)
    assert person(again) == "KOWALCZYK"
    assert again.capture.entry.text() == "/a Priya fri ri"
    assert again.capture.discussion.edit.toPlainText() == "Half a thou"
    again.leave()
    talking.settle()


def test_a_draft_of_a_crash_is_on_the_screen_again(talking: Stage) -> None:
    item = huddles.items_of(talking.session, talking.huddle.id)[0].id
    drafts.keep(talking.session, f"discussion {item}", "Typed just before the power went")
    page = talking.open("run", huddle=talking.huddle.id)
    assert page.capture.discussion.edit.toPlainText() == "Typed just before the power went"
    talking.until(lambda: not page.capture.discussion.saver.dirty())
    assert view_of(talking).current.discussion.text == "Typed just before the power went"


def test_actions_from_before_come_first(started: Stage) -> None:
    page = started.open("run", huddle=started.huddle.id)
    late = page.view.late_actions
    assert page.earlier.isVisible()
    assert started.focus() is page.earlier.list

    started.key(KEY.Key_X)
    started.type("The surveyor came")
    started.key(KEY.Key_Return)
    assert late[0].id not in [row.id for row in page.view.late_actions]
    assert started.focus() is page.earlier.list

    started.key(KEY.Key_M)
    started.type("3 Dec waiting for the agency")
    started.key(KEY.Key_Return)
    started.key(KEY.Key_W)
    started.type("Moved house")
    started.key(KEY.Key_Return)
    assert len(page.view.late_actions) <= len(late) - 2

    finish(started)
    assert person(page) == "CLARKE"
    assert started.focus() is page.capture.discussion.edit


def test_a_review_is_chosen_left_out_or_given_a_date(talking: Stage) -> None:
    page = talking.open("run", huddle=talking.huddle.id)
    review = page.capture.review
    next(iter(review._weeks.values())).click()
    talking.settle()
    assert page.view.current.discussion.review_due.isoformat() == "2026-12-08"

    review.pick.click()
    talking.type("some day")
    talking.key(KEY.Key_Return)
    assert review.ask.isVisible()  # not a date: asked again, what was typed still there
    review.ask.edit.selectAll()
    talking.type("6w")
    talking.key(KEY.Key_Return)
    assert page.view.current.discussion.review_due.isoformat() == "2027-01-05"

    review.no_review.click()
    talking.type("Goals met")
    talking.key(KEY.Key_Return)
    assert page.view.current.discussion.review_due is None
    assert page.view.current.discussion.no_review_reason == "Goals met"


@pytest.mark.parametrize("code", ["not_recorded", "refused"])
def test_nobody_is_recorded_without_a_basis(talking: Stage, code: str) -> None:
    item = huddles.items_of(talking.session, talking.huddle.id)[0]
    cases.set_basis(talking.session, item.case_id, code=code)
    page = talking.open("run", huddle=talking.huddle.id)
    assert page.gate.isVisible()
    assert not page.capture.isVisible()
    finish(talking)
    assert person(page) == "CLARKE"

    talking.key(KEY.Key_2, ALT)
    assert ("implied_direct_care" in reasons(page)) is (code == "not_recorded")
    talking.type("Risk to his neighbour")
    talking.key(KEY.Key_Return)
    talking.until(page.capture.isVisible)
    current = page.view.current
    if code == "refused":
        assert current.despite == "Safeguarding or public interest: Risk to his neighbour"
        assert current.case.basis_group == "no"  # his word stands; the reason holds for this huddle
    else:
        assert current.case.basis.note == "Risk to his neighbour"
        assert current.case.basis_group == "lawful"


def reasons(page: RunPage) -> list[str]:
    return [page.gate.reason.itemData(at) for at in range(page.gate.reason.count())]


def test_somebody_not_asked_is_left_for_another_day(talking: Stage) -> None:
    item = huddles.items_of(talking.session, talking.huddle.id)[0]
    cases.set_basis(talking.session, item.case_id, code="not_recorded")
    page = talking.open("run", huddle=talking.huddle.id)
    talking.key(KEY.Key_3, ALT)
    assert person(page) == "KOWALCZYK"
    assert page.view.rail[0].row.item.status == "deferred"


def test_attendance_by_first_letters(talking: Stage) -> None:
    page = talking.open("run", huddle=talking.huddle.id)
    talking.key(KEY.Key_F2)
    assert talking.focus() is page.attendance.edit
    talking.type("dan")
    talking.key(KEY.Key_Return)
    daniel = next(guest for guest in page.view.people if guest.attendance.name == "Daniel Mensah")
    assert daniel.group == "here"
    assert daniel.attendance.arrived is not None
    assert arrival_words(daniel)[:2] == ", "
    talking.type("Ines Duarte")
    talking.key(KEY.Key_Return)
    assert "Ines Duarte" in [guest.attendance.name for guest in page.view.people]
    talking.key(KEY.Key_Escape)
    assert talking.focus() is page.capture.discussion.edit


def test_somebody_is_added_with_a_reason(talking: Stage) -> None:
    page = talking.open("run", huddle=talking.huddle.id)
    page.rail.add.click()
    talking.settle()
    talking.type("hargreaves")
    talking.settle()
    talking.key(KEY.Key_Return)
    talking.type("Ceiling came down last night")
    talking.key(KEY.Key_Return)
    added = page.view.rail[-1].row
    assert added.case.name.startswith("HARGREAVES")
    assert (added.item.kind, added.item.why) == ("urgent", "Ceiling came down last night")


def test_park_and_defer_say_where_they_go(talking: Stage) -> None:
    page = talking.open("run", huddle=talking.huddle.id)
    page.capture.park_button.click()
    talking.settle()
    assert person(page) == "KOWALCZYK"
    assert page.view.rail[-1].row.case.name.startswith("CLARKE")
    assert "end of today" in talking.window.workspace.toast.accessibleName()
    page.capture.defer_button.click()
    talking.type("Presenter away")
    talking.key(KEY.Key_Return)
    assert person(page) == "ELLISON"
    assert page.view.rail[0].row.item.reason == "Presenter away"


def test_the_clock_is_paused_and_given_more(talking: Stage) -> None:
    page = talking.open("run", huddle=talking.huddle.id)
    minutes = page.view.current.item.minutes
    talking.key(KEY.Key_F9)
    assert page.view.current.item.minutes == minutes + 2
    talking.key(KEY.Key_F8)
    assert page.view.huddle.status == "paused"
    assert page.header.pause_button.words() == "Go on"
    assert page.header.ring.words().endswith(", paused")
    assert talking.window.workspace.toast.words() == "Paused: the time stands still"
    talking.key(KEY.Key_F8)
    assert page.view.huddle.status == "in_session"


def test_ending_says_who_is_carried_over(talking: Stage) -> None:
    page = talking.open("run", huddle=talking.huddle.id)
    talking.type("Said something.")
    page.capture.discussion.saver.save()
    talking.settle()
    page.end_button.click()
    assert page.ending._says.text() == "Not reached, so carried to Tue 1 Dec:"
    assert "KOWALCZYK" in page.ending._who.text()
    assert "CLARKE" not in page.ending._who.text()
    gone: list[tuple[str, dict[str, str]]] = []
    page.go.connect(lambda name, where: gone.append((name, where)))
    page.ending.end.click()
    talking.until(lambda: bool(gone))
    assert gone[0] == ("close", {"huddle": talking.huddle.id})
    statuses = [row.row.item.status for row in view_of(talking).rail]
    assert statuses == ["discussed", *["not_reached"] * 8]


def test_sharing_hides_number_and_birth_date(talking: Stage) -> None:
    page = talking.open("run", huddle=talking.huddle.id)
    case = page.view.current.case
    assert case.nhs_number in page.header._about.text()
    talking.key(KEY.Key_H, CTRL, SHIFT)
    about = page.header._about.text()
    assert case.nhs_number not in about
    assert str(case.person.dob.year) not in about
    assert f"{case.age} years" in about


def test_another_person_is_announced(talking: Stage) -> None:
    page = talking.open("run", huddle=talking.huddle.id)
    told: list[str] = []
    page.announce.connect(told.append)
    talking.key(KEY.Key_1, ALT)
    finish(talking)
    assert told == ["Now KOWALCZYK, Irena"]


def test_the_ring_counts_by_the_monotonic_clock(talking: Stage) -> None:
    page = talking.open("run", huddle=talking.huddle.id)
    now = [1000.0]
    page.clock._monotonic = lambda: now[0]
    page.clock.set_view(page.view)
    planned = page.view.current.item.minutes * 60
    told: list[str] = []
    page.announce.connect(told.append)
    for seconds in (planned - 100, planned - 50, planned + 40):
        now[0] = 1000.0 + seconds
        page.ticker.show_time()
    assert told == ["2 minutes left", "1 minute left", "Time is up"]
    assert page.header.ring.words().startswith("over by 0:")
    assert page.rail.list.current_row().over


@pytest.mark.parametrize(("width", "height"), [(1440, 900), (1280, 720), (1000, 720)])
def test_it_fits_small_windows(talking: Stage, width: int, height: int) -> None:
    page = talking.open("run", width, height, huddle=talking.huddle.id)
    if width < 1440:
        least = talking.window.minimumSizeHint()
        assert least.width() <= 1280
        assert least.height() <= 720
    assert page.header.ring.isVisible() is (width == 1440)
    check_inside(page)


def test_a_narrow_window_shows_one_part_at_a_time(talking: Stage) -> None:
    page = talking.open("run", 1000, 720, huddle=talking.huddle.id)
    shown = {"agenda": page.rail, "record": page.capture, "summary": page.summary}
    assert [key for key, part in shown.items() if part.isVisible()] == ["record"]
    page.stage.shown_pane.set_current("summary")
    page.stage.shown_pane.chosen.emit("summary")
    assert [key for key, part in shown.items() if part.isVisible()] == ["summary"]


def test_what_is_asked_in_between_never_makes_the_window_grow(talking: Stage) -> None:
    page = talking.open("run", 1280, 720, huddle=talking.huddle.id)
    before = talking.window.size()
    page.capture.review.no_review.click()
    page.capture.ask_before_finishing("Winston", half_typed=False)
    page.capture.discussion._failed("The disk is full. Make room, then try again.")
    talking.settle()
    assert talking.window.size() == before
    assert talking.window.minimumSizeHint().height() <= 720


def check_inside(page: RunPage) -> None:
    parts: list[Callable[[], object]] = [page.capture.finish_button, page.strip, page.header]
    for part in parts:
        corner = part.mapTo(page, part.rect().bottomRight())
        assert page.rect().contains(corner), part


def test_tab_goes_in_the_order_people_speak(talking: Stage) -> None:
    page = talking.open("run", huddle=talking.huddle.id)
    page.capture.entry.set_text("/a Priya fri ring the ward")
    page.capture.discussion.edit.setFocus()
    passed = []
    for _ in range(18):
        talking.key(KEY.Key_Tab)
        passed.append(talking.focus().accessibleName())
    assert passed == [
        *("Continue", "Plan changed", "Refer on", "Step down", "Defer"),
        *("2 weeks", "4 weeks", "8 weeks", "No review", "Pick a date"),
        *("Quick entry", "Priya Shah", "Fri 27 Nov", "Finish and next", "Park", "Defer"),
        *("Agenda", "Add person to agenda"),
    ]


def test_a_toast_hides_no_button(started: Stage) -> None:
    page = started.open("run", huddle=started.huddle.id)
    toast = started.window.workspace.toast

    def covered(widget: QWidget) -> bool:
        return toast.geometry().intersects(
            QRect(widget.mapTo(toast.parentWidget(), QPoint(0, 0)), widget.size())
        )

    page.say.emit("Action finished", lambda: None)
    assert toast.isVisible()
    for widget in (page.rail.add, page.strip, page.earlier.done, page.earlier.begin_button):
        assert not covered(widget), widget.accessibleName()
    started.key(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    started.settle()
    page.say.emit("Action added", lambda: None)
    for widget in (page.rail.add, *stops(page.strip), *stops(page.capture)):
        assert not covered(widget), widget.accessibleName()


def test_the_end_panel_is_as_high_as_its_words(started: Stage) -> None:
    page = started.open("run", huddle=started.huddle.id)
    page.end_button.click()
    assert page.ending.isVisible()
    assert page.earlier.begin_button.isHidden()
    below = page.ending.height() - page.ending.end.geometry().bottom()
    assert below <= u(20)
    page.ending.stay.click()
    assert page.earlier.begin_button.isVisible()
