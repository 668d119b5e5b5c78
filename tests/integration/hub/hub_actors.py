"""Devices of a team that talk to a hub themselves: raw HTTP and hand-made entries, no client of ours."""

import re
import time
from dataclasses import dataclass, field
from uuid import UUID

import httpx
import msgspec
import pytest

from mdt_desktop.crypto.device_keys import DeviceKeys
from mdt_desktop.crypto.envelope import Envelope
from mdt_desktop.crypto.header import VERSION, Head, Header
from mdt_desktop.crypto.primitives import random_bytes
from mdt_desktop.crypto.space_key import SpaceKey
from mdt_desktop.hub.openapi import document
from mdt_desktop.roster import Membership, Role, Roster, found, issuing
from mdt_desktop.roster.issuing import Newcomer, Pen
from mdt_desktop.wire import names
from mdt_desktop.wire.assertion import token_form
from mdt_desktop.wire.cursor import Cursor
from mdt_desktop.wire.frames import Placed, framed, read_page
from mdt_desktop.wire.problems import PROBLEM_DECODER, Problem, ProblemType
from mdt_desktop.wire.shapes import HEADS_DECODER, TOKEN_DECODER, FoundSpace, Heads

SPARED = ("accept", "accept-encoding", "connection", "user-agent")


def new_space_id() -> bytes:
    """A UUIDv7's bytes."""
    data = bytearray(random_bytes(16))
    data[6], data[8] = 0x70 | data[6] & 15, 0x80 | data[8] & 63
    return UUID(bytes=bytes(data)).bytes


@dataclass
class Team:
    """A space as one who may do everything in it has it: founder's and recovery keys, roster, key."""

    space: bytes = field(default_factory=new_space_id)
    founder: DeviceKeys = field(default_factory=DeviceKeys.generate)
    recovery: DeviceKeys = field(default_factory=DeviceKeys.generate)
    key: SpaceKey = field(default_factory=SpaceKey.generate)

    def __post_init__(self) -> None:
        membership = Membership("m-1", Role.CHAIR, "")
        founding = found(self.space, self.founder, self.recovery.public, self.key, membership, 1)
        self.statements = [founding]
        self.roster = Roster.verify(self.statements, [self.key])

    @property
    def pen(self) -> Pen:
        """The founder's, on top of the newest statement."""
        return Pen(self.roster, self.founder, self.key, 2)

    def issue(self, issued: issuing.Issued) -> bytes:
        """Take a new statement here; it still has to be brought to the hub."""
        self.statements.append(issued.statement)
        self.roster, self.key = issued.roster, issued.key
        return issued.statement

    def admit(self, device: DeviceKeys, *, admin: bool = False) -> bytes:
        """The statement that admits a device."""
        newcomer = Newcomer(device.public, "m-2", Role.PRACTITIONER, random_bytes(16), admin)
        return self.issue(issuing.admit(self.pen, newcomer))

    def remove(self, device: DeviceKeys, *cut: Head) -> bytes:
        """The statement that removes a device."""
        return self.issue(issuing.remove(self.pen, device.device_id, cut))


class Refusal(Exception):
    """The hub answered with a problem."""

    def __init__(self, problem: Problem, response: httpx.Response):
        super().__init__(problem)
        self.problem, self.response = problem, response


def answered(response: httpx.Response) -> httpx.Response:
    """The answer, or its problem raised."""
    if response.status_code >= 400:
        assert response.headers["content-type"] == names.PROBLEM, response.text
        problem = PROBLEM_DECODER.decode(response.content)
        assert problem.status == response.status_code
        raise Refusal(problem, response)
    return response


def refusal(kind: ProblemType, response: httpx.Response) -> Problem:
    """The problem of an answer, which must be of this kind."""
    with pytest.raises(Refusal) as caught:
        answered(response)
    assert caught.value.problem.kind is kind, caught.value
    return caught.value.problem


def documented(response: httpx.Response) -> None:
    """Every answer that a test sees is one that the OpenAPI document announces, its problem's type too."""
    path = response.request.url.path
    for pattern, methods in document()["paths"].items():
        operation = methods.get(response.request.method.lower())
        if operation and re.fullmatch(re.sub(r"{\w+}", "[^/]+", pattern), path):
            said = operation["responses"].get(str(response.status_code))
            assert said, f"{response.request.method} {pattern} answers {response.status_code}"
            if response.status_code >= 400:
                slug = PROBLEM_DECODER.decode(response.read()).type.removeprefix("mdt-hub:")
                assert f"`{slug}`" in said["description"], f"{response.request.method} {pattern}: {slug}"
            return


