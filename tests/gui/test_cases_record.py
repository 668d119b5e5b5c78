"""The record: who it is, the line at its head, actions, forms, and the way through a list."""

from datetime import timedelta

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from mdt_desktop.services import drafts
from mdt_desktop.services.cases import case_record, cases
from mdt_desktop.services.demo import demo
from tests.gui.cases_window import desk, make_desk, new_team
from tests.gui.dressed import dressed
from ui.cases.banner import about
from ui.cases.details_form import DetailsForm
from ui.cases.record_forms import AskSheet, CloseSheet, ReviewSheet, TierSheet
from ui.cases.timeline import Entry, entry_sentence

__all__ = ["desk", "dressed", "make_desk", "new_team"]

Key = Qt.Key


def audits(session, case_id):
    from mdt_desktop.domain.records import Audit

    return len(session.records.all(Audit, "target_id = ? AND action = 'view'", (case_id,)))


def test_opening_starts_in_the_note_field_and_is_recorded_once(desk):
    page = desk.record("ELLISON")
    assert desk.focus is page.composer.entry.line
    assert page.banner.accessibleName() == "ELLISON, Margaret (Mrs)"
    assert desk.ask(audits, page.view.case.id) == 1
    desk.record("ELLISON")
    assert desk.ask(audits, page.view.case.id) == 1


def test_the_banner_is_in_clinical_order_and_hides_while_sharing(desk):
    page = desk.record("ELLISON")
    labels = [label for label, _ in about(page.view, sharing=False)]
    assert labels == ["Born", "NHS no.", "Likes to be called", "Lives", "Phone"]
    shared = dict(about(page.view, sharing=True))
    assert shared["Age"] == "82 years"
    assert not {"Born", "NHS no.", "Phone"} & set(shared)


def test_nothing_on_the_page_gives_a_number_away_while_sharing(desk):
    page = desk.record("ELLISON")
    person = page.view.person
    desk.window.workspace.set_sharing(True)
    desk.qtbot.waitUntil(lambda: "82 years" in " ".join(words_of(page)))
    shown = " ".join(words_of(page))
    for hidden in (page.view.nhs_number, person.phone, person.postcode, "14 Mar 1944", "07700"):
        assert hidden not in shown
    desk.press(Key.Key_Escape)
    desk.press(Key.Key_E)
    assert page.findChild(DetailsForm) is None


def words_of(page):
    from PySide6.QtWidgets import QWidget

    for widget in page.findChildren(QWidget):
        if widget.isVisibleTo(page):
            yield widget.accessibleName()
            if callable(getattr(widget, "text", None)):
                yield widget.text()


def test_a_note_is_added_with_enter_and_taken_back(desk):
    page = desk.record("ELLISON")
    before = len(page.view.timeline)
    desk.write("Helen rang: she slept at last")
    desk.press(Key.Key_Return)
    assert page.view.timeline[0].text == "Helen rang: she slept at last"
    assert page.composer.entry.text() == ""
    desk.qtbot.mouseClick(desk.window.workspace.toast.undo_button, Qt.MouseButton.LeftButton)
    desk.settle()
    assert len(page.view.timeline) == before


def test_a_note_can_be_a_call(desk):
    page = desk.record("ELLISON")
    desk.write("Helen asked about respite")
    page.composer.kind.set_current("call")
    desk.press(Key.Key_Return)
    assert (page.view.timeline[0].kind, page.view.timeline[0].title) == ("call", "Call")


def test_a_line_with_a_verb_becomes_an_action(desk):
    page = desk.record("ELLISON")
    page.timeline.list.setFocus()
    desk.press(Key.Key_Slash)
    assert page.composer.entry.text() == "/"
    desk.write("action @priya ring Helen about respite +3d")
    desk.press(Key.Key_Return)
    new = next(row for row in page.view.open_actions if row.text == "Ring Helen about respite")
    assert new.owner == "Priya Shah"
    assert new.due == page.around.today + timedelta(days=3)


