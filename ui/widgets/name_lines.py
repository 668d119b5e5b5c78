"""A name that may end in the person's own script: whole where it fits, never cut within that script."""

from ui.theme import theme


def name_lines(name: str, width: int, role: str = "body", weight: int = 600) -> tuple[str, str]:
    """The name, and "" or what it is in its own script: for a second line, or to be left out."""
    if theme().metrics(role, weight).horizontalAdvance(name) <= width or not name.endswith(")"):
        return name, ""
    first, _, own_script = name[:-1].rpartition(" (")
    return (first, own_script) if first else (name, "")
