import pytest
from roster_teams import DEPUTY, FOUNDER, HLC, KEY, NURSE, RECOVERY, SPACE, Team, device, newcomer, usual_team

from mdt_desktop.crypto.recovery_code import printed, space_recovery_keys
from mdt_desktop.refused import Refused
from mdt_desktop.roster import Role, Roster, issuing
from mdt_desktop.roster.issuing import Pen

NEW_CODE = space_recovery_keys(printed(b"n" * 20), SPACE)


def test_a_lost_only_admin_is_recovered_with_the_printed_code():
    lost = Team().admit(3)
    statements = lost.statements
    # All there is: the folder's statements and the code.
    roster = Roster.verify(statements)
    keys = roster.open_keys(RECOVERY)
    roster = Roster.verify(statements, keys.values())
    pen = Pen(roster, RECOVERY, keys[roster.key], HLC)
    new = issuing.admit(pen, newcomer(8, Role.CHAIR, admin=True))
    away = issuing.remove(Pen(new.roster, RECOVERY, new.key, HLC), FOUNDER.device_id, [])
    found_again = Roster.verify([*statements, new.statement, away.statement])
    assert found_again.is_admin(device(8).device_id)
    assert found_again.open_keys(device(8)).keys() == {KEY.id, away.key.id}
    assert FOUNDER.device_id not in found_again.present


def test_the_code_makes_a_device_an_admin_and_cuts_nothing_off():
    team = usual_team()
    team.take(issuing.recover(team.pen(RECOVERY), device=NURSE.device_id))
    assert team.roster.is_admin(NURSE.device_id)
    assert team.roster.role_of(NURSE.device_id) is Role.PRACTITIONER
    assert len(team.roster.device(NURSE.device_id).terms) == 1
    team.take(issuing.name_hub(team.pen(NURSE), ["https://hub.example.org:8443"]))
    assert team.roster.hubs == ("https://hub.example.org:8443",)


def test_a_new_code_reads_and_signs_all_and_the_old_one_no_more():
    team = usual_team()
    team.take(issuing.recover(team.pen(), recovery=NEW_CODE.public))
    assert team.roster.open_keys(NEW_CODE) == team.keys
    team.take(issuing.start_epoch(team.pen(NEW_CODE)))
    assert team.roster.key not in team.roster.open_keys(RECOVERY)
    assert team.roster.open_keys(NEW_CODE) == team.keys
    with pytest.raises(Refused):
        issuing.start_epoch(team.pen(RECOVERY))


def test_a_new_code_takes_the_old_one_or_the_most_senior_admin():
    team = usual_team()
    with pytest.raises(Refused, match="longest-standing"):
        issuing.recover(team.pen(DEPUTY), recovery=NEW_CODE.public)
    team.remove(FOUNDER, author=DEPUTY)
    team.take(issuing.recover(team.pen(DEPUTY), recovery=NEW_CODE.public))
    assert team.roster.recovery == NEW_CODE.public
