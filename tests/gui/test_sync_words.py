"""How the exchange stands, in words: every state, of what was acknowledged and nothing else."""

from datetime import UTC, datetime, timedelta

import pytest

from mdt_desktop.progress import Counted
from mdt_desktop.services.syncing.removal import Removal
from mdt_desktop.services.syncing.standing import SyncState, Way
from ui.sync.ages import ago, at_words, since_words
from ui.sync.state_words import ToCome, state_words
from ui.unlock.admission_task import figure_words

NOW = datetime(2026, 11, 26, 9, 52, tzinfo=UTC)
BEFORE = NOW - timedelta(minutes=14)
TROUBLE = "The hub did not answer within 20 seconds."


def state(**changed):
    plain = {
        "team": "Harbourside",
        "ways": (Way("hub", "https://hub.example.nhs.uk", BEFORE, ""),),
        "waiting": 0,
        "oldest_waiting": None,
        "last_confirmed": BEFORE,
        "missing": (),
        "conflicts": 0,
        "quarantined": 0,
        "requests": 0,
        "removed": None,
    }
    return SyncState(**{**plain, **changed})


def broken():
    return (Way("hub", "https://hub.example.nhs.uk", BEFORE, TROUBLE),)


def said(shown, *, busy=False, to_decide=0):
    return state_words(shown, NOW, busy=busy, to_decide=to_decide)


@pytest.mark.parametrize(
    ("shown", "doing", "chip", "tone"),
    [
        (state(ways=(), last_confirmed=None), {}, "Saved on this laptop", "green"),
        (state(), {}, "Up to date", "green"),
        (state(), {"to_decide": 2}, "2 to resolve", "amber"),
        (state(waiting=12), {}, "12 changes waiting", "amber"),
        (state(waiting=1), {"busy": True}, "Sending 1 change", "blue"),
        (state(ways=broken(), waiting=12), {"busy": True}, "Offline · 12 changes waiting", "amber"),
        (state(ways=broken()), {}, "Offline · nothing waiting", "amber"),
        (state(last_confirmed=None, waiting=3), {}, "Not sent yet", "amber"),
        (state(last_confirmed=None), {"busy": True}, "Connecting", "amber"),
    ],
)
def test_the_chip_says_the_truth_in_every_state(shown, doing, chip, tone):
    words = said(shown, **doing)
    assert (words.chip, words.tone) == (chip, tone)


def test_a_long_exchange_says_what_is_still_to_come():
    def chip(to_come):
        return state_words(state(last_confirmed=None), NOW, busy=True, to_decide=0, to_come=to_come).chip

    assert chip(ToCome(3_440_000, Counted.SNAPSHOT)) == "Receiving · 3.4 MB to come"
    assert chip(ToCome(4_000, Counted.COMING)) == "Receiving · 4,000 changes to come"
    assert chip(ToCome(9_000, Counted.SNAPSHOT)) == chip(ToCome(9, Counted.COMING)) == "Connecting"


def test_a_new_laptop_hears_of_the_snapshot_in_bytes_and_then_of_changes():
    snapshot = figure_words(1_200_000, 3_440_000, Counted.SNAPSHOT)
    assert snapshot == "2.2 MB still to come, of 3.4 MB. The team’s changes follow."
    assert figure_words(100, 4_100, Counted.COMING) == "4,000 changes still to come, of 4,100"
    assert figure_words(3, 4, Counted.COMING) == "1 change still to come, of 4"
    assert figure_words(4, 4, Counted.COMING) == ""


def test_one_way_that_is_whole_is_enough():
    ways = (*broken(), Way("folder", "/mnt/team", BEFORE, ""))
    assert said(state(ways=ways)).chip == "Up to date"


def test_offline_says_why_since_when_and_that_nothing_is_lost():
    words = said(state(ways=broken(), waiting=2, oldest_waiting=NOW - timedelta(days=3)))
    assert words.title == "You’re offline"
    assert words.text.startswith("Since 9:38am. Keep working: everything is saved on this laptop.")
    assert TROUBLE in words.text
    assert words.waiting == "2 changes waiting, oldest 3 days ago"
    assert words.confirmed == "Last confirmed today at 9:38am"


def test_a_removed_laptop_says_so_before_anything_else():
    removal = Removal("s", "Harbourside", "Dr Amara Okafor", BEFORE, False, 3, NOW + timedelta(days=14))
    words = said(state(ways=broken(), waiting=3, removed=removal), to_decide=1)
    assert (words.chip, words.tone) == ("Removed", "red")
    assert "3 of your changes are still to be handed in" in words.text


@pytest.mark.parametrize(
    ("age", "words"),
    [
        (timedelta(seconds=-40), "just now"),
        (timedelta(seconds=59), "just now"),
        (timedelta(minutes=12), "12 min ago"),
        (timedelta(hours=1), "1 hour ago"),
        (timedelta(days=41), "41 days ago"),
    ],
)
def test_an_age_is_said_in_the_largest_unit_that_fits(age, words):
    assert ago(NOW - age, NOW) == words


def test_a_time_of_another_day_says_its_day():
    assert at_words(NOW - timedelta(days=6), NOW) == "Fri 20 Nov at 9:52am"
    assert since_words(NOW - timedelta(days=6), NOW) == "Since Fri 20 Nov, 6 days."
    assert since_words(None, NOW) == ""
