"""The hub's small parts by themselves."""

import pytest

from mdt_desktop.crypto.unreadable import Malformed
from mdt_desktop.hub import tokens
from mdt_desktop.hub.database import Database
from mdt_desktop.hub.limits import Rates
from mdt_desktop.hub.logs import log, log_fault
from mdt_desktop.hub.metrics import Metrics
from mdt_desktop.hub.refusing import CallRefused
from mdt_desktop.hub.teams import Row
from mdt_desktop.refused import Refused
from mdt_desktop.wire.names import bytes_of, text_of
from mdt_desktop.wire.problems import ProblemType

ROW = Row(b"s" * 16, b"k" * 32, bytes(32), bytes(32), 1, 0, b"", 0)
DEVICE = b"d" * 16


def test_a_token_says_whose_it_is_until_it_ends() -> None:
    text = tokens.token(ROW, DEVICE, 1000.5)
    assert len(text) == 48
    assert tokens.bearer(ROW, text, 1599) == (DEVICE, 1600)
    with pytest.raises(CallRefused):
        tokens.bearer(ROW, text, 1600)


def test_no_bit_of_a_token_can_be_changed() -> None:
    data = bytes_of(tokens.token(ROW, DEVICE, 1000))
    for bit in range(len(data) * 8):
        altered = bytearray(data)
        altered[bit // 8] ^= 1 << bit % 8
        with pytest.raises(CallRefused) as refused:
            tokens.bearer(ROW, text_of(bytes(altered)), 1000)
        assert refused.value.kind is ProblemType.NOT_SIGNED_IN


@pytest.mark.parametrize("text", ["", "A", "AAAA", "!", text_of(bytes(35)), text_of(bytes(37))])
def test_texts_that_are_no_token(text: str) -> None:
    with pytest.raises(CallRefused):
        tokens.bearer(ROW, text, 0)


def test_a_token_of_another_space_or_key() -> None:
    text = tokens.token(ROW, DEVICE, 1000)
    for other in (ROW._replace(space=b"t" * 16), ROW._replace(token_key=b"l" * 32)):
        with pytest.raises(CallRefused):
            tokens.bearer(other, text, 1000)


def test_rates_fill_again_as_time_goes() -> None:
    rates = Rates(60)
    assert [rates.wait_seconds(b"a", 100) for _ in range(60)] == [0] * 60
    wait = rates.wait_seconds(b"a", 100)
    assert wait > 0
    assert rates.wait_seconds(b"b", 100) == 0
    assert rates.wait_seconds(b"a", 100 + wait) == 0


def test_a_histogram_counts_up_to_its_bounds() -> None:
    metrics = Metrics()
    for seconds in (0.004, 0.005, 0.3, 60):
        metrics.answered("push", 204, seconds)
    text = metrics.text()
    for bound, count in (("0.005", 2), ("0.25", 2), ("0.5", 3), ("10.0", 3), ("+Inf", 4)):
        assert f'mdt_hub_answer_seconds_bucket{{call="push",le="{bound}"}} {count}\n' in text
    assert 'mdt_hub_answer_seconds_count{call="push"} 4\n' in text


def test_a_line_of_the_log_is_one_line(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("JOURNAL_STREAM", raising=False)
    log("info", "listening", address="[::1]:8400", words='two "words"\n', none=None, seconds=0.25)
    line = capsys.readouterr().err
    assert line.endswith(
        "Z level=info event=listening address=[::1]:8400 words=\"two 'words'\\n\" seconds=0.250\n"
    )
    monkeypatch.setenv("JOURNAL_STREAM", "8:1")
    log("warning", "database-away")
    assert capsys.readouterr().err == "<4>level=warning event=database-away\n"


def test_a_fault_is_told_by_place_and_kind(capsys: pytest.CaptureFixture[str]) -> None:
    try:
        raise Malformed("Mrs Secret")
    except Malformed as error:
        log_fault("fault", error)
    line = capsys.readouterr().err
    assert "error=Malformed at=test_hub_parts.py:" in line
    assert "Secret" not in line


@pytest.mark.parametrize("url", ["mysql://x", "sqlite://", "://"])
def test_databases_of_another_kind(url: str) -> None:
    with pytest.raises(Refused):
        Database(url)