def test_lines_for_need_review_tier_matters_and_question(desk):
    page = desk.record("PEMBERTON")
    for line in (
        "/need heating boiler broken",
        "/review +21d",
        "/tier medium second fall",
        "/matters ringing the bells",
        "/question who can mend the boiler",
    ):
        page.composer.entry.set_text(line)
        page.composer.start()
        desk.press(Key.Key_Return)
        assert page.composer.entry.text() == ""
    view = page.view
    assert [(need.code, need.text) for need in view.needs][-1][0] == "heating_damp"
    assert view.case.review_due == page.around.today + timedelta(days=21)
    assert (view.case.tier, view.case.tier_reason) == ("medium", "second fall")
    assert view.case.what_matters == "ringing the bells"
    assert view.case.asked_words == "who can mend the boiler"
    assert view.timeline[0].kind == "question" or "question" in {event.kind for event in view.timeline}


def test_what_only_a_huddle_can_do_is_refused_and_stays(desk):
    page = desk.record("ELLISON")
    page.composer.entry.set_text("/decision weekly visits")
    desk.press(Key.Key_Return)
    assert page.composer.entry.text() == "/decision weekly visits"
    assert "belongs to a huddle" in desk.window.workspace.notices.trouble.accessibleName()


def test_a_half_typed_note_waits_for_its_author(desk):
    page = desk.record("ELLISON")
    case_id = page.view.case.id
    desk.write("Half a thou")
    desk.cases()
    assert desk.ask(drafts.kept, f"note {case_id}") == "Half a thou"
    page = desk.record("ELLISON")
    assert page.composer.entry.text() == "Half a thou"
    page = desk.record("LLOYD")
    assert page.composer.entry.text() == ""


def test_the_timeline_filters_and_reads_whole(desk, qtmodeltester):
    page = desk.record("ELLISON")
    list_ = page.timeline.list
    everything = list_.rows.rowCount()
    page.timeline.filter._segments["discussion"].click()
    assert 0 < list_.rows.rowCount() < everything
    entry = list_.rows.rows[0]
    assert entry.event.kind == "huddle"
    words = entry_sentence(entry)
    assert words.startswith("Huddle, ")
    assert "Plan changed" in words
    assert words.endswith("Chair: Dr Amara Okafor")
    qtmodeltester.check(list_.rows, force_py=True)


def test_heights_of_entries_follow_their_words(desk):
    page = desk.record("ELLISON")
    delegate = page.timeline.list.itemDelegate()
    entry = page.timeline.list.rows.rows[0]
    assert delegate.height(entry, 300) > delegate.height(entry, 900)
    assert isinstance(entry, Entry)


def test_an_empty_record_says_how_to_start(new_team):
    new_team.window.jobs.do(cases.open_new, {"family_name": "Winter", "dob": "1944-03-14"})
    new_team.settle()
    row = new_team.case("winter")
    page = new_team.show("record", case=row.id)
    assert page.matters._words.text() == "Not asked yet"
    assert page.basis._title.text() == "Not asked yet"
    assert page.actions._none.isVisible()
    shown = [label.text() for label in page.risks.findChildren(QLabel)]
    assert "None recorded yet." in shown
    page.timeline.filter._segments["action"].click()
    assert page.timeline._none.text() == "Nothing of this kind yet."


def test_x_asks_what_came_of_an_action_and_enter_finishes_it(desk):
    page = desk.record("ELLISON")
    first = page.view.open_actions[0]
    page.actions.list.setFocus()
    desk.press(Key.Key_X)
    assert desk.focus is page.actions.editor.words
    desk.press(Key.Key_Return)
    assert page.actions.editor.isVisible()
    desk.write("Assessed on Friday")
    desk.press(Key.Key_Return)
    done = next(row for row in page.view.ended_actions if row.id == first.id)
    assert (done.status, done.outcome_text) == ("done", "Assessed on Friday")
    assert desk.focus is page.actions.list


def test_d_moves_and_o_hands_over(desk):
    page = desk.record("ELLISON")
    first = page.view.open_actions[0]
    page.actions.list.setFocus()
    desk.press(Key.Key_D)
    editor = page.actions.editor
    editor.day.set_day(page.around.today + timedelta(days=9))
    editor.words.setText("Helen is away")
    editor.words.setFocus()
    desk.press(Key.Key_Return)
    moved = next(row for row in page.view.open_actions if row.id == first.id)
    assert (moved.due, moved.moves) == (page.around.today + timedelta(days=9), first.moves + 1)
    desk.qtbot.waitUntil(lambda: desk.focus is page.actions.list)
    page.actions._ask(
        next(line for line in page.actions.list.rows.rows if line.action.id == first.id), "owner"
    )
    other = next(one for one in page.around.members if one.id != moved.owner_id)
    editor.owner.set_value(other.id)
    editor.words.setFocus()
    desk.press(Key.Key_Return)
    assert next(row for row in page.view.open_actions if row.id == first.id).owner_id == other.id


