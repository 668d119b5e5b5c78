"""One chain out of a fork: who outranks whom, and what nobody gets by forking."""

import itertools

import msgspec
import pytest
from roster_teams import (
    DEPUTY,
    FOUNDER,
    FOUNDING,
    HLC,
    KEY,
    NURSE,
    RECOVERY,
    SPACE,
    STRANGER,
    Team,
    choose,
    device,
    head,
    member,
    newcomer,
    usual_team,
)

from mdt_desktop.crypto import contexts
from mdt_desktop.crypto.header import Header
from mdt_desktop.crypto.recovery_code import printed, space_recovery_keys
from mdt_desktop.crypto.unreadable import Malformed
from mdt_desktop.roster import Membership, Role, Roster, choosing, found, issuing
from mdt_desktop.roster.signed import read

JUNIOR = device(6)


def admins():
    """Three admins, from the founder down."""
    return Team().admit(2, Role.CHAIR, admin=True).admit(6, Role.CHAIR, admin=True).admit(3)


def hub(team, author, name="hub"):
    return team.take(issuing.name_hub(team.pen(author), [f"https://{name}.example.org"]))


def test_statements_in_any_order_make_one_roster():
    team = usual_team()
    for order in itertools.permutations(team.statements[1:]):
        chosen = Roster.choose(FOUNDING, [*order, *order[:2]], team.keys.values())
        assert chosen.roster == team.roster
        assert chosen.chain == tuple(team.statements[1:])
        assert (chosen.losers, chosen.refused, chosen.missing, chosen.newer) == ((), (), frozenset(), False)


def test_mutual_removal_agrees_on_the_senior():
    one, other = admins(), admins()
    other.statements, other.roster = list(one.statements), one.roster
    one.remove(DEPUTY, [], FOUNDER)
    other.remove(FOUNDER, [], DEPUTY)
    chosen = choose(one, other)
    assert chosen.roster == one.roster
    assert chosen.losers == (other.statements[-1],)


def test_seniority_is_by_the_statement_that_made_an_admin():
    team = admins()
    team.change_role(DEPUTY, Role.CHAIR, admin=False).change_role(DEPUTY, Role.CHAIR, admin=True)
    one, other = team.fork().remove(JUNIOR, [], DEPUTY), team.fork().remove(DEPUTY, [], JUNIOR)
    assert choose(one, other).roster == other.roster


def test_the_recovery_key_outranks_every_admin():
    team = admins()
    with_code, without = team.fork(), team.fork()
    with_code.remove(FOUNDER, [], RECOVERY)
    without.remove(DEPUTY, [], FOUNDER).remove(JUNIOR, [], FOUNDER)
    assert choose(with_code, without).roster == with_code.roster


def test_nobody_escapes_a_removal_by_forking_off_before_it_beside_a_junior():
    team = admins()
    honest = hub(team.fork(), JUNIOR).remove(DEPUTY, [], FOUNDER)
    escape = hub(team.fork(), DEPUTY, "escape").remove(JUNIOR, [], DEPUTY)
    assert choose(honest, escape).roster == honest.roster


def test_that_test_sees_branches_ranked_by_their_first_statement(monkeypatch):
    whole = choosing.claim
    monkeypatch.setattr(choosing, "claim", lambda fork, branch: whole(fork, itertools.islice(branch, 1)))
    with pytest.raises(AssertionError):
        test_nobody_escapes_a_removal_by_forking_off_before_it_beside_a_junior()


def test_nobody_escapes_the_code_they_named_by_forking_off_before_they_named_it():
    new_code = space_recovery_keys(printed(b"n" * 20), SPACE)
    team = admins()
    honest = team.fork()
    honest.take(issuing.recover(honest.pen(), recovery=new_code.public))
    honest.remove(FOUNDER, [], new_code)
    for number in range(8):
        # Eight tries at a lower hash.
        escape = hub(team.fork(), FOUNDER, f"escape-{number}")
        assert choose(honest, escape).roster == honest.roster


def ground(team, author, tries=64):
    """The statement with the lowest hash of many."""
    tried = [hub(team.fork(), author, f"ground-{number}") for number in range(tries)]
    return min(tried, key=lambda one: one.roster.head)


def test_a_ground_hash_outranks_nobody():
    team = admins()
    honest = hub(team.fork(), FOUNDER)
    low = ground(team, DEPUTY)
    assert low.roster.head < honest.roster.head
    assert choose(honest, low).roster == honest.roster


def test_that_test_sees_branches_ranked_by_hash(monkeypatch):
    monkeypatch.setattr(choosing, "claim", lambda _fork, branch: next(iter(branch)).hash)
    with pytest.raises(AssertionError):
        test_a_ground_hash_outranks_nobody()


def test_between_two_of_one_signer_the_lower_hash_stays():
    team = admins()
    one, other = hub(team.fork(), FOUNDER, "one"), hub(team.fork(), FOUNDER, "other")
    kept = min(one, other, key=lambda each: each.roster.head)
    assert choose(one, other).roster == kept.roster


