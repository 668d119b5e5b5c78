"""Each rule of a roster: what breaks it is refused, and is let through once the rule is off."""

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
    STRANGER,
    Team,
    device,
    head,
    newcomer,
    usual_team,
)

from mdt_desktop.crypto import contexts
from mdt_desktop.crypto.header import Head
from mdt_desktop.crypto.space_key import SpaceKey
from mdt_desktop.crypto.unreadable import Malformed, UnknownVersion, Unreadable
from mdt_desktop.refused import Refused
from mdt_desktop.roster import Role, Roster, issuing, rules
from mdt_desktop.roster.signed import read, sign
from mdt_desktop.roster.statements import CARRIED_MAX, DEVICES_MAX, KeyBox, NewEpoch, PreviousKey, Remove

TEAM = usual_team()


def altered(issued, by=FOUNDER, **parts):
    """A good statement with other parts, whatever they are, signed as it should be."""
    body = read(issued.statement).body
    packed = msgspec.msgpack.decode(msgspec.msgpack.encode(body))
    for name, value in parts.items():
        packed[1 + body.__struct_fields__.index(name)] = value
    return signed(msgspec.msgpack.encode(packed), by)


def signed(packed, by):
    return msgspec.msgpack.encode([packed, by.sign(contexts.ROSTER_STATEMENT + packed)])


def in_the_epoch(issued, by=FOUNDER, **parts):
    """A good removal or new epoch with other parts in its epoch."""
    epoch: NewEpoch = read(issued.statement).body.epoch
    return altered(issued, by, epoch=msgspec.structs.replace(epoch, **parts))


def admission():
    return issuing.admit(TEAM.pen(), newcomer(9))


def role():
    return issuing.change_role(TEAM.pen(), NURSE.device_id, Role.OBSERVER, [], admin=False)


def removal():
    return issuing.remove(TEAM.pen(), NURSE.device_id, [head(NURSE, 2)])


def epoch():
    return issuing.start_epoch(TEAM.pen())


def recovery():
    return issuing.recover(TEAM.pen(), recovery=device(7).public)


def boxes(issued):
    return read(issued.statement).body.epoch.boxes


def box_for(keys):
    return KeyBox(keys.device_id, keys.public.seal_key(SPACE, KEY))


def used_key():
    made = epoch()
    return in_the_epoch(made, key=KEY.id)


def newer(signer, claimed=None):
    body = ["void", 1, TEAM.roster.head, (claimed or signer).device_id, HLC, b"", "of a later version"]
    return signed(msgspec.msgpack.encode(body), signer)


def already_again():
    """A statement that stands for one that another stands for already."""
    again = issuing.Pen(TEAM.roster, FOUNDER, TEAM.key, HLC, reissues=b"a" * 32)
    team = TEAM.fork().take(issuing.name_hub(again, ["https://hub.example.org"]))
    return team.roster, altered(admission(), prev=team.roster.head, reissues=b"a" * 32)


def one_admin():
    """A team whose only admin is about to be none."""
    team = Team().admit(2, Role.CHAIR, admin=True)
    alone = team.fork().change_role(DEPUTY, Role.CHAIR, admin=False)
    good = issuing.change_role(team.pen(), FOUNDER.device_id, Role.CHAIR, [], admin=False)
    return alone.roster, altered(good, prev=alone.roster.head)


