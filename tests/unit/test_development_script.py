"""`packaging/dev.py`: how it counts, what it takes for a played demo, and when it sets up again."""

import importlib
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).parents[2]
REPORT = (
    '<testsuites><testsuite tests="{tests}" failures="{failures}" errors="{errors}" skipped="{skipped}"/>'
    "</testsuites>"
)


@pytest.fixture
def script(monkeypatch: pytest.MonkeyPatch) -> dict[str, ModuleType]:
    monkeypatch.syspath_prepend(str(ROOT / "packaging"))
    return {name: importlib.import_module(name) for name in ("checks", "demo", "environment")}


def test_the_closing_line_adds_the_runs_up(
    script: dict[str, ModuleType], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "core.xml").write_text(REPORT.format(tests=10, failures=1, errors=0, skipped=2))
    (tmp_path / "window.xml").write_text(REPORT.format(tests=5, failures=0, errors=1, skipped=0))
    monkeypatch.setattr(script["checks"], "REPORTS", tmp_path)
    assert " 1 failed, 11 passed, 2 skipped, 1 error in 3.50s " in script["checks"]._closing_line(3.5)


def test_every_step_runs_and_one_failure_fails_all(
    script: dict[str, ModuleType],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setattr(script["checks"], "REPORTS", tmp_path)
    ran = []
    steps = [("types", lambda: ran.append("types") or 1), ("imports", lambda: ran.append("imports") or 0)]
    assert script["checks"]._run_all(steps) == 1
    assert ran == ["types", "imports"]
    assert "FAILED  types\nok      imports\n" in capsys.readouterr().out


def test_a_demo_without_minutes_or_pictures_was_not_played(
    script: dict[str, ModuleType], tmp_path: Path
) -> None:
    (tmp_path / "minutes.pdf").touch()
    assert script["demo"].report("Played.", tmp_path) == 1
    (tmp_path / "run.png").touch()
    assert script["demo"].report("Played.", tmp_path) == 0


@pytest.mark.parametrize(
    ("variables", "seen"), [({}, False), ({"DISPLAY": ":0"}, True), ({"WAYLAND_DISPLAY": "w"}, True)]
)
def test_on_linux_a_screen_is_what_the_session_names(
    script: dict[str, ModuleType], monkeypatch: pytest.MonkeyPatch, variables: dict[str, str], seen: bool
) -> None:
    monkeypatch.setattr("sys.platform", "linux")
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    assert script["demo"].has_screen() is seen


def test_a_changed_pin_sets_up_again(
    script: dict[str, ModuleType], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pins = tmp_path / "constraints.txt"
    pins.write_text("reportlab==5.1.0\n")
    monkeypatch.setattr(script["environment"], "PINS", pins)
    before = script["environment"]._fingerprint()
    assert script["environment"]._fingerprint() == before
    pins.write_text("reportlab==5.1.1\n")
    assert script["environment"]._fingerprint() != before
