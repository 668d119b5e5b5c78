import msgspec
import pytest
from roster_teams import (
    DEPUTY,
    FOUNDER,
    HLC,
    KEY,
    LEAVER,
    NURSE,
    RECOVERY,
    SPACE,
    Team,
    device,
    head,
    usual_team,
)

from mdt_desktop.crypto.header import Header
from mdt_desktop.crypto.space_key import SpaceKey
from mdt_desktop.roster import Role, Roster, issuing
from mdt_desktop.roster.signed import read, sign


def entry(roster_hash, key_id):
    return Header(1, SPACE, NURSE.device_id, 1, b"", (), roster_hash, key_id, HLC, 1)


def test_who_stays_reads_every_epoch_and_a_newcomer_those_before_it():
    team = usual_team().admit(6)
    team.take(issuing.start_epoch(team.pen()))
    for keys in (DEPUTY, NURSE, device(6), RECOVERY):
        assert team.roster.open_keys(keys) == team.keys
    assert len(team.keys) == 3


def test_who_is_removed_reads_nothing_written_after():
    team = usual_team()
    assert team.roster.open_keys(LEAVER) == {KEY.id: KEY}
    assert team.roster.open_keys(LEAVER, [KEY]) == {KEY.id: KEY}
    assert not Team().roster.open_keys(LEAVER)


def test_a_box_that_does_not_open_harms_its_device_alone():
    team = usual_team()
    body = read(issuing.start_epoch(team.pen()).statement).body
    spoiled = tuple(
        msgspec.structs.replace(one, box=bytes(len(one.box))) if one.device == NURSE.device_id else one
        for one in body.epoch.boxes
    )
    bad = sign(
        msgspec.structs.replace(body, epoch=msgspec.structs.replace(body.epoch, boxes=spoiled)), FOUNDER
    )
    roster = team.roster.extended(bad)
    assert roster.key in roster.open_keys(DEPUTY)
    assert roster.open_keys(NURSE).keys() == team.keys.keys()


def test_a_box_with_another_key_than_it_says_gives_none():
    team = Team()
    wrong = SpaceKey(b"w" * 32)
    body = read(
        issuing.admit(team.pen(), issuing.Newcomer(NURSE.public, "m", Role.CHAIR, b"i" * 16)).statement
    ).body
    bad = sign(msgspec.structs.replace(body, key_box=NURSE.public.seal_key(SPACE, wrong)), FOUNDER)
    assert team.roster.extended(bad).open_keys(NURSE) == {}


def test_a_seal_of_the_key_before_that_does_not_open_is_passed_over():
    team = usual_team()
    body = read(issuing.start_epoch(team.pen()).statement).body
    bad_seal = msgspec.structs.replace(body.epoch.previous[0], sealed=bytes(72))
    epoch = msgspec.structs.replace(body.epoch, previous=(bad_seal,))
    roster = team.roster.extended(sign(msgspec.structs.replace(body, epoch=epoch), FOUNDER))
    # The nurse had a box for the epoch before.
    assert team.key.id in roster.open_keys(NURSE)


def test_an_entry_under_an_older_key_than_its_author_knew_is_superseded():
    team = usual_team()
    hashes = team.roster.hashes
    removal = hashes[-1]
    assert not team.roster.is_superseded(entry(hashes[0], KEY.id))
    assert not team.roster.is_superseded(entry(hashes[-2], KEY.id))
    assert team.roster.is_superseded(entry(removal, KEY.id))
    assert not team.roster.is_superseded(entry(removal, team.key.id))
    # Whoever writes under a newer key than the statement it names has done no harm.
    assert not team.roster.is_superseded(entry(hashes[0], team.key.id))
    with pytest.raises(LookupError):
        team.roster.is_superseded(entry(b"x" * 32, KEY.id))


def test_epochs_are_counted_from_the_founding():
    team = usual_team()
    hashes = team.roster.hashes
    assert [team.roster.epoch_at(one) for one in hashes] == [0, 0, 0, 0, 1]
    assert (team.roster.epoch_of(KEY.id), team.roster.epoch_of(team.key.id)) == (0, 1)
    assert team.roster.epoch_at(b"x" * 32) is None
    assert team.roster.epoch_of(b"x" * 16) is None


def test_roles_are_known_once_the_keys_are_opened():
    team = usual_team().change_role(NURSE, Role.COORDINATOR, [head(NURSE, 2)])
    blind = Roster.verify(team.statements)
    seeing = Roster.verify(team.statements, blind.open_keys(NURSE).values())
    assert seeing == team.roster
    assert seeing.role_of(NURSE.device_id) is Role.COORDINATOR


def test_what_a_removed_device_can_open_it_knows_and_no_more():
    team = usual_team().admit(6, Role.CHAIR)
    for_leaver = Roster.verify(team.statements, team.roster.open_keys(LEAVER).values())
    assert for_leaver.role_of(NURSE.device_id) is Role.PRACTITIONER
    assert for_leaver.device(device(6).device_id).member is None
