"""Roles as choices, each with what it lets somebody do."""

from mdt_desktop.domain import vocabulary

_WHAT = {
    "observer": "reads",
    "practitioner": "writes cases, discussions and actions",
    "coordinator": "also runs the team’s lists and slots",
    "chair": "also signs minutes",
}

ROLE_ITEMS = tuple((f"{vocabulary.label('role', code)}: {what}", code) for code, what in _WHAT.items())


def role_words(code: str) -> str:
    """A role as the screen writes it."""
    return vocabulary.label("role", code)