ATTACKS = {
    rules.follows: [
        lambda: altered(admission(), prev=TEAM.roster.hashes[0]),
        lambda: altered(admission(), prev=b"x" * 32),
    ],
    rules.signed_by_an_admin: [
        lambda: altered(admission(), NURSE, signer=NURSE.device_id),
        lambda: altered(admission(), LEAVER, signer=LEAVER.device_id),
        lambda: altered(admission(), STRANGER, signer=STRANGER.device_id),
        lambda: altered(admission(), STRANGER),
        lambda: altered(admission(), FOUNDER, signer=RECOVERY.device_id),
        lambda: altered(role(), NURSE, signer=NURSE.device_id, device=NURSE.device_id, admin=True),
        lambda: altered(removal(), DEPUTY),
        # A stranger can't make a team wait for a newer version either.
        lambda: newer(STRANGER),
        lambda: newer(STRANGER, claimed=FOUNDER),
    ],
    rules.of_a_new_device: [
        lambda: altered(admission(), signing_key=NURSE.public.signing, box_key=NURSE.public.box),
        lambda: altered(admission(), signing_key=LEAVER.public.signing, box_key=LEAVER.public.box),
        lambda: altered(admission(), signing_key=FOUNDER.public.signing),
        lambda: altered(admission(), signing_key=RECOVERY.public.signing, box_key=RECOVERY.public.box),
        lambda: altered(admission(), box_key=bytes(32)),
    ],
    rules.invited_once: [lambda: altered(admission(), invitation=newcomer(3).invitation)],
    rules.under_the_newest_key: [
        lambda: altered(admission(), key=KEY.id),
        lambda: altered(role(), key=KEY.id),
        lambda: altered(recovery(), key=KEY.id),
    ],
    rules.of_a_device_here: [
        lambda: altered(role(), device=STRANGER.device_id),
        lambda: altered(role(), device=LEAVER.device_id, cut=()),
        lambda: altered(removal(), device=LEAVER.device_id, cut=(), epoch=read(epoch().statement).body.epoch),
        lambda: altered(
            issuing.recover(TEAM.pen(RECOVERY), device=NURSE.device_id), RECOVERY, device=LEAVER.device_id
        ),
    ],
    rules.never_itself: [
        lambda: altered(
            issuing.remove(TEAM.pen(DEPUTY), FOUNDER.device_id, []), FOUNDER, signer=FOUNDER.device_id
        ),
    ],
    rules.keeps_an_admin: [one_admin],
    rules.a_key_for_each_who_stays: [
        lambda: in_the_epoch(removal(), boxes=boxes(removal())[1:]),
        lambda: in_the_epoch(removal(), boxes=boxes(epoch())),
        lambda: in_the_epoch(epoch(), boxes=(*boxes(epoch()), box_for(LEAVER))),
        lambda: in_the_epoch(epoch(), boxes=boxes(epoch())[::-1]),
        used_key,
        lambda: in_the_epoch(epoch(), key=TEAM.key.id),
        lambda: in_the_epoch(epoch(), previous=read(usual_team().statements[-1]).body.epoch.previous),
    ],
    rules.recovered_with_the_code: [
        lambda: altered(recovery(), device=NURSE.device_id),
        lambda: altered(recovery(), DEPUTY, signer=DEPUTY.device_id),
        lambda: altered(
            recovery(),
            recovery_signing_key=NURSE.public.signing,
            recovery_box_key=NURSE.public.box,
        ),
        lambda: altered(recovery(), recovery_box_key=bytes(32)),
    ],
    rules.reissued_once: [already_again],
}
CASES = [(rule, attack) for rule, attacks in ATTACKS.items() for attack in attacks]


def tried(attack):
    made = attack()
    roster, statement = made if isinstance(made, tuple) else (TEAM.roster, made)
    return roster.extended(statement, [*TEAM.keys.values()])


@pytest.mark.parametrize(("rule", "attack"), CASES)
def test_what_breaks_a_rule_is_refused(rule, attack):
    with pytest.raises(Unreadable) as refused:
        tried(attack)
    assert not isinstance(refused.value, UnknownVersion)


@pytest.mark.parametrize("rule", ATTACKS, ids=lambda rule: rule.__name__)
def test_with_a_rule_off_what_breaks_it_is_let_through(rule, monkeypatch):
    monkeypatch.setattr(rules, "RULES", [other for other in rules.RULES if other is not rule])
    let_through = []
    for attack in ATTACKS[rule]:
        try:
            tried(attack)
            let_through.append(attack)
        except (UnknownVersion, KeyError):
            # It waits on a stranger's word, or fails further in: no rule stopped it.
            let_through.append(attack)
        except Unreadable:
            continue
    assert let_through


def test_every_rule_is_tried():
    assert {*rules.RULES} - {*ATTACKS} == {rules.known_version}


def test_a_newer_versions_statement_by_an_admin_waits():
    with pytest.raises(UnknownVersion):
        TEAM.roster.extended(newer(FOUNDER))
    later = altered(admission(), v=2)
    with pytest.raises(UnknownVersion):
        TEAM.roster.extended(later)


