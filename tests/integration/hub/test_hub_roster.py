"""Founding, signing in, and the roster that every call is judged by."""

import time
from collections.abc import Callable
from urllib.parse import urlencode

import msgspec
import pytest

from mdt_desktop.crypto.device_keys import DeviceKeys
from mdt_desktop.roster import Role, Roster, issuing
from mdt_desktop.roster.issuing import Pen
from mdt_desktop.wire import names
from mdt_desktop.wire.assertion import token_form
from mdt_desktop.wire.frames import unframed
from mdt_desktop.wire.limits import REMOVED_DAYS, TOKEN_SECONDS
from mdt_desktop.wire.problems import ProblemType
from mdt_desktop.wire.shapes import FoundSpace
from tests.integration.hub.hub_actors import Actor, Team, answered, envelope_hash, refusal
from tests.running_hub import RunningHub, running_hub

MakeActor = Callable[..., Actor]


def test_a_code_founds_one_space_and_the_same_again_is_answered_the_same(
    hub: RunningHub, actor: MakeActor
) -> None:
    code, one, other = hub.invite(), actor(Team()), actor(Team())
    assert answered(one.found(code)).status_code == 201
    assert answered(one.found(code)).status_code == 200
    refusal(ProblemType.ENROLMENT, other.found(code))
    assert answered(other.found(hub.invite().lower().replace("-", " "))).status_code == 201


@pytest.mark.parametrize("code", ["A", "AAAA-AAAA-AAAA-AAAA", "é"])
def test_without_a_code_of_the_operator_nothing_is_founded(actor: MakeActor, code: str) -> None:
    headers = {"Authorization": f"Enrolment {code}".encode()}
    body = msgspec.msgpack.encode(FoundSpace((b"",)))
    refusal(ProblemType.ENROLMENT, actor(Team()).http.post(names.SPACES, content=body, headers=headers))


def test_a_space_that_went_without_a_hub_brings_its_whole_roster(hub: RunningHub, actor: MakeActor) -> None:
    team, late = Team(), DeviceKeys.generate()
    team.admit(late, admin=True)
    founded = answered(actor(team, late).found(hub.invite()))
    assert founded.headers[names.ROSTER_HEADER] == names.roster_mark(team.roster.head)
    assert _statements(actor(team, late).sign_in()) == team.statements


def test_another_founding_of_the_same_id_is_refused(hub: RunningHub, actor: MakeActor) -> None:
    team = Team()
    answered(actor(team).found(hub.invite()))
    refusal(ProblemType.ANOTHER_SPACE, actor(Team(space=team.space)).found(hub.invite()))


@pytest.mark.parametrize(
    ("kind", "spoil"),
    [
        (ProblemType.MALFORMED, lambda team: []),
        (ProblemType.MALFORMED, lambda team: [b"?"]),
        (
            ProblemType.ROSTER_REFUSED,
            lambda team: [team.statements[0][:-1] + bytes([team.statements[0][-1] ^ 1])],
        ),
        (ProblemType.ROSTER_REFUSED, lambda team: [team.statements[0], Team().statements[0]]),
    ],
)
def test_what_is_no_roster_founds_nothing(
    hub: RunningHub, actor: MakeActor, kind: ProblemType, spoil: Callable[[Team], list[bytes]]
) -> None:
    one, code = actor(Team()), hub.invite()
    whole, one.team.statements = one.team.statements, spoil(one.team)
    refusal(kind, one.found(code))
    one.team.statements = whole
    answered(one.found(code))


def test_signing_in_again_and_again(founder: Actor) -> None:
    founder.sign_in().sign_in()
    answered(founder.get(names.HEADS))


def test_an_assertion_is_good_once(founder: Actor) -> None:
    form = token_form(founder.keys, founder.team.space, founder.address, time.time())
    answered(founder.post_form(form))
    problem = refusal(ProblemType.ASSERTION, founder.post_form(form))
    assert problem.error == "invalid_client"


