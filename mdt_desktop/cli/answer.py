"""What a command answers: a value for scripts, words for people, an exit code."""

import sys
from dataclasses import dataclass
from typing import Any, TextIO

import msgspec

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
    text = msgspec.json.encode(answer.value).decode() if as_json else answer.text or readable(answer.value)
    if text:
        stream.write(text.rstrip("\n") + "\n")
        stream.flush()


def say(words: object) -> None:
    """A message for people, on standard error; where that is closed nowhere, and never among the answer."""
    if sys.stderr is not None:
        print(words, file=sys.stderr, flush=True)


def readable(value: Any) -> str:
    """A value for people: a table for a list of records, lines for one record."""
    plain = msgspec.to_builtins(value)
    if isinstance(plain, list):
        return _table(plain) if plain and isinstance(plain[0], dict) else "\n".join(map(str, plain))
    if isinstance(plain, dict):
        return "\n".join(
            f"{_words(key)}: {_cell(item)}" for key, item in plain.items() if item not in ("", None)
        )
    return "" if plain is None else str(plain)


def _table(rows: list[dict[str, Any]]) -> str:
    names = [name for name in rows[0] if name != "id"]
    cells = [[_words(name) for name in names]] + [[_cell(row.get(name)) for name in names] for row in rows]
    widths = [min(40, max(len(line[at]) for line in cells)) for at in range(len(names))]
    return "\n".join(
        "  ".join(cell[:width].ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip()
        for line in cells
    )


def _words(name: str) -> str:
    return name.replace("_", " ").capitalize()


def _cell(value: Any) -> str:
    if value is None or value is False:
        return ""
    if value is True:
        return "yes"
    if isinstance(value, list):
        return ", ".join(_cell(one) for one in value)
    if isinstance(value, dict):
        return ", ".join(f"{key} {_cell(item)}" for key, item in value.items() if item not in ("", None))
    return str(value)


class ProgressBar:
    """A bar on standard error, when somebody is there to see it."""

    def __init__(self, words: str) -> None:
        self._words = words
        self._shown = -1

    def __call__(self, done: int, total: int, of: Counted | None = None) -> None:
        """Draw the bar when its percentage changes; `of` is what a sync counts."""
        per_cent = 100 * done // total if total else 100
        if sys.stderr is not None and sys.stderr.isatty() and per_cent != self._shown:
            self._shown = per_cent
            filled = "#" * (per_cent // 4)
            end = "\n" if per_cent == 100 else ""
            sys.stderr.write(f"\r{self._words} [{filled:<25}] {per_cent}%{end}")
            sys.stderr.flush()
