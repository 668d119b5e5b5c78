"""`/action @who when what`, word by word as docs/capture.md has it."""

from dataclasses import replace
from datetime import date

import pytest

from mdt_desktop.domain.capture import CaptureContext, Captured, Owner, OwnerChoice, describe, parse

DAY = date(2026, 11, 26)  # a Thursday
TEAM = (
    Owner("amara", "Dr Amara Okafor", "AO", "GP", "Elm Surgery", "PRI", here=True),
    Owner("priya", "Priya Shah", "PS", "Care coordinator", "Elm Surgery", "PRI", here=True),
    Owner("tom", "Tom Reilly", "TR", "Community matron", "Quayside Community Trust", "COM", here=True),
    Owner("joanne", "Joanne Price", "JP", "Social worker", "City Council", "ASC", here=True),
    Owner("sian", "Siân Howells", "SH", "Social prescriber", "Harbour Link", "VCSE", here=True),
    Owner("meilin", "Mei-Lin O’Neill", "MO", "Clinical pharmacist", "Elm Surgery", "PHA"),
    Owner("marek", "Marek Nowak", "MN", "Housing officer", "Riverside Homes", "HOU"),
    Owner("dn1", "Ruth Carter", "RC", "District nurse", "Quayside Community Trust", "COM"),
    Owner("dn2", "Ben Adeyemi", "BA", "District nurse", "Quayside Community Trust", "COM"),
    Owner("gone", "Colin Barr", "CB", "HIU lead", "City Hospital", "ACU", active=False),
)
ROOM = CaptureContext(
    DAY,
    TEAM,
    me="amara",
    roles=("Falls team",),
    organisations=("Age Concern Quayside",),
    next_huddle=date(2026, 12, 3),
)


def owner_id(captured: Captured) -> str | None:
    return captured.owner.member_id if captured.owner else None


def test_the_line_of_the_picture() -> None:
    line = "/action Priya Fri call Harbour Carers about a weekend sitter for Helen"
    captured = parse(line, ROOM)
    assert captured.kind == "action"
    assert captured.text == "call Harbour Carers about a weekend sitter for Helen"
    assert captured.owner == OwnerChoice("member", "Priya Shah", "priya")
    assert captured.due == date(2026, 11, 27)
    assert captured.problems == ()
    assert [(line[s.start : s.end], s.role) for s in captured.spans] == [
        ("/action", "verb"),
        ("Priya", "owner"),
        ("Fri", "due"),
    ]
    assert describe(captured) == "Action, Priya Shah, Friday 27 November"


@pytest.mark.parametrize(
    ("typed", "who"),
    [
        ("@Priya", "priya"),
        ("@pri", "priya"),
        ("@PS", "priya"),
        ("@ps", "priya"),
        ("@Priya Shah", "priya"),
        ("@Pri Shah", "priya"),
        ('@"Priya Shah"', "priya"),
        ("@Priya:", "priya"),
        ("@shah", "priya"),
        ("@me", "amara"),
        ("@Amara", "amara"),
        ("@Dr Okafor", "amara"),
        ("@gp", "amara"),
        ("@Sian", "sian"),
        ("@SIÂN", "sian"),
        ("@Mei-Lin", "meilin"),
        ("@meilin", "meilin"),
        ("@O'Neill", "meilin"),
        ("@oneill", "meilin"),
        ("@pharmacist", "meilin"),
        ("@community matron", "tom"),
        ("@matron", "tom"),
    ],
)
def test_an_owner_mark_takes_the_one_it_starts(typed: str, who: str) -> None:
    for line in (
        f"/action {typed} fri call Helen",
        f"/action call Helen {typed} fri",
        f"/a fri call {typed} Helen",
    ):
        captured = parse(line, ROOM)
        assert (owner_id(captured), captured.text, captured.due) == (who, "call Helen", date(2026, 11, 27)), (
            line
        )
        assert captured.problems == ()


@pytest.mark.parametrize(
    ("typed", "choice"),
    [
        ("@falls", OwnerChoice("role", "Falls team")),
        ("@district", OwnerChoice("role", "District nurse")),
        ("@district nurse", OwnerChoice("role", "District nurse")),
        ("@Riverside", OwnerChoice("organisation", "Riverside Homes")),
        ("@Age Concern", OwnerChoice("organisation", "Age Concern Quayside")),
    ],
)
def test_a_role_or_organisation_can_own(typed: str, choice: OwnerChoice) -> None:
    captured = parse(f"/action {typed} fri look at the rail", ROOM)
    assert (captured.owner, captured.text) == (choice, "look at the rail")


def test_of_several_who_hold_a_role_the_one_who_is_here_is_taken() -> None:
    team = tuple(replace(member, here=True) if member.id == "dn1" else member for member in TEAM)
    assert owner_id(parse("/a @district dressing", CaptureContext(DAY, team))) == "dn1"


