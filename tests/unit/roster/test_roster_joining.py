"""From an invitation to a device that reads the space; and what somebody who has the invitation can't do."""

import msgspec
import pytest
from roster_teams import FOUNDER, HLC, KEY, NURSE, STRANGER, Team, device, member, usual_team

from mdt_desktop.crypto import contexts
from mdt_desktop.crypto.unreadable import BadSignature, DoesNotOpen, Malformed, UnknownVersion, Unreadable
from mdt_desktop.refused import Refused
from mdt_desktop.roster import Role, joining
from mdt_desktop.roster.invitation import invite
from mdt_desktop.roster.issuing import Pen
from mdt_desktop.roster.joining import Asked, JoinRequest
from mdt_desktop.roster.membership import seal_padded
from mdt_desktop.roster.signed import read

NOW = 1_795_000_000
JOINER = device(9)


def invited(team):
    return invite(
        team.roster,
        FOUNDER,
        name="Priya Nair",
        role=Role.PRACTITIONER,
        issued_by="Ann Lee",
        expires=NOW + 3600,
    )


def admitted(team, invitation, asked, **options):
    return team.take(joining.admit(team.pen(), invitation, asked, member(9), NOW, **options))


def test_a_device_joins():
    team = usual_team()
    invitation = invited(team)
    posted = JoinRequest.make(invitation, JOINER, "Priya").to_bytes()

    request = JoinRequest.from_bytes(posted)
    request.permit.check(team.roster, NOW)
    asked = request.open_(invitation)
    assert (asked.keys, asked.name) == (JOINER.public, "Priya")
    assert joining.words(invitation, asked.keys) == joining.words(invitation, JOINER.public)
    assert joining.joined(invitation, JOINER, team.statements) is None

    admitted(team, invitation, asked)
    answer = joining.answer(invitation, asked.keys, team.roster.head)
    assert joining.read_answer(invitation, JOINER, answer).statement == team.roster.head

    joined = joining.joined(invitation, JOINER, team.statements[::-1])
    assert joined.roster == team.roster
    assert joined.keys == team.keys
    assert joined.roster.role_of(JOINER.device_id) is Role.PRACTITIONER


def test_an_admin_may_give_another_role_and_the_admin_right():
    team = usual_team()
    invitation = invited(team)
    asked = JoinRequest.make(invitation, JOINER, "").open_(invitation)
    admitted(team, invitation, asked, role=Role.OBSERVER, admin=True)
    assert team.roster.role_of(JOINER.device_id) is Role.OBSERVER
    assert team.roster.is_admin(JOINER.device_id)


def test_a_request_says_nothing_but_the_permit():
    invitation = invited(usual_team())
    sizes = set()
    for name in ("Al", "Priya Nair", "é" * 20):
        posted = JoinRequest.make(invitation, JOINER, name).to_bytes()
        assert JOINER.public.signing not in posted
        assert name.encode() not in posted
        sizes.add(len(posted))
    assert len(sizes) == 1


def test_an_invitation_admits_once_and_not_after_its_end():
    team = usual_team()
    invitation = invited(team)
    asked = JoinRequest.make(invitation, JOINER, "").open_(invitation)
    with pytest.raises(Refused, match="out of date"):
        joining.admit(team.pen(), invitation, asked, member(9), invitation.expires)
    admitted(team, invitation, asked)
    other = JoinRequest.make(invitation, STRANGER, "").open_(invitation)
    with pytest.raises(Refused, match="has been used"):
        joining.admit(team.pen(), invitation, other, member(9), NOW)


def test_only_an_admin_admits():
    team = usual_team()
    invitation = invited(team)
    asked = JoinRequest.make(invitation, JOINER, "").open_(invitation)
    with pytest.raises(Refused, match="Only an admin"):
        joining.admit(team.pen(NURSE), invitation, asked, member(9), NOW)


def test_whoever_intercepts_an_invitation_asks_with_other_words():
    invitation = invited(usual_team())
    assert joining.words(invitation, STRANGER.public) != joining.words(invitation, JOINER.public)
    mixed = type(JOINER.public)(JOINER.public.signing, STRANGER.public.box)
    assert joining.words(invitation, mixed) != joining.words(invitation, JOINER.public)


def test_that_test_sees_words_that_do_not_depend_on_the_keys(monkeypatch):
    words = joining.check_words
    monkeypatch.setattr(joining, "check_words", lambda *parts: words(*parts[:2]))
    with pytest.raises(AssertionError):
        test_whoever_intercepts_an_invitation_asks_with_other_words()


