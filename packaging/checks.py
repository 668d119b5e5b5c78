"""The checks of a change: each step runs even when one before it failed; then a summary says which did."""

import os
import time
import xml.etree.ElementTree as ElementTree
from collections import Counter
from collections.abc import Callable
from pathlib import Path

from environment import ROOT, python

REPORTS = ROOT / "build" / "test-reports"
NOTHING_COLLECTED = 5  # pytest's exit code
CORE = ["tests/unit", "tests/integration"]
WINDOW = ["tests/gui", "tests/e2e"]
TWO_AT_ONCE = ["-n", "2"]
WITHOUT_QT = ["-p", "no:pytest-qt", "-p", "tests.without_qt"]
OUTCOMES = ["failed", "passed", "skipped", "error"]

Step = tuple[str, Callable[[], int]]


def test(arguments: list[str]) -> int:
    """Everything a change must pass."""
    return _run_all([*_rules(), _core(arguments), _window(arguments)])


def check(arguments: list[str]) -> int:
    """What can be checked without a window."""
    return _run_all([*_rules(), _core(arguments)])


def bench(arguments: list[str]) -> int:
    """The figures that have a bar, most of them ratios to what this machine does at least."""
    return python("-m", "pytest", "tests/bench", "-s", *arguments)


def evidence(arguments: list[str]) -> int:
    """The tests that take minutes."""
    unhurried = ["-o", "faulthandler_timeout=0"]
    return python("-m", "pytest", "-m", "slow", "-s", *unhurried, *CORE, *WINDOW, *arguments)


def _rules() -> list[Step]:
    return [
        ("lint", lambda: python("-m", "ruff", "check", ".")),
        ("format", lambda: python("-m", "ruff", "format", "--check", ".")),
        ("types", lambda: python("-m", "mypy", "-p", "mdt_desktop")),
        ("imports", lambda: python("-c", "from importlinter.cli import lint_imports_command as go; go()")),
    ]


def _core(arguments: list[str]) -> Step:
    return "core tests without Qt", lambda: _pytest("core", [*CORE, *WITHOUT_QT, *TWO_AT_ONCE], arguments)


def _window(arguments: list[str]) -> Step:
    return "window tests", lambda: _pytest(
        "window", [*WINDOW, *TWO_AT_ONCE], arguments, QT_QPA_PLATFORM="offscreen"
    )


def _pytest(name: str, where: list[str], arguments: list[str], **variables: str) -> int:
    report = REPORTS / f"{name}.xml"
    report.unlink(missing_ok=True)
    chosen = [word for word in where if not word.startswith("tests/") or (ROOT / word).is_dir()]
    code = python("-m", "pytest", "-m", "not slow", f"--junit-xml={report}", *chosen, *arguments, **variables)
    narrowed = bool(arguments)  # -k may well leave one half of the tests empty
    return 0 if code == NOTHING_COLLECTED and narrowed else code


def _run_all(steps: list[Step]) -> int:
    started = time.monotonic()
    for report in REPORTS.glob("*.xml"):
        report.unlink()
    codes = {}
    for name, step in steps:
        print(f"\n--- {name}", flush=True)
        codes[name] = step()
    print("\n--- summary")
    for name, code in codes.items():
        print(f"{'ok' if code == 0 else 'FAILED':8}{name}")
    print(_closing_line(time.monotonic() - started))
    return 1 if any(codes.values()) else 0


def _closing_line(seconds: float) -> str:
    """The tests of all runs together, as pytest writes it."""
    counts: Counter[str] = Counter()
    for report in REPORTS.glob("*.xml"):
        counts += _counts(report)
    told = ", ".join(f"{counts[outcome]} {outcome}" for outcome in OUTCOMES if counts[outcome])
    return f" {told or 'no tests ran'} in {seconds:.2f}s ".center(_width(), "=")


def _counts(report: Path) -> Counter[str]:
    suite = ElementTree.parse(report).getroot().find("testsuite")
    keys = ("tests", "failures", "errors", "skipped")
    total, failed, errors, skipped = (int(suite.get(key)) for key in keys)
    passed = total - failed - errors - skipped
    return Counter(passed=passed, failed=failed, error=errors, skipped=skipped)


def _width() -> int:
    return int(os.environ.get("COLUMNS", "80"))