@pytest.mark.parametrize(
    ("typed", "names"),
    [("@social", ["Joanne Price", "Siân Howells"]), ("@Zara", []), ("@Colin", []), ("@s", ["Siân Howells"])],
)
def test_nobody_is_guessed(typed: str, names: list[str]) -> None:
    captured = parse(f"/action {typed} fri call Helen", ROOM)
    if len(names) == 1:
        names = ["Joanne Price", "Siân Howells"]  # "s" starts Siân, and the two social roles
    assert captured.owner is None
    assert captured.owner_text == typed[1:]
    assert [choice.name for choice in captured.candidates] == names
    assert [problem.typed for problem in captured.problems] == [typed[1:]]
    assert (captured.text, captured.due) == ("call Helen", date(2026, 11, 27))


TWO_TOMS = (*TEAM, Owner("tom2", "Tom Baker", "TB", "Paramedic", "Ambulance", "AMB"))


def test_of_two_with_one_name_the_one_who_is_here_is_taken() -> None:
    assert owner_id(parse("/a @Tom call Helen", CaptureContext(DAY, TWO_TOMS))) == "tom"
    assert owner_id(parse("/a Tom fri call Helen", CaptureContext(DAY, TWO_TOMS))) == "tom"
    assert owner_id(parse("/a @Tom Baker call Helen", CaptureContext(DAY, TWO_TOMS))) == "tom2"


@pytest.mark.parametrize("line", ["/a @Tom call Helen", "/a Tom call Helen", "/a @tom re Helen"])
def test_of_two_who_are_both_here_neither_is_taken(line: str) -> None:
    team = tuple(replace(member, here=True) for member in TWO_TOMS)
    captured = parse(line, CaptureContext(DAY, team))
    assert captured.owner is None
    assert captured.owner_text.casefold() == "tom"
    assert [choice.name for choice in captured.candidates] == ["Tom Baker", "Tom Reilly"]
    assert captured.text.endswith("Helen")


@pytest.mark.parametrize(
    ("typed", "who"), [("@Tom R", "tom"), ("@Tom B.", "tom2"), ("@Tom Rei", "tom"), ("@TB", "tom2")]
)
def test_a_second_initial_settles_which_tom(typed: str, who: str) -> None:
    team = tuple(replace(member, here=True) for member in TWO_TOMS)
    captured = parse(f"/a {typed} call Helen", CaptureContext(DAY, team))
    assert (owner_id(captured), captured.text) == (who, "call Helen")


def test_a_whole_name_outranks_the_start_of_a_longer_one() -> None:
    team = (Owner("lee", "Ann Lee", here=True), Owner("leeson", "Ann Leeson", here=True))
    room = CaptureContext(DAY, team)
    for line in ("/a @Ann Lee fri ring", "/a Ann Lee fri ring"):
        assert (owner_id(parse(line, room)), parse(line, room).text) == ("lee", "ring")
    assert owner_id(parse("/a @Ann Leeson fri ring", room)) == "leeson"


def test_a_role_and_somebody_elses_initials_are_two() -> None:
    team = (Owner("gp", "Amara Okafor", job_title="GP"), Owner("gareth", "Gareth Price"))
    captured = parse("/a @GP fri ring", CaptureContext(DAY, team))
    assert (captured.owner, len(captured.candidates)) == (None, 2)


@pytest.mark.parametrize(
    ("typed", "name"), [("@lukasz", "Łukasz Król"), ("@bjorn", "Bjørn Æsir"), ("@krol", "Łukasz Król")]
)
def test_letters_without_an_accent_to_take_off(typed: str, name: str) -> None:
    room = CaptureContext(DAY, (Owner("1", "Łukasz Król"), Owner("2", "Bjørn Æsir")))
    owner = parse(f"/a {typed} fri ring", room).owner
    assert owner is not None
    assert owner.name == name


def test_another_surname_is_another_person() -> None:
    captured = parse("/action @Tom Hardy fri call Helen", ROOM)
    assert (captured.owner, captured.owner_text, captured.text) == (None, "Tom Hardy", "call Helen")


def test_two_owners_are_one_too_many() -> None:
    captured = parse("/action @Priya @Tom fri call Helen", ROOM)
    assert captured.owner is None
    assert captured.owner_text == "Priya, Tom"
    assert [choice.member_id for choice in captured.candidates] == ["priya", "tom"]
    assert [problem.code for problem in captured.problems] == ["two_owners"]
    assert owner_id(parse("/action @Priya call Helen @PS", ROOM)) == "priya"


@pytest.mark.parametrize(
    "line", ["/a Priya and Tom fri visit", "/a @Priya & tom visit", "/a visit @Tom and me"]
)
def test_two_named_in_one_breath_are_two(line: str) -> None:
    captured = parse(line, ROOM)
    assert (captured.owner, captured.text) == (None, "visit")
    assert [problem.code for problem in captured.problems] == ["two_owners"]


