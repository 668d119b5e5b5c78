"""Somebody typed who may be known already: shown side by side, never merged."""

import pytest
from team_at_work import Neighbourhood

from mdt_desktop.domain.records import Person
from mdt_desktop.refused import Refused
from mdt_desktop.services.cases import cases
from mdt_desktop.services.cases.lookalikes import lookalikes

MARGARET = {"family_name": "Ellison", "given_names": "Margaret", "dob": "1944-03-14", "postcode": "HB1 4QX"}


@pytest.fixture
def margaret(neighbourhood: Neighbourhood) -> Neighbourhood:
    """A team that knows Margaret Ellison, with a number."""
    cases.open_new(neighbourhood.session, {**MARGARET, "nhs_number": "9990276137"})
    return neighbourhood


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ({**MARGARET}, "Same name, same date of birth, same postcode, an NHS number missing"),
        (
            {"family_name": "Elison", "given_names": "Margret", "dob": "1944-03-14"},
            "Similar name, same date of birth, an NHS number missing",
        ),
        (
            {**MARGARET, "postcode": "", "nhs_number": "999 007 9196"},
            "Same name, same date of birth, another NHS number",
        ),
        (
            {**MARGARET, "dob": "", "postcode": "hb14qx", "nhs_number": "9990079196"},
            "Same name and postcode, a date of birth missing, another NHS number",
        ),
    ],
)
def test_a_likely_person_is_named_with_the_reason(
    margaret: Neighbourhood, typed: dict[str, str], why: str
) -> None:
    [found] = lookalikes(margaret.session, typed)
    assert (found.ref, found.name, found.nhs_number) == ("C-0001", "ELLISON, Margaret", "999 027 6137")
    assert found.why == why


@pytest.mark.parametrize(
    "typed",
    [
        {**MARGARET, "given_names": "Dorothy"},  # a twin
        {**MARGARET, "dob": "1968-05-01"},  # a daughter of the same name
        {**MARGARET, "family_name": "Okonkwo", "given_names": "Grace"},  # somebody else in the house
        {"family_name": "Ellison", "given_names": "Margaret", "nhs_number": "9990079196"},
    ],
)
def test_twins_families_and_namesakes_are_left_alone(margaret: Neighbourhood, typed: dict[str, str]) -> None:
    assert lookalikes(margaret.session, typed) == []


def test_what_cannot_be_read_is_refused_by_name(margaret: Neighbourhood) -> None:
    with pytest.raises(Refused, match="dob"):
        lookalikes(margaret.session, {"family_name": "Ellison", "dob": "soon"})


def test_somebody_else_is_remembered_as_such(margaret: Neighbourhood) -> None:
    session = margaret.session
    [found] = lookalikes(session, MARGARET)
    case = cases.open_new(session, MARGARET, not_same_as=[found.person_id])
    person = session.records.get(Person, case.person_id)
    assert person is not None
    assert person.not_same_as == [found.person_id]
    assert person.id != found.person_id
