"""Snapshots: brought in parts, finished by a signed header, read from anywhere."""

from collections.abc import Callable

import httpx
import msgspec
import pytest

from mdt_desktop.crypto.device_keys import DeviceKeys
from mdt_desktop.crypto.primitives import hash_256, random_bytes
from mdt_desktop.hub.hub import Settings
from mdt_desktop.hub.limits import Limits
from mdt_desktop.wire import names
from mdt_desktop.wire.limits import PART_BYTES, SNAPSHOT_HEADER_MAX_BYTES, SNAPSHOT_MAX_BYTES
from mdt_desktop.wire.problems import ProblemType
from mdt_desktop.wire.snapshot import VERSION, SignedSnapshot, SnapshotHeader
from tests.integration.hub.hub_actors import Actor, Team, answered, cursor_behind, refusal
from tests.running_hub import running_hub

CONTENT = random_bytes(2 * PART_BYTES + 12_345)


def test_from_an_admins_device_to_any(founder: Actor, colleague: Actor) -> None:
    answered(founder.push(entry := founder.write()))
    cursor = cursor_behind(1, entry)
    assert answered(colleague.get(names.BASELINE)).status_code == 204
    assert _bring(founder, CONTENT) == len(CONTENT)
    signed = _header(founder, CONTENT).sign(founder.keys)
    answered(founder.send("PUT", names.BASELINE, signed, after=cursor))

    found = answered(colleague.get(names.BASELINE))
    assert found.content == signed
    assert found.headers[names.CURSOR_HEADER] == cursor
    header = SignedSnapshot.read(found.content).header
    assert _read(colleague, header.content) == CONTENT


def test_a_content_is_brought_on_from_where_it_broke_off(founder: Actor) -> None:
    where = {"hash": hash_256(CONTENT)}
    parts = [CONTENT[at : at + PART_BYTES] for at in range(0, len(CONTENT), PART_BYTES)]
    answered(founder.send("PUT", names.BASELINE_CONTENT, parts[0], where, at=0))
    problem = refusal(
        ProblemType.PARTS_MISSING,
        founder.send("PUT", names.BASELINE_CONTENT, parts[2], where, at=2 * PART_BYTES),
    )
    assert problem.at == PART_BYTES
    again = answered(founder.send("PUT", names.BASELINE_CONTENT, parts[0], where, at=0))
    assert again.headers[names.AT_HEADER] == str(PART_BYTES)
    early = refusal(
        ProblemType.PARTS_MISSING,
        founder.send("PUT", names.BASELINE, _header(founder, CONTENT).sign(founder.keys)),
    )
    assert early.at == PART_BYTES
    for number in (1, 2):
        answered(founder.send("PUT", names.BASELINE_CONTENT, parts[number], where, at=number * PART_BYTES))
    answered(founder.send("PUT", names.BASELINE, _header(founder, CONTENT).sign(founder.keys)))
    assert _read(founder, where["hash"], at=PART_BYTES + 7, max=1000) == CONTENT[PART_BYTES + 7 :][:1000]


def test_the_newest_takes_the_place_of_the_one_before(founder: Actor) -> None:
    contents = [random_bytes(1000), random_bytes(2000)]
    for content in contents:
        _bring(founder, content)
        answered(founder.send("PUT", names.BASELINE, _header(founder, content).sign(founder.keys)))
    assert _read(founder, hash_256(contents[1])) == contents[1]
    refusal(ProblemType.NOT_THERE, founder.get(names.BASELINE_CONTENT, {"hash": hash_256(contents[0])}))


def test_only_an_admins_device_brings_or_signs_one(founder: Actor, colleague: Actor) -> None:
    content, where = b"sealed", {"hash": hash_256(b"sealed")}
    refusal(ProblemType.ADMIN_ONLY, colleague.send("PUT", names.BASELINE_CONTENT, content, where, at=0))
    _bring(founder, content)
    own = _header(colleague, content).sign(colleague.keys)
    refusal(ProblemType.ADMIN_ONLY, colleague.send("PUT", names.BASELINE, own))
    refusal(ProblemType.SNAPSHOT_REFUSED, founder.send("PUT", names.BASELINE, own))


@pytest.mark.parametrize(
    ("kind", "changed"),
    [
        (ProblemType.SNAPSHOT_REFUSED, {"space": Team().space}),
        (ProblemType.SNAPSHOT_REFUSED, {"device": bytes(16)}),
        (ProblemType.ROSTER_UNKNOWN, {"roster": bytes(32)}),
        (ProblemType.PARTS_MISSING, {"size": 7}),
        (ProblemType.NEWER, {"v": VERSION + 1}),
    ],
)
def test_headers_that_do_not_hold(founder: Actor, kind: ProblemType, changed: dict[str, object]) -> None:
    _bring(founder, b"sealed")
    header = msgspec.structs.replace(_header(founder, b"sealed"), **changed)
    refusal(kind, founder.send("PUT", names.BASELINE, header.sign(founder.keys)))


