"""While starting, nothing looks for rubbish; once every page stands ready, Python does so again."""

import gc
from types import SimpleNamespace

import pytest
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QLabel, QWidget

import ui.app
from ui import __main__
from ui.shell.warming import Warmer


@pytest.fixture
def without_collection():
    gc.disable()
    yield
    gc.unfreeze()
    gc.enable()


class NoPages(QObject):
    """A workspace whose jobs are done at once."""

    def __init__(self) -> None:
        super().__init__()
        self.entries: dict[str, object] = {}
        self.jobs = SimpleNamespace(ask=lambda _load, _module, done, receiver: done(None))


def test_the_start_does_not_look_for_rubbish(monkeypatch, without_collection):
    gc.enable()
    seen = []
    monkeypatch.setattr(ui.app, "main", lambda argv: seen.append((gc.isenabled(), argv)) or 7)
    assert __main__.main(["--demo"]) == 7
    assert seen == [(False, ["--demo"])]


def test_it_is_looked_for_again_once_all_stands_ready(qtbot, without_collection):
    palette = QWidget()
    qtbot.addWidget(palette)
    words = QLabel("Search", palette)
    workspace = NoPages()
    warmer = Warmer(workspace, SimpleNamespace(palette=palette))
    qtbot.waitUntil(gc.isenabled)
    assert warmer.done()
    assert words.parent() is palette