def test_a_copy_with_a_spoiled_signature_spoils_no_other():
    team = usual_team()
    spoiled = []
    for statement in team.statements[1:]:
        body, _ = msgspec.msgpack.decode(statement)
        spoiled += [msgspec.msgpack.encode([body, bytes([fill]) * 64]) for fill in (0, 255)]
    chosen = choose(team, extra=spoiled)
    assert chosen.roster == team.roster
    assert set(chosen.refused) <= set(spoiled)


def test_stray_bytes_and_strangers_statements_change_nothing():
    team = usual_team()
    pen = issuing.Pen(team.roster, STRANGER, team.key, HLC)
    body = issuing.NameHub(*pen.opening, ("https://evil.example.org",))
    claimed = msgspec.structs.replace(body, signer=FOUNDER.device_id)
    extra = [b"", b"stray", bytes(70_000), issuing.sign(body, STRANGER), issuing.sign(claimed, STRANGER)]
    chosen = choose(team, extra=extra)
    assert chosen.roster == team.roster
    assert set(chosen.refused) == set(extra)


def test_another_founding_of_the_same_space_is_no_part_of_it():
    team = usual_team()
    other = found(SPACE, STRANGER, RECOVERY.public, KEY, Membership(member(5), Role.CHAIR, ""), HLC)
    chosen = choose(team, extra=[other])
    assert chosen.roster == team.roster
    assert Roster.choose(other, team.statements).roster.devices.keys() == {STRANGER.device_id}


def test_what_is_missing_is_named():
    team = usual_team()
    chosen = Roster.choose(FOUNDING, [one for at, one in enumerate(team.statements) if at != 2])
    assert chosen.roster.position == 2
    assert chosen.missing == {team.roster.hashes[2]}


def newer(team, author):
    packed = msgspec.msgpack.encode(["void", 1, team.roster.head, author.device_id, HLC, b"", []])
    return msgspec.msgpack.encode([packed, author.sign(contexts.ROSTER_STATEMENT + packed)])


def test_a_newer_versions_statement_stops_the_chain_where_it_would_stay():
    team = admins()
    of_a_newer_version = newer(team, FOUNDER)
    outranked = hub(team.fork(), DEPUTY)
    chosen = choose(outranked, extra=[of_a_newer_version])
    assert chosen.newer
    assert chosen.roster == team.roster
    assert chosen.losers == (outranked.statements[-1],)


def test_a_newer_versions_statement_that_is_outranked_stops_nothing():
    team = admins()
    stays = hub(team.fork(), FOUNDER)
    chosen = choose(stays, extra=[newer(team, DEPUTY)])
    assert not chosen.newer
    assert chosen.roster == stays.roster


def test_entries_of_a_set_aside_branch_are_judged_by_what_their_authors_knew():
    team = admins()
    one, other = hub(team.fork(), FOUNDER), team.fork().remove(NURSE, [head(NURSE, 1)], DEPUTY)
    chosen = choose(one, other)

    def entry(roster_hash, key):
        return Header(1, SPACE, JUNIOR.device_id, 1, b"", (), roster_hash, key.id, HLC, 1)

    assert chosen.is_superseded(entry(other.roster.head, KEY))
    assert not chosen.is_superseded(entry(other.roster.head, other.key))
    assert not chosen.is_superseded(entry(one.roster.head, KEY))
    with pytest.raises(LookupError):
        chosen.is_superseded(entry(b"x" * 32, KEY))


def test_a_founding_is_found_from_any_hash_that_is_trusted():
    team = usual_team()
    other = found(SPACE, STRANGER, RECOVERY.public, KEY, Membership(member(5), Role.CHAIR, ""), HLC)
    statements = [other, b"stray", *reversed(team.statements)]
    for digest in team.roster.hashes:
        assert choosing.founding_of(statements, digest) == FOUNDING
    assert choosing.founding_of(statements, read(other).hash) == other
    with pytest.raises(Malformed):
        choosing.founding_of(team.statements[1:], team.roster.head)


def test_a_long_chain_with_many_forks_is_chosen_without_deep_recursion():
    team = admins()
    forks = []
    for number in range(150):
        forks.append(hub(team.fork(), DEPUTY, f"fork-{number}").statements[-1])
        hub(team, FOUNDER, f"hub-{number}")
    chosen = choose(team, extra=forks)
    assert chosen.roster == team.roster
    assert len(chosen.losers) == 150


def test_an_admission_on_two_branches_counts_once():
    team = admins()
    one = team.fork().take(issuing.admit(team.pen(), newcomer(9)))
    other = team.fork().take(issuing.admit(team.pen(DEPUTY), newcomer(9)))
    chosen = choose(one, other)
    assert chosen.roster == one.roster
    assert list(chosen.roster.present).count(device(9).device_id) == 1
