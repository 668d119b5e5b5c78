"""A pytest plugin (`-p no:pytest-qt -p tests.without_qt`): core tests as if Qt were not installed."""

import sys
from collections.abc import Sequence
from importlib.abc import MetaPathFinder
from importlib.machinery import ModuleSpec
from types import ModuleType

import pytest

QT = {"PySide6", "shiboken6"}
# pytest-qt is off, but its settings stand in pyproject.toml, where an unknown one is an error.
PYTEST_QT_SETTINGS = ["qt_api", "qt_log_level_fail", "qt_log_ignore"]


class NoQt(MetaPathFinder):
    """Answers every import of Qt as a machine without it would."""

    def find_spec(
        self, fullname: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        """Refuse Qt's packages; leave every other module to the finders behind this one."""
        if fullname.partition(".")[0] in QT:
            raise ModuleNotFoundError(f"{fullname} is not to be had in core tests", name=fullname)
        return None


def pytest_addoption(parser: pytest.Parser) -> None:
    for name in PYTEST_QT_SETTINGS:
        parser.addini(name, "read by pytest-qt, when that is on")


def pytest_configure() -> None:
    already = QT & set(sys.modules)
    assert not already, f"{already} imported before the core tests began"
    sys.meta_path.insert(0, NoQt())