def test_a_request_is_for_one_invitation():
    team = usual_team()
    one, other = invited(team), invited(team)
    request = JoinRequest.make(one, JOINER, "")
    with pytest.raises(DoesNotOpen):
        request.open_(other)
    moved = msgspec.structs.replace(request, permit=other.permit)
    with pytest.raises(DoesNotOpen):
        moved.open_(other)


def test_nobody_asks_with_keys_that_are_not_theirs():
    invitation = invited(usual_team())
    public = JOINER.public
    bound = contexts.JOIN_REQUEST + invitation.space + invitation.id
    proof = STRANGER.sign(bound + public.signing + public.box)
    asked = Asked(public.signing, public.box, proof, "")
    request = JoinRequest.make(invitation, JOINER, "")
    forged = msgspec.structs.replace(request, sealed=seal_padded(asked, bound, joining._key(invitation)))
    with pytest.raises(BadSignature):
        forged.open_(invitation)


def test_any_bit_of_a_request_flipped_is_refused():
    team = usual_team()
    invitation = invited(team)
    posted = JoinRequest.make(invitation, JOINER, "Priya").to_bytes()
    for bit in range(len(posted) * 8):
        other = bytearray(posted)
        other[bit // 8] ^= 1 << bit % 8
        with pytest.raises(Unreadable):
            JoinRequest.from_bytes(bytes(other)).open_(invitation)


def test_a_request_of_another_shape_or_version_is_refused():
    invitation = invited(usual_team())
    request = JoinRequest.make(invitation, JOINER, "")
    with pytest.raises(UnknownVersion):
        JoinRequest.from_bytes(msgspec.structs.replace(request, v=2).to_bytes())
    longer = b"\xdc\0\x03" + request.to_bytes()[1:]
    for data in (b"", b"stray", bytes(3000), longer):
        with pytest.raises(Malformed):
            JoinRequest.from_bytes(data)


def test_an_answer_is_for_one_device_and_one_invitation():
    team = usual_team()
    invitation = invited(team)
    answer = joining.answer(invitation, JOINER.public, reason="The words were not the same.")
    told = joining.read_answer(invitation, JOINER, answer)
    assert (told.statement, told.reason) == (b"", "The words were not the same.")
    with pytest.raises(DoesNotOpen):
        joining.read_answer(invitation, STRANGER, answer)
    with pytest.raises(DoesNotOpen):
        joining.read_answer(invited(team), JOINER, answer)
    with pytest.raises(Malformed):
        joining.read_answer(invitation, JOINER, bytes(2000))
    assert len(joining.answer(invitation, JOINER.public, reason="x" * 500)) < 1024


def test_a_roster_that_does_not_hold_the_invitations_head_is_not_joined():
    team = usual_team()
    invitation = invited(team)
    for statements in ([], team.statements[:-1], team.statements[1:], Team().admit(2).statements):
        with pytest.raises(Malformed):
            joining.joined(invitation, JOINER, statements)
    elsewhere = msgspec.structs.replace(
        invitation, permit=msgspec.structs.replace(invitation.permit, space=b"\x01" * 16)
    )
    with pytest.raises(Malformed):
        joining.joined(elsewhere, JOINER, team.statements)


def test_a_roster_that_only_a_newer_version_reads_waits():
    team = usual_team()
    body = ["void", 1, team.roster.head, FOUNDER.device_id, HLC, b"", []]
    packed = msgspec.msgpack.encode(body)
    newer = msgspec.msgpack.encode([packed, FOUNDER.sign(contexts.ROSTER_STATEMENT + packed)])
    invitation = msgspec.structs.replace(invited(team), head=read(newer).hash)
    with pytest.raises(UnknownVersion):
        joining.joined(invitation, JOINER, [*team.statements, newer])


def test_who_is_removed_again_has_not_joined():
    team = usual_team()
    invitation = invited(team)
    admitted(team, invitation, JoinRequest.make(invitation, JOINER, "").open_(invitation))
    team.remove(JOINER)
    assert joining.joined(invitation, JOINER, team.statements) is None


def test_a_pen_shows_no_secrets():
    shown = repr(Pen(Team().roster, FOUNDER, KEY, HLC))
    for secret in (KEY.secret, FOUNDER.signing_seed, FOUNDER.box_seed):
        assert repr(secret) not in shown
