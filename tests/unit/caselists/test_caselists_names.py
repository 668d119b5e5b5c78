"""Who may be the same person by name, and who is not."""

import pytest

from mdt_desktop.caselists.names import PersonName, SplitName, split_full_name


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (PersonName("SINGH", "Harpreet"), PersonName("Sigh", "Harpreet")),
        (PersonName("Ó Súilleabháin", "Seán"), PersonName("O Suilleabhain", "SEAN")),
        (PersonName("O'Neill", "Margaret Maureen"), PersonName("ONEILL", "Margaret")),
        (PersonName("Smith-Jones", "Eileen"), PersonName("Jones", "E")),
        (PersonName("Clarke", "Jennifer"), PersonName("Clarke", "Jen")),
        (PersonName("Clarke", "Margaret", "Peggy"), PersonName("Clarke", "Peggy")),
        (PersonName("Clarke", "Peggy"), PersonName("Clarke", "Margaret", "Peggy")),
        (PersonName("Linh", "Nguyen"), PersonName("Nguyen", "Linh")),
        (PersonName("", "Ama"), PersonName("Osei", "Ama")),
        (PersonName("Sukarno", ""), PersonName("Sukarno", "")),
        (PersonName("বেগম", "নাজমা"), PersonName("বেগম", "নাজমা")),
    ],
)
def test_names_that_agree(one: PersonName, other: PersonName) -> None:
    assert one.agrees_with(other)
    assert other.agrees_with(one)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (PersonName("Clarke", "Winston"), PersonName("Clarke", "Wilma")),
        (PersonName("Clarke", "Winston"), PersonName("Osei", "Winston")),
        (PersonName("Khan", "Amir"), PersonName("Khan", "Amina")),
        (PersonName("Li", "Wei"), PersonName("Lu", "Wei")),
        (PersonName("বেগম", "নাজমা"), PersonName("বেগম", "আয়েশা")),
    ],
)
def test_names_that_do_not(one: PersonName, other: PersonName) -> None:
    assert not one.agrees_with(other)
    assert not other.agrees_with(one)


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        ("CLARKE, Winston (Mr)", SplitName("CLARKE", "Winston", "Mr", True)),
        ("CLARKE, Mr Winston", SplitName("CLARKE", "Winston", "Mr", True)),
        ("Clarke, Winston James", SplitName("Clarke", "Winston James", "", True)),
        ("Dr. Ama Afia OSEI BONSU", SplitName("OSEI BONSU", "Ama Afia", "Dr.", True)),
        ("Linh Nguyen", SplitName("Nguyen", "Linh", "", False)),
        ("LINH NGUYEN", SplitName("NGUYEN", "LINH", "", False)),
        ("Sukarno", SplitName("Sukarno", "", "", True)),
        ("Mr", SplitName("Mr", "", "", True)),
        ("", SplitName("", "", "", True)),
    ],
)
def test_whole_names_in_parts(name: str, parts: SplitName) -> None:
    assert split_full_name(name) == parts
