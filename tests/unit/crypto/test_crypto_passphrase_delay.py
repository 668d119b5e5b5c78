import os

import msgspec
import pytest

from mdt_desktop.crypto.passphrase_delay import PassphraseDelay, WrongPassphrase, in_words

START = 1_795_000_000.0


class Clock:
    def __init__(self) -> None:
        self.at = START

    def __call__(self) -> float:
        return self.at


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def path(tmp_path):
    return tmp_path / "wait"


def wrong_tries(path, clock, count):
    """The waits after each of `count` wrong tries, each made as soon as it may be."""
    waits = []
    for _ in range(count):
        delay = PassphraseDelay(path, clock)
        delay.begin_try()
        waits.append(delay.wrong().wait_seconds)
        clock.at += waits[-1]
    return waits


def test_the_first_try_may_be_at_once(path, clock):
    assert PassphraseDelay(path, clock).remaining_seconds() == 0


def test_the_wait_doubles_up_to_five_minutes_and_tries_are_not_limited(path, clock):
    waits = wrong_tries(path, clock, 14)
    assert waits == [1, 2, 4, 8, 16, 32, 64, 128, 256, 300, 300, 300, 300, 300]
    PassphraseDelay(path, clock).begin_try()


def test_during_the_wait_no_try_is_made_and_none_is_counted(path, clock):
    wrong_tries(path, clock, 3)
    clock.at -= 2
    for _ in range(5):
        with pytest.raises(WrongPassphrase, match="try again in 2 seconds") as refused:
            PassphraseDelay(path, clock).begin_try()
        assert refused.value.wait_seconds == 2
    clock.at += 2
    assert wrong_tries(path, clock, 1) == [8]


def test_a_right_answer_forgets_the_wrong_ones(path, clock):
    wrong_tries(path, clock, 5)
    delay = PassphraseDelay(path, clock)
    delay.begin_try()
    delay.right()
    assert wrong_tries(path, clock, 1) == [1]


def test_a_try_that_is_cut_off_counts_as_wrong(path, clock):
    PassphraseDelay(path, clock).begin_try()
    assert PassphraseDelay(path, clock).remaining_seconds() == 1


def test_setting_the_clock_back_starts_the_wait_afresh(path, clock):
    wrong_tries(path, clock, 5)
    clock.at -= 1_000_000
    assert PassphraseDelay(path, clock).remaining_seconds() == 16
    clock.at += 6
    assert PassphraseDelay(path, clock).remaining_seconds() == 10


def test_a_file_that_somebody_wrote_into_means_the_longest_wait(path, clock):
    path.write_bytes(b"\x92\xff\x00")
    assert PassphraseDelay(path, clock).remaining_seconds() == 300
    clock.at += 300
    assert PassphraseDelay(path, clock).remaining_seconds() == 0


@pytest.mark.parametrize("last_ms", [float("nan"), 1e300, 2**63, -(2**63), 10**17, 0])
def test_no_number_in_the_file_locks_for_longer_than_the_longest_wait(path, clock, last_ms):
    path.write_bytes(msgspec.msgpack.encode((3, last_ms)))
    assert 0 <= PassphraseDelay(path, clock).remaining_seconds() <= 300
    clock.at += 300
    PassphraseDelay(path, clock).begin_try()


def test_where_nothing_can_be_written_the_wait_is_kept_in_memory(tmp_path, clock):
    delay = PassphraseDelay(tmp_path / "no such folder" / "wait", clock)
    delay.begin_try()
    assert delay.wrong().wait_seconds == 1
    delay.right()
    assert delay.remaining_seconds() == 0


@pytest.mark.skipif(os.name == "nt", reason="Windows has no owner-only bits")
def test_the_file_is_its_owners_alone(path, clock):
    wrong_tries(path, clock, 1)
    assert path.stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize(
    ("seconds", "words"),
    [(1, "1 second"), (2, "2 seconds"), (60, "60 seconds"), (61, "2 minutes"), (300, "5 minutes")],
)
def test_waits_in_words(seconds, words):
    assert in_words(seconds) == words
