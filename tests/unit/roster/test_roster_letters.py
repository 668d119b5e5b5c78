import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from roster_teams import FOUNDER, KEY, SPACE, Team, device, member, newcomer

from mdt_desktop.crypto.unreadable import DoesNotOpen
from mdt_desktop.refused import Refused
from mdt_desktop.roster import Membership, Role, Roster, applying, issuing
from mdt_desktop.roster.letters import is_letter, letter_at, next_letter
from mdt_desktop.roster.membership import seal_membership
from mdt_desktop.roster.signed import read, sign


def test_letters_go_from_b_to_z_then_on_in_twos():
    assert [letter_at(index) for index in (0, 1, 2, 25, 26, 27, 51, 52, 675, 676)] == [
        "", "B", "C", "Z", "BA", "BB", "BZ", "CA", "ZZ", "BAA",
    ]  # fmt: skip


@given(st.integers(min_value=1, max_value=26**4 - 1))
def test_every_letter_is_one_and_no_two_are_alike(index):
    letter = letter_at(index)
    assert is_letter(letter)
    assert next_letter([letter_at(index - 1)]) == letter


@pytest.mark.parametrize("text", ["", "A", "AB", "b", "É", "B1", "BBBBB"])
def test_other_texts_are_no_letters(text):
    assert not is_letter(text)


def test_after_the_last_letter_nobody_is_admitted():
    with pytest.raises(Refused, match="letters"):
        next_letter(["ZZZZ"])


def test_each_device_gets_the_next_letter_and_a_removed_ones_stays_taken():
    team = Team().admit(2).admit(3)
    team.remove(device(3)).admit(4)
    assert [one.letter for one in team.roster.devices.values()] == ["", "B", "C", "D"]


def with_letter(team, letter, number=9):
    """An admission with a letter of the signer's own choice."""
    body = read(issuing.admit(team.pen(), newcomer(number)).statement).body
    sealed = seal_membership(
        SPACE, device(number).device_id, Membership(member(number), Role.CHAIR, letter), team.key
    )
    return sign(msgspec.structs.replace(body, sealed_member=sealed), FOUNDER)


@pytest.mark.parametrize("letter", ["B", "", "A", "b"])
def test_a_letter_that_is_taken_or_none_gives_no_rights_and_the_statement_stands(letter):
    team = Team().admit(2)
    made = team.roster.extended(with_letter(team, letter), [KEY])
    assert device(9).device_id in made.present
    assert made.role_of(device(9).device_id) is None
    assert not made.may_write(device(9).device_id, "audit")
    without_keys = Roster.verify(team.statements).extended(with_letter(team, letter))
    assert device(9).device_id in without_keys.present


def test_the_test_of_letters_sees_the_rule_switched_off(monkeypatch):
    monkeypatch.setattr(applying, "may_have_letter", lambda _roster, _letter: True)
    team = Team().admit(2)
    made = team.roster.extended(with_letter(team, "B"), [KEY])
    assert made.may_write(device(9).device_id, "case")


def test_a_sealed_part_of_another_device_gives_no_rights_even_with_a_role_after():
    team = Team().admit(2, Role.CHAIR)
    body = read(issuing.admit(team.pen(), newcomer(9)).statement).body
    other = read(team.statements[1]).body.sealed_member
    copied = sign(msgspec.structs.replace(body, sealed_member=other), FOUNDER)
    team.roster = team.roster.extended(copied, [KEY])
    assert team.roster.role_of(device(9).device_id) is None
    team.change_role(device(9), Role.CHAIR)
    assert team.roster.role_of(device(9).device_id) is None


def test_nobody_is_admitted_while_letters_are_unknown():
    team = Team().admit(2)
    team.roster = Roster.verify(team.statements)
    with pytest.raises(DoesNotOpen):
        team.admit(3)


def test_no_sealed_part_tells_a_role_by_its_length():
    sizes = set()
    for role in Role:
        team = Team().admit(2, role).admit(3, role)
        team.change_role(device(3), role)
        bodies = [read(one).body for one in team.statements]
        sizes.add((len(bodies[1].sealed_member), len(bodies[3].sealed_role)))
    assert len(sizes) == 1
