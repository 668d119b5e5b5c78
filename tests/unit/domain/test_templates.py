import pytest

from mdt_desktop.domain.templates import template, templates
from mdt_desktop.domain.vocabulary import codes
from mdt_desktop.refused import Refused
from mdt_desktop.resources import resource_path

ALL = templates()
each = pytest.mark.parametrize("one", ALL, ids=lambda one: one.name)


def test_the_five_models_are_offered():
    assert [one.name for one in ALL] == ["Ealing", "Birmingham", "Lewisham", "London", "Leeds"]
    assert [len(one.teams) for one in ALL] == [3, 5, 4, 1, 13]


def test_every_file_is_a_template_or_the_common_part():
    files = {path.stem for path in resource_path("templates").glob("*.json")}
    assert files == {one.name.casefold() for one in ALL} | {"common"}


@each
def test_only_known_codes_are_used(one):
    assert set(one.sectors + one.called_in_sectors + one.quorum.sectors) <= set(codes("sector"))
    assert tuple(one.tiers) == codes("tier")
    assert set(one.lists.pathway) == set(codes("pathway"))
    assert set(one.lists.source) == set(codes("source"))
    assert set(one.lists.need) == set(codes("need"))
    assert one.lists.outcome == codes("outcome")
    assert one.meeting.mode in codes("mode")
    assert one.person_word in {"person", "resident"}


@each
def test_a_quorum_can_be_met_by_the_sectors_expected(one):
    assert set(one.quorum.sectors) <= set(one.sectors)
    assert one.quorum.at_least <= len(one.sectors)


@each
def test_there_is_time_for_people_beside_opening_and_read_back(one):
    meeting = one.meeting
    assert meeting.minutes - meeting.opening_minutes - meeting.readback_minutes >= 30
    assert set(meeting.item_minutes) == {"new", "review", "other"}
    assert all(1 <= day <= 5 for day in meeting.weekdays)


@each
def test_teams_and_localities_have_names_of_their_own(one):
    names = [team.name for team in one.teams]
    localities = [locality for team in one.teams for locality in team.localities]
    assert len(set(names)) == len(names)
    assert len(set(localities)) == len(localities)


@each
def test_the_charter_fits_a_page_of_plain_sentences(one):
    assert 4 <= len(one.charter) <= 8
    assert all(line.endswith(".") and "!" not in line for line in one.charter)


def test_what_a_template_does_not_say_is_common():
    assert template("birmingham").meeting.minutes == template("london").meeting.minutes == 45
    assert template("leeds").hiu == template("ealing").hiu
    assert (template("ealing").hiu.month_over, template("ealing").hiu.year_over) == (5, 20)


def test_local_names_the_parts_that_differ():
    birmingham = template("birmingham")
    assert "meeting.weekdays" in birmingham.local
    assert len(birmingham.meeting.weekdays) == 2
    assert "meeting.minutes" not in birmingham.local
    assert "tiers" not in birmingham.local
    assert {"HOS", "CH"} <= set(birmingham.called_in_sectors)


def test_leeds_meets_in_a_room_with_wider_partners():
    leeds = template("leeds")
    assert {"HOU", "EMP", "EDU", "COMM"} <= set(leeds.sectors)
    assert leeds.meeting.mode == "room"
    assert leeds.meeting.venue
    assert leeds.lists.need[0] == "housing"


def test_a_name_is_found_whatever_its_case():
    assert template(" LEWISHAM ") is template("lewisham")


def test_an_unknown_name_is_refused_and_the_names_are_listed():
    with pytest.raises(Refused, match="Ealing, Birmingham, Lewisham, London, Leeds"):
        template("York")


def test_a_team_of_the_template_gets_its_own_localities_and_another_all_of_them():
    ealing = template("ealing")
    assert ealing.localities("north LOCALITY team") == ("North locality",)
    assert len(ealing.localities("Riverside")) == 3
