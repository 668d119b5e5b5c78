"""Two laptops edit one record apart: both values are kept, shown side by side, and settled."""

import pytest
from two_laptops import Laptops

from mdt_desktop.domain.changes import Change, creation, edit
from mdt_desktop.domain.ids import new_id
from mdt_desktop.domain.merging.asking import How
from mdt_desktop.domain.records import Action, AgendaItem, Case, Discussion
from mdt_desktop.refused import Refused
from mdt_desktop.services.conflicts import reading, settling
from mdt_desktop.services.conflicts.views import Pick
from mdt_desktop.services.undo import redo, undo
from mdt_desktop.store.digest import digest


def edit_both(two: Laptops, record: object, mine: dict[str, object], theirs: dict[str, object]) -> None:
    """The first laptop writes `mine`, the second, a little later, `theirs`; then they meet."""
    two.meet()
    two.sessions[0].commit([edit(record, **mine)])
    two.clock.on(minutes=12)
    two.sessions[1].commit([edit(record, **theirs)])
    two.meet()


def digests(two: Laptops) -> set[str]:
    return {digest(one.store.connection, one.store.space.no) for one in two.sessions}


def test_both_values_are_listed_with_who_and_when_the_later_first(two: Laptops) -> None:
    case = two.person()
    edit_both(two, case, {"tier": "low"}, {"tier": "most_complex"})
    listed = [reading.fields_in_conflict(session) for session in two.sessions]
    assert [one.id for one in listed[0]] == [one.id for one in listed[1]]
    (one,) = listed[0]
    assert [value.value for value in one.values] == ["most_complex", "low"]
    assert [value.who for value in one.values] == ["Joanne Price", "Dr Amara Okafor"]
    assert [value.mine for value in one.values] == [False, True]
    assert (one.values[0].when - one.values[1].when).total_seconds() == 12 * 60
    assert one.values[0].words == "Most complex"


def test_settling_replaces_both_everywhere(two: Laptops) -> None:
    case = two.person()
    edit_both(two, case, {"tier": "low"}, {"tier": "most_complex"})
    (one,) = reading.fields_in_conflict(two.sessions[0])
    settling.settle_one(two.sessions[0], one.id, Pick(at=1))
    two.meet()
    for session in two.sessions:
        assert reading.fields_in_conflict(session) == []
        found = session.records.get(Case, case.id)
        assert found is not None
        assert found.tier == "low"
    assert len(digests(two)) == 1


def test_what_comes_in_after_the_page_was_read_stands_beside_the_settled_value(two: Laptops) -> None:
    case = two.person()
    edit_both(two, case, {"reason": "falls"}, {"locality": "Quayside"})
    edit_both(two, case, {"locality": "Millfield"}, {"locality": "Town"})
    (page,) = reading.clashes(two.sessions[0])
    two.clock.on(minutes=1)
    two.sessions[1].commit([edit(case, locality="Late")])
    two.bring(1, 0)
    settling.settle(two.sessions[0], page, {page.fields[0].id: Pick(at=1)})
    two.meet()
    (left,) = reading.fields_in_conflict(two.sessions[1])
    assert {value.value for value in left.values} == {"Late", "Millfield"}


def test_a_listed_conflict_that_has_changed_is_not_settled_by_its_old_id(two: Laptops) -> None:
    case = two.person()
    edit_both(two, case, {"tier": "low"}, {"tier": "medium"})
    (one,) = reading.fields_in_conflict(two.sessions[0])
    two.sessions[1].commit([edit(case, tier="most_complex")])
    two.bring(1, 0)
    with pytest.raises(Refused, match="another value has come in"):
        settling.settle_one(two.sessions[0], one.id, Pick(at=0))


def test_two_settle_one_conflict_apart_and_both_decisions_are_offered(two: Laptops) -> None:
    case = two.person()
    edit_both(two, case, {"tier": "low"}, {"tier": "medium"})
    for session, at in zip(two.sessions, (0, 1), strict=True):
        (one,) = reading.fields_in_conflict(session)
        settling.settle_one(session, one.id, Pick(at=at))
    two.meet()
    (again,) = reading.fields_in_conflict(two.sessions[0])
    assert {value.value for value in again.values} == {"low", "medium"}
    assert len(digests(two)) == 1


