"""The real window running a huddle: says on standard output what the screen has acknowledged, line by line.

`python -m tests.e2e.window_player HOME play`. Killed at any moment, whatever it had said must be in the
store. It goes on from wherever the huddle stands, for as long as anybody is left to talk about.
"""

import json
import os
import sys
import time
from pathlib import Path
from tempfile import gettempdir

from PySide6.QtWidgets import QApplication, QPlainTextEdit

from mdt_desktop.domain.records import Huddle
from mdt_desktop.services import drafts
from mdt_desktop.services.demo import demo
from mdt_desktop.services.huddle import huddles
from ui.huddle.run_page import RunPage
from ui.play import hands
from ui.play.stage import Stage
from ui.theme import theme

LINES_A_PERSON = 30
OUTCOMES = 4  # the first of them: the last puts people off


def say(**words: str) -> None:
    """Acknowledge what the screen now shows."""
    print(json.dumps(words), flush=True)


class Typist:
    """Talks about one person after another, with keys."""

    def __init__(self, stage: Stage) -> None:
        self.stage = stage
        self._typed = 0

    def arrive(self) -> bool:
        """Unlock, go to the huddle, start it if nobody has; whether anybody is left to talk about."""
        hands.type_words(demo.PASSPHRASE)
        hands.keys("Return")
        self.stage.wait_for_workspace()
        huddle: Huddle = self.stage.ask(huddles.upcoming)
        if huddle.status in huddles.BEFORE:
            self.stage.go("prepare", huddle=huddle.id)
            hands.keys("Ctrl+Return")
        else:
            self.stage.go("run", huddle=huddle.id)
        self.stage.expect("RunPage")
        if self._item() == "" and huddle.status in huddles.BEFORE:
            hands.keys("Ctrl+Return")
            self.stage.settle()
        say(resumed=self._item(), draft=self._entry().toPlainText() if self._item() else "")
        return self._item() != ""

    def talk(self) -> None:
        """The person on the screen: lines of every sort, an outcome, and on to the next."""
        item = self._item()
        for number in range(LINES_A_PERSON):
            self._line(item, number)
        hands.keys(f"Alt+{self._typed % OUTCOMES + 1}")
        self.stage.settle()
        hands.keys("Ctrl+Return")
        self.stage.wait(lambda: self._item() != item, "The next person did not come.")
        self.stage.settle()
        say(item=self._item())

    def _line(self, item: str, number: int) -> None:
        self._typed += 1
        mark = f"{os.getpid()} {self._typed}"
        words = f"Ring about {mark}" if number % 2 else f"It was said that {mark}"
        text = f"/a @me +7d {words}" if number % 2 else words
        entry = self._entry()
        entry.setFocus()
        hands.keys("Ctrl+A")
        hands.type_words(text[:14])
        if number % 4 == 0:
            kept = f"capture {item}"
            self.stage.wait(
                lambda: self.stage.ask(drafts.kept, kept) == text[:14], "What is half typed was not kept."
            )
            say(draft=text[:14])
        hands.type_words(text[14:])
        hands.keys("Return")
        self.stage.settle()
        self.stage.wait(lambda: not entry.toPlainText(), f"Quick entry did not take “{text}”.")
        say(line=words)

    def _item(self) -> str:
        page = self.stage.page
        assert isinstance(page, RunPage)
        return page.view.current.item.id if page.view and page.view.current else ""

    def _entry(self) -> QPlainTextEdit:
        return hands.find(self.stage.page, "Quick entry", QPlainTextEdit)


def main() -> None:
    """Play, then stay until killed."""
    app = QApplication(sys.argv[:1])
    theme().start(app)
    with Stage(app, Path(sys.argv[1]), Path(gettempdir())) as stage:
        typist = Typist(stage)
        more = typist.arrive()
        while more:
            typist.talk()
            more = typist._item() != ""
        say(all="done")
        while True:
            time.sleep(60)


if __name__ == "__main__":
    main()
