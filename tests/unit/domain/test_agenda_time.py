from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mdt_desktop.domain.agenda import (
    AgreedAction,
    PlannedItem,
    RunFacts,
    budget,
    clock,
    order_by_need,
    pace,
    read_back,
    to_park,
)

DAY = date(2026, 11, 26)
LATE = DAY - timedelta(days=4)


def test_the_budget_holds_welcome_and_read_back() -> None:
    plan = budget([5] * 5 + [2] * 5, meeting_minutes=45)
    assert (plan.items, plan.room, plan.fits, plan.over_by_minutes) == (35, 35, True, 0)
    assert plan.words == "35 minutes of cases, fits in 45"


def test_an_agenda_that_asks_for_more_says_so() -> None:
    plan = budget([62], meeting_minutes=45)
    assert (plan.fits, plan.over_by_minutes) == (False, 27)
    assert plan.words == "62 min of cases for 35 min"
    assert plan.asking_to_move(4) == "62 min of cases for 35 min: move 4?"


def test_the_picture_of_prepare() -> None:
    plan = budget([8, 8, 7, 7, 6, 4, 4, 5, 3], opening=5, readback=3, meeting_minutes=60)
    assert plan.asking_to_move(0) == "52 minutes of cases, fits in 60"


def test_a_meeting_shorter_than_its_frame_has_no_room() -> None:
    plan = budget([1], meeting_minutes=5)
    assert (plan.room, plan.over_by_minutes) == (0, 6)


def item(item_id: str, minutes: int = 3, **facts: object) -> PlannedItem:
    return PlannedItem(item_id, minutes, **facts)


AGENDA = [
    item("low-late-action", tier="low", late_actions=1),
    item("low", tier="low"),
    item("urgent", kind="urgent", tier="low"),
    item("complex", tier="most_complex"),
    item("low-late-review", tier="low", review_due=LATE),
    item("low-due", tier="low", review_due=DAY),
    item("medium", tier="medium"),
]


def test_the_order_of_need() -> None:
    order = [i.item_id for i in order_by_need(AGENDA, DAY)]
    assert order == ["urgent", "low-late-action", "low-late-review", "complex", "medium", "low-due", "low"]


@pytest.mark.parametrize(
    ("over_by", "parked"),
    [
        (0, []),
        (-3, []),
        (1, ["low"]),
        (4, ["low", "low-due"]),
        (7, ["low", "low-due", "medium"]),
        (99, ["low", "low-due", "medium", "complex", "low-late-review", "low-late-action"]),
    ],
)
def test_who_is_moved_goes_by_urgency(over_by: int, parked: list[str]) -> None:
    assert [i.item_id for i in to_park(AGENDA, over_by, DAY)] == parked


def test_among_equals_the_later_is_moved() -> None:
    assert [i.item_id for i in to_park([item("first"), item("second")], 2, DAY)] == ["second"]


def test_nobody_is_moved_for_nothing() -> None:
    agenda = [item("long", 8, tier="medium"), item("short", 2, tier="low")]
    assert [i.item_id for i in to_park(agenda, 7, DAY)] == ["long"]


@given(
    st.lists(st.tuples(st.integers(1, 10), st.sampled_from(["low", "medium", "most_complex"])), max_size=14),
    st.integers(0, 60),
)
def test_moving_saves_enough_or_everything(shapes: list[tuple[int, str]], over_by: int) -> None:
    agenda = [item(str(n), minutes, tier=tier) for n, (minutes, tier) in enumerate(shapes)]
    parked = to_park(agenda, over_by, DAY)
    saved = sum(i.minutes for i in parked)
    assert saved >= over_by or len(parked) == len(agenda)
    assert all(saved - i.minutes < over_by for i in parked)


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (0, "On plan"),
        (59, "On plan"),
        (60, "1 min behind plan"),
        (-59, "On plan"),
        (-190, "3 min ahead of plan"),
    ],
)
def test_pace_in_words(seconds: int, words: str) -> None:
    elapsed = 8 * 60 + 7 * 60 + 100 + seconds
    facts = RunFacts(elapsed, 60, done_minutes=7, current_minutes=7, current_seconds=100)
    assert (pace(facts).behind_seconds, pace(facts).words) == (seconds, words)


def test_an_item_over_its_time_puts_the_huddle_behind() -> None:
    facts = RunFacts(8 * 60 + 500, 60, current_minutes=5, current_seconds=500)
    assert pace(facts).words == "3 min behind plan"


def test_the_opening_has_its_own_time() -> None:
    assert pace(RunFacts(300, 60, waiting_minutes=35)).words == "On plan"
    assert pace(RunFacts(8 * 60 + 130, 60, waiting_minutes=35)).words == "2 min behind plan"


def test_what_is_left_is_held_against_the_end() -> None:
    on_time = pace(RunFacts(10 * 60, 45, current_minutes=5, current_seconds=120, waiting_minutes=30))
    assert (on_time.left_seconds, on_time.over_end_minutes) == (35 * 60, 0)
    late = pace(RunFacts(20 * 60, 45, current_minutes=5, current_seconds=90, waiting_minutes=30))
    assert late.over_end_minutes == 11
    assert pace(RunFacts(5 * 60, 45, waiting_minutes=40)).over_end_minutes == 5


def test_the_clock() -> None:
    assert [clock(155), clock(0), clock(-40), clock(35 * 60 + 52)] == [
        "2:35",
        "0:00",
        "over by 0:40",
        "35:52",
    ]


def test_read_back_goes_owner_by_owner() -> None:
    actions = [
        AgreedAction("1", "A-1", "Zoe Ward", owner_here=False, due=DAY),
        AgreedAction("2", "A-2", "Priya Shah", owner_here=True, due=DAY),
        AgreedAction("3", "A-3", "Amara Okafor", owner_here=True, due=DAY),
        AgreedAction("4", "A-4", "Priya Shah", owner_here=True, due=LATE),
        AgreedAction("5", "A-5", "", due=DAY),
        AgreedAction("6", "A-6", "Priya Shah", owner_here=True),
    ]
    assert [(owner, [a.ref for a in found]) for owner, found in read_back(actions)] == [
        ("", ["A-5"]),
        ("Amara Okafor", ["A-3"]),
        ("Priya Shah", ["A-6", "A-4", "A-2"]),
        ("Zoe Ward", ["A-1"]),
    ]