def test_two_who_decide_alike_leave_no_conflict(two: Laptops) -> None:
    case = two.person()
    edit_both(two, case, {"tier": "low"}, {"tier": "medium"})
    for session in two.sessions:
        (one,) = reading.fields_in_conflict(session)
        settling.settle_one(session, one.id, Pick(at=1))
    two.meet()
    assert reading.fields_in_conflict(two.sessions[0]) == []


def test_text_is_joined_in_the_order_it_was_written(two: Laptops) -> None:
    case = two.person()
    talk = Discussion(id=new_id(), case_id=case.id, text="Seen at home.")
    two.sessions[0].commit([creation(talk)])
    edit_both(
        two,
        talk,
        {"text": "Seen at home.\nHelen prefers Tuesdays."},
        {"text": "Seen at home.\nFall in the dark kitchen."},
    )
    (page,) = reading.clashes(two.sessions[1])
    (one,) = page.fields
    assert (one.how, one.proposed) == (How.JOIN, None)
    assert settling.result_words(two.sessions[1], page, {}) == (
        "Words: Seen at home. / Helen prefers Tuesdays. / Fall in the dark kitchen."
    )
    settling.settle(two.sessions[1], page, {})
    two.meet()
    found = two.sessions[0].records.get(Discussion, talk.id)
    assert found is not None
    assert found.text == "Seen at home.\nHelen prefers Tuesdays.\nFall in the dark kitchen."


def test_sets_are_united(two: Laptops) -> None:
    case = two.person(flags=["falls"])
    edit_both(two, case, {"flags": ["falls", "carer"]}, {"flags": ["falls", "housing"]})
    (one,) = reading.fields_in_conflict(two.sessions[0])
    settling.settle_one(two.sessions[0], one.id, Pick(both=True))
    found = two.sessions[0].records.get(Case, case.id)
    assert found is not None
    assert found.flags == ["falls", "carer", "housing"]


def test_the_order_of_an_agenda_settles_silently(two: Laptops) -> None:
    item = AgendaItem(id=new_id(), position="V")
    two.sessions[0].commit([creation(item)])
    edit_both(two, item, {"position": "Vabc"}, {"position": "k123"})
    assert reading.fields_in_conflict(two.sessions[0]) == []
    assert [reading.count(session) for session in two.sessions] == [0, 0]
    assert {one.records.all(AgendaItem)[0].position for one in two.sessions} == {"k123"}


def test_what_is_one_decision_is_asked_once_and_goes_together(two: Laptops) -> None:
    case = two.person()
    edit_both(
        two,
        case,
        {"tier": "low", "tier_reason": "settled at home"},
        {"tier": "most_complex", "tier_reason": "third fall"},
    )
    (one,) = reading.fields_in_conflict(two.sessions[0])
    assert (one.field, one.followers) == ("tier", ("tier_reason",))
    assert reading.count(two.sessions[0]) == 1
    settling.settle_one(two.sessions[0], one.id, Pick(at=1))
    found = two.sessions[0].records.get(Case, case.id)
    assert found is not None
    assert (found.tier, found.tier_reason) == ("low", "settled at home")
    assert reading.fields_in_conflict(two.sessions[0]) == []


def test_a_case_kept_open_has_no_closing_date(two: Laptops) -> None:
    case = two.person()
    closing = {"status": "closed", "closed_on": two.clock.at.date(), "close_outcome": "moved"}
    edit_both(two, case, {"status": "monitoring"}, closing)
    (one,) = reading.fields_in_conflict(two.sessions[0])
    settling.settle_one(two.sessions[0], one.id, Pick(at=1))
    found = two.sessions[0].records.get(Case, case.id)
    assert found is not None
    assert (found.status, found.closed_on, found.close_outcome) == ("monitoring", None, "")


