"""What client and hub say to each other comes back as it was, and nothing else is taken for it."""

import time
from contextlib import suppress
from urllib.parse import parse_qs

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mdt_desktop.crypto.device_keys import DeviceKeys
from mdt_desktop.crypto.header import Head
from mdt_desktop.crypto.unreadable import BadSignature, Malformed, UnknownVersion, Unreadable
from mdt_desktop.wire import assertion, names
from mdt_desktop.wire.assertion import TokenForm
from mdt_desktop.wire.cursor import Cursor
from mdt_desktop.wire.events import Event, EventReader, entries_event
from mdt_desktop.wire.frames import PageReader, Placed, framed, paged, read_page, unframed
from mdt_desktop.wire.problems import PROBLEM_DECODER, Problem, ProblemType, RefusedEntry
from mdt_desktop.wire.shapes import heads_digest, sorted_heads
from mdt_desktop.wire.snapshot import VERSION, SignedSnapshot, SnapshotHeader

KEYS = DeviceKeys(b"\1" * 32, b"\2" * 32)
SPACE = bytes.fromhex("0192f3a45b6c7d8e9f0123456789abcd")
PLACED = st.builds(Placed, st.integers(1, 2**48), st.binary(max_size=100))


@given(st.binary(max_size=50))
def test_bytes_as_text(data: bytes) -> None:
    assert names.bytes_of(names.text_of(data)) == data


@pytest.mark.parametrize("text", ["!", "A", "AB", "AA==", "+A", "é", "AA AA"])
def test_texts_that_are_no_bytes(text: str) -> None:
    with pytest.raises(Malformed):
        names.bytes_of(text)


@given(st.integers(1, 2**48 - 1), st.binary(min_size=32, max_size=32))
def test_cursors(offset: int, digest: bytes) -> None:
    cursor = Cursor.at(offset, digest)
    assert len(str(cursor)) == 20
    assert Cursor.parse(str(cursor)) == cursor


def test_the_cursor_of_the_beginning_is_empty() -> None:
    assert str(Cursor()) == ""
    assert Cursor.parse("") == Cursor()
    with pytest.raises(Malformed):
        Cursor.parse(names.text_of(bytes(15)))


@given(st.lists(st.binary(max_size=100), max_size=20))
def test_frames(messages: list[bytes]) -> None:
    assert unframed(framed(messages), 20) == messages


def test_frames_that_are_cut_or_too_many() -> None:
    for body, most in ((b"\0\0", 9), (framed([b"abc"])[:-1], 9), (framed([b""] * 3), 2)):
        with pytest.raises(Malformed):
            unframed(body, most)


@given(st.lists(PLACED, max_size=20), st.integers(1, 40))
def test_a_page_can_be_read_as_it_lands(entries: list[Placed], step: int) -> None:
    body = paged(entries)
    assert read_page(body) == entries
    reader = PageReader()
    found = [one for at in range(0, len(body), step) for one in reader.feed(body[at : at + step])]
    assert found == entries
    assert reader.whole


@given(st.lists(PLACED, min_size=1, max_size=5), st.data())
def test_a_page_that_breaks_off_gives_what_is_whole(entries: list[Placed], data: st.DataObject) -> None:
    body = paged(entries)
    cut = data.draw(st.integers(0, len(body) - 1))
    reader = PageReader()
    found = list(reader.feed(body[:cut]))
    assert found == entries[: len(found)]
    assert len(found) < len(entries)
    if not reader.whole:
        with pytest.raises(Malformed):
            read_page(body[:cut])


def test_html_is_no_page() -> None:
    with pytest.raises(Malformed):
        read_page(b"<!doctype html><title>Sign in to the network</title>")


@given(st.lists(PLACED, max_size=5), st.integers(1, 30))
def test_events(entries: list[Placed], step: int) -> None:
    sent = [entries_event(entries, "AAAA"), Event("roster", "mark"), Event("joins", "3")]
    stream = b":\n\n" + b"".join(event.encode() + b":\n\n" for event in sent)
    reader = EventReader()
    found = [one for at in range(0, len(stream), step) for one in reader.feed(stream[at : at + step])]
    assert found == sent
    assert found[0].entries == entries


def test_what_is_no_stream_of_events() -> None:
    for data in (b"x" * 70_000, b"\xff\n\n"):
        with pytest.raises(Malformed):
            list(EventReader().feed(data))
    with pytest.raises(Malformed):
        assert Event("entries", "?").entries