@pytest.mark.parametrize(
    ("line", "who", "text"),
    [
        ("/a Priya call Helen", "priya", "call Helen"),
        ("/a priya fri call Helen", "priya", "call Helen"),
        ("/a fri priya call Helen", "priya", "call Helen"),
        ("/a Priya, Fri: call Helen", "priya", "call Helen"),
        ("/a Priya - Fri - call Helen", "priya", "call Helen"),
        ("/a ! Priya fri call Helen", "priya", "call Helen"),
        ("/a Priya Shah fri call Helen", "priya", "call Helen"),
        ("/a sian call Helen", "sian", "call Helen"),
        ("/a me fri call Helen", "amara", "call Helen"),
        ("/a pri call Helen", None, "pri call Helen"),
        ("/a PS call Helen", None, "PS call Helen"),
        ("/a Shah call Helen", None, "Shah call Helen"),
        ("/a call Priya", None, "call Priya"),
        ("/a call Priya fri", None, "call Priya"),
        ("/a Priya's carer to ring", None, "Priya's carer to ring"),
        ("/a @Tom Priya is to be told", "tom", "Priya is to be told"),
        ("/a email priya@example.test", None, "email priya@example.test"),
        ("/a meet @ 3pm or @3pm", None, "meet @ 3pm or @3pm"),
    ],
)
def test_a_bare_first_name_counts_only_beside_the_verb_or_a_day(
    line: str, who: str | None, text: str
) -> None:
    captured = parse(line, ROOM)
    assert (owner_id(captured), captured.text, captured.owner_text) == (who, text, "")


def test_a_name_that_is_also_a_verb_needs_a_day_or_a_mark() -> None:
    room = CaptureContext(DAY, (Owner("will", "Will Ode", here=True),))
    plain = parse("/a will call Helen", room)
    assert (plain.owner, plain.text, [d.code for d in plain.warnings]) == (
        None,
        "will call Helen",
        ["maybe_owner"],
    )
    assert owner_id(parse("/a Will fri call Helen", room)) == "will"
    assert owner_id(parse("/a @will call Helen", room)) == "will"


def test_names_in_other_scripts_match_and_are_told_apart() -> None:
    team = (
        Owner("1", "রহিমা খাতুন", here=True),
        Owner("2", "রহমান আলী", here=True),
        Owner("3", "ਗੁਰਪ੍ਰੀਤ ਕੌਰ", here=True),
    )
    room = CaptureContext(DAY, team)
    assert owner_id(parse("/a @রহিমা fri call", room)) == "1"
    assert owner_id(parse("/a @রহমান fri call", room)) == "2"
    assert owner_id(parse("/a ਗੁਰਪ੍ਰੀਤ fri call", room)) == "3"


@pytest.mark.parametrize(
    ("line", "priority"),
    [
        ("/a @pri fri call", "normal"),
        ("/a @pri ! fri call", "high"),
        ("/a @pri fri call !", "high"),
        ("/a !! @pri fri call", "urgent"),
        ("/a call ! fri !!", "urgent"),
        ("/a call now!", "normal"),
    ],
)
def test_priority(line: str, priority: str) -> None:
    captured = parse(line, ROOM)
    assert captured.priority == priority
    assert "call" in captured.text


@pytest.mark.parametrize("line", ["/action", "/a", "/action @priya fri", "/a !"])
def test_an_action_without_words_is_a_problem(line: str) -> None:
    captured = parse(line, ROOM)
    assert captured.text == ""
    assert [problem.code for problem in captured.problems] == ["no_text"]


def test_no_owner_and_no_date_are_gaps_not_problems() -> None:
    captured = parse("/action call Helen", ROOM)
    assert (captured.owner, captured.due, captured.problems) == (None, None, ())
    assert describe(captured) == "Action, no owner, no date"


def test_the_description_stays_as_typed() -> None:
    assert (
        parse("/a @Tom  see  Helen:  ask   about “the cat” fri", ROOM).text
        == "see  Helen:  ask   about “the cat”"
    )


def test_completer_puts_people_here_first() -> None:
    names = [choice.name for choice in ROOM.owners.starting("@")]
    assert names[:5] == ["Dr Amara Okafor", "Joanne Price", "Priya Shah", "Siân Howells", "Tom Reilly"]
    assert "Colin Barr" not in names
    assert [choice.name for choice in ROOM.owners.starting("@mar")] == ["Marek Nowak"]


def test_describe_says_what_is_open() -> None:
    said = describe(parse("/action @social 28/11 !! call", ROOM))
    assert said == (
        "Action, owner to choose, Saturday 28 November, urgent. "
        "Sat 28 Nov is at the weekend: Mon 30 Nov instead? "
        "“social” could be Joanne Price, Siân Howells: choose who"
    )