@pytest.mark.parametrize("seconds", [-600, 600])
def test_an_assertion_out_of_time_is_told_so_with_the_hubs_own_time(founder: Actor, seconds: int) -> None:
    response = founder.ask_for_token(now=time.time() + seconds)
    refusal(ProblemType.CLOCK, response)
    assert "date" in response.headers


def test_an_assertion_for_another_hub_is_refused(founder: Actor) -> None:
    refusal(ProblemType.ASSERTION, founder.ask_for_token(hub="https://hub.example.org"))


def test_a_stranger_and_an_unknown_space(founder: Actor) -> None:
    refusal(ProblemType.STRANGER, founder.ask_for_token(device=DeviceKeys.generate()))
    refusal(ProblemType.NO_SPACE, founder.ask_for_token(space=Team().space))


def test_somebody_elses_signature_signs_nobody_in(founder: Actor) -> None:
    thief = DeviceKeys(DeviceKeys.generate().signing_seed, founder.keys.box_seed)
    object.__setattr__(thief, "public", founder.keys.public)
    refusal(ProblemType.ASSERTION, founder.ask_for_token(device=thief))


@pytest.mark.parametrize(
    "form",
    [
        "",
        "a=b",
        "%",
        urlencode({"grant_type": "password", "client_assertion_type": "", "client_assertion": ""}),
    ],
)
def test_other_forms_are_no_request_for_a_token(founder: Actor, form: str) -> None:
    problem = refusal(ProblemType.MALFORMED, founder.post_form(form))
    assert problem.error == "invalid_request"


@pytest.mark.parametrize("assertion", ["", "a.b.c", "eyJhbGciOiJub25lIn0.e30.", "é"])
def test_what_is_no_assertion(founder: Actor, assertion: str) -> None:
    genuine = token_form(founder.keys, founder.team.space, founder.address, time.time())
    form = genuine[: genuine.index("client_assertion=")] + urlencode({"client_assertion": assertion})
    problem = founder.post_form(form)
    assert problem.status_code in (400, 401)
    refusal(ProblemType.ASSERTION if assertion else ProblemType.MALFORMED, problem)


@pytest.mark.parametrize("token", ["x", "A" * 48, "é"])
def test_without_a_token_nothing_is_given(founder: Actor, token: str) -> None:
    for pattern in (names.ROSTER, names.ENTRIES, names.HEADS, names.EVENTS, names.BASELINE, names.JOINS):
        response = founder.http.get(
            founder.path(pattern), headers={"Authorization": f"Bearer {token}".encode()}
        )
        refusal(ProblemType.NOT_SIGNED_IN, response)
        assert response.headers["www-authenticate"] == "Bearer"


def test_a_token_is_of_one_space(hub: RunningHub, founder: Actor, actor: MakeActor) -> None:
    other = actor(Team())
    answered(other.found(hub.invite()))
    other.token = founder.token
    refusal(ProblemType.NOT_SIGNED_IN, other.get(names.HEADS))


def test_a_token_ends(shared_database_url: str) -> None:
    ahead = [0.0]
    with running_hub(shared_database_url, clock=lambda: time.time() + ahead[0]) as hub:
        one = Actor(hub.address, Team())
        answered(one.found(hub.invite()))
        one.sign_in()
        answered(one.get(names.HEADS))
        ahead[0] = TOKEN_SECONDS
        refusal(ProblemType.NOT_SIGNED_IN, one.get(names.HEADS))
        one.close()


def test_statements_are_read_from_any_of_them(founder: Actor) -> None:
    team = founder.team
    for _ in range(3):
        answered(founder.post_statements(team.admit(DeviceKeys.generate())))
    assert _statements(founder) == team.statements
    assert _statements(founder, after=names.text_of(team.roster.hashes[1])) == team.statements[2:]
    assert answered(founder.get(names.ROSTER, after=names.text_of(team.roster.head))).status_code == 204
    assert _statements(founder, max=1) == team.statements[:1]
    refusal(ProblemType.ROSTER_UNKNOWN, founder.get(names.ROSTER, after=names.text_of(bytes(32))))
    refusal(ProblemType.MALFORMED, founder.get(names.ROSTER, after="!"))


