"""Coded words at the start of a line: outcomes, tiers and needs, by code, label or a team's own label."""

from collections.abc import Mapping, Sequence

from mdt_desktop.domain import vocabulary
from mdt_desktop.domain.capture.tokens import Token

LONGEST = 6  # words in a label


def term_at_start(
    tokens: Sequence[Token], name: str, local: Mapping[str, str] | None = None, longest: int = LONGEST
) -> tuple[vocabulary.Term | None, int]:
    """The term of list `name` that the first words spell, the longest first, and how many words it took."""
    for count in range(min(longest, len(tokens)), 0, -1):
        typed = " ".join(token.bare for token in tokens[:count])
        term = vocabulary.find(name, typed, local) or vocabulary.find(name, typed.replace("-", " "), local)
        if term:
            return term, count
    return None, 0
