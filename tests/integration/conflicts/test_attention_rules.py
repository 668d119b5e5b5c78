"""Rules that a merge broke: found, in words, mended in one step, and nobody's work dropped."""

from datetime import timedelta

import pytest
from two_laptops import Laptops

from mdt_desktop.domain.changes import Change, Changed, creation, edit
from mdt_desktop.domain.ids import new_id
from mdt_desktop.domain.records import (
    Action,
    AgendaItem,
    Basis,
    Case,
    Discussion,
    Huddle,
    Member,
    Note,
    Person,
)
from mdt_desktop.refused import Refused
from mdt_desktop.services.cases import case_status, sharing
from mdt_desktop.services.conflicts import reading
from mdt_desktop.services.conflicts.attention import AttentionItem, attention, mend, mend_all
from mdt_desktop.services.huddle import huddles, preparing, running
from mdt_desktop.services.undo import undo


def only(two: Laptops, rule: str, at: int = 0) -> AttentionItem:
    """The one item of a rule; the other laptop names it alike."""
    mine, theirs = ([one for one in attention(s) if one.rule == rule] for s in two.sessions)
    assert [one.id for one in mine] == [one.id for one in theirs]
    assert len(mine) == 1, mine
    return (mine, theirs)[at][0]


def is_mended(two: Laptops, rule: str) -> bool:
    two.meet()
    return not any(one.rule == rule for session in two.sessions for one in attention(session))


def in_order() -> list[str]:
    """Two ids, the earlier first."""
    return sorted((new_id(), new_id()))


def test_an_edit_apart_from_a_removal_is_asked_and_kept(two: Laptops) -> None:
    action = Action(id=new_id(), text="Ring Helen", ref="A-1")
    two.sessions[0].commit([creation(action)])
    two.meet()
    two.sessions[0].commit([edit(action, retired=True)])
    two.sessions[1].commit([edit(action, text="Ring Helen on Tuesday")])
    two.meet()
    item = only(two, "removed_and_edited")
    assert item.words.startswith("Dr Amara Okafor removed this while Joanne Price worked on it (action A-1).")
    mend(two.sessions[0], item.id, "keep")
    assert is_mended(two, "removed_and_edited")
    assert [one.text for one in two.sessions[1].records.all(Action)] == ["Ring Helen on Tuesday"]


def test_a_removal_that_was_meant_can_be_said_again(two: Laptops) -> None:
    action = Action(id=new_id(), text="Ring Helen", ref="A-1")
    two.sessions[0].commit([creation(action)])
    two.meet()
    two.sessions[0].commit([edit(action, retired=True)])
    two.sessions[1].commit([edit(action, text="Ring Helen on Tuesday")])
    two.meet()
    mend(two.sessions[1], only(two, "removed_and_edited").id, "remove")
    assert is_mended(two, "removed_and_edited")
    assert two.sessions[0].records.all(Action) == []


def test_a_removal_by_somebody_who_saw_the_edit_is_no_question(two: Laptops) -> None:
    action = Action(id=new_id(), text="Ring Helen", ref="A-1")
    two.sessions[0].commit([creation(action)])
    two.meet()
    two.sessions[1].commit([edit(action, text="Ring Helen on Tuesday")])
    two.meet()
    two.sessions[0].commit([edit(action, retired=True)])
    two.meet()
    assert not any(one.rule == "removed_and_edited" for one in attention(two.sessions[1]))


def test_work_on_a_case_that_was_removed_meanwhile_is_not_hidden_for_good(two: Laptops) -> None:
    case = two.person()
    two.meet()
    two.sessions[0].commit([edit(case, retired=True)])
    two.sessions[1].commit([creation(Note(id=new_id(), case_id=case.id, text="Fell on Monday"))])
    two.meet()
    mend(two.sessions[0], only(two, "removed_and_edited").id, "keep")
    assert is_mended(two, "removed_and_edited")
    assert [one.id for one in two.sessions[1].records.all(Case)] == [case.id]