def test_a_statement_is_taken_once_and_only_on_top(founder: Actor, actor: MakeActor) -> None:
    team = founder.team
    before = Pen(team.roster, team.founder, team.key, 3)
    first = team.admit(DeviceKeys.generate())
    answered(founder.post_statements(first))
    answered(founder.post_statements(*team.statements))
    beside = issuing.name_hub(before, ["https://hub.example.org"]).statement
    problem = refusal(ProblemType.ROSTER_MOVED, founder.post_statements(beside))
    assert problem.roster == team.roster.head
    assert _statements(founder) == team.statements


def test_what_was_signed_apart_is_kept_by_whoever_knows_what_came_last(
    hub: RunningHub, founder: Actor, colleague: Actor
) -> None:
    team = founder.team
    apart = Pen(team.roster, team.founder, team.key, 3)
    branch = [issuing.name_hub(apart, [f"https://{name}.example.org"]).statement for name in "abc"]
    answered(founder.post_statements(team.admit(DeviceKeys.generate())))
    last = names.text_of(team.roster.head)
    refusal(ProblemType.ROSTER_MOVED, founder.post_statements(*branch, after=names.text_of(bytes(32))))
    answered(founder.post_statements(*branch, after=last))
    answered(founder.post_statements(*branch, after=last))
    here = _statements(colleague)
    assert here == [*team.statements, *branch]
    assert _statements(colleague, after=last) == branch
    chosen = Roster.choose(here[0], here[1:]).roster
    answered(founder.post_statements(issuing.name_hub(Pen(chosen, team.founder, team.key, 4), []).statement))
    assert hub.hub.teams.remembered(team.space).roster.hubs == ()
    hub.hub.teams._kept.clear()
    answered(founder.get(names.HEADS))
    assert hub.hub.teams.remembered(team.space).roster.hubs == ()


@pytest.mark.parametrize("how", ["removed", "demoted"])
def test_nobody_signs_themselves_back_from_before_their_end(founder: Actor, how: str) -> None:
    team, senior, junior = founder.team, DeviceKeys.generate(), DeviceKeys.generate()
    answered(founder.post_statements(*[team.admit(keys, admin=True) for keys in (senior, junior)]))
    branch = issuing.remove(Pen(team.roster, senior, team.key, 3), junior.device_id, ()).statement
    pen = Pen(team.roster, junior, team.key, 4)
    ended = (
        issuing.remove(pen, senior.device_id, ())
        if how == "removed"
        else issuing.change_role(pen, senior.device_id, Role.CHAIR, (), admin=False)
    )
    answered(founder.post_statements(team.issue(ended)))
    assert Roster.choose(team.statements[0], [*team.statements[1:], branch]).roster.head != team.roster.head
    last = names.text_of(team.roster.head)
    refusal(ProblemType.ROSTER_REFUSED, founder.post_statements(branch, after=last))
    assert _statements(founder) == team.statements


def test_a_statement_that_may_not_be_is_refused_in_words(founder: Actor, colleague: Actor) -> None:
    team = founder.team
    pen = Pen(team.roster, team.founder, team.key, 3)
    good = issuing.name_hub(pen, ["https://hub.example.org"]).statement
    body, signature = msgspec.msgpack.decode(good)
    forged = msgspec.msgpack.encode((body, colleague.keys.sign(b"mdt roster statement 1\0" + body)))
    refusal(ProblemType.ROSTER_REFUSED, founder.post_statements(forged))
    refusal(ProblemType.ROSTER_REFUSED, founder.post_statements(b"?"))
    refusal(ProblemType.MALFORMED, founder.send("POST", names.ROSTER, b"\0"))
    newer = msgspec.msgpack.encode(("void", 1, team.roster.head, team.founder.device_id))
    signed = msgspec.msgpack.encode((newer, team.founder.sign(b"mdt roster statement 1\0" + newer)))
    refusal(ProblemType.NEWER, founder.post_statements(signed))
    answered(colleague.post_statements(good))
    assert signature