class Actor:
    """One device at one hub."""

    def __init__(self, address: str, team: Team, keys: DeviceKeys | None = None):
        self.address, self.team, self.keys = address, team, keys or team.founder
        hooks = {"response": [documented]}
        self.http = httpx.Client(base_url=address, trust_env=False, timeout=30, event_hooks=hooks)
        for name in SPARED:
            self.http.headers.pop(name, None)
        self.token = ""
        self.seq, self.prev = 0, b""

    def close(self) -> None:
        """Let the connection go."""
        self.http.close()

    def path(self, pattern: str, **parts: bytes) -> str:
        """A path of this space."""
        texts = {name: names.text_of(data) for name, data in parts.items()}
        return pattern.format(space=names.text_of(self.team.space), **texts)

    def found(self, code: str) -> httpx.Response:
        """Bring the space to the hub."""
        body = msgspec.msgpack.encode(FoundSpace(tuple(self.team.statements)))
        headers = {"Authorization": f"{names.ENROLMENT} {code}"}
        return self.http.post(names.SPACES, content=body, headers=headers)

    def ask_for_token(self, **changed: object) -> httpx.Response:
        """Sign in, in ways that may not hold."""
        values: dict[str, object] = {
            "device": self.keys,
            "space": self.team.space,
            "hub": self.address,
            "now": time.time(),
        }
        form = token_form(**(values | changed))
        return self.post_form(form)

    def post_form(self, form: str) -> httpx.Response:
        """A request for a token as it stands."""
        return self.http.post(names.TOKEN, content=form, headers={"Content-Type": names.FORM})

    def sign_in(self) -> "Actor":
        """Sign in."""
        self.token = TOKEN_DECODER.decode(answered(self.ask_for_token()).content).access_token
        return self

    @property
    def bearer(self) -> dict[str, str]:
        """As a device that has signed in."""
        return {"Authorization": f"{names.BEARER} {self.token}"}

    def get(self, pattern: str, parts: dict[str, bytes] | None = None, **query: object) -> httpx.Response:
        """A GET of this space."""
        return self.http.get(self.path(pattern, **parts or {}), params=_texts(query), headers=self.bearer)

    def send(
        self, method: str, pattern: str, body: bytes, parts: dict[str, bytes] | None = None, **query: object
    ) -> httpx.Response:
        """A body to this space."""
        path = self.path(pattern, **parts or {})
        return self.http.request(method, path, content=body, params=_texts(query), headers=self.bearer)

    def write(self, body: bytes = b"\x90", *, size: int = 0, **changed: object) -> bytes:
        """The device's next entry; `size` pads its body, `changed` are header fields to be told otherwise."""
        values: dict[str, object] = {
            "v": VERSION,
            "space": self.team.space,
            "device": self.keys.device_id,
            "seq": self.seq + 1,
            "prev": self.prev,
            "deps": (),
            "roster": self.team.roster.head,
            "key": self.team.key.id,
            "hlc": 1,
            "schema": 1,
        }
        header = Header(**(values | changed))
        content = body + random_bytes(size)
        envelope = Envelope.write(header.encode(), content, self.team.key, self.keys)
        if not changed:
            self.seq, self.prev = header.seq, envelope.hash
        return envelope.pack()

    def push(self, *envelopes: bytes, **query: object) -> httpx.Response:
        """Push these."""
        return self.send("POST", names.ENTRIES, framed(envelopes), **query)

    def pull(self, after: str = "", **query: object) -> tuple[list[Placed], str]:
        """A page, and the cursor it leads to."""
        response = answered(self.get(names.ENTRIES, after=after, **query))
        return read_page(response.content), response.headers.get(names.CURSOR_HEADER, after)

    def pull_all(self, after: str = "", **query: object) -> list[bytes]:
        """Every envelope behind a cursor, page after page."""
        envelopes: list[bytes] = []
        while True:
            entries, after = self.pull(after, **query)
            if not entries:
                return envelopes
            envelopes += [entry.envelope for entry in entries]

    def heads(self) -> Heads:
        """What the hub has."""
        return HEADS_DECODER.decode(answered(self.get(names.HEADS)).content)

    def post_statements(self, *statements: bytes, **query: object) -> httpx.Response:
        """Statements for the roster."""
        return self.send("POST", names.ROSTER, framed(statements), **query)


def envelope_hash(envelope: bytes) -> bytes:
    """An entry's name."""
    return Envelope.unpack(envelope).hash


def cursor_behind(place: int, envelope: bytes) -> str:
    """The cursor behind an entry."""
    return str(Cursor.at(place, envelope_hash(envelope)))


def _texts(query: dict[str, object]) -> dict[str, str]:
    return {name: str(value) for name, value in query.items()}