def test_two_open_cases_become_one_with_everything_on_it(two: Laptops) -> None:
    closed = two.person(status="closed")
    two.meet()
    first, second = in_order()
    kept = Case(id=first, person_id=closed.person_id, ref="C-0042", status="active", tier="low")
    other = Case(id=second, person_id=closed.person_id, ref="C-B0001", status="active", tier="medium")
    note = Note(id=new_id(), case_id=other.id, text="Seen at home")
    two.sessions[0].commit([creation(kept)])
    two.sessions[1].commit([creation(other), creation(note), creation(Basis(id=new_id(), case_id=other.id))])
    two.meet()
    mend(two.sessions[1], only(two, "two_cases").id, "join")
    assert is_mended(two, "two_cases")
    for session in two.sessions:
        assert [one.case_id for one in session.records.all(Note)] == [kept.id]
        assert [one.case_id for one in session.records.all(Basis)] == [kept.id]
        (conflict,) = reading.fields_in_conflict(session)
        assert {value.value for value in conflict.values} == {"low", "medium"}


def test_two_records_of_one_discussion_are_put_together(two: Laptops) -> None:
    case = two.person()
    item = AgendaItem(id=new_id(), huddle_id=new_id(), case_id=case.id)
    two.sessions[0].commit([creation(item)])
    two.meet()
    for session, text, identity in zip(two.sessions, ("Mine", "Theirs"), in_order(), strict=True):
        talk = Discussion(id=identity, agenda_item_id=item.id, case_id=case.id, text=text)
        session.commit([creation(talk)])
    two.meet()
    mend(two.sessions[0], only(two, "one_each").id, "join")
    assert is_mended(two, "one_each")
    assert [one.text for one in two.sessions[1].records.all(Discussion)] == ["Mine\nTheirs"]


def test_a_refusal_counts_beside_a_yes_written_apart(two: Laptops) -> None:
    case = two.person()
    two.meet()
    two.sessions[0].commit([creation(Basis(id=new_id(), case_id=case.id, code="explicit_consent"))])
    two.sessions[1].commit([creation(Basis(id=new_id(), case_id=case.id, code="refused"))])
    two.meet()
    assert all(sharing.has_refused(session, case.id) for session in two.sessions)
    mend(two.sessions[0], only(two, "one_each").id, "join")
    assert {value.value for value in reading.fields_in_conflict(two.sessions[0])[0].values} == {
        "explicit_consent",
        "refused",
    }


def huddle_with(two: Laptops, *cases: Case) -> tuple[Huddle, list[AgendaItem]]:
    huddle = Huddle(id=new_id(), ref="H-2026-11-26", day=two.clock.at.date(), status="locked", chair_id="m0")
    items = [
        AgendaItem(id=new_id(), huddle_id=huddle.id, case_id=case.id, position=f"{at}abc")
        for at, case in enumerate(cases, 1)
    ]
    two.sessions[0].commit([creation(huddle), *map(creation, items)])
    two.meet()
    return huddle, items


def test_a_huddle_begun_on_two_laptops_counts_from_the_earlier_start(two: Laptops) -> None:
    huddle, _ = huddle_with(two, two.person())
    began = two.clock.at
    running.start(two.sessions[0], huddle.id)
    two.clock.on(minutes=3)
    running.start(two.sessions[1], huddle.id)
    two.meet()
    mend(two.sessions[1], only(two, "begun_twice").id, "earliest")
    assert is_mended(two, "begun_twice")
    assert [one.records.all(Huddle)[0].started_at for one in two.sessions] == [began, began]


def test_one_meeting_planned_on_two_laptops_becomes_one(two: Laptops) -> None:
    case, other_case = two.person(), two.person(family_name="Okoye")
    huddle, _ = huddle_with(two, case)
    twin = Huddle(id=new_id(), ref="H-2026-11-26-B", day=huddle.day, status="planned")
    two.sessions[1].commit(
        [
            creation(twin),
            creation(AgendaItem(id=new_id(), huddle_id=twin.id, case_id=case.id, question="Stairs?")),
            creation(AgendaItem(id=new_id(), huddle_id=twin.id, case_id=other_case.id)),
        ]
    )
    two.meet()
    mend(two.sessions[0], only(two, "begun_twice").id, "join")
    assert is_mended(two, "begun_twice")
    items = two.sessions[1].records.all(AgendaItem, "huddle_id = ?", (huddle.id,))
    assert {(one.case_id, one.question) for one in items} == {(case.id, "Stairs?"), (other_case.id, "")}