def test_the_recovery_key_signs_in_and_appends(founder: Actor, actor: MakeActor) -> None:
    team, replacement = founder.team, DeviceKeys.generate()
    holder = actor(team, team.recovery).sign_in()
    team.founder = team.recovery
    answered(holder.post_statements(team.admit(replacement, admin=True)))
    answered(actor(team, replacement).sign_in().get(names.JOINS))


def test_a_removed_device_reads_the_roster_and_hands_in_what_it_has(founder: Actor, colleague: Actor) -> None:
    answered(colleague.push(first := colleague.write()))
    cut = founder.heads().heads
    answered(founder.post_statements(founder.team.remove(colleague.keys, *cut)))
    problem = refusal(ProblemType.REMOVED, colleague.get(names.ENTRIES))
    assert problem.roster == founder.team.roster.head
    for pattern in (names.HEADS, names.EVENTS, names.BASELINE, names.JOINS):
        refusal(ProblemType.REMOVED, colleague.get(pattern))
    refusal(ProblemType.REMOVED, colleague.post_statements(b""))
    assert _statements(colleague) == founder.team.statements
    handed_in = answered(colleague.push(late := colleague.write(), after=""))
    assert (handed_in.status_code, handed_in.content) == (204, b"")
    assert founder.pull_all() == [first, late]
    colleague.sign_in()


def test_a_removed_device_hands_in_so_much(
    founder: Actor, colleague: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    answered(founder.post_statements(founder.team.remove(colleague.keys)))
    monkeypatch.setattr("mdt_desktop.hub.appending.REMOVED_MAX_BYTES", 3000)
    answered(colleague.push(colleague.write(size=2000)))
    seq, prev = colleague.seq, colleague.prev
    refusal(ProblemType.DAY_FULL, colleague.push(colleague.write(size=2000)))
    colleague.seq, colleague.prev = seq, prev
    answered(colleague.push(colleague.write()))


def test_a_removed_device_has_fourteen_days(shared_database_url: str) -> None:
    days = [0.0]
    with running_hub(shared_database_url, clock=lambda: time.time() + days[0] * 24 * 3600) as hub:
        team, keys = Team(), DeviceKeys.generate()
        team.admit(keys)
        one, other = Actor(hub.address, team), Actor(hub.address, team, keys)
        answered(one.found(hub.invite()))
        one.sign_in()
        answered(one.post_statements(team.remove(keys)))
        for days[0] in (1.0, REMOVED_DAYS - 0.1):
            other.token = _token_then(other, hub)
            answered(other.get(names.ROSTER))
        days[0] = REMOVED_DAYS + 0.1
        refusal(ProblemType.REMOVED, other.ask_for_token(now=hub.hub.clock()))
        one.close()
        other.close()


def test_entries_by_a_device_admitted_a_moment_ago(founder: Actor, actor: MakeActor) -> None:
    keys = DeviceKeys.generate()
    statement = founder.team.admit(keys)
    newcomer = actor(founder.team, keys)
    entry = newcomer.write()
    refusal(ProblemType.ENTRIES_REFUSED, founder.push(entry))
    answered(founder.post_statements(statement))
    answered(founder.push(entry))
    assert founder.heads().heads[0].short_hash == envelope_hash(entry)[:16]


@pytest.mark.parametrize("space", ["x", "AAAA", "A" * 22, "é"])
def test_paths_that_name_no_space(founder: Actor, space: str) -> None:
    response = founder.http.get(f"/v1/spaces/{space}/heads", headers=founder.bearer)
    refusal(ProblemType.NO_SPACE, response)


def test_addresses_and_methods_that_are_none(founder: Actor) -> None:
    refusal(ProblemType.NOT_THERE, founder.http.get("/v2/spaces"))
    response = founder.http.delete(founder.path(names.ENTRIES), headers=founder.bearer)
    refusal(ProblemType.METHOD, response)


def _statements(actor: Actor, **query: object) -> list[bytes]:
    return unframed(answered(actor.get(names.ROSTER, **query)).content, 100)


def _token_then(actor: Actor, hub: RunningHub) -> str:
    token: str = answered(actor.ask_for_token(now=hub.hub.clock())).json()["access_token"]
    return token
