"""When the team meets and for how long: said once, true everywhere."""

from pathlib import Path

import pytest
from team_at_work import PASSPHRASE, Neighbourhood

from mdt_desktop.refused import Refused
from mdt_desktop.services import week
from mdt_desktop.services.huddle import preparing
from mdt_desktop.services.team import team


def test_the_length_of_a_huddle_is_the_slots_wherever_it_is_set(neighbourhood: Neighbourhood) -> None:
    session = neighbourhood.session
    team.set_weekly_slot(session, [4], "14:00", 50, "", "remote")
    assert session.team().meeting_minutes == 50
    team.change_settings(session, meeting_minutes="45")
    set_up, slot = team.settings(session)
    assert slot is not None
    assert (set_up.meeting_minutes, slot.minutes) == (45, 45)
    assert preparing.plan(session, session.today()).minutes == 45


def test_a_length_that_no_huddle_has_changes_nothing(neighbourhood: Neighbourhood) -> None:
    before = team.settings(neighbourhood.session)
    with pytest.raises(Refused):
        team.change_settings(neighbourhood.session, meeting_minutes="3000")
    assert team.settings(neighbourhood.session) == before


@pytest.mark.parametrize(("template", "known"), [("", False), ("Ealing", True)])
def test_a_slot_is_asked_for_unless_the_template_gave_one(
    tmp_path: Path, cheap_vault: None, template: str, known: bool
) -> None:
    session = team.found(tmp_path / "new", PASSPHRASE, "North", "Dr Sam Lee", template=template).session
    try:
        assert week.next_huddle(session).slot_known is known
        week.plan_on(session, session.today(), weekly=not known)
        assert week.next_huddle(session).slot_known
    finally:
        session.close()