def test_a_header_somebody_else_signed_or_altered(founder: Actor) -> None:
    _bring(founder, b"sealed")
    signed = _header(founder, b"sealed").sign(DeviceKeys.generate())
    refusal(ProblemType.SNAPSHOT_REFUSED, founder.send("PUT", names.BASELINE, signed))
    refusal(ProblemType.MALFORMED, founder.send("PUT", names.BASELINE, signed[:-1]))
    refusal(ProblemType.TOO_LARGE, founder.send("PUT", names.BASELINE, bytes(SNAPSHOT_HEADER_MAX_BYTES + 1)))
    good = _header(founder, b"sealed").sign(founder.keys)
    elsewhere = cursor_behind(9, founder.write())
    refusal(ProblemType.CURSOR_UNKNOWN, founder.send("PUT", names.BASELINE, good, after=elsewhere))


def test_bytes_of_another_hash_are_let_go(founder: Actor) -> None:
    where = {"hash": hash_256(b"as promised")}
    answered(founder.send("PUT", names.BASELINE_CONTENT, b"as it came!", where, at=0))
    signed = _header(founder, b"as promised").sign(founder.keys)
    refusal(ProblemType.SNAPSHOT_REFUSED, founder.send("PUT", names.BASELINE, signed))
    answered(founder.send("PUT", names.BASELINE_CONTENT, b"as promised", where, at=0))
    answered(founder.send("PUT", names.BASELINE, signed))


@pytest.mark.parametrize(
    ("kind", "at", "body"),
    [
        (ProblemType.MALFORMED, 7, b"part"),
        (ProblemType.MALFORMED, 0, b""),
        (ProblemType.MALFORMED, SNAPSHOT_MAX_BYTES, b"part"),
        (ProblemType.TOO_LARGE, 0, bytes(PART_BYTES + 1)),
    ],
)
def test_parts_of_another_size_or_place(founder: Actor, kind: ProblemType, at: int, body: bytes) -> None:
    refusal(kind, founder.send("PUT", names.BASELINE_CONTENT, body, {"hash": bytes(32)}, at=at))


def test_so_many_on_their_way_at_once(founder: Actor) -> None:
    for number in range(3):
        where = {"hash": hash_256(bytes([number]))}
        answered(founder.send("PUT", names.BASELINE_CONTENT, b"part", where, at=0))
    refused = founder.send("PUT", names.BASELINE_CONTENT, b"part", {"hash": bytes(32)}, at=0)
    assert refusal(ProblemType.TOO_OFTEN, refused).retry_after > 0


def test_a_space_has_so_much_room(shared_database_url: str) -> None:
    with running_hub(shared_database_url, Settings(limits=Limits(bytes_a_space=1000))) as hub:
        one = Actor(hub.address, Team())
        answered(one.found(hub.invite()))
        one.sign_in()
        where = {"hash": bytes(32)}
        refusal(ProblemType.SPACE_FULL, one.send("PUT", names.BASELINE_CONTENT, bytes(1001), where, at=0))
        one.close()


@pytest.mark.parametrize("path", ["x", "A" * 22])
def test_paths_that_name_no_content(founder: Actor, path: str, actor: Callable[..., Actor]) -> None:
    base = founder.path(names.BASELINE)
    refusal(ProblemType.NOT_THERE, founder.http.get(f"{base}/{path}", headers=founder.bearer))


def _header(actor: Actor, content: bytes) -> SnapshotHeader:
    team = actor.team
    return SnapshotHeader(
        v=VERSION,
        kind="snapshot",
        space=team.space,
        device=actor.keys.device_id,
        roster=team.roster.head,
        key=team.key.id,
        hlc=1,
        size=len(content),
        content=hash_256(content),
        digest=bytes(32),
        heads=(),
    )


def _bring(actor: Actor, content: bytes) -> int:
    """Every part; how far the hub says it is."""
    response: httpx.Response | None = None
    for at in range(0, len(content), PART_BYTES):
        part = content[at : at + PART_BYTES]
        response = answered(
            actor.send("PUT", names.BASELINE_CONTENT, part, {"hash": hash_256(content)}, at=at)
        )
    assert response is not None
    return int(response.headers[names.AT_HEADER])


def _read(actor: Actor, digest: bytes, at: int = 0, max: int = 300_000) -> bytes:
    """What is there from `at` on, in pages; only the first where `at` is given."""
    found = b""
    while True:
        page = answered(
            actor.get(names.BASELINE_CONTENT, {"hash": digest}, at=at + len(found), max=max)
        ).content
        found += page
        if at or not page:
            return found
