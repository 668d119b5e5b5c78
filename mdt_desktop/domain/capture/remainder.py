"""What is left of a line once the recognised words are taken out: the description, as typed."""

from collections.abc import Container, Sequence

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
