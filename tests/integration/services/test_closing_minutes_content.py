"""What the minutes say, from the store: in full words, complete, and without what must not print."""

from datetime import date

from team_at_work import Neighbourhood

from mdt_desktop.domain.changes import creation, edit
from mdt_desktop.domain.ids import new_id
from mdt_desktop.domain.records import Huddle, LearningCard, Note, Person
from mdt_desktop.minutes.content import MinutesContent, snapshot_bytes, title
from mdt_desktop.services.actions import actions
from mdt_desktop.services.actions.rows import list_actions
from mdt_desktop.services.cases import cases
from mdt_desktop.services.huddle import attendance, huddles, preparing, putting_off, running
from mdt_desktop.services.minutes import minutes_content


def built(neighbourhood: Neighbourhood, huddle: Huddle) -> MinutesContent:
    return minutes_content.build(neighbourhood.session, huddle.id)


def test_a_person_is_told_whole(neighbourhood: Neighbourhood) -> None:
    session = neighbourhood.session
    case = neighbourhood.case(
        "Ellison", given_names="Margaret", title="Mrs", nhs_number="999 007 9196", tier="most complex"
    )
    cases.set_fields(session, case.ref, {"key_worker": "Priya Shah"})
    cases.set_basis(session, case.ref, code="explicit_consent", given_by="herself")
    huddle = neighbourhood.huddle(case)
    neighbourhood.start(huddle)
    item = neighbourhood.item(huddle, case)
    neighbourhood.discuss(
        huddle,
        case,
        "/question Can the visits step down?",
        "Fell on Monday.",
        "The light has failed.",
        "/matters To see her sister on Sundays",
        "/action Tom fri fit a light !",
        "/decision Keep the visits going",
        "/outcome joint visit",
        "/review 4w",
    )
    running.write_discussion(
        session, item.id, who_tells=neighbourhood.members["Priya"], tell_by=date(2026, 11, 27), dissent="Tom"
    )

    [person] = built(neighbourhood, neighbourhood.end(huddle)).people

    assert (person.identity.family_name, person.identity.nhs_number) == ("Ellison", "9990079196")
    assert (person.kind_label, person.tier_label, person.key_worker) == ("New", "Most complex", "Priya Shah")
    assert person.question == "Can the visits step down?"
    assert [said.text for said in person.discussion] == ["Fell on Monday.", "The light has failed."]
    assert person.what_matters is not None
    assert person.what_matters.text == "To see her sister on Sundays"
    assert (person.outcome_label, person.decision) == ("Plan changed: Joint visit", "Keep the visits going")
    [action] = person.actions
    assert (action.number, action.owner, action.organisation) == (1, "Tom Reilly", "Harbour Council")
    assert (action.due, action.priority, action.status) == (date(2026, 11, 27), "high", "Awaiting acceptance")
    assert person.review is not None
    assert person.review.due == date(2026, 12, 24)
    assert person.basis == "Agrees to share, given by herself"
    assert person.telling is not None
    assert (person.telling.who, person.telling.by) == ("Priya Shah", date(2026, 11, 27))
    assert (person.dissent, person.minutes_spent, person.advisory) == ("Tom", 4, False)


def test_the_same_records_give_the_same_bytes(neighbourhood: Neighbourhood) -> None:
    case = neighbourhood.case("Ellison")
    huddle = neighbourhood.huddle(case)
    neighbourhood.start(huddle)
    neighbourhood.discuss(
        huddle, case, "Fell.", "/outcome continue", "/gap no sitters", "/learning ask early"
    )
    ended = neighbourhood.end(huddle)

    first = snapshot_bytes(built(neighbourhood, ended))
    neighbourhood.clock.on(hours=2)

    assert snapshot_bytes(built(neighbourhood, ended)) == first


def test_whoever_waits_is_listed_with_the_reason_and_the_day(neighbourhood: Neighbourhood) -> None:
    session = neighbourhood.session
    ellison, lloyd, rao = (neighbourhood.case(name) for name in ("Ellison", "Lloyd", "Rao"))
    huddle = neighbourhood.huddle(ellison, lloyd, rao)
    neighbourhood.start(huddle)
    neighbourhood.discuss(huddle, ellison, "/outcome continue")
    putting_off.defer(session, huddle.id, neighbourhood.item(huddle, lloyd).id, "presenter on leave")
    ended = neighbourhood.end(huddle)
    following = preparing.plan(session, date(2026, 12, 10))

    content = built(neighbourhood, ended)

    assert [(one.person.family_name, one.status, one.reason, one.to) for one in content.not_discussed] == [
        ("Lloyd", "deferred", "Presenter on leave", following.day),
        ("Rao", "not_reached", "Out of time", following.day),
    ]
    assert (content.counts.discussed, content.counts.new, content.counts.deferred) == (1, 1, 2)
    assert content.next_meeting is not None
    assert content.next_meeting.at == huddles.starts_at(following)


