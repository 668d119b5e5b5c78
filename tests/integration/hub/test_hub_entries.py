"""Push, pull and heads, over both kinds of database."""

import httpx
import pytest

from mdt_desktop.crypto.device_keys import DeviceKeys
from mdt_desktop.crypto.header import Head
from mdt_desktop.wire import names
from mdt_desktop.wire.frames import read_page
from mdt_desktop.wire.limits import CHAINS_MAX, PUSH_MAX_BYTES, PUSH_MAX_ENTRIES
from mdt_desktop.wire.problems import ProblemType
from mdt_desktop.wire.shapes import heads_digest
from tests.integration.hub.hub_actors import Actor, Team, answered, cursor_behind, envelope_hash, refusal


def test_what_is_pushed_is_pulled_byte_for_byte(founder: Actor, colleague: Actor) -> None:
    entries = [founder.write(size=40 * at) for at in range(5)]
    answered(founder.push(*entries))
    found, cursor = colleague.pull()
    assert [entry.envelope for entry in found] == entries
    assert [entry.offset for entry in found] == [1, 2, 3, 4, 5]
    assert cursor == cursor_behind(5, entries[-1])
    assert colleague.pull(cursor) == ([], cursor)


def test_nothing_new_is_one_empty_answer_that_says_which_roster_counts(founder: Actor) -> None:
    response = answered(founder.get(names.ENTRIES))
    assert response.status_code == 204
    assert response.headers[names.ROSTER_HEADER] == names.roster_mark(founder.team.roster.head)
    assert set(response.headers) == {"date", "roster"}


def test_pages_are_bounded_in_bytes_and_resume_at_any_entry(founder: Actor) -> None:
    entries = [founder.write(size=1000) for _ in range(20)]
    answered(founder.push(*entries))
    assert founder.pull_all(max=3000) == entries
    assert founder.pull_all(max=1) == entries
    first = answered(founder.get(names.ENTRIES, max=3000))
    whole = read_page(first.content)
    assert sum(len(entry.envelope) for entry in whole) <= 3000
    assert first.headers[names.MORE_HEADER] == str(20 - len(whole))
    # A page that broke off behind its first entry: the client makes the cursor itself.
    assert founder.pull_all(cursor_behind(1, entries[0])) == entries[1:]


def test_the_same_again_changes_nothing(founder: Actor) -> None:
    entries = [founder.write() for _ in range(3)]
    answered(founder.push(*entries))
    answered(founder.push(*entries))
    answered(founder.push(entries[1], entries[1], entries[0]))
    assert founder.pull_all() == entries


def test_a_push_brings_what_others_wrote_and_not_its_own(founder: Actor, colleague: Actor) -> None:
    theirs = [colleague.write() for _ in range(2)]
    answered(colleague.push(*theirs))
    mine = founder.write()
    response = answered(founder.push(mine, after=""))
    assert [entry.envelope for entry in read_page(response.content)] == theirs
    cursor = response.headers[names.CURSOR_HEADER]
    assert cursor == cursor_behind(3, mine)
    alone = answered(founder.push(second := founder.write(), after=cursor))
    assert alone.status_code == 204
    assert alone.headers[names.CURSOR_HEADER] == cursor_behind(4, second)


def test_a_push_that_wants_nothing_moves_past_its_own_alone(founder: Actor, colleague: Actor) -> None:
    answered(founder.push(first := founder.write()))
    cursor = cursor_behind(1, first)
    answered(colleague.push(colleague.write()))
    response = answered(founder.push(founder.write(), after=cursor, max=0))
    assert response.status_code == 204
    assert names.CURSOR_HEADER not in response.headers
    assert response.headers[names.MORE_HEADER] == "2"


def test_an_entry_whose_previous_one_is_missing_is_named_with_the_heads(founder: Actor) -> None:
    entries = [founder.write() for _ in range(3)]
    answered(founder.push(entries[0]))
    problem = refusal(ProblemType.PREV_MISSING, founder.push(entries[2]))
    assert [(one.index, one.why) for one in problem.entries] == [(0, "prev")]
    assert problem.heads == (Head(founder.keys.device_id, 1, envelope_hash(entries[0])[:16]),)
    assert founder.pull_all() == entries[:1]
    answered(founder.push(entries[1], entries[2]))
    assert founder.pull_all() == entries


def test_entries_of_one_push_come_in_their_order(founder: Actor) -> None:
    entries = [founder.write() for _ in range(3)]
    refusal(ProblemType.PREV_MISSING, founder.push(*reversed(entries)))
    assert founder.pull_all() == []


