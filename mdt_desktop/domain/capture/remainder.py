"""A line divided: the recognised stretches, and what is left once they are taken out, as typed."""

from collections.abc import Container, Mapping, Sequence

from mdt_desktop.domain.capture.model import Span
from mdt_desktop.domain.capture.tokens import Token


def remaining_text(line: str, tokens: Sequence[Token], taken: Container[int]) -> str:
    """The untaken tokens with the white space typed between them; one space where something went."""
    runs: list[tuple[int, int]] = []
    for place, token in enumerate(tokens):
        if place in taken:
            continue
        if runs and place - 1 not in taken:
            runs[-1] = (runs[-1][0], token.end)
        else:
            runs.append((token.start, token.end))
    return " ".join(line[start:end] for start, end in runs)


def spans_of(tokens: Sequence[Token], roles: Mapping[int, str]) -> list[Span]:
    """The recognised tokens as stretches of the line. Neighbours of one role are one, but priority marks."""
    spans: list[Span] = []
    for place in sorted(roles):
        token, role = tokens[place], roles[place]
        if spans and role == roles.get(place - 1) and role != "priority":
            spans[-1] = Span(spans[-1].start, token.end, role)
        else:
            spans.append(Span(token.start, token.end, role))
    return spans
