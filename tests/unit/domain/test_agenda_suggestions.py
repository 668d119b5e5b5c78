import random
from datetime import date
from typing import Any

import pytest

from mdt_desktop.domain.agenda import AgendaSettings, CaseFacts, suggest

DAY = date(2026, 11, 26)
TODAY = date(2026, 11, 24)


def case(case_id: str = "c", **facts: Any) -> CaseFacts:
    quiet = {"last_discussed": date(2026, 11, 12), "review_due": date(2026, 12, 24)}
    return CaseFacts(case_id, **(quiet | facts))


def reasons(facts: CaseFacts, **settings: Any) -> dict[str, str]:
    found = suggest([facts], DAY, AgendaSettings(**settings), TODAY)
    return {reason.code: reason.words for suggestion in found for reason in suggestion.reasons}


def test_a_case_that_needs_nothing_is_not_suggested() -> None:
    assert reasons(case()) == {}


@pytest.mark.parametrize(
    ("facts", "code", "words"),
    [
        ({"review_due": date(2026, 11, 17)}, "review_late", "Review was due 17 Nov"),
        ({"review_due": TODAY}, "review_due", "Review is due 24 Nov"),
        ({"review_due": DAY}, "review_due", "Review is due 26 Nov"),
        ({"late_actions": (date(2026, 11, 20),)}, "overdue_action", "1 late action, due 20 Nov"),
        (
            {"late_actions": (date(2026, 11, 20), date(2026, 11, 6))},
            "overdue_action",
            "2 late actions, the oldest due 6 Nov",
        ),
        (
            {"carried_from": date(2026, 11, 12), "carried_reason": "out of time"},
            "carried_over",
            "Carried over from 12 Nov: out of time",
        ),
        ({"last_discussed": None}, "new", "New: not discussed yet"),
        (
            {"asked_by": "Daniel Mensah", "asked_words": "Low mood since her brother died"},
            "asked_for",
            "Asked for by Daniel Mensah: “Low mood since her brother died”",
        ),
        ({"asked_by": "Daniel Mensah"}, "asked_for", "Asked for by Daniel Mensah"),
        (
            {"ae_1m": 9, "review_due": None, "open_actions": 1},
            "hiu_threshold",
            "9 A&E visits in a month meets the high-intensity threshold of over 5",
        ),
        (
            {"ae_1m": 2, "ae_12m": 21, "review_due": None, "open_actions": 1},
            "hiu_threshold",
            "21 A&E visits in a year meets the high-intensity threshold of over 20",
        ),
        (
            {"last_discussed": date(2026, 9, 24), "review_due": None},
            "stale",
            "Not discussed for 9 weeks",
        ),
        (
            {"status": "on_hold", "hold_until": date(2026, 11, 25)},
            "hold_over",
            "On hold until 25 Nov: time to look again",
        ),
        ({"urgent_reason": "discharged today"}, "urgent", "Urgent: discharged today"),
    ],
)
def test_each_rule_speaks_in_words(facts: dict[str, Any], code: str, words: str) -> None:
    assert reasons(case(**facts)) == {code: words}


def test_the_chip_counts_lateness_from_today() -> None:
    late = [suggest([case(review_due=date(2026, 11, day))], DAY, None, TODAY)[0] for day in (17, 23)]
    assert [found.reasons[0].chip for found in late] == ["Review 7 days late", "Review 1 day late"]


@pytest.mark.parametrize(
    "facts",
    [
        {"review_due": date(2026, 11, 27)},
        {"ae_1m": 5, "ae_12m": 20, "review_due": None, "open_actions": 1},
        {"ae_1m": 9, "age": 17, "review_due": None, "open_actions": 1},
        {"ae_1m": 9},
        {"last_discussed": date(2026, 10, 2), "review_due": None},
        {"last_discussed": date(2026, 9, 24), "review_due": None, "open_actions": 1},
        {"last_discussed": date(2026, 9, 24), "review_due": date(2026, 12, 24)},
        {"status": "on_hold", "hold_until": date(2026, 11, 27), "review_due": date(2026, 11, 1)},
        {"status": "closed", "review_due": date(2026, 11, 1)},
        {"status": "transfer_pending", "late_actions": (date(2026, 11, 1),)},
        {"tier": "low"},
    ],
)
def test_a_rule_stops_at_its_edge(facts: dict[str, Any]) -> None:
    assert reasons(case(**facts)) == {}


