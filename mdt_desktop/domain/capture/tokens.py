"""A line cut at white space, each piece with its place in the line."""

import re
from dataclasses import dataclass

PIECE = re.compile(r"\S+")
QUOTES = '"“”„'
TRAILING = ",;:."


@dataclass(frozen=True, slots=True)
class Token:
    """`text` as typed, from `start` to `end` in the line; `bare` without quotes and closing punctuation."""

    text: str
    start: int
    end: int
    bare: str


def tokens_of(line: str, start: int = 0) -> list[Token]:
    """The pieces of a line from `start` on."""
    return [
        Token(match[0], match.start(), match.end(), match[0].strip(QUOTES).rstrip(TRAILING + QUOTES))
        for match in PIECE.finditer(line, start)
    ]
