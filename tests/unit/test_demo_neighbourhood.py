"""The demo is read by every newcomer: it must be whole, current, kind, and nobody real."""

import re
import unicodedata
from datetime import date, timedelta

import msgspec
import pytest

from mdt_desktop.domain import demo_neighbourhood as demo
from mdt_desktop.domain.capture import CaptureContext, Owner, parse
from mdt_desktop.domain.records import Basis, Case, Member, Organisation, Person, Series, Team
from mdt_desktop.domain.vocabulary import codes, find, group, terms
from mdt_desktop.domain.working_days import is_working_day
from mdt_desktop.resources import resource_path

TUESDAY = date(2026, 11, 24)
DAYS = [TUESDAY + timedelta(days=n) for n in range(7)] + [date(2026, 12, 24), date(2027, 3, 26)]
RAW = msgspec.json.decode(resource_path(demo.FILE).read_bytes())
STORY = demo.read_neighbourhood(TUESDAY)
PEOPLE = {one.key: one for one in STORY.people}
MEMBERS = {one.id: one for one in STORY.members}
SCRIPTS = ("BENGALI", "GURMUKHI", "GUJARATI", "TAMIL", "DEVANAGARI", "ARABIC")


def texts(value):
    if isinstance(value, dict):
        value = list(value.values())
    if isinstance(value, list):
        return [text for part in value for text in texts(part)]
    return [value] if isinstance(value, str) else []


def check_digit(number):
    rest = (
        11 - sum(int(digit) * weight for digit, weight in zip(number[:9], range(10, 1, -1), strict=True)) % 11
    )
    return 0 if rest == 11 else rest


def context(story):
    here = story.next_huddle.script.attendance
    organisations = {one.id: one.name for one in story.organisations}
    owners = tuple(
        Owner(
            one.id,
            one.display_name,
            job_title=one.job_title,
            organisation=organisations[one.organisation_id],
            sector=one.sector,
            here=here[one.id] == "present",
        )
        for one in story.members
    )
    day = story.next_huddle.day
    return CaptureContext(day, owners, me="priya", next_huddle=day + timedelta(days=7))


def test_sixteen_people_nine_members_and_nine_on_the_agenda():
    assert len(PEOPLE) == len(STORY.people) == 16
    assert len(MEMBERS) == len(STORY.members) == 9
    agenda = [item.person for item in STORY.next_huddle.agenda]
    assert len(set(agenda)) == len(agenda) == 9
    assert set(agenda) <= set(PEOPLE)
    assert [item.person for item in STORY.next_huddle.script.items] == agenda


def test_the_agenda_fits_its_hour():
    following = STORY.next_huddle
    cases = sum(item.minutes for item in following.agenda)
    assert following.opening_minutes + cases + following.readback_minutes == following.minutes == 60


def test_nhs_numbers_are_well_formed_and_never_issued():
    numbers = [one.person.nhs_number for one in STORY.people]
    assert len(set(numbers)) == 16
    for number in numbers:
        assert re.fullmatch(r"999\d{7}", number)
        assert check_digit(number) == int(number[9])


def test_phone_numbers_are_from_the_ranges_kept_for_drama():
    around = [contact for one in STORY.people for contact in one.person.people_around]
    phones = [one.person.phone for one in STORY.people] + [one["phone"] for one in around]
    phones += [one.phone for one in STORY.members]
    assert all(re.fullmatch(r"(07700 900|01632 960)\d{3}", phone) for phone in phones)
    assert all(one.person.postcode.startswith("HB") for one in STORY.people)


@pytest.mark.parametrize("script", SCRIPTS)
def test_a_name_in_each_script_is_on_the_agenda(script):
    names = [PEOPLE[item.person].person.given_names for item in STORY.next_huddle.agenda]
    assert any(script in unicodedata.name(letter, "") for name in names for letter in name)