@pytest.mark.parametrize(
    "statement",
    [
        lambda: altered(removal(), cut=(head(DEPUTY, 2),)),
        lambda: altered(removal(), cut=(head(NURSE, 2), head(NURSE, 1))),
        lambda: altered(removal(), cut=(head(NURSE, 2), head(NURSE, 2))),
        lambda: altered(removal(), cut=tuple(head(NURSE, seq) for seq in range(1, 34))),
        lambda: altered(admission(), admin=1),
        lambda: altered(admission(), invitation=b"x" * 15),
        lambda: altered(admission(), reissues=b"x" * 31),
        lambda: altered(recovery(), device=b"x" * 15),
        lambda: altered(admission(), sealed_member=bytes(513)),
        lambda: in_the_epoch(epoch(), previous=()),
        lambda: in_the_epoch(epoch(), recovery_box=b""),
        lambda: altered(issuing.name_hub(TEAM.pen(), []), addresses=("http://hub.example.org",)),
        lambda: altered(issuing.name_hub(TEAM.pen(), []), addresses=("https://hub.example.org/\n",)),
        lambda: altered(issuing.name_hub(TEAM.pen(), []), addresses=("https://a.example",) * 5),
        lambda: longer_spelling(admission().statement),
    ],
)
def test_a_wrong_shape_is_malformed(statement):
    with pytest.raises(Malformed):
        TEAM.roster.extended(statement())


def longer_spelling(statement):
    """The same outer array, its length spelled in three bytes."""
    assert statement[0] == 0x92
    return b"\xdc\0\2" + statement[1:]


@pytest.mark.parametrize("make", [admission, role, removal, epoch, recovery])
def test_any_bit_flipped_in_any_kind_is_refused(make):
    statement = make().statement
    for bit in range(0, len(statement) * 8, 3):
        other = bytearray(statement)
        other[bit // 8] ^= 1 << bit % 8
        with pytest.raises(Unreadable):
            TEAM.roster.extended(bytes(other), TEAM.keys.values())


def test_a_roster_has_an_end(monkeypatch):
    monkeypatch.setattr(rules, "STATEMENTS_MAX", TEAM.roster.position)
    with pytest.raises(rules.NotAllowed, match="as often as a team can"):
        TEAM.roster.extended(admission_before_the_end())


def admission_before_the_end():
    rules.STATEMENTS_MAX += 1
    made = admission().statement
    rules.STATEMENTS_MAX -= 1
    return made


def test_a_team_has_so_many_devices_and_a_removal_still_fits(monkeypatch):
    monkeypatch.setattr(rules, "DEVICES_MAX", len(TEAM.roster.present))
    with pytest.raises(Refused, match="at most 3 devices"):
        admission()
    removal()


@pytest.mark.parametrize(
    ("deed", "why"),
    [
        (lambda: issuing.admit(TEAM.pen(NURSE), newcomer(9)), "Only an admin"),
        (lambda: issuing.remove(TEAM.pen(), FOUNDER.device_id, []), "can’t remove itself"),
        (lambda: issuing.remove(TEAM.pen(), STRANGER.device_id, []), "not in the team"),
        (lambda: issuing.start_epoch(issuing.Pen(TEAM.roster, FOUNDER, KEY, HLC)), "seals the key before"),
        (lambda: issuing.name_hub(TEAM.pen(), ["http://hub.example.org"]), "https://hub.example.org"),
        (
            lambda: issuing.admit(TEAM.pen(), issuing.Newcomer(low_order(), "m", Role.CHAIR, b"i" * 16)),
            "can’t be used",
        ),
    ],
)
def test_what_is_not_allowed_is_said_in_plain_words(deed, why):
    with pytest.raises(Refused, match=why) as refused:
        deed()
    assert "Nothing was changed" in str(refused.value)


def low_order():
    return type(FOUNDER.public)(STRANGER.public.signing, bytes(32))


def test_a_chain_is_the_same_verified_at_once_or_a_statement_at_a_time():
    at_once = Roster.verify(TEAM.statements, TEAM.keys.values())
    assert at_once == TEAM.roster
    without_keys = Roster.verify(TEAM.statements)
    assert without_keys.hashes == at_once.hashes
    assert without_keys.present.keys() == at_once.present.keys()
    assert [one.is_admin for one in without_keys.devices.values()] == [
        one.is_admin for one in at_once.devices.values()
    ]


def test_the_largest_removal_is_a_statement():
    new = SpaceKey.generate()
    box = NURSE.public.seal_key(SPACE, new)
    previous = tuple(PreviousKey(bytes([at]) * 16, bytes(72)) for at in range(1 + CARRIED_MAX))
    boxes = tuple(KeyBox(at.to_bytes(16, "big"), box) for at in range(DEVICES_MAX))
    cut = tuple(Head(NURSE.device_id, 2**62 + at, bytes(16)) for at in range(32))
    epoch = NewEpoch(new.id, previous, boxes, box)
    body = Remove(1, b"p" * 32, FOUNDER.device_id, 2**62, b"r" * 32, NURSE.device_id, cut, epoch)
    assert read(sign(body, FOUNDER)).body == body
