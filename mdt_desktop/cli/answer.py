"""What a command answers: a value for scripts, words for people, an exit code."""

import sys
from dataclasses import dataclass
from typing import Any, TextIO

import msgspec

from mdt_desktop.cli.in_words import in_words
from mdt_desktop.progress import Counted

DONE, REFUSED, USAGE, LOCKED, OUT_OF_REACH, NEEDS_A_PERSON = range(6)


@dataclass(frozen=True)
class Answer:
    """`value` is printed as one JSON document with --json, else `text` (or the value, readably)."""

    value: Any
    text: str = ""
    code: int = DONE


def show(answer: Answer, as_json: bool, out: TextIO | None = None) -> None:
    """Print an answer on standard output, and nothing else there."""
    stream: TextIO | None = out or sys.stdout
    if stream is None:  # closed before we began
        return
    text = msgspec.json.encode(answer.value).decode() if as_json else answer.text or in_words(answer.value)
    ProgressBar.end_line()
    if text:
        stream.write(text.rstrip("\n") + "\n")
        stream.flush()


def say(words: object) -> None:
    """A message for people, on standard error; where that is closed nowhere, and never among the answer."""
    if sys.stderr is not None:
        ProgressBar.end_line()
        print(words, file=sys.stderr, flush=True)


class ProgressBar:
    """A bar on standard error, when somebody is there to see it."""

    _open = False
    """Whether a bar stands in the last line there, which nothing else may be written into."""

    def __init__(self, words: str) -> None:
        self._words = words
        self._shown = -1

    def __call__(self, done: int, total: int, of: Counted | None = None) -> None:
        """Draw the bar when its percentage changes; `of` is what a sync counts."""
        per_cent = 100 * done // total if total else 100
        if sys.stderr is not None and sys.stderr.isatty() and per_cent != self._shown:
            self._shown = per_cent
            filled = "#" * (per_cent // 4)
            sys.stderr.write(f"\r{self._words} [{filled:<25}] {per_cent}%")
            sys.stderr.flush()
            ProgressBar._open = True
            if per_cent == 100:
                self.end_line()

    @classmethod
    def end_line(cls) -> None:
        """What is written next begins a line of its own."""
        if cls._open and sys.stderr is not None:
            cls._open = False
            sys.stderr.write("\n")
            sys.stderr.flush()