def test_earlier_actions_stand_as_they_stood(neighbourhood: Neighbourhood) -> None:
    session, case = neighbourhood.session, neighbourhood.case("Ellison")
    first = neighbourhood.huddle(case)
    neighbourhood.start(first)
    neighbourhood.discuss(
        first,
        case,
        "/action Tom mon fit a light",
        "/action Priya tue ring",
        "/action me wed write",
        "/outcome changed",
    )
    neighbourhood.end(first)
    light, ring, _ = (row.id for row in list_actions(session))
    neighbourhood.clock.on(days=7)
    second = preparing.plan(session, session.today())
    preparing.add(session, second.id, case.ref)
    neighbourhood.start(second)
    actions.move(session, light, date(2026, 12, 9), "no electrician before")
    actions.finish(session, ring, "she will come on Sundays")
    neighbourhood.discuss(second, case, "/outcome continue")

    carried = built(neighbourhood, neighbourhood.end(second)).carried_actions

    told = {one.action.text: (one.action.status, one.note) for one in carried}
    assert told == {
        "Fit a light": ("Awaiting acceptance", "Moved from 30 Nov to Wed 9 Dec: no electrician before"),
        "Ring": ("Done: she will come on Sundays", ""),
        "Write": ("Late by 1 day", ""),
    }
    assert all(one.person and one.person.family_name == "Ellison" for one in carried)


def test_since_last_time_says_what_happened_in_between(neighbourhood: Neighbourhood) -> None:
    session, case = neighbourhood.session, neighbourhood.case("Ellison")
    first = neighbourhood.huddle(case)
    neighbourhood.start(first)
    neighbourhood.discuss(first, case, "/outcome continue")
    neighbourhood.end(first)
    neighbourhood.clock.on(days=4)
    note = Note(id=new_id(), case_id=case.id, kind="call", text="Daughter rang", at=neighbourhood.clock.at)
    session.commit([creation(note)])
    neighbourhood.clock.on(days=3)
    second = neighbourhood.huddle(case)
    neighbourhood.start(second)
    neighbourhood.discuss(second, case, "/outcome continue")
    ended = neighbourhood.end(second)

    assert [line for line in built(neighbourhood, ended).people[0].since_last if "Daughter" in line] == [
        "30 Nov: Call – Daughter rang"
    ]
    assert not any("Daughter" in line for line in built(neighbourhood, first).people[0].since_last)


def test_without_a_quorum_they_are_notes(neighbourhood: Neighbourhood) -> None:
    case = neighbourhood.case("Ellison")
    huddle = neighbourhood.huddle(case)
    neighbourhood.start(huddle, "Amara", "Priya")
    neighbourhood.discuss(huddle, case, "/outcome continue")

    content = built(neighbourhood, neighbourhood.end(huddle))

    assert title(content) == "Huddle notes – not quorate"
    assert content.quorum.missing == ("Adult social care",)
    assert content.people[0].advisory


def test_what_is_decided_after_the_quorum_is_lost_is_advice(neighbourhood: Neighbourhood) -> None:
    session = neighbourhood.session
    ellison, lloyd, rao = (neighbourhood.case(name) for name in ("Ellison", "Lloyd", "Rao"))
    huddle = neighbourhood.huddle(ellison, lloyd, rao)
    neighbourhood.start(huddle)
    neighbourhood.discuss(huddle, ellison, "/outcome continue")
    lost = neighbourhood.clock.at
    attendance.attend(session, huddle.id, "Tom", "left")
    neighbourhood.discuss(huddle, lloyd, "/outcome continue")
    regained = neighbourhood.clock.at
    attendance.attend(session, huddle.id, "Sam Patel", "present", sector="ASC")
    neighbourhood.discuss(huddle, rao, "/outcome continue")

    content = built(neighbourhood, neighbourhood.end(huddle))

    assert title(content) == "Huddle minutes"
    assert [one.advisory for one in content.people] == [False, True, False]
    assert [(one.at, one.met) for one in content.quorum.times[1:]] == [(lost, False), (regained, True)]


