"""Two texts, or two lists, made one without losing a word."""

from collections.abc import Sequence
from typing import Any


def join_texts(texts: Sequence[str]) -> str:
    """All texts, the earliest first: what they begin with alike once, then each one's own lines.

    A line that stands already is not said twice.
    """
    lines = [text.splitlines() for text in texts if text.strip()]
    if not lines:
        return ""
    joined = list(lines[0])
    for later in lines[1:]:
        joined += [line for line in later[_alike(lines[0], later) :] if line not in joined]
    return "\n".join(joined).strip("\n")


def _alike(one: Sequence[str], other: Sequence[str]) -> int:
    """How many lines they begin with alike."""
    count = 0
    for left, right in zip(one, other, strict=False):
        if left != right:
            break
        count += 1
    return count


def unite_lists(lists: Sequence[Sequence[Any] | None]) -> list[Any]:
    """Everything that any of the lists holds, the earliest first, each once."""
    united: list[Any] = []
    for one in lists:
        united += [item for item in one or () if item not in united]
    return united