@pytest.mark.parametrize("today", DAYS, ids=str)
def test_the_story_is_current_whatever_the_day(today):
    story = demo.read_neighbourhood(today)
    days = [huddle.day for huddle in story.huddles] + [story.next_huddle.day]
    assert len(days) == 9
    assert days == sorted(set(days))
    assert all(is_working_day(day) for day in days)
    assert days[-2] < today < days[-1] <= today + timedelta(days=7)
    assert story.series.weekdays == [days[-1].isoweekday()]


@pytest.mark.parametrize("today", DAYS, ids=str)
def test_nothing_recorded_lies_in_the_future(today):
    story = demo.read_neighbourhood(today)
    recorded = [note.on for one in story.people for note in one.notes]
    recorded += [one.case.opened_on for one in story.people]
    actions = [action for huddle in story.huddles for item in huddle.items for action in item.actions]
    recorded += [action.closed_on for action in actions if action.closed_on]
    assert all(day <= today for day in recorded)


def test_every_key_names_somebody():
    keys = [one.case.key_worker_id for one in STORY.people if one.case.key_worker_id]
    for huddle in STORY.huddles:
        assert tuple(huddle.attendance) == tuple(MEMBERS)
        assert {item.person for item in huddle.items} <= set(PEOPLE)
        keys += [huddle.chair, huddle.minute_taker, *(item.presenter for item in huddle.items)]
        keys += [action.owner for item in huddle.items for action in item.actions]
    following = STORY.next_huddle
    keys += [following.chair, *following.replies, *following.script.attendance]
    keys += [item.presenter for item in following.agenda]
    keys += [item.who_tells for item in following.script.items]
    assert set(keys) <= set(MEMBERS)
    organisations = {one.id: one.sector for one in STORY.organisations}
    assert all(organisations[one.organisation_id] == one.sector for one in STORY.members)


def test_only_known_codes_are_used():
    for one in STORY.people:
        case = one.case
        assert case.status in codes("case_status")
        assert case.source in codes("source")
        assert case.pathway in codes("pathway")
        assert case.tier in codes("tier")
        assert case.locality in STORY.team.localities
        assert set(case.flags) <= set(codes("flag"))
        assert one.basis.code in codes("basis")
        assert {need.code for need in one.needs} <= set(codes("need"))
        assert {note.kind for note in one.notes} <= set(codes("note_kind"))
        assert one.person.residence in codes("residence")
        assert one.person.sex in codes("sex")
    for huddle in STORY.huddles:
        assert set(huddle.attendance.values()) <= set(codes("attendance_status"))


def test_past_items_are_concluded_and_lead_to_the_case_as_it_stands():
    discussed: dict[str, date] = {}
    for huddle in STORY.huddles:
        for item in huddle.items:
            if item.status != "discussed":
                assert item.reason
                assert item.status == "not_reached"
                continue
            assert item.discussion
            assert item.decision
            assert group("outcome_detail", item.outcome_detail) == item.outcome
            assert bool(item.review_due) != bool(item.no_review_reason)
            discussed[item.person] = huddle.day
    for key, one in PEOPLE.items():
        assert one.case.last_discussed == discussed.get(key)


def test_what_is_new_to_an_agenda_was_never_discussed():
    before = {item.person for huddle in STORY.huddles for item in huddle.items}
    for item in STORY.next_huddle.agenda:
        assert (item.kind == "new") == (item.person not in before)
        assert item.kind in codes("agenda_kind")
    carried = [item.person for item in STORY.huddles[-1].items if item.status == "not_reached"]
    assert (
        carried == [item.person for item in STORY.next_huddle.agenda if item.kind == "carried"] == ["begum"]
    )


def test_actions_are_open_late_moved_and_done():
    actions = [action for huddle in STORY.huddles for item in huddle.items for action in item.actions]
    ended = [action for action in actions if group("action_status", action.status) == "ended"]
    still = [action for action in actions if group("action_status", action.status) == "open"]
    assert len(ended) + len(still) == len(actions)
    assert all(action.outcome_text and action.closed_on for action in ended)
    assert sum(action.due < TUESDAY for action in still) == 6
    assert max(action.moves for action in still) == 3
    for action in actions:
        assert (action.moves > 0) == (action.first_due is not None)
        assert action.first_due is None or action.first_due < action.due
        assert action.status != "blocked" or action.status_reason