def test_thresholds_are_the_teams_own() -> None:
    facts = case(ae_1m=4, review_due=None, last_discussed=date(2026, 10, 29))
    assert reasons(facts) == {}
    assert list(reasons(facts, hiu_month_over=3, stale_weeks=4)) == ["hiu_threshold", "stale"]


@pytest.mark.parametrize("more", [{}, {"review_due": date(2026, 11, 1)}, {"last_discussed": None}])
def test_a_proposed_case_waits_until_somebody_asks_or_it_meets_the_threshold(more: dict[str, Any]) -> None:
    assert reasons(case(status="proposed", **more)) == {}
    assert "asked_for" in reasons(case(status="proposed", asked_by="Siân Howells", **more))


def test_a_proposed_case_over_the_threshold_is_suggested_as_new() -> None:
    [found] = suggest([CaseFacts("c", status="proposed", age=44, ae_1m=6)], DAY)
    assert (found.kind, found.minutes, [r.code for r in found.reasons]) == ("new", 5, ["hiu_threshold"])


def test_stepping_down_comes_with_another_reason_only() -> None:
    stale = {"last_discussed": date(2026, 9, 24), "review_due": None, "tier": "low"}
    assert list(reasons(case(**stale))) == ["stale", "step_down"]
    assert list(reasons(case(review_due=DAY, unchanged_reviews=4))) == [
        "review_due",
        "step_down",
    ]
    assert list(reasons(case(review_due=DAY, unchanged_reviews=3))) == ["review_due"]


@pytest.mark.parametrize(
    ("facts", "kind", "minutes"),
    [
        ({"review_due": DAY}, "review", 2),
        ({"last_discussed": None}, "new", 5),
        ({"carried_from": date(2026, 11, 12), "last_discussed": None}, "carried", 3),
        ({"urgent_reason": "fell", "carried_from": date(2026, 11, 12)}, "urgent", 3),
    ],
)
def test_minutes_follow_the_kind(facts: dict[str, Any], kind: str, minutes: int) -> None:
    [found] = suggest([case(**facts)], DAY)
    assert (found.kind, found.minutes) == (kind, minutes)
    [own] = suggest([case(**facts)], DAY, AgendaSettings(item_minutes={kind: 8}))
    assert own.minutes == 8


def test_the_order_is_that_of_need() -> None:
    expected = [
        case("urgent", urgent_reason="fell"),
        case("action-old", late_actions=(date(2026, 11, 1),)),
        case("action-new", late_actions=(date(2026, 11, 20), date(2026, 11, 21))),
        case("late-long", review_due=date(2026, 11, 3), tier="low"),
        case("late-short", review_due=date(2026, 11, 20), tier="most_complex"),
        case("due-complex", review_due=DAY, tier="most_complex"),
        case("due-a", review_due=DAY),
        case("due-b", review_due=DAY, tier="medium"),
        case("due-low", review_due=DAY, tier="low"),
        case("held", status="on_hold", hold_until=DAY),
        case("carried", carried_from=date(2026, 11, 12)),
        case("asked", asked_by="Tom Reilly"),
        case("hiu", ae_1m=7, review_due=None, open_actions=1),
        case("new", last_discussed=None),
        case("stale", last_discussed=date(2026, 9, 1), review_due=None),
    ]
    shuffled = random.Random(7).sample(expected, len(expected))
    assert [found.case_id for found in suggest(shuffled, DAY, None, TODAY)] == [c.case_id for c in expected]


def test_every_reason_is_told_the_strongest_first() -> None:
    both = case(review_due=date(2026, 11, 17), late_actions=(date(2026, 11, 20),))
    [found] = suggest([both], DAY, None, TODAY)
    assert found.why == "1 late action, due 20 Nov; review was due 17 Nov"
