import pytest

from mdt_desktop.domain.quorum import DEFAULT_RULE, check, missing_words, rule_words

LABELS = {"PRI": "primary care", "COM": "community health", "ASC": "adult social care"}
FULL = [("PRI", True), ("COM", False), ("ASC", False)]


def test_the_default_rule_is_chair_and_three_sectors() -> None:
    assert (
        rule_words(DEFAULT_RULE, LABELS) == "the chair, primary care, community health and adult social care"
    )
    assert check({}, FULL).met
    assert check({}, FULL).missing == ()


@pytest.mark.parametrize(
    ("present", "missing"),
    [
        ([("PRI", False), ("COM", False), ("ASC", False)], ("chair",)),
        ([("PRI", True), ("COM", False)], ("ASC",)),
        ([], ("chair", "PRI", "COM", "ASC")),
    ],
)
def test_what_is_missing_is_named(present: list[tuple[str, bool]], missing: tuple[str, ...]) -> None:
    quorum = check(DEFAULT_RULE, present)
    assert (quorum.met, quorum.missing) == (False, missing)


def test_missing_in_words() -> None:
    assert (
        missing_words(check({}, [("PRI", False), ("COM", False)]), LABELS) == "the chair, adult social care"
    )
    assert missing_words(check({"at_least": 3}, FULL[:1]), LABELS) == "2 more sectors"
    assert missing_words(check({"at_least": 2}, FULL[:1]), LABELS) == "1 more sector"
    assert missing_words(check({}, FULL), LABELS) == ""


def test_sectors_are_counted_once_however_many_come() -> None:
    rule = {"at_least": 2}
    assert not check(rule, [("PRI", False), ("PRI", True), ("", False)]).met
    assert check(rule, [("PRI", False), ("VCSE", False)]).met
    assert rule_words(rule) == "at least 2 sectors"


def test_both_sorts_of_rule_may_stand_in_one() -> None:
    rule = {"sectors": ["PRI"], "at_least": 3, "chair": True}
    assert rule_words(rule) == "the chair, PRI and at least 3 sectors"
    quorum = check(rule, [("COM", False), ("ASC", False)])
    assert (quorum.missing, quorum.short_by) == (("chair", "PRI"), 1)


def test_a_rule_that_asks_for_nothing_is_always_met() -> None:
    assert check({"sectors": []}, []).met
    assert rule_words({"sectors": []}) == "nobody in particular"