def test_suggestions_have_something_to_say():
    rest = {
        key: one for key, one in PEOPLE.items() if key not in {i.person for i in STORY.next_huddle.agenda}
    }
    reviews = [one.case.review_due for one in rest.values() if one.case.review_due]
    assert any(day < TUESDAY for day in reviews)
    assert any(one.case.asked_words for one in rest.values())
    proposed = [one.case for one in rest.values() if one.case.status == "proposed"]
    assert [case.ae_12m for case in proposed] == [23]
    eight_weeks_ago = TUESDAY - timedelta(weeks=STORY.team.stale_weeks)
    assert any(one.case.last_discussed and one.case.last_discussed < eight_weeks_ago for one in rest.values())


@pytest.mark.parametrize("today", DAYS, ids=str)
def test_the_script_is_understood_line_for_line(today):
    story = demo.read_neighbourhood(today)
    room = context(story)
    for item in story.next_huddle.script.items:
        read = [parse(line, room) for line in item.capture_lines()]
        assert [one.problems for one in read if one.problems] == []
        kinds = [one.kind for one in read]
        assert kinds.count("decision") == kinds.count("review") == kinds.count("outcome") == 1
        assert [one.code for one in read if one.kind == "outcome"] == [item.outcome]
        assert [one.detail for one in read if one.kind == "outcome"] == [item.outcome_detail]
        for action in (one for one in read if one.kind == "action"):
            assert action.owner is not None
            assert action.owner.member_id in MEMBERS
            assert action.due is not None
            assert action.due > room.day
            assert action.text


def test_eight_of_nine_are_here_and_the_ninth_owns_an_action_all_the_same():
    script = STORY.next_huddle.script
    away = [key for key, status in script.attendance.items() if status != "present"]
    assert away == ["marek"]
    owners = [parse(line, context(STORY)).owner for item in script.items for line in item.lines]
    assert "marek" in {owner.member_id for owner in owners if owner}


def test_follow_ups_are_of_open_actions():
    still = {
        (item.person, action.text)
        for huddle in STORY.huddles
        for item in huddle.items
        for action in item.actions
        if group("action_status", action.status) == "open"
    }
    for follow in STORY.next_huddle.script.follow_ups:
        assert (follow.person, follow.action) in still
        assert follow.verb in {"done", "move", "block"}
        assert (follow.due is not None) == (follow.verb == "move")


def test_no_word_blames_and_no_placeholder_is_left():
    blaming = [term.code.casefold() for term in terms("words_to_avoid")]
    for text in texts(msgspec.to_builtins(STORY)):
        assert not any(word in text.casefold() for word in blaming)
        assert "{" not in text
        assert "!" not in text.removesuffix(" !")
        assert "'" not in text


def test_no_field_of_a_record_is_misspelt():
    def unknown(record, kind):
        return set(record) - set(kind.__struct_fields__)

    assert not unknown(RAW["team"], Team)
    assert not unknown(RAW["series"], Series)
    assert not any(unknown(one, Organisation) for one in RAW["organisations"])
    assert not any(unknown(one, Member) for one in RAW["members"])
    for one in RAW["people"]:
        parts = ((one["person"], Person), (one["case"], Case), (one["basis"], Basis))
        assert not any(unknown(record, kind) for record, kind in parts)


def test_days_in_the_text_read_as_one_would_say_them():
    assert demo.working_day(TUESDAY, -2) == date(2026, 11, 20)
    assert demo.working_day(TUESDAY, 4) == date(2026, 11, 30)
    ellison = next(item for item in STORY.next_huddle.script.items if item.person == "ellison")
    assert "on 18 Nov" in ellison.discussion[0]
    assert "on Monday" in ellison.discussion[0]
    assert "since July" in ellison.discussion[2]


def test_a_tier_in_the_script_is_a_tier():
    lines = [line for item in STORY.next_huddle.script.items for line in item.lines]
    assert [find("tier", line.split()[1]) for line in lines if line.startswith("/tier")] != [None]