@pytest.mark.parametrize("why", ["malformed", "space", "newer", "author", "signature", "seq"])
def test_what_does_not_hold_is_named_and_nothing_of_its_push_is_taken(founder: Actor, why: str) -> None:
    good = founder.write()
    bad = {
        "malformed": lambda: good[:-1],
        "space": lambda: founder.write(space=Team().space),
        "newer": lambda: _newer(founder),
        "author": lambda: Actor(founder.address, founder.team, DeviceKeys.generate()).write(),
        "signature": lambda: good[:-1] + bytes([good[-1] ^ 1]),
        "seq": lambda: founder.write(seq=5, prev=envelope_hash(good)),
    }[why]()
    problem = refusal(ProblemType.ENTRIES_REFUSED, founder.push(good, bad))
    assert [(one.index, one.why) for one in problem.entries] == [(1, why)]
    assert founder.pull_all() == []
    answered(founder.push(good))


def test_a_clones_entries_are_a_second_chain(founder: Actor) -> None:
    answered(founder.push(first := founder.write()))
    seq, prev = founder.seq, founder.prev
    answered(founder.push(second := founder.write(b"\x91\x01")))
    founder.seq, founder.prev = seq, prev
    answered(founder.push(other := founder.write(b"\x91\x02")))
    answered(founder.push(longer := founder.write()))
    assert founder.pull_all() == [first, second, other, longer]
    device = founder.keys.device_id
    heads = founder.heads()
    assert heads.heads == (
        Head(device, 2, envelope_hash(second)[:16]),
        Head(device, 3, envelope_hash(longer)[:16]),
    )
    assert heads.digest == heads_digest(heads.heads)
    assert heads.cursor == cursor_behind(4, longer)
    assert heads.roster == founder.team.roster.head


def test_a_device_has_so_many_chains_and_no_more(founder: Actor) -> None:
    chains = []
    for _ in range(CHAINS_MAX + 1):
        founder.seq, founder.prev = 0, b""
        chains.append(founder.write(size=8))
    answered(founder.push(*chains[:CHAINS_MAX]))
    problem = refusal(ProblemType.ENTRIES_REFUSED, founder.push(chains[-1]))
    assert [one.why for one in problem.entries] == ["chains"]
    assert len(founder.heads().heads) == CHAINS_MAX


def test_a_cursor_of_another_log_is_answered_with_all_heads(founder: Actor) -> None:
    answered(founder.push(entry := founder.write()))
    for cursor in (cursor_behind(2, entry), cursor_behind(1, founder.write())):
        problem = refusal(ProblemType.CURSOR_UNKNOWN, founder.get(names.ENTRIES, after=cursor))
        assert problem.heads == founder.heads().heads
        assert problem.cursor == cursor_behind(1, entry)
        assert problem.roster == founder.team.roster.head


def test_anybody_posts_again_what_somebody_else_wrote(founder: Actor, colleague: Actor) -> None:
    entry = founder.write()
    answered(colleague.push(entry))
    assert founder.pull_all() == [entry]


@pytest.mark.parametrize(
    ("kind", "body"),
    [
        (ProblemType.MALFORMED, b""),
        (ProblemType.MALFORMED, b"\0\0\0\x09abc"),
        (ProblemType.MALFORMED, b"\0\0\0\0" * (PUSH_MAX_ENTRIES + 1)),
        (ProblemType.TOO_LARGE, bytes(PUSH_MAX_BYTES + 1)),
    ],
)
def test_bodies_of_another_shape_or_size(founder: Actor, kind: ProblemType, body: bytes) -> None:
    refusal(kind, founder.send("POST", names.ENTRIES, body))


@pytest.mark.parametrize("query", [{"after": "!"}, {"after": "AAAA"}, {"max": "-1"}, {"max": "1e3"}])
def test_queries_of_another_shape(founder: Actor, query: dict[str, str]) -> None:
    refusal(ProblemType.MALFORMED, founder.get(names.ENTRIES, **query))


def test_one_edit_is_under_a_kilobyte_each_way(founder: Actor, colleague: Actor) -> None:
    """The push and its answer, the pull and its answer: all bytes but the chunks of TCP."""
    before = answered(founder.push(founder.write()))
    cursor = colleague.pull()[1]
    edit = founder.write(size=190)
    pushed = answered(founder.push(edit, after=cursor, max=65536))
    pulled = answered(colleague.get(names.ENTRIES, after=cursor, max=65536))
    assert before.status_code == 204
    assert _up(pushed) + _up(pulled) < 1024
    assert _down(pushed) + _down(pulled) < 1024


def _up(response: httpx.Response) -> int:
    request = response.request
    line = len(f"{request.method} {request.url.raw_path.decode()} HTTP/1.1\r\n")
    return line + _headers(request.headers) + len(request.content)


def _down(response: httpx.Response) -> int:
    return (
        len(f"HTTP/1.1 {response.status_code} No Content\r\n")
        + _headers(response.headers)
        + len(response.content)
    )


def _headers(headers: httpx.Headers) -> int:
    return sum(len(name) + len(value) + 4 for name, value in headers.raw) + 2


def _newer(founder: Actor) -> bytes:
    return founder.write(v=2)
