"""Nothing typed is ever lost, and nobody is ever guessed: any line, any directory."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from mdt_desktop.domain.capture import CaptureContext, Owner, describe, parse

DAYS = st.dates(min_value=date(2000, 1, 1), max_value=date(2150, 1, 1))
GRAMMAR = st.sampled_from(
    """
    /action /a /decision /outcome /review /need /tier /defer /park /nonsense @ @me @pri @Tom @social @zzz
    @district priya Priya Tom Will me Shah ! !! today tomorrow fri next huddle before the by on in 2 weeks
    27 Nov 2026 31/11 27/11 27/11/2026 24/11 120/80 +7d 2w 999m eom every for none low most complex
    falls housing: carer_strain plan changed medication review - , call Helen’s O'Neill "before huddle"
    @"Tom Reilly" @Tom, Fri: 0/0 99/99 +999999d 2026-02-30 next @Dr
    """.split()  # noqa: SIM905
)
WORDS = st.one_of(GRAMMAR, GRAMMAR, st.text(min_size=1, max_size=8))
LINES = st.one_of(
    st.lists(WORDS, max_size=12).map(" ".join),
    st.lists(WORDS, max_size=12).map(lambda words: "/action " + "  ".join(words)),
    st.text(max_size=80),
)
NAMES = st.one_of(
    st.sampled_from(
        ["Priya Shah", "Tom Reilly", "Tom Baker", "Siân O’Neill-Shaw", "Will", "Dr", "রহিমা খাতুন", "-"]
    ),
    st.text(min_size=1, max_size=12),
)
MEMBERS = st.lists(
    st.builds(
        Owner,
        id=st.uuids().map(str),
        name=NAMES,
        initials=st.sampled_from(["", "PS", "TR"]),
        job_title=st.sampled_from(["", "Social worker", "Social prescriber", "District nurse", "GP"]),
        organisation=st.sampled_from(["", "Harbour Homes"]),
        here=st.booleans(),
        active=st.booleans(),
    ),
    max_size=6,
)


@st.composite
def rooms(draw: st.DrawFn) -> CaptureContext:
    members = tuple(draw(MEMBERS))
    me = draw(st.sampled_from([None, *(member.id for member in members)]))
    return CaptureContext(draw(DAYS), members, me=me, next_huddle=draw(st.one_of(st.none(), DAYS)))


@given(LINES, rooms())
def test_every_word_is_kept_or_recognised(line: str, room: CaptureContext) -> None:
    captured = parse(line, room)
    covered = [False] * len(line)
    for span in captured.spans:
        assert 0 <= span.start < span.end <= len(line)
        assert not any(covered[span.start : span.end])
        covered[span.start : span.end] = [True] * (span.end - span.start)
    left = "".join(" " if taken else char for char, taken in zip(line, covered, strict=True)).split()
    kept = f"{captured.text} {captured.reason}".split()
    if captured.kind == "need" and kept != left:  # a need may keep its code among its words
        assert kept[1:] == left
    else:
        assert kept == left


@given(LINES, rooms())
def test_what_is_recognised_is_understood_or_named(line: str, room: CaptureContext) -> None:
    captured = parse(line, room)
    roles = {span.role: line[span.start : span.end] for span in captured.spans}
    if "owner" in roles:
        assert (captured.owner is not None) != bool(captured.owner_text and captured.problems)
    else:
        assert captured.owner is None
    if "due" in roles:
        assert captured.due is not None
    else:
        assert captured.due is None
    assert ("priority" in roles) == (captured.priority != "normal")
    if "code" in roles:
        assert captured.code
    assert describe(captured)


@given(LINES, rooms())
def test_an_owner_is_in_the_directory(line: str, room: CaptureContext) -> None:
    captured = parse(line, room)
    for choice in (*captured.candidates, *([captured.owner] if captured.owner else [])):
        members = {member.id: member for member in room.members if member.active}
        if choice.kind == "member":
            assert members[choice.member_id or ""].name == choice.name
        else:
            known = [m.job_title if choice.kind == "role" else m.organisation for m in members.values()]
            assert choice.name in known
            assert choice.member_id is None
    assert len(captured.candidates) != 1 or captured.problems


@given(
    st.lists(WORDS, max_size=12).map(" ".join).filter(lambda line: not line.strip().startswith("/")), rooms()
)
def test_plain_text_is_never_anything_else(line: str, room: CaptureContext) -> None:
    captured = parse(line, room)
    assert (captured.kind, captured.text) == ("discussion", line.strip())
    assert (captured.owner, captured.due, captured.problems) == (None, None, ())


@given(rooms(), st.data())
def test_two_people_here_share_their_first_name(room: CaptureContext, data: st.DataObject) -> None:
    pair = (Owner("one", "Nell Gray", here=True), Owner("two", "Nell Hughes", here=True))
    both = CaptureContext(room.day, (*room.members, *pair))
    typed = data.draw(st.sampled_from(["@Nell", "@nell", "@NEL", "Nell", "nell"]))
    captured = parse(f"/action {typed} fri call her", both)
    assert captured.owner is None
    assert captured.due is not None
    assert {"one", "two"} <= {choice.member_id for choice in captured.candidates}