def test_one_person_at_a_time_after_two_laptops_turned_to_two(two: Laptops) -> None:
    huddle, (first, second) = huddle_with(two, two.person(), two.person(family_name="Okoye"))
    running.start(two.sessions[0], huddle.id)
    two.meet()
    running.begin_item(two.sessions[0], huddle.id, first.id)
    two.clock.on(minutes=2)
    running.begin_item(two.sessions[1], huddle.id, second.id)
    two.meet()
    item = only(two, "current_items")
    mend(two.sessions[0], item.id, second.id)
    assert is_mended(two, "current_items")
    for session in two.sessions:
        found = session.records.get(AgendaItem, first.id)
        assert found is not None
        assert (found.started_at, found.seconds, found.status) == (None, 120, "scheduled")
        assert session.records.all(Huddle)[0].current_item_id == second.id


def test_an_action_agreed_while_the_case_was_closed(two: Laptops) -> None:
    case = two.person()
    two.meet()
    case_status.close_case(two.sessions[0], case.id, "moved")
    two.sessions[1].commit([creation(Action(id=new_id(), ref="A-B1", case_id=case.id, text="Hand over"))])
    two.meet()
    assert "A-B1 (Hand over)" in only(two, "closed_with_actions").words
    mend(two.sessions[1], only(two, "closed_with_actions").id, "keep")
    assert is_mended(two, "closed_with_actions")
    found = two.sessions[0].records.get(Case, case.id)
    assert found is not None
    assert found.status == "closed"


def test_a_reference_given_out_twice(two: Laptops) -> None:
    for at, name in enumerate(("Ellison", "Okoye")):
        two.person(at, name, ref="C-0001")
    two.meet()
    mend(two.sessions[0], only(two, "references_twice").id, "rename")
    assert is_mended(two, "references_twice")
    assert len({one.ref for one in two.sessions[1].records.all(Case)}) == 2


def test_an_action_for_somebody_who_left_meanwhile(two: Laptops) -> None:
    case = two.person()
    leaver = Member(id=new_id(), display_name="Marek Nowak")
    two.sessions[0].commit([creation(leaver)])
    two.meet()
    two.sessions[0].commit([edit(leaver, active_to=two.clock.at.date() - timedelta(days=1))])
    action = Action(id=new_id(), ref="A-B1", case_id=case.id, text="Rail", owner_id=leaver.id)
    two.sessions[1].commit([creation(action)])
    two.meet()
    assert only(two, "owners_gone").words.startswith("Marek Nowak has left the team and owns “Rail”")
    mend(two.sessions[1], only(two, "owners_gone").id, "take")
    assert is_mended(two, "owners_gone")
    assert [one.owner_id for one in two.sessions[0].records.all(Action)] == ["m1"]


def import_offline(two: Laptops) -> None:
    for session in two.sessions:
        person = Person(
            id=new_id(), family_name="Ellison", given_names="Margaret", nhs_number="9990079196", phone="1"
        )
        session.commit([creation(person), creation(Case(id=new_id(), person_id=person.id, ref="C-1"))])
    two.meet()


def test_two_offline_imports_of_one_list_propose_the_duplicates(two: Laptops) -> None:
    import_offline(two)
    item = only(two, "same_person")
    assert item.words.startswith("The same NHS number")
    mend(two.sessions[0], item.id, "same")
    assert is_mended(two, "same_person")
    for session in two.sessions:
        assert (len(session.records.all(Person)), len(session.records.all(Case))) == (1, 1)
        assert reading.fields_in_conflict(session) == []


def test_two_different_people_are_told_apart_for_good(two: Laptops) -> None:
    import_offline(two)
    mend(two.sessions[1], only(two, "same_person").id, "different")
    assert is_mended(two, "same_person")
    assert len(two.sessions[0].records.all(Person)) == 2


