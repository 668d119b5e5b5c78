"""The directory and the team's page as services: what is written, refused and said."""

from datetime import date

import pytest

from mdt_desktop.refused import Refused
from mdt_desktop.services import undo
from mdt_desktop.services.team import directory, team
from mdt_desktop.services.team.team_page import team_view


def named(session, name):
    return next(one for one in directory.directory(session).members if one.name == name)


def test_a_member_is_added_with_all_that_is_known_and_taken_back_in_one_step(neighbourhood):
    session = neighbourhood.session
    directory.add_member(
        session,
        "Ines Duarte",
        sector="MH",
        organisation="Harbour Minds",
        phone="01632 960124",
        can_do="Talks",
    )
    ines = named(session, "Ines Duarte")
    assert (ines.organisation, ines.phone, ines.can_do) == ("Harbour Minds", "01632 960124", "Talks")
    undo.undo(session)
    assert all(one.name != "Ines Duarte" for one in directory.directory(session).members)


def test_an_organisation_that_is_known_is_not_made_twice(neighbourhood):
    session, tom = neighbourhood.session, neighbourhood.members["Tom"]
    before = len(directory.directory(session).organisations)
    directory.edit_member(session, tom, organisation="harbour homes")
    assert named(session, "Tom Reilly").organisation == "Harbour Homes"
    directory.edit_member(session, tom, organisation="Harbour Trust")
    assert len(directory.directory(session).organisations) == before + 1
    directory.edit_member(session, tom, organisation="")
    assert named(session, "Tom Reilly").organisation == ""


def test_nobody_takes_themselves_out_of_the_team(neighbourhood):
    with pytest.raises(Refused, match="signed in"):
        directory.edit_member(
            neighbourhood.session, neighbourhood.members["Amara"], active_to=date(2026, 11, 25)
        )


def test_the_team_in_words(neighbourhood):
    session = neighbourhood.session
    view = team_view(session)
    assert view.slot_words() == "No weekly slot yet"
    assert view.quorum_words() == "The chair, Primary care, Community health and Adult social care"
    assert view.item_minutes == {"new": 5, "review": 2, "other": 3}
    team.set_weekly_slot(session, [2, 4], "14:00", 45, "", "remote")
    directory.edit_member(session, neighbourhood.members["Marek"], active_to=date(2026, 11, 25))
    view = team_view(session)
    assert view.slot_words() == "Tuesdays and Thursdays at 2:00pm, 45 minutes"
    assert view.place_words() == "By video"
    assert [one.name for one in view.members][-1] == "Marek Nowak"