def test_one_side_removed_and_the_other_kept_is_kept_by_default(two: Laptops) -> None:
    """Both had seen it removed: one brought it back while the other removed it once more."""
    action = Action(id=new_id(), text="Ring Helen", ref="A-1")
    two.sessions[0].commit([creation(action)])
    two.sessions[0].commit([Change("action", action.id, {"retired": False})])
    edit_both(two, action, {"retired": True}, {"retired": False, "text": "Ring Helen on Tuesday"})
    two.sessions[0].commit([Change("action", action.id, {"retired": True})])
    two.sessions[1].commit([Change("action", action.id, {"retired": False}, over={"retired": ()})])
    two.meet()
    (one,) = reading.fields_in_conflict(two.sessions[0])
    assert (one.how, one.proposed) == (How.KEEP, [value.value for value in one.values].index(False))
    assert {value.words for value in one.values} == {"Removed", "Kept"}
    assert [one.text for one in two.sessions[0].records.all(Action)] == ["Ring Helen on Tuesday"]
    (page,) = reading.clashes(two.sessions[0])
    settling.settle(two.sessions[0], page, {})
    two.meet()
    for session in two.sessions:
        assert reading.fields_in_conflict(session) == []
        assert len(session.records.all(Action)) == 1


def test_a_value_of_ones_own_is_held_to_what_may_be_typed(two: Laptops) -> None:
    case = two.person()
    edit_both(two, case, {"cfs": 5}, {"cfs": 6})
    (one,) = reading.fields_in_conflict(two.sessions[0])
    with pytest.raises(Refused, match="between 1 and 9"):
        settling.settle_one(two.sessions[0], one.id, Pick(typed="12"))
    settling.settle_one(two.sessions[0], one.id, Pick(typed="7"))
    found = two.sessions[0].records.get(Case, case.id)
    assert found is not None
    assert found.cfs == 7


@pytest.mark.parametrize("at", [-1, 2])
def test_a_value_that_is_none_of_those_listed_is_refused(two: Laptops, at: int) -> None:
    case = two.person()
    edit_both(two, case, {"tier": "low"}, {"tier": "medium"})
    (one,) = reading.fields_in_conflict(two.sessions[0])
    with pytest.raises(Refused, match="has 2 values, and that is none of them"):
        settling.settle_one(two.sessions[0], one.id, Pick(at=at))
    assert reading.fields_in_conflict(two.sessions[0]) == [one]


def test_whose_something_is_can_be_chosen_and_not_typed(two: Laptops) -> None:
    case = two.person()
    edit_both(two, case, {"key_worker_id": "m0"}, {"key_worker_id": "m1"})
    (one,) = reading.fields_in_conflict(two.sessions[0])
    with pytest.raises(Refused, match="is chosen, not typed"):
        settling.settle_one(two.sessions[0], one.id, Pick(typed="Somebody else"))
    assert reading.fields_in_conflict(two.sessions[0]) == [one]


def test_one_page_a_person_with_what_fitted_in_by_itself(two: Laptops) -> None:
    case = two.person()
    action = Action(id=new_id(), ref="A-1", case_id=case.id, text="Rail")
    two.sessions[0].commit([creation(action)])
    edit_both(two, case, {"tier": "low", "locality": "Quayside"}, {"tier": "medium", "pathway": "falls"})
    edit_both(two, action, {"priority": "high"}, {"priority": "urgent"})
    (page,) = reading.clashes(two.sessions[0])
    assert page.title == "ELLISON, Margaret"
    assert page.words.startswith("You and Joanne Price both edited while apart.")
    assert {one.record_words for one in page.fields} == {f"Case {case.ref}", "Action A-1"}
    assert {one.label for one in page.fitted} >= {"Locality", "Pathway"}


def test_settling_can_be_undone_and_both_values_stand_again(two: Laptops) -> None:
    case = two.person()
    edit_both(two, case, {"tier": "low"}, {"tier": "medium"})
    (one,) = reading.fields_in_conflict(two.sessions[0])
    settling.settle_one(two.sessions[0], one.id, Pick(at=1))
    undo(two.sessions[0])
    two.meet()
    for session in two.sessions:
        (again,) = reading.fields_in_conflict(session)
        assert [value.value for value in again.values] == ["medium", "low"]
    redo(two.sessions[0])
    two.meet()
    assert [reading.fields_in_conflict(session) for session in two.sessions] == [[], []]
    found = two.sessions[1].records.get(Case, case.id)
    assert found is not None
    assert found.tier == "low"