def test_after_a_sync_only_what_was_touched_is_looked_at(two: Laptops) -> None:
    import_offline(two)
    (first, second) = two.sessions[0].records.all(Person, order="id")
    touched = Changed(frozenset({("person", second.id)}))
    assert "same_person" in {one.rule for one in attention(two.sessions[0], touched)}
    assert attention(two.sessions[0], Changed(frozenset({("audit", new_id())}))) == []
    assert attention(two.sessions[0], Changed(frozenset({("person", new_id())}))) == []
    assert first.id != second.id


def test_an_item_that_was_mended_meanwhile_is_refused(two: Laptops) -> None:
    import_offline(two)
    item = only(two, "same_person")
    mend(two.sessions[0], item.id, "same")
    with pytest.raises(Refused, match="settled since"):
        mend(two.sessions[0], item.id, "same")


def test_an_item_can_be_put_between_two_that_have_the_same_place(two: Laptops) -> None:
    cases = [two.person(family_name=name) for name in ("Ellison", "Okoye", "Shah")]
    huddle, items = huddle_with(two, *cases)
    for session, item in zip(two.sessions, items[:2], strict=True):
        session.commit([edit(item, position="Vsame")])
    two.meet()
    order = [one.id for one in huddles.items_of(two.sessions[0], huddle.id)]
    moved = items[2].id
    preparing.move(two.sessions[0], huddle.id, moved, 1)
    two.meet()
    wanted = [one for one in order if one != moved]
    wanted.insert(1, moved)
    for session in two.sessions:
        assert [one.id for one in huddles.items_of(session, huddle.id)] == wanted


def test_many_duplicates_of_two_imports_are_put_together_in_one_step(two: Laptops) -> None:
    for session in two.sessions:
        for number in ("9990079196", "9990237573", "9990316767"):
            person = Person(id=new_id(), family_name=f"F{number}", nhs_number=number)
            session.commit([creation(person), creation(Case(id=new_id(), person_id=person.id, ref=new_id()))])
    two.meet()
    found = [one.id for one in attention(two.sessions[0]) if one.rule == "same_person"]
    assert mend_all(two.sessions[0], found, "same") == 3
    assert is_mended(two, "same_person")
    assert len(two.sessions[1].records.all(Person)) == 3
    undo(two.sessions[0])
    two.meet()
    assert len(two.sessions[1].records.all(Person)) == 6


def test_odd_ids_and_values_of_a_colleagues_harm_nobody(two: Laptops) -> None:
    """Whatever a spoiled or newer laptop writes, the lists can be read on the others."""
    odd = [f"a,b:{n}\"'" for n in range(2)]
    writes = [
        *(Change("person", one, {"nhs_number": "9990079196", "dob": 5}) for one in odd),
        *(Change("case", one, {"person_id": odd[0], "ref": "C-1", "status": "odd"}) for one in odd),
        *(Change("basis", one, {"case_id": odd[0], "code": ["x"]}) for one in odd),
        *(Change("agenda_item", one, {"huddle_id": "h", "case_id": odd[0]}) for one in odd),
        *(Change("attendance", one, {"huddle_id": "h", "member_id": "m"}) for one in odd),
        *(Change("minutes", one, {"huddle_id": odd[0], "status": "final", "version": 1}) for one in odd),
        *(Change("discussion", one, {"huddle_id": odd[0], "text": "x"}) for one in odd),
        *(Change("huddle", one, {"status": "in_session", "started_at": "2026-11-26"}) for one in odd),
        *(Change("action", one, {"case_id": odd[0], "owner_id": "nobody", "retired": "x"}) for one in odd),
    ]
    two.sessions[1].store.commit(writes)
    two.meet()
    two.sessions[0].store.commit([Change("case", odd[0], {"tier": {"a": 1}, "risks": 5})])
    two.sessions[1].store.commit([Change("case", odd[0], {"tier": 7, "risks": "x"})])
    two.meet()
    for session in two.sessions:
        assert {one.rule for one in attention(session)} >= {"same_person", "two_cases", "one_each"}
        assert len(reading.fields_in_conflict(session)) == 2
        assert reading.clashes(session)
