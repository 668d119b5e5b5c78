"""Every verb but `/action`, and lines without one."""

from datetime import date

import pytest

from mdt_desktop.domain.capture import LABELS, VERBS, CaptureContext, Owner, describe, parse, verbs_starting

DAY = date(2026, 11, 26)
ROOM = CaptureContext(DAY, (Owner("priya", "Priya Shah", here=True),), next_huddle=date(2026, 12, 3))


@pytest.mark.parametrize(
    "line",
    [
        "Fall was in the dark kitchen.",
        "see @Priya fri !! 27/11",
        "  spaced  out  ",
        "",
        "   ",
        "and/or",
        "1/action x",
    ],
)
def test_a_line_without_a_slash_is_discussion_whatever_it_says(line: str) -> None:
    captured = parse(line, ROOM)
    assert (captured.kind, captured.text) == ("discussion", line.strip())
    assert (captured.owner, captured.due, captured.spans, captured.problems) == (None, None, (), ())


@pytest.mark.parametrize(
    ("line", "verb"),
    [("/risk fell twice", "/risk"), ("/act x", "/act"), ("/", "/"), ("//x y", "//x"), ("/24h urine", "/24h")],
)
def test_an_unknown_verb_is_discussion_and_named(line: str, verb: str) -> None:
    captured = parse(line, ROOM)
    assert (captured.kind, captured.text) == ("discussion", line)
    assert [(problem.code, problem.typed) for problem in captured.problems] == [("unknown_verb", verb)]


@pytest.mark.parametrize("kind", ["decision", "matters", "gap", "learning", "question", "need"])
def test_words_stay_as_they_stand(kind: str) -> None:
    captured = parse(f"/{kind}  Stay @home  by Fri 27/11 ! with the cat", ROOM)
    assert (captured.kind, captured.text) == (kind, "Stay @home  by Fri 27/11 ! with the cat")
    assert (captured.due, captured.owner, captured.problems) == (None, None, ())
    assert [problem.code for problem in parse(f"/{kind} ", ROOM).problems] == ["no_text"]


def test_verbs_are_blind_to_case_and_take_a_colon() -> None:
    assert parse(" /DECISION: keep going", ROOM).text == "keep going"
    assert parse("/A: ring", ROOM).kind == "action"


@pytest.mark.parametrize(
    ("typed", "code", "detail", "reason"),
    [
        ("continue", "continue", "", ""),
        ("changed", "changed", "", ""),
        ("plan changed: new carer", "changed", "", "new carer"),
        ("refer to the falls clinic", "refer", "", "to the falls clinic"),
        ("step_down", "step_down", "", ""),
        ("Step down goals reached", "step_down", "", "goals reached"),
        ("step-down", "step_down", "", ""),
        ("defer", "defer", "", ""),
        ("medication review with Leila", "changed", "medication_review", "with Leila"),
        ("joint_visit", "changed", "joint_visit", ""),
    ],
)
def test_outcomes_and_their_details(typed: str, code: str, detail: str, reason: str) -> None:
    captured = parse(f"/outcome {typed}", ROOM)
    assert (captured.code, captured.detail, captured.reason, captured.problems) == (code, detail, reason, ())


@pytest.mark.parametrize("line", ["/outcome", "/outcome maybe later", "/tier enormous because", "/tier"])
def test_an_unknown_code_is_kept_and_named(line: str) -> None:
    captured = parse(line, ROOM)
    typed = line.partition(" ")[2]
    assert (captured.code, captured.text) == ("", typed)
    assert [(problem.code, problem.typed) for problem in captured.problems] == [("unknown_code", typed)]


@pytest.mark.parametrize(
    ("typed", "code", "reason"),
    [
        ("low goals met", "low", "goals met"),
        ("most_complex four services", "most_complex", "four services"),
        ("Most complex four services", "most_complex", "four services"),
        ("amber two falls", "medium", "two falls"),
    ],
)
def test_tiers_by_code_or_by_the_teams_own_name(typed: str, code: str, reason: str) -> None:
    room = CaptureContext(DAY, tier_names={"medium": "Amber"})
    captured = parse(f"/tier {typed}", room)
    assert (captured.code, captured.reason, captured.problems) == (code, reason, ())


