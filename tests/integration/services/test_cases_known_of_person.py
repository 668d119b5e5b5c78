"""People around somebody, risks and needs, as the services keep them."""

import pytest
from team_at_work import Neighbourhood

from mdt_desktop.domain.records import Need
from mdt_desktop.refused import Refused
from mdt_desktop.services.cases import case_record, known_of_person


def test_lines_are_tidied_and_empty_ones_left_out(neighbourhood: Neighbourhood) -> None:
    session, case = neighbourhood.session, neighbourhood.case("Hall")
    people = [{"name": " Helen   Hall ", "relation": "daughter", "shoe": "5"}, {"name": " ", "phone": ""}]
    known_of_person.set_people_around(session, case.ref, people)
    view = case_record.case_view(session, case.ref)
    assert view.person.people_around == [{"name": "Helen Hall", "relation": "daughter", "phone": ""}]
    known_of_person.set_people_around(session, case.ref, [])
    assert case_record.case_view(session, case.ref).person.people_around == []


@pytest.mark.parametrize(
    ("risk", "why"),
    [({"level": "High"}, "Say what the risk is"), ({"what": "Falls", "level": "Huge"}, "not a level")],
)
def test_a_risk_says_what_and_how_high(neighbourhood: Neighbourhood, risk: dict[str, str], why: str) -> None:
    session, case = neighbourhood.session, neighbourhood.case("Hall")
    with pytest.raises(Refused, match=why):
        known_of_person.set_risks(session, case.ref, [risk])
    assert case_record.case_view(session, case.ref).case.risks == []


def test_needs_are_set_and_added_together_or_not_at_all(neighbourhood: Neighbourhood) -> None:
    session, case = neighbourhood.session, neighbourhood.case("Hall")
    known_of_person.set_needs(session, case.ref, {}, [{"code": "falls", "text": "rails"}])
    [need] = session.records.all(Need)
    with pytest.raises(Refused, match="not on this record"):
        known_of_person.set_needs(session, case.ref, {need.id: "met", "gone": "met"})
    with pytest.raises(Refused, match="not a need"):
        known_of_person.set_needs(session, case.ref, {need.id: "met"}, [{"code": "wings"}])
    assert session.records.all(Need) == [need]
    known_of_person.set_needs(session, case.ref, {need.id: "met"})
    assert [one.status for one in session.records.all(Need)] == ["met"]
