"""Lengths. Every metric on screen comes from `u`, so text never outgrows its box."""

TEXT_SIZES = (100, 115, 130, 150, 200)

_scale = 1.0


def u(px: float) -> int:
    """`px` of the design at 100 % as whole logical pixels at the chosen text size (never 0 for a line)."""
    if px == 0:
        return 0
    return max(1, round(px * _scale))


def text_size() -> int:
    """The chosen text size in per cent."""
    return round(_scale * 100)


def set_text_size(percent: int) -> None:
    """Only `Theme` calls this: it also re-applies what was measured before."""
    global _scale
    _scale = min(200, max(100, percent)) / 100