def test_a_problem_says_its_type_and_what_goes_with_it() -> None:
    problem = Problem(
        ProblemType.PREV_MISSING.uri,
        ProblemType.PREV_MISSING.title,
        409,
        heads=(Head(bytes(16), 3, bytes(16)),),
        entries=(RefusedEntry(0, "prev"),),
    )
    read = PROBLEM_DECODER.decode(msgspec.json.encode(problem))
    assert read == problem
    assert read.kind is ProblemType.PREV_MISSING
    assert msgspec.structs.replace(read, type="mdt-hub:of-tomorrow").kind is None


def test_problem_types_are_told_apart() -> None:
    assert len({kind.uri for kind in ProblemType}) == len(ProblemType)


def test_heads_are_digested_in_one_order() -> None:
    heads = [Head(bytes([device]) * 16, seq, bytes(16)) for device in (2, 1) for seq in (5, 4)]
    assert heads_digest(sorted_heads(heads)) == heads_digest(sorted_heads(heads[::-1]))
    assert [(head.device[0], head.seq) for head in sorted_heads(heads)] == [(1, 4), (1, 5), (2, 4), (2, 5)]


def _assertion() -> tuple[str, TokenForm]:
    form = assertion.token_form(KEYS, SPACE, "https://hub.example.org/", now := time.time())
    values = {name: value[0] for name, value in parse_qs(form).items()}
    assert now > 0
    return values["client_assertion"], msgspec.convert(values, TokenForm)


def test_an_assertion_says_who_where_and_for_whom() -> None:
    text, form = _assertion()
    form.check()
    claims = assertion.unverified_claims(text)
    assert (claims.device_id, claims.space_id) == (KEYS.device_id, SPACE)
    assert claims.aud == "https://hub.example.org"
    assert claims.exp - claims.iat == 300
    assertion.verify(text, KEYS.public)
    assert _assertion()[0] != text


def test_an_assertion_is_of_the_device_that_signed_it() -> None:
    text, _ = _assertion()
    with pytest.raises(BadSignature):
        assertion.verify(text, DeviceKeys.generate().public)
    for at in (3, len(text) // 2, len(text) - 9):
        altered = text[:at] + ("A" if text[at] != "A" else "B") + text[at + 1 :]
        with pytest.raises(Unreadable):
            assertion.verify(altered, KEYS.public)


@pytest.mark.parametrize("algorithm", ["none", "HS256"])
def test_no_other_algorithm_will_do(algorithm: str) -> None:
    import jwt

    claims = msgspec.to_builtins(assertion.unverified_claims(_assertion()[0]))
    forged = jwt.encode(claims, None if algorithm == "none" else KEYS.public.signing, algorithm)
    with pytest.raises(BadSignature):
        assertion.verify(forged, KEYS.public)


@given(st.text(max_size=100))
def test_what_is_no_assertion(text: str) -> None:
    with pytest.raises(Malformed):
        assertion.unverified_claims(text)


def test_claims_of_another_shape() -> None:
    from jwt.api_jws import PyJWS

    for payload in (b"{}", b"[]", b"\xff", b"{" * 2000):
        with pytest.raises(Malformed):
            assertion.unverified_claims(PyJWS().encode(payload, "k" * 32, "HS256"))
    claims = msgspec.structs.replace(assertion.unverified_claims(_assertion()[0]), iss="other")
    with pytest.raises(Malformed):
        assertion.unverified_claims(PyJWS().encode(msgspec.json.encode(claims), "k" * 32, "HS256"))


HEADER = SnapshotHeader(
    VERSION, "snapshot", SPACE, KEYS.device_id, bytes(32), bytes(16), 1, 9, bytes(32), bytes(32), ()
)


def test_a_snapshots_header() -> None:
    signed = SignedSnapshot.read(HEADER.sign(KEYS))
    assert signed.header == HEADER
    signed.verify(KEYS.public)
    with pytest.raises(BadSignature):
        signed.verify(DeviceKeys.generate().public)


def test_a_snapshots_header_of_another_version_or_shape() -> None:
    with pytest.raises(UnknownVersion):
        SignedSnapshot.read(msgspec.structs.replace(HEADER, v=2).sign(KEYS))
    for changed in ({"size": 0}, {"space": b""}, {"kind": "baseline"}):
        with pytest.raises(Malformed):
            SignedSnapshot.read(msgspec.structs.replace(HEADER, **changed).sign(KEYS))
    with pytest.raises(Malformed):
        SignedSnapshot.read(bytes(600 * 1024))


@given(st.binary(max_size=200))
def test_no_bytes_break_a_reader(data: bytes) -> None:
    for read in (
        SignedSnapshot.read,
        read_page,
        lambda body: unframed(body, 9),
        lambda b: list(EventReader().feed(b)),
    ):
        with suppress(Unreadable):
            read(data)
