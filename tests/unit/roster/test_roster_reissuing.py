"""What was set aside comes back once, on top of what stayed."""

import pytest
from roster_teams import (
    DEPUTY,
    FOUNDER,
    HLC,
    KEY,
    NURSE,
    RECOVERY,
    SPACE,
    Team,
    choose,
    device,
    head,
    newcomer,
)

from mdt_desktop.crypto.recovery_code import printed, space_recovery_keys
from mdt_desktop.roster import Role, issuing
from mdt_desktop.roster.issuing import Pen
from mdt_desktop.roster.reissuing import reissue

NEW_CODE = space_recovery_keys(printed(b"n" * 20), SPACE)


def base():
    return Team().admit(2, Role.CHAIR, admin=True).admit(3).admit(6)


def forked(by_the_deputy, by_the_founder=None):
    """A branch of the founder's that stays, and one of the deputy's that does not."""
    team = base()
    stays, aside = team.fork(), team.fork()
    if by_the_founder:
        by_the_founder(stays)
    else:
        stays.take(issuing.name_hub(stays.pen(), ["https://hub.example.org"]))
    by_the_deputy(aside)
    return choose(stays, aside), stays, aside


def again(chosen, aside, author=DEPUTY):
    """Re-issued, and seen to be the same for whoever has all statements then."""
    made = reissue(chosen, author, HLC, aside.keys.values())
    keys = [made.key] if made.key else []
    after = choose(aside, keys=keys, extra=[*chosen.chain, *made.statements])
    assert after.roster.hashes == made.roster.hashes
    twice = reissue(after, author, HLC, [*aside.keys.values(), *keys])
    assert twice.statements == ()
    return made


def test_an_admission_comes_back_with_the_next_free_letter():
    chosen, _stays, aside = forked(
        lambda team: team.take(issuing.admit(team.pen(DEPUTY), newcomer(9, Role.COORDINATOR))),
        lambda team: team.admit(8),
    )
    assert aside.roster.device(device(9).device_id).letter == "E"
    made = again(chosen, aside)
    joined = made.roster.device(device(9).device_id)
    assert (joined.letter, joined.terms[0].role) == ("F", Role.COORDINATOR)
    assert made.roster.open_keys(device(9)) == {KEY.id: KEY}


def test_an_admission_keeps_a_letter_that_is_free():
    chosen, _stays, aside = forked(lambda team: team.take(issuing.admit(team.pen(DEPUTY), newcomer(9))))
    assert again(chosen, aside).roster.device(device(9).device_id).letter == "E"


def test_a_removal_comes_back_with_its_cut_and_a_new_key_that_opens_the_set_aside_one():
    cut = (head(NURSE, 4),)
    chosen, stays, aside = forked(lambda team: team.remove(NURSE, cut, DEPUTY), lambda team: team.admit(8))
    made = again(chosen, aside)
    nurse = made.roster.device(NURSE.device_id)
    assert nurse.terms[-1].until == cut
    # Who was admitted on the branch that stayed reads what was written on the other.
    assert made.roster.open_keys(device(8)).keys() == {KEY.id, aside.key.id, made.key.id}
    assert made.roster.open_keys(NURSE).keys() == {KEY.id}
    assert made.roster.epoch_of(aside.key.id) == made.roster.epoch_of(KEY.id)
    assert stays.key == KEY


def test_a_removal_of_somebody_removed_already_brings_its_key_only():
    chosen, stays, aside = forked(
        lambda team: team.remove(NURSE, [], DEPUTY), lambda team: team.remove(NURSE, [], FOUNDER)
    )
    made = again(chosen, aside)
    assert made.roster.position == stays.roster.position + 1
    assert made.roster.open_keys(device(6)).keys() == {KEY.id, aside.key.id, stays.key.id, made.key.id}


def test_a_key_that_a_removed_device_has_is_not_the_newest_again():
    """The branch set aside had boxed its key for somebody whom the branch that stayed removed."""
    chosen, _stays, aside = forked(
        lambda team: team.remove(NURSE, [], DEPUTY), lambda team: team.remove(device(6), [], FOUNDER)
    )
    assert aside.key.id in aside.roster.open_keys(device(6))
    made = again(chosen, aside)
    assert made.key.id not in made.roster.open_keys(device(6), aside.roster.open_keys(device(6)).values())
    assert made.key.id not in made.roster.open_keys(NURSE)