@pytest.mark.parametrize("line", ["/tier low", "/review none", "/defer", "/defer 10 Dec"])
def test_a_reason_is_asked_for(line: str) -> None:
    assert [problem.code for problem in parse(line, ROOM).problems] == ["no_reason"]


@pytest.mark.parametrize(
    ("typed", "code", "text"),
    [
        ("falls at night", "falls", "falls at night"),
        ("Housing: damp in the bedroom", "housing", "damp in the bedroom"),
        ("carer_strain Helen has no break", "carer_strain", "Helen has no break"),
        ("carer_strain", "carer_strain", "carer_strain"),
        ("a second pair of hands", "", "a second pair of hands"),
    ],
)
def test_the_first_word_of_a_need_may_be_its_code(typed: str, code: str, text: str) -> None:
    captured = parse(f"/need {typed}", ROOM)
    assert (captured.code, captured.text) == (code, text)


@pytest.mark.parametrize(
    ("typed", "due", "reason"),
    [
        ("4w", date(2026, 12, 24), ""),
        ("24 Dec", date(2026, 12, 24), ""),
        ("24 Dec after the scan", date(2026, 12, 24), "after the scan"),
        ("4 weeks", date(2026, 12, 24), ""),
        ("with Tom in 2 weeks", date(2026, 12, 10), "with Tom"),
        ("next huddle", date(2026, 12, 3), ""),
    ],
)
def test_a_review_has_a_day(typed: str, due: date, reason: str) -> None:
    captured = parse(f"/review {typed}", ROOM)
    assert (captured.due, captured.reason, captured.code, captured.problems) == (due, reason, "", ())


def test_no_review_has_a_reason() -> None:
    for line in ("/review none moved to Leeds", "/review no review moved to Leeds"):
        captured = parse(line, ROOM)
        assert (captured.code, captured.due, captured.reason) == ("none", None, "moved to Leeds")
    assert describe(captured) == "Review, none"


def test_a_review_without_a_day_is_a_problem_and_keeps_its_words() -> None:
    captured = parse("/review some time", ROOM)
    assert captured.text == "some time"
    assert [problem.code for problem in captured.problems] == ["no_date"]


def test_a_review_at_the_weekend_is_pointed_out() -> None:
    [doubt] = parse("/review 5 Dec", ROOM).warnings
    assert (doubt.code, doubt.better) == ("weekend", date(2026, 12, 7))


def test_defer_takes_a_day_only_in_front() -> None:
    dated = parse("/defer 10 Dec presenter on leave", ROOM)
    assert (dated.due, dated.reason) == (date(2026, 12, 10), "presenter on leave")
    undated = parse("/defer presenter on leave until 10 Dec", ROOM)
    assert (undated.due, undated.reason) == (None, "presenter on leave until 10 Dec")


def test_park_may_say_why() -> None:
    assert parse("/park", ROOM).problems == ()
    assert parse("/park waiting for Tom", ROOM).reason == "waiting for Tom"


def test_the_completer_offers_verbs() -> None:
    assert [verb.word for verb in verbs_starting("/de")] == ["decision", "defer"]
    assert verbs_starting("/") == VERBS
    assert all(parse(f"/{verb.word} x", ROOM).kind == verb.kind and LABELS[verb.kind] for verb in VERBS)


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("hello", "Discussion"),
        ("/review 4w", "Review, Thursday 24 December"),
        ("/outcome medication review", "Outcome, Plan changed, Medication review"),
        ("/tier most complex falls", "Complexity, Most complex"),
        ("/need falls at night", "Need, Falls"),
        ("/foo", "Discussion. “/foo” is no verb, so the line is kept as discussion"),
    ],
)
def test_each_kind_in_words(line: str, said: str) -> None:
    assert describe(parse(line, ROOM)) == said