def test_what_matters_is_written_in_place(desk):
    page = desk.record("ELLISON")
    desk.qtbot.mouseClick(page.matters.edit_button, Qt.MouseButton.LeftButton)
    assert desk.focus is page.matters.words
    page.matters.words.setPlainText("The cat, and Sunday lunch")
    desk.press(Key.Key_Return, control=True)
    assert page.view.case.what_matters == "The cat, and Sunday lunch"
    assert page.matters.accessibleName() == "What matters to Margaret: “The cat, and Sunday lunch”"


def test_the_basis_is_recorded_and_colours_the_card(desk):
    page = desk.record("LLOYD")
    assert page.basis.property("surface") == "amber"
    desk.qtbot.mouseClick(page.basis.ask_button, Qt.MouseButton.LeftButton)
    form = sheet(page)
    form.code.set_value("explicit_consent")
    form.scope.set_text("all partners")
    form.given_by.set_text("Gareth")
    form.given_on.set_text("31 Feb 2026")
    desk.press(Key.Key_Return, control=True)
    assert form.given_on.error().startswith("That is not a day")
    form.given_on.set_text("4 Jun 2026")
    desk.press(Key.Key_Return, control=True)
    assert page.basis.property("surface") == "green"
    assert page.view.basis.given_by == "Gareth"
    assert "Agrees to share with all partners" in page.basis.accessibleName()


def sheet(page):
    from ui.cases.sheet import Sheet

    return page.findChild(Sheet)


def test_details_write_only_what_was_changed_here(desk):
    page = desk.record("ELLISON")
    page.composer.escaped.emit()
    desk.press(Key.Key_E)
    form = page.findChild(DetailsForm)
    form.lines["phone"].set_text("07700 900999")
    assert form.values() == {"phone": "07700 900999"}
    desk.window.jobs.do(cases.set_fields, page.view.case.id, {"preferred_name": "Maggie"})
    desk.settle()
    form.submit()
    desk.settle()
    person = page.view.person
    assert (person.phone, person.preferred_name) == ("07700 900999", "Maggie")


def test_a_stale_form_overwrites_nothing_it_has_not_seen(desk):
    page = desk.record("ELLISON")
    page._edit_details()
    form = page.findChild(DetailsForm)
    form.lines["phone"].set_text("07700 900111")
    desk.window.jobs.do(cases.set_fields, page.view.case.id, {"phone": "07700 900222"})
    desk.settle()
    form.submit()
    desk.settle()
    assert versions(desk, page.view.person.id, "phone") == {"07700 900111", "07700 900222"}


def versions(desk, record, field):
    def standing(session):
        from mdt_desktop.store import merge

        found = merge.standing(session.store.connection, session.store.space.no, "person", record)
        return {fields[field] for fields in found.versions.values() if field in fields}

    return desk.ask(standing)


def test_the_menu_offers_what_fits(desk):
    page = desk.record("ELLISON")
    menu = page.banner.menu()
    offered = [action.data() for action in menu.actions()]
    assert offered == ["details", "tier", "ask", "death", "close"]
    menu.actions()[1].trigger()
    assert page.findChild(TierSheet).isVisible()


def test_complexity_changes_with_a_reason(desk):
    page = desk.record("PEMBERTON")
    page._choose("tier")
    form = page.findChild(TierSheet)
    form.tier.set_value("medium")
    desk.press(Key.Key_Return, control=True)
    assert form.why.toPlainText() == ""
    assert form._fields["tier_reason"].error()
    form.why.setPlainText("Second fall")
    desk.press(Key.Key_Return, control=True)
    assert (page.view.case.tier, page.view.timeline[0].kind) == ("medium", "tier")