def test_a_role_an_epoch_and_a_hub_come_back_in_order():
    def deeds(team):
        team.change_role(NURSE, Role.COORDINATOR, [head(NURSE, 2)], author=DEPUTY)
        team.take(issuing.start_epoch(team.pen(DEPUTY)))
        team.take(issuing.name_hub(team.pen(DEPUTY), ["https://new.example.org"]))

    chosen, _stays, aside = forked(deeds)
    made = again(chosen, aside)
    assert len(made.statements) == 3
    assert made.left_out == ()
    assert made.roster.role_of(NURSE.device_id) is Role.COORDINATOR
    assert made.roster.hubs == ("https://new.example.org",)


def test_what_holds_no_more_is_left_out_and_the_rest_comes_back():
    def deeds(team):
        team.change_role(NURSE, Role.COORDINATOR, author=DEPUTY)
        team.take(issuing.name_hub(team.pen(DEPUTY), ["https://new.example.org"]))

    chosen, _stays, aside = forked(deeds, lambda team: team.remove(NURSE))
    made = again(chosen, aside)
    assert made.left_out == (aside.statements[-2],)
    assert made.roster.hubs == ("https://new.example.org",)


def test_who_is_out_re_issues_nothing():
    chosen, _stays, aside = forked(
        lambda team: team.remove(FOUNDER, [], DEPUTY), lambda team: team.remove(DEPUTY, [], FOUNDER)
    )
    made = again(chosen, aside)
    assert made.statements == ()
    assert made.left_out == (aside.statements[-1],)
    assert made.key is None


def test_each_re_issues_its_own_only():
    chosen, _stays, aside = forked(lambda team: team.change_role(NURSE, Role.CHAIR, author=DEPUTY))
    assert reissue(chosen, FOUNDER, HLC, aside.keys.values()).statements == ()


def test_nobody_can_say_that_anothers_has_come_back():
    chosen, stays, aside = forked(lambda team: team.change_role(NURSE, Role.CHAIR, author=DEPUTY))
    lost = aside.roster.head
    stays.take(issuing.name_hub(Pen(stays.roster, FOUNDER, KEY, HLC, reissues=lost), []))
    chosen = choose(stays, aside)
    assert len(reissue(chosen, DEPUTY, HLC, aside.keys.values()).statements) == 1


def test_what_was_re_issued_and_set_aside_again_comes_back_once():
    chosen, stays, aside = forked(lambda team: team.remove(NURSE, [], DEPUTY))
    first = reissue(chosen, DEPUTY, HLC, aside.keys.values())
    stays.take(issuing.name_hub(stays.pen(), ["https://third.example.org"]))
    chosen = choose(stays, aside, extra=first.statements)
    assert len(chosen.losers) == 2
    second = reissue(chosen, DEPUTY, HLC, aside.keys.values())
    assert len(second.statements) == 1
    assert NURSE.device_id not in second.roster.present
    opened = second.roster.open_keys(device(6))
    assert {aside.key.id, first.key.id, second.key.id} <= opened.keys()


@pytest.mark.parametrize("device_id", [b"", NURSE.device_id])
def test_a_recovery_comes_back_with_the_code(device_id):
    team = base()
    one, other = team.fork(), team.fork()
    for branch in (one, other):
        branch.take(issuing.recover(branch.pen(RECOVERY), device=device_id))
        branch.take(issuing.name_hub(branch.pen(RECOVERY), [f"https://{id(branch)}.example.org"]))
    chosen = choose(one, other)
    aside = one if chosen.roster == other.roster else other
    made = again(chosen, aside, RECOVERY)
    assert made.roster.is_admin(NURSE.device_id) == bool(device_id)
    assert made.roster.hubs == aside.roster.hubs


def test_a_new_code_that_was_set_aside_comes_back():
    team = base()
    stays, aside = team.fork(), team.fork()
    stays.take(issuing.name_hub(stays.pen(RECOVERY), ["https://hub.example.org"]))
    aside.take(issuing.recover(aside.pen(), recovery=NEW_CODE.public))
    made = again(choose(stays, aside), aside, FOUNDER)
    assert made.roster.recovery == NEW_CODE.public
    assert made.roster.open_keys(NEW_CODE) == {KEY.id: KEY}
