"""Random teams, forks and attacks: one roster for all, and nobody gets by it what was not theirs."""

import itertools

import msgspec
import pytest
from hypothesis import strategies as st
from roster_proofs import fails, prove
from roster_teams import FOUNDING, HLC, KEY, RECOVERY, STRANGER, device, newcomer
from roster_worlds import DEVICES, NEW_CODE, played, steps

from mdt_desktop.crypto.unreadable import Unreadable
from mdt_desktop.roster import NotAllowed, Role, Roster, applying, choosing, epochs, issuing, rules
from mdt_desktop.roster.signed import read, sign
from mdt_desktop.roster.statements import Admit, Remove


def same_in_any_order(taken, random):
    """9.6: any order of arrival, copies and spoiled copies among them, gives one roster."""
    world = played(taken)
    first = world.chosen(1, world.folder)
    for _ in range(3):
        order = [*world.folder, *random.choices(world.folder, k=2), spoiled(random.choice(world.folder))]
        random.shuffle(order)
        other = world.chosen(1, order)
        assert other.roster == first.roster
        assert (other.chain, other.losers) == (first.chain, first.losers)
    assert Roster.verify([FOUNDING, *first.chain]) == Roster.choose(FOUNDING, world.folder).roster


def spoiled(statement):
    body, signature = msgspec.msgpack.decode(statement)
    return msgspec.msgpack.encode([body, signature[::-1]])


def a_hub_and_a_member_agree(taken):
    """Keys change what is known, never which statements stand."""
    world = played(taken)
    blind = Roster.choose(FOUNDING, world.folder)
    for reader in range(DEVICES + 1):
        seeing = world.chosen(reader, world.folder)
        assert seeing.chain == blind.chain
        assert seeing.roster.present.keys() == blind.roster.present.keys()


def nobody_is_outranked_by_a_junior(taken):
    """What is set aside is so for the sake of somebody who ranked as high where the ways parted."""
    world = played(taken)
    chosen = world.chosen(1, world.folder)
    for lost in map(read, chosen.losers):
        fork = last_common(chosen, lost)
        signer = lost.body.signer
        at_fork, at_signing = fork.device(signer), chosen.rosters[lost.body.prev].device(signer)
        if signer == fork.recovery.device_id:
            rank = -1
        elif at_fork and at_fork.is_admin and at_signing.admin_since == at_fork.admin_since:
            rank = at_fork.admin_since
        else:
            continue
        assert best_rank_after(chosen, fork) <= rank


def last_common(chosen, statement):
    """The roster where a set-aside statement's branch leaves the chain that stays."""
    at = statement.body.prev
    while chosen.roster.position_of(at) is None:
        at = chosen.rosters[at].hashes[-2]
    return chosen.rosters[at]


def best_rank_after(chosen, fork):
    """The least of the seniorities, as at the fork, of whoever signed what stays after it."""
    ranks = []
    for statement in map(read, chosen.chain[fork.position - 1 :]):
        signer = statement.body.signer
        holder = fork.device(signer)
        if signer in {fork.recovery.device_id, NEW_CODE.public.device_id, RECOVERY.device_id}:
            ranks.append(-1)
        elif holder and holder.is_admin:
            ranks.append(holder.admin_since)
    return min(ranks)


def who_is_no_admin_changes_nothing(taken, random):
    """9.6, 9.10: forged, replayed and backdated statements of members, removed admins and strangers."""
    world = played(taken)
    before = world.chosen(1, world.folder)
    admins = {key for key, one in before.roster.present.items() if one.is_admin}
    attackers = [device(at) for at in range(1, DEVICES + 1) if device(at).device_id not in admins]
    fakes = []
    for attacker in [*attackers, STRANGER]:
        for at in before.rosters.values():
            if may_not_sign_at(at, attacker):
                fakes += forged(at, attacker, random.choice(world.folder))
    after = world.chosen(1, [*fakes, *world.folder])
    assert after.roster == before.roster


def may_not_sign_at(roster, attacker):
    holder = roster.device(attacker.device_id)
    return holder is None or not holder.is_admin


def forged(at, attacker, copied):
    """Statements on top of a roster where the attacker is no admin: in its own name, and in others'."""
    ally = newcomer(50, Role.CHAIR, admin=True)
    for claimed in [attacker.device_id, at.recovery.device_id, *at.present]:
        opening = (1, at.head, claimed, HLC, b"")
        yield sign(issuing.NameHub(*opening, ("https://evil.example.org",)), attacker)
        yield sign(admission(opening, at, ally), attacker)
    body, signature = msgspec.msgpack.decode(copied)
    parts = msgspec.msgpack.decode(body)
    yield msgspec.msgpack.encode([msgspec.msgpack.encode([*parts[:2], at.head, *parts[3:]]), signature])


def admission(opening, at, who):
    key = at.key
    box, sealed = who.keys.seal_key(at.space, KEY), bytes(104)
    return Admit(*opening, who.keys.signing, who.keys.box, True, who.invitation, key, box, sealed)


def no_removed_admin_comes_back(taken, random):
    """A removed admin forks off wherever it was one: a removal by its senior, or the code, stays."""
    world = played(taken)
    before = world.chosen(1, world.folder)
    for position, statement in enumerate(map(read, before.chain), 1):
        body = statement.body
        if not isinstance(body, Remove):
            continue
        attacker = next(device(at) for at in range(1, DEVICES + 1) if device(at).device_id == body.device)
        for at in range(1, position + 1):
            fork = before.rosters[before.roster.hashes[at - 1]]
            if outranks(fork, body.signer, body.device):
                fake = issuing.NameHub(1, fork.head, body.device, HLC, b"", (f"https://e{at}.example.org",))
                after = world.chosen(1, [*world.folder, sign(fake, attacker)])
                assert after.roster == before.roster


