"""Requests to join, over the hub: who asked, the answer, and what a joiner may read."""

import time
from collections.abc import Callable

import httpx
import msgspec
import pytest

from mdt_desktop.crypto.device_keys import DeviceKeys
from mdt_desktop.roster import Role, joining
from mdt_desktop.roster.invitation import Invitation, Permit, invite
from mdt_desktop.roster.joining import JoinRequest
from mdt_desktop.wire import names
from mdt_desktop.wire.frames import unframed
from mdt_desktop.wire.limits import JOIN_ANSWER_MAX_BYTES, JOIN_REQUEST_MAX_BYTES, JOINS_AN_INVITATION
from mdt_desktop.wire.problems import ProblemType
from mdt_desktop.wire.shapes import JOINS_DECODER, join_id
from tests.integration.hub.hub_actors import Actor, Team, answered, refusal


@pytest.fixture
def invitation(founder: Actor) -> Invitation:
    return _invitation(founder.team)


def test_from_an_invitation_to_a_member(
    founder: Actor, actor: Callable[..., Actor], invitation: Invitation
) -> None:
    keys, team = DeviceKeys.generate(), founder.team
    joiner, request = actor(team, keys), JoinRequest.make(invitation, keys, "Asha")
    data = request.to_bytes()
    answered(_ask(joiner, request))
    assert answered(_read_answer(joiner, request)).status_code == 204

    (asked,) = JOINS_DECODER.decode(answered(founder.get(names.JOINS)).content).asked
    assert (asked.id, asked.request, asked.answered) == (join_id(data), data, False)
    opened = JoinRequest.from_bytes(asked.request).open_(invitation)
    admitted = joining.admit(team.pen, invitation, opened, "m-3", time.time())
    answered(founder.post_statements(team.issue(admitted)))
    sealed = joining.answer(invitation, opened.keys, team.roster.head)
    answered(founder.send("POST", names.JOIN, sealed, {"join": asked.id}))

    said = joining.read_answer(invitation, keys, answered(_read_answer(joiner, request)).content)
    statements = unframed(answered(_roster_of(joiner, invitation.permit)).content, 100)
    joined = joining.joined(invitation, keys, statements)
    assert joined is not None
    assert joined.roster.head == said.statement
    answered(joiner.sign_in().get(names.HEADS))
    assert JOINS_DECODER.decode(answered(founder.get(names.JOINS)).content).asked[0].answered


def test_the_same_request_again_changes_nothing(founder: Actor, invitation: Invitation) -> None:
    request = JoinRequest.make(invitation, DeviceKeys.generate(), "Asha")
    answered(_ask(founder, request))
    answered(_ask(founder, request))
    assert len(JOINS_DECODER.decode(answered(founder.get(names.JOINS)).content).asked) == 1


def test_so_many_requests_with_one_invitation(founder: Actor, invitation: Invitation) -> None:
    for _ in range(JOINS_AN_INVITATION):
        answered(_ask(founder, JoinRequest.make(invitation, DeviceKeys.generate(), "Asha")))
    refusal(ProblemType.JOINS_FULL, _ask(founder, JoinRequest.make(invitation, DeviceKeys.generate(), "Ben")))


@pytest.mark.parametrize("seconds", [-10, 400 * 24 * 3600])
def test_an_invitation_out_of_date_or_for_ever(founder: Actor, seconds: int) -> None:
    invitation = _invitation(founder.team, seconds)
    refusal(ProblemType.PERMIT, _ask(founder, JoinRequest.make(invitation, founder.keys, "Asha")))


def test_an_invitation_by_no_admin_or_with_another_end(founder: Actor, invitation: Invitation) -> None:
    stranger = Permit.sign(founder.team.space, bytes(16), int(time.time()) + 60, DeviceKeys.generate())
    altered = msgspec.structs.replace(invitation.permit, expires=invitation.permit.expires + 1)
    for permit in (stranger, altered):
        request = JoinRequest(joining.VERSION, permit, b"sealed")
        refusal(ProblemType.PERMIT, _ask(founder, request))


@pytest.mark.parametrize(
    ("kind", "body"),
    [
        (ProblemType.MALFORMED, b""),
        (ProblemType.NEWER, msgspec.msgpack.encode((2, "something else"))),
        (ProblemType.TOO_LARGE, bytes(JOIN_REQUEST_MAX_BYTES + 1)),
    ],
)
def test_bodies_that_are_no_request(founder: Actor, kind: ProblemType, body: bytes) -> None:
    refusal(kind, founder.send("POST", names.JOINS, body))


def test_only_an_admin_sees_and_answers(founder: Actor, colleague: Actor, invitation: Invitation) -> None:
    request = JoinRequest.make(invitation, DeviceKeys.generate(), "Asha")
    answered(_ask(founder, request))
    parts = {"join": join_id(request.to_bytes())}
    refusal(ProblemType.ADMIN_ONLY, colleague.get(names.JOINS))
    refusal(ProblemType.ADMIN_ONLY, colleague.send("POST", names.JOIN, b"no", parts))
    refusal(ProblemType.NOT_THERE, founder.send("POST", names.JOIN, b"no", {"join": bytes(16)}))
    refusal(ProblemType.TOO_LARGE, founder.send("POST", names.JOIN, bytes(JOIN_ANSWER_MAX_BYTES + 1), parts))


def test_an_answer_and_the_roster_are_for_who_asked(founder: Actor, invitation: Invitation) -> None:
    request = JoinRequest.make(invitation, DeviceKeys.generate(), "Asha")
    refusal(ProblemType.PERMIT, _roster_of(founder, invitation.permit))
    answered(_ask(founder, request))
    answered(_roster_of(founder, invitation.permit))
    other = _invitation(founder.team)
    refusal(ProblemType.PERMIT, _roster_of(founder, other.permit))
    asked = JoinRequest.make(other, DeviceKeys.generate(), "Ben")
    answered(_ask(founder, asked))
    path = founder.path(names.JOIN, join=join_id(request.to_bytes()))
    refusal(ProblemType.NOT_THERE, founder.http.get(path, headers=_permit(other.permit)))
    refusal(ProblemType.PERMIT, founder.http.get(path, headers={"Authorization": "Permit !"}))
    refusal(ProblemType.PERMIT, founder.http.get(path))


def _invitation(team: Team, seconds: int = 3600) -> Invitation:
    expires = int(time.time()) + seconds
    return invite(
        team.roster, team.founder, name="Asha", role=Role.PRACTITIONER, issued_by="Ben", expires=expires
    )


def _ask(actor: Actor, request: JoinRequest) -> httpx.Response:
    return actor.http.post(actor.path(names.JOINS), content=request.to_bytes())


def _permit(permit: Permit) -> dict[str, str]:
    return {"Authorization": f"{names.PERMIT} {names.text_of(msgspec.msgpack.encode(permit))}"}


def _read_answer(actor: Actor, request: JoinRequest) -> httpx.Response:
    path = actor.path(names.JOIN, join=join_id(request.to_bytes()))
    return actor.http.get(path, headers=_permit(request.permit))


def _roster_of(actor: Actor, permit: Permit) -> httpx.Response:
    return actor.http.get(actor.path(names.ROSTER), headers=_permit(permit))
