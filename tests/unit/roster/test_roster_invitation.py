import base64

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from roster_teams import DEPUTY, FOUNDER, LEAVER, NURSE, STRANGER, Team, newcomer, usual_team

from mdt_desktop.crypto import contexts
from mdt_desktop.crypto.primitives import hash_256
from mdt_desktop.crypto.unreadable import BadSignature
from mdt_desktop.refused import Refused
from mdt_desktop.roster import NotAllowed, Role, issuing
from mdt_desktop.roster.invitation import LIFE_MAX_SECONDS, Invitation, NotAnInvitation, Permit, invite

NOW = 1_795_000_000
EXPIRES = NOW + 7 * 24 * 3600


def invitation(team=None, issuer=FOUNDER, expires=EXPIRES):
    roster = (team or usual_team()).roster
    return invite(
        roster, issuer, name=" Priya  Nair ", role=Role.PRACTITIONER, issued_by="Ann Lee", expires=expires
    )


def test_it_says_who_invites_whom_where_and_until_when():
    team = usual_team()
    team.take(issuing.name_hub(team.pen(), ["https://hub.example.org"]))
    made = invitation(team)
    assert (made.space, made.head, made.expires) == (team.roster.space, team.roster.head, EXPIRES)
    assert (made.name, made.role, made.issued_by) == ("Priya Nair", Role.PRACTITIONER, "Ann Lee")
    assert made.addresses == ("https://hub.example.org",)
    assert len(made.secret) == 16
    assert made.secret != invitation(team).secret
    assert made.id != invitation(team).id
    assert made.secret.hex() not in repr(made)
    assert repr(made.secret) not in repr(made)


def test_only_an_admin_invites():
    for stranger in (NURSE, LEAVER, STRANGER):
        with pytest.raises(Refused, match="Only an admin"):
            invitation(issuer=stranger)


def test_as_text_and_as_a_file_it_comes_back_the_same():
    made = invitation()
    assert Invitation.from_bytes(made.to_bytes()) == made
    text = made.to_text()
    assert Invitation.from_text(text) == made
    wrapped = "\n ".join(text[at : at + 40] for at in range(0, len(text), 40))
    assert Invitation.from_text(f"  {wrapped.lower()}\r\n") == made
    # A QR code's alphanumeric form.
    assert set(text) <= set("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789:")


def test_the_largest_fits_a_qr_code():
    made = msgspec.structs.replace(
        invitation(), name="é" * 80, issued_by="é" * 80, addresses=("https://" + "a" * 200,) * 4
    )
    assert Invitation.from_text(made.to_text()) == made
    assert len(made.to_text()) <= 4296


def test_any_bit_flipped_is_no_invitation():
    data = invitation().to_bytes()
    for bit in range(len(data) * 8):
        other = bytearray(data)
        other[bit // 8] ^= 1 << bit % 8
        with pytest.raises(NotAnInvitation):
            Invitation.from_bytes(bytes(other))


def test_a_letter_mistyped_left_out_or_added_is_no_invitation():
    text = invitation().to_text()
    for at in range(0, len(text), 7):
        for wrong in (text[:at] + text[at + 1 :], text[:at] + "Q7"[text[at] == "Q"] + text[at + 1 :]):
            with pytest.raises(NotAnInvitation, match="not a whole invitation"):
                Invitation.from_text(wrong)
    for wrong in (text + "A", text + "=", text[:-1], text[5:], "", "MDT1:", text.replace("MDT1", "MDT2")):
        with pytest.raises(NotAnInvitation):
            Invitation.from_text(wrong)


@given(st.text(max_size=60))
def test_stray_text_is_no_invitation(text):
    for each in (text, "MDT1:" + text):
        with pytest.raises(NotAnInvitation):
            Invitation.from_text(each)


def sealed(packed):
    """Bytes with the right check on them."""
    return packed + hash_256(contexts.INVITATION + packed)[:5]


def test_a_newer_version_says_so():
    packed = msgspec.msgpack.encode(msgspec.structs.replace(invitation(), v=2))
    with pytest.raises(NotAnInvitation, match="newer version"):
        Invitation.from_bytes(sealed(packed))


def test_well_checked_nonsense_is_no_invitation():
    for packed in (b"", b"\x91\x01", msgspec.msgpack.encode([1, 2, 3]), bytes(3000)):
        with pytest.raises(NotAnInvitation):
            Invitation.from_bytes(sealed(packed))
    longer = msgspec.msgpack.encode(invitation())
    assert longer[0] == 0x98
    with pytest.raises(NotAnInvitation):
        Invitation.from_bytes(sealed(b"\xdc\0\x08" + longer[1:]))
    text = base64.b32encode(sealed(b"\x91\x01")).decode()
    with pytest.raises(NotAnInvitation):
        Invitation.from_text("MDT1:" + text)


def test_its_words_are_its_own():
    made = invitation()
    assert len(made.words()) == 4
    assert made.words() == Invitation.from_text(made.to_text()).words()
    assert made.words() != msgspec.structs.replace(made, head=b"x" * 32).words()


def test_a_permit_holds_until_it_is_out_of_date_or_used():
    team = usual_team()
    permit = invitation(team).permit
    permit.check(team.roster, NOW)
    permit.check(team.roster, EXPIRES - 1)
    with pytest.raises(NotAllowed, match="out of date"):
        permit.check(team.roster, EXPIRES)
    team.take(issuing.admit(team.pen(), newcomer(9, invitation=permit.invitation)))
    with pytest.raises(NotAllowed, match="used"):
        permit.check(team.roster, NOW)


def test_a_permit_ends_with_its_issuers_admin_right():
    team = usual_team()
    permit = invitation(team, DEPUTY).permit
    permit.check(team.roster, NOW)
    with pytest.raises(NotAllowed, match="no longer an admin"):
        permit.check(team.fork().remove(DEPUTY).roster, NOW)
    with pytest.raises(NotAllowed, match="no longer an admin"):
        permit.check(team.fork().change_role(DEPUTY, Role.CHAIR).roster, NOW)


def test_nobody_forges_a_permit_or_moves_its_end():
    team = usual_team()
    permit = invitation(team).permit
    for changed in (
        msgspec.structs.replace(permit, expires=EXPIRES + 1),
        msgspec.structs.replace(permit, invitation=b"x" * 16),
        msgspec.structs.replace(permit, issuer=DEPUTY.device_id),
        msgspec.structs.replace(
            Permit.sign(team.roster.space, b"i" * 16, EXPIRES, NURSE), issuer=FOUNDER.device_id
        ),
    ):
        with pytest.raises(BadSignature):
            changed.check(team.roster, NOW)
    with pytest.raises(NotAllowed, match="another team"):
        msgspec.structs.replace(permit, space=b"x" * 16).check(team.roster, NOW)


def test_no_invitation_is_good_for_ever():
    team = usual_team()
    with pytest.raises(NotAllowed, match="longer than"):
        invitation(team, expires=NOW + LIFE_MAX_SECONDS + 1).permit.check(team.roster, NOW)


def test_an_invitation_of_a_team_in_a_folder_has_no_address():
    assert invitation(Team()).addresses == ()
