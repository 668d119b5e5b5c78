"""A death: once on an agenda for reflection, then silence; a mistake can be put right."""

from datetime import date

import pytest
from team_at_work import Neighbourhood

from mdt_desktop.domain.records import Case, Huddle
from mdt_desktop.refused import Refused
from mdt_desktop.services import week
from mdt_desktop.services.cases import case_lists, case_status, cases
from mdt_desktop.services.huddle import preparing

NEXT = date(2026, 12, 3)


@pytest.fixture
def case(neighbourhood: Neighbourhood) -> Case:
    """Somebody with every other reason to be talked about, whose death is reported."""
    case = neighbourhood.case("Hall")
    session = neighbourhood.session
    cases.set_fields(session, case.ref, {"review_due": session.today(), "ae_1m": "9"})
    cases.ask_for_case(session, case.ref, "Is the rail up?")
    return cases.set_fields(session, case.ref, {"date_of_death": "2026-11-20"})


def why(at: Neighbourhood, huddle: Huddle) -> list[str]:
    """The reasons of all suggestions."""
    return [one.why for one in preparing.suggestions(at.session, huddle)]


def test_it_is_suggested_for_reflection_and_nothing_else(neighbourhood: Neighbourhood, case: Case) -> None:
    assert case.status == "deceased_pending"
    assert why(neighbourhood, neighbourhood.huddle()) == ["Death reported: for reflection"]
    assert week.reviews_due(neighbourhood.session) == []
    assert case_lists.list_cases(neighbourhood.session, "status=open").total == 1


def test_once_spoken_of_it_is_not_suggested_again(neighbourhood: Neighbourhood, case: Case) -> None:
    huddle = neighbourhood.huddle(case)
    [item] = neighbourhood.session.records.all(type(neighbourhood.item(huddle, case)))
    assert item.why == "Death reported: for reflection"
    later = preparing.plan(neighbourhood.session, NEXT)
    assert why(neighbourhood, later) == []  # it stands on today's
    neighbourhood.start(huddle)
    neighbourhood.discuss(huddle, case, "A quiet death at home, as she wished")
    neighbourhood.end(huddle)
    assert why(neighbourhood, later) == []
    cases.set_fields(neighbourhood.session, case.ref, {"deceased": "confirmed"})
    assert why(neighbourhood, later) == []


def test_what_was_said_before_the_report_does_not_count(neighbourhood: Neighbourhood) -> None:
    case = neighbourhood.case("Hall")
    huddle = neighbourhood.huddle(case)
    neighbourhood.start(huddle)
    neighbourhood.discuss(huddle, case, "Brighter this week")
    neighbourhood.end(huddle)
    cases.set_fields(neighbourhood.session, case.ref, {"deceased": "reported"})
    later = preparing.plan(neighbourhood.session, NEXT)
    assert why(neighbourhood, later) == ["Death reported: for reflection"]


def test_taken_off_the_agenda_it_waits(neighbourhood: Neighbourhood, case: Case) -> None:
    huddle = neighbourhood.huddle(case)
    preparing.remove(neighbourhood.session, huddle.id, neighbourhood.item(huddle, case).id)
    assert why(neighbourhood, huddle) == ["Death reported: for reflection"]


def test_a_case_is_opened_again_only_after_a_correction(neighbourhood: Neighbourhood, case: Case) -> None:
    session = neighbourhood.session
    case_status.close_case(session, case.ref, "died")
    with pytest.raises(Refused, match="recorded as having died"):
        case_status.open_case(session, case.ref)
    cases.set_fields(session, case.ref, {"deceased": "no", "date_of_death": ""})
    assert case_status.open_case(session, case.ref).status == "active"


def test_a_mistaken_report_makes_the_case_active_again(neighbourhood: Neighbourhood, case: Case) -> None:
    put_right = {"deceased": "no", "date_of_death": ""}
    assert cases.set_fields(neighbourhood.session, case.ref, put_right).status == "active"


def test_somebody_new_who_has_died(neighbourhood: Neighbourhood) -> None:
    fields = {"family_name": "Cole", "dob": "1944-03-14"}
    with pytest.raises(Refused, match="has died"):
        cases.open_new(neighbourhood.session, {**fields, "deceased": "confirmed"})
    reported = cases.open_new(neighbourhood.session, {**fields, "date_of_death": "2026-11-20"})
    assert reported.status == "deceased_pending"


def test_closed_as_died_without_a_report_it_is_still_spoken_of_once(neighbourhood: Neighbourhood) -> None:
    case = neighbourhood.case("Hall")
    session = neighbourhood.session
    case_status.close_case(session, case.ref, "died")
    huddle = neighbourhood.huddle()
    assert why(neighbourhood, huddle) == ["Death reported: for reflection"]
    preparing.add(session, huddle.id, case.ref)
    assert why(neighbourhood, huddle) == []
    neighbourhood.start(huddle)
    neighbourhood.discuss(huddle, case, "A quiet death at home, as she wished", "/outcome continue")
    neighbourhood.end(huddle)
    assert why(neighbourhood, preparing.plan(session, NEXT)) == []
    with pytest.raises(Refused, match="is closed"):
        preparing.add(session, preparing.plan(session, NEXT).id, case.ref)


def test_a_death_spoken_of_before_the_case_was_closed_is_not_suggested_again(
    neighbourhood: Neighbourhood, case: Case
) -> None:
    huddle = neighbourhood.huddle(case)
    neighbourhood.start(huddle)
    neighbourhood.discuss(huddle, case, "A quiet death at home, as she wished")
    neighbourhood.end(huddle)
    case_status.close_case(neighbourhood.session, case.ref, "died")
    assert why(neighbourhood, preparing.plan(neighbourhood.session, NEXT)) == []


def test_a_death_of_long_ago_is_left_in_peace(neighbourhood: Neighbourhood) -> None:
    case = neighbourhood.case("Hall")
    case_status.close_case(neighbourhood.session, case.ref, "died")
    neighbourhood.clock.on(days=64)
    assert why(neighbourhood, neighbourhood.huddle()) == []
    moved = neighbourhood.case("Cole")
    case_status.close_case(neighbourhood.session, moved.ref, "moved")
    assert why(neighbourhood, neighbourhood.huddle()) == []
