"""Which surface a widget is: the style sheet gives it its fill, edge and corners."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

SURFACES = (
    "canvas", "nav", "surface", "sunken", "accentSoft", "sel", "neutralSoft",
    "card", "card-accent", "quote", "row", "float",
    "red", "amber", "green", "blue", "plum",
)  # fmt: skip


def set_surface(widget: QWidget, name: str) -> None:
    """Make `widget` one of SURFACES; the framed ones need a QFrame."""
    if name not in SURFACES:
        raise ValueError(f"unknown surface {name}")
    widget.setProperty("surface", name)
    widget.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
    restyle(widget)


def restyle(widget: QWidget) -> None:
    """Read the style sheet again, after a property it selects by has changed.

    Before a widget is first shown there is nothing to read again; reading early is dear, because Qt then
    reads once more for the widget and all in it whenever a layout gives them a parent.
    """
    if not widget.testAttribute(Qt.WidgetAttribute.WA_WState_Polished):
        return
    style = widget.style()
    style.unpolish(widget)
    style.polish(widget)
    widget.update()