def test_who_was_there_with_duties_times_and_apologies(neighbourhood: Neighbourhood) -> None:
    session, case = neighbourhood.session, neighbourhood.case("Ellison")
    huddle = neighbourhood.huddle(case)
    attendance.attend(session, huddle.id, "Marek", "apologies")
    neighbourhood.start(huddle)
    neighbourhood.clock.on(minutes=11)
    attendance.attend(session, huddle.id, "Siân Howells", "late", sector="VCSE", via="video")

    content = built(neighbourhood, neighbourhood.end(huddle))

    assert [one.name for one in content.attendance] == [
        "Dr Amara Okafor",
        "Priya Shah",
        "Siân Howells",
        "Tom Reilly",
        "Marek Nowak",
    ]
    chair, priya, sian, _, marek = content.attendance
    assert (chair.duty, chair.arrived) == ("chair and minute taker", None)
    assert (priya.job, priya.organisation) == ("District nurse", "Harbour Community Health")
    assert (sian.arrived, sian.via, sian.member_id) == (neighbourhood.clock.at, "video", "")
    assert marek.status == "apologies"
    assert [(one.sector, one.people) for one in content.sectors] == [
        ("PRI", 1),
        ("COM", 1),
        ("ASC", 1),
        ("VCSE", 1),
    ]


def test_learning_and_gaps_carry_no_names(neighbourhood: Neighbourhood) -> None:
    session = neighbourhood.session
    case = neighbourhood.case("Ellison", given_names="Margaret", nhs_number="999 007 9196")
    huddle = neighbourhood.huddle(case)
    neighbourhood.start(huddle)
    neighbourhood.discuss(huddle, case, "/gap no sitters for Mrs Ellison on Saturdays", "/outcome continue")
    card = LearningCard(
        id=new_id(), huddle_id=huddle.id, text="Margaret (999 007 9196) liked the written plan"
    )
    session.commit([creation(card)])

    content = built(neighbourhood, neighbourhood.end(huddle))

    assert content.gaps == ("No sitters for the person on Saturdays",)
    assert content.learning == ("The person ((number)) liked the written plan",)


def test_restricted_words_never_come_in(neighbourhood: Neighbourhood) -> None:
    session, case = neighbourhood.session, neighbourhood.case("Ellison")
    huddle = neighbourhood.huddle(case)
    neighbourhood.start(huddle)
    item = neighbourhood.item(huddle, case)
    neighbourhood.discuss(huddle, case, "/outcome continue")
    running.write_discussion(session, item.id, restricted_note="the neighbour frightens her")

    content = built(neighbourhood, neighbourhood.end(huddle))

    assert content.people[0].restricted_note
    assert b"frightens" not in snapshot_bytes(content)


def test_a_death_is_told_once(neighbourhood: Neighbourhood) -> None:
    session, case = neighbourhood.session, neighbourhood.case("Lloyd")
    first = neighbourhood.huddle()
    neighbourhood.start(first)
    neighbourhood.end(first)
    person = session.records.get(Person, case.person_id)
    assert person is not None
    session.commit([edit(person, deceased="confirmed", date_of_death=date(2026, 11, 30))])
    neighbourhood.clock.on(days=7)
    second = neighbourhood.huddle()
    neighbourhood.start(second)
    neighbourhood.end(second)
    neighbourhood.clock.on(days=7)
    third = neighbourhood.huddle()

    told = [
        [death.person.family_name for death in built(neighbourhood, one).deaths]
        for one in (first, second, third)
    ]

    assert told == [[], ["Lloyd"], []]


def test_who_is_referred_on_waits_for_others(neighbourhood: Neighbourhood) -> None:
    case = neighbourhood.case("Ellison")
    huddle = neighbourhood.huddle(case)
    neighbourhood.start(huddle)
    neighbourhood.discuss(huddle, case, "/decision Ask the falls clinic", "/outcome refer")

    [waiting] = built(neighbourhood, neighbourhood.end(huddle)).needs_others

    assert (waiting.text, waiting.person and waiting.person.family_name) == (
        "Ask the falls clinic",
        "Ellison",
    )