def test_the_next_review_and_none_with_a_reason(desk):
    page = desk.record("ELLISON")
    page.composer.escaped.emit()
    desk.press(Key.Key_R)
    form = page.findChild(ReviewSheet)
    form.day.set_day(page.around.today + timedelta(days=30))
    desk.press(Key.Key_Return, control=True)
    assert page.view.case.review_due == page.around.today + timedelta(days=30)
    page._change_review()
    form = page.findChildren(ReviewSheet)[-1]
    form.reason.set_text("Settled")
    desk.press(Key.Key_Return, control=True)
    assert page.view.case.review_due is None
    assert page.review._words.text() == "No further review: Settled"


def test_asking_for_a_discussion_keeps_the_words(desk):
    page = desk.record("PEMBERTON")
    page._choose("ask")
    form = page.findChild(AskSheet)
    form.words.setPlainText("Can she have a lift to the tower?")
    desk.press(Key.Key_Return, control=True)
    assert page.view.case.asked_words == "Can she have a lift to the tower?"


def test_closing_lists_what_stops_it_and_reopens(desk):
    page = desk.record("ELLISON")
    page._choose("close")
    form = page.findChild(CloseSheet)
    assert form.stops.isVisible()
    form.outcome.set_value("goals_met")
    desk.press(Key.Key_Return, control=True)
    assert "still has open actions" in form.message.accessibleName()
    assert page.view.case.status == "active"
    page = desk.record("PEMBERTON")
    page._choose("close")
    form = page.findChildren(CloseSheet)[-1]
    form.outcome.set_value("goals_met")
    desk.press(Key.Key_Return, control=True)
    assert page.view.case.status == "closed"
    assert not page.banner.add_button.isEnabled()
    page._choose("reopen")
    desk.settle()
    assert page.view.case.status == "active"


def test_brackets_go_through_the_list_and_stop_at_its_ends(desk):
    page = desk.record("AMPONSAH")
    page.timeline.list.setFocus()
    desk.press(Key.Key_BracketRight)
    assert page.view.row.name.startswith("BEGUM")
    assert page.context() == "2 of 15 in All open"
    page.timeline.list.setFocus()
    desk.press(Key.Key_BracketLeft)
    assert page.view.row.name.startswith("AMPONSAH")
    page.timeline.list.setFocus()
    desk.press(Key.Key_BracketLeft)
    assert page.view.row.name.startswith("AMPONSAH")
    assert "start of the list" in desk.window.workspace.toast.accessibleName()


def test_whoever_left_the_list_does_not_make_it_skip(desk):
    from ui.cases.query import Place, Query

    place = Place(Query(view="most_complex"), 0, 9)
    complex_ = desk.ask(listed, "status=open tier=most_complex")
    page = desk.show("record", case=complex_[0].id, place=place)
    desk.window.jobs.do(cases.set_fields, complex_[0].id, {"tier": "low"})
    desk.settle()
    page._step(1)
    desk.settle()
    assert page.view.case.id == complex_[1].id


def listed(session, filter_):
    from mdt_desktop.services.cases import case_lists

    return case_lists.list_cases(session, filter_).rows


def test_a_adds_to_the_next_huddle(desk):
    page = desk.record("PEMBERTON")
    assert page.view.case.id not in page.around.agenda
    page.timeline.list.setFocus()
    desk.press(Key.Key_A)
    assert page.view.case.id in page.around.agenda
    assert page.banner.add_button.words().startswith("On for ")


def test_it_fits_a_small_laptop_and_one_pane_a_time_below(make_desk, tmp_path):
    desk = make_desk(demo.found_demo(tmp_path / "small"), (1280, 720))
    page = desk.record("ELLISON")
    assert desk.window.minimumSizeHint().width() <= 1280
    assert desk.window.minimumSizeHint().height() <= 720
    assert page.columns.left.isVisible()
    desk.window.resize(1000, 700)
    assert page.columns.part.isVisible()
    assert not page.columns.left.isVisible()
    page.columns.part._segments["person"].click()
    assert page.columns.left.isVisible()
    assert not page.columns.centre.isVisible()


def test_opened_by_reference_it_is_found(desk):
    row = desk.case("ellison")
    page = desk.show("record", case=row.ref)
    assert page.view.case.id == row.id
    assert desk.ask(case_record.case_view, row.id).title == page.view.title