def outranks(roster, one, other):
    """Whether `one` ranks above `other` here, both able to sign."""
    if rules.signer_keys(roster, one) is None or rules.signer_keys(roster, other) is None:
        return False
    if one == roster.recovery.device_id:
        return True
    return other != roster.recovery.device_id and (
        roster.device(one).admin_since < roster.device(other).admin_since
    )


def who_stays_reads_and_who_left_does_not(taken):
    """Each device here opens every key of the chain; one removed opens none that came after."""
    world = played(taken)
    roster = world.chosen(1, world.folder).roster
    all_keys = {epoch.key for epoch in roster.epochs}
    for number in range(1, DEVICES + 1):
        holder = roster.device(device(number).device_id)
        opened = roster.open_keys(device(number), [KEY] if number == 1 else []).keys()
        if holder and holder.present:
            assert all_keys <= opened
        elif holder:
            assert roster.key not in opened


def no_letter_is_given_twice(taken):
    world = played(taken)
    roster = world.chosen(1, world.folder).roster
    letters = [one.letter for one in roster.devices.values() if one.letter is not None]
    assert len(letters) == len(set(letters))


orders = st.randoms(use_true_random=False)
PROPERTIES = {
    same_in_any_order: (steps, orders),
    a_hub_and_a_member_agree: (steps,),
    nobody_is_outranked_by_a_junior: (steps,),
    who_is_no_admin_changes_nothing: (steps, orders),
    no_removed_admin_comes_back: (steps, orders),
    who_stays_reads_and_who_left_does_not: (steps,),
    no_letter_is_given_twice: (steps,),
}


@pytest.mark.parametrize("holds", PROPERTIES, ids=lambda holds: holds.__name__)
def test_in_any_team(holds):
    prove(holds, *PROPERTIES[holds], max_examples=40)


def first_to_arrive(self, data):
    """A wrong rule: of two branches, the one that was read first stays."""
    following = {}
    for one in data:
        try:
            statement = read(one)
        except Unreadable:
            continue
        if not isinstance(statement.body, choosing.Found):
            following.setdefault(statement.body.prev, [statement])
    return following


def first_statement_alone(fork, branch, whole=choosing.claim):
    """A wrong rule: a branch is ranked by its first statement."""
    return whole(fork, itertools.islice(branch, 1))


def by_hash(_fork, branch):
    """A wrong rule: of two branches, the lower hash stays."""
    return next(iter(branch)).hash


def the_longer(_fork, branch):
    """A wrong rule: the longer branch stays."""
    return -len(list(branch))


def anybody(roster, signer):
    """A wrong rule: every device may sign."""
    keys = {key: one.keys for key, one in roster.devices.items()} | {
        roster.recovery.device_id: roster.recovery
    }
    return keys.get(signer)


def unsigned(_self, _signer):
    """A wrong rule: no signature is looked at."""


def only_with_keys(roster, letter, whole=applying.may_have_letter):
    """A wrong rule: what is sealed decides whether a statement stands."""
    if roster.position % 2:
        raise NotAllowed("a letter")
    return whole(roster, letter)


def same_letter(_taken):
    """A wrong rule: every device gets one letter."""
    return "B"


def no_keys_before(_space, epochs_, device_, known=()):
    """A wrong rule: boxes are opened, seals of the keys before are not."""
    keys = {key.id: key for key in known}
    for epoch in epochs_:
        box = epoch.boxes.get(device_.device_id)
        if box:
            key = device_.open_key(_space, box)
            keys[key.id] = key
    return keys


def leavers_too(pen, new, carried, leaver=b"", whole=issuing._epoch):
    """A wrong rule: who leaves gets a box for the new key."""
    return whole(pen, new, carried)


WRONG = {
    "first to arrive": (same_in_any_order, [(choosing.Tree, "_read", first_to_arrive)]),
    "what is sealed decides": (a_hub_and_a_member_agree, [(applying, "may_have_letter", only_with_keys)]),
    "first statement alone": (no_removed_admin_comes_back, [(choosing, "claim", first_statement_alone)]),
    "lower hash": (nobody_is_outranked_by_a_junior, [(choosing, "claim", by_hash)]),
    "longer branch": (nobody_is_outranked_by_a_junior, [(choosing, "claim", the_longer)]),
    "anybody signs": (who_is_no_admin_changes_nothing, [(rules, "signer_keys", anybody)]),
    "no signatures": (who_is_no_admin_changes_nothing, [(choosing.Statement, "verify", unsigned)]),
    "no earlier keys": (who_stays_reads_and_who_left_does_not, [(epochs, "opened", no_keys_before)]),
    "a box for who leaves": (
        who_stays_reads_and_who_left_does_not,
        [
            (issuing, "_epoch", leavers_too),
            (rules, "RULES", [one for one in rules.RULES if one is not rules.a_key_for_each_who_stays]),
        ],
    ),
    "one letter": (
        no_letter_is_given_twice,
        [
            (issuing, "next_letter", same_letter),
            (applying, "may_have_letter", lambda _roster, _letter: True),
        ],
    ),
}


@pytest.mark.parametrize("wrong", WRONG)
def test_the_properties_see_a_wrong_rule(wrong, monkeypatch):
    holds, changes = WRONG[wrong]
    for where, name, instead in changes:
        monkeypatch.setattr(where, name, instead)
    assert fails(holds, *PROPERTIES[holds], max_examples=150)
