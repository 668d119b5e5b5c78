"""The case list as a team reads it: its order, its count, what typed words leave of it."""

from datetime import timedelta

import pytest
from team_at_work import DAY, Neighbourhood

from mdt_desktop.domain.changes import creation, edit
from mdt_desktop.domain.ids import new_id
from mdt_desktop.domain.records import Case, Note, Person
from mdt_desktop.progress import silent
from mdt_desktop.services.cases import case_lists, case_status
from mdt_desktop.services.session import Session
from mdt_desktop.store import rebuilding, search

MORE_THAN_A_SEARCH_ONCE_GAVE = 5_200


@pytest.fixture
def session(neighbourhood: Neighbourhood) -> Session:
    """Six people, two of one family, in no order."""
    for family, given in (
        ("Osei", "Kofi"),
        ("ellison", "Margaret"),
        ("Okafor", "Li"),
        ("Ellison", "Arthur"),
        ("Ng", "Mei"),
        ("Begum", "Fatima"),
    ):
        neighbourhood.case(family, given_names=given)
    return neighbourhood.session


def names(session: Session, filter_: str = "", **options: object) -> list[str]:
    return [row.name for row in case_lists.list_cases(session, filter_, **options).rows]


IN_ORDER = [
    "BEGUM, Fatima",
    "ELLISON, Arthur",
    "ELLISON, Margaret",
    "NG, Mei",
    "OKAFOR, Li",
    "OSEI, Kofi",
]


def test_it_is_in_the_order_of_names_whatever_their_case(session: Session) -> None:
    assert names(session) == IN_ORDER
    assert names(session, descending=True) == IN_ORDER[::-1]


def test_windows_of_it_are_parts_of_the_whole(session: Session) -> None:
    page = case_lists.list_cases(session, offset=2, limit=2)
    assert [row.name for row in page.rows] == IN_ORDER[2:4]
    assert page.total == len(IN_ORDER)


@pytest.mark.parametrize("sort", case_lists._COLUMNS)
@pytest.mark.parametrize("descending", [False, True])
def test_every_column_orders_it(session: Session, sort: str, descending: bool) -> None:
    assert sorted(names(session, sort=sort, descending=descending)) == IN_ORDER


def test_it_follows_a_name_a_status_and_who_is_taken_off(session: Session) -> None:
    row = case_lists.list_cases(session).rows[0]
    person = session.records.get(Person, row.person_id)
    assert person is not None
    session.commit([edit(person, family_name="Zaman")])
    case_status.hold(session, row.id, DAY + timedelta(days=9), "In hospital")
    assert names(session)[-1] == "ZAMAN, Fatima"
    assert names(session, "status=on_hold") == ["ZAMAN, Fatima"]
    person = session.records.get(Person, row.person_id)
    assert person is not None
    session.commit([edit(person, retired=True)])
    assert case_lists.list_cases(session).total == len(IN_ORDER) - 1
    session.commit([edit(person, retired=False)])
    case = session.records.get(Case, row.id)
    assert case is not None
    session.commit([edit(case, retired=True)])
    assert names(session) == IN_ORDER[1:]


def test_it_is_the_same_when_the_tables_are_made_anew(session: Session) -> None:
    case_status.hold(
        session, case_lists.list_cases(session).rows[0].id, DAY + timedelta(days=9), "In hospital"
    )
    before = case_lists.list_cases(session)
    rebuilding.rebuild(session.store.connection, silent)
    assert case_lists.list_cases(session) == before


def test_a_person_who_comes_after_their_case_is_listed_then(session: Session) -> None:
    person = Person(id=new_id(), family_name="Later")
    session.commit([creation(Case(id=new_id(), person_id=person.id, ref="C-9"))])
    assert names(session) == IN_ORDER
    session.commit([creation(person)])
    assert "LATER" in " ".join(names(session))


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("e", ["ELLISON, Arthur", "ELLISON, Margaret"]),
        ("El", ["ELLISON, Arthur", "ELLISON, Margaret"]),
        ("el a", ["ELLISON, Arthur"]),
        ("li", ["OKAFOR, Li"]),
        ("m", ["ELLISON, Margaret", "NG, Mei"]),
        ("lison", []),
        (",", []),
        ("q", []),
    ],
)
def test_typed_letters_leave_who_fits(session: Session, typed: str, found: list[str]) -> None:
    page = case_lists.list_cases(session, text=typed)
    assert [row.name for row in page.rows] == found
    assert page.total == len(found)


def test_a_note_leads_to_its_person(session: Session) -> None:
    row = case_lists.list_cases(session).rows[3]
    session.commit([creation(Note(id=new_id(), case_id=row.id, text="GP visit: the cat is called Mogg"))])
    assert names(session, text="mogg") == names(session, text="gp") == ["NG, Mei"]


def test_everybody_who_fits_is_counted(neighbourhood: Neighbourhood) -> None:
    people = [
        Person(id=new_id(), family_name="Sample", given_names=f"Number {number}")
        for number in range(MORE_THAN_A_SEARCH_ONCE_GAVE)
    ]
    held = [
        Case(id=new_id(), person_id=person.id, ref=f"C-{at}", status="active")
        for at, person in enumerate(people)
    ]
    neighbourhood.session.commit([creation(one) for one in (*people, *held)])
    page = case_lists.list_cases(neighbourhood.session, text="sample", limit=10)
    assert page.total == MORE_THAN_A_SEARCH_ONCE_GAVE


def test_a_person_is_found_by_two_letters_of_any_of_their_names(neighbourhood: Neighbourhood) -> None:
    case = neighbourhood.case("O’Dowd-Begum", given_names="Éilis", preferred_name="Bo")
    session = neighbourhood.session
    for typed in ("o", "do", "be", "éi", "ei", "bo", "b"):
        hits = search.find(session.store.connection, session.store.space.no, typed, ("person",), 5)
        assert [hit.id for hit in hits] == [case.person_id], typed
    for typed in ("ow", "eg", "gu", "19"):
        assert not search.find(session.store.connection, session.store.space.no, typed, ("person",), 5), typed
