"""Tab goes in the order people speak, whatever order widgets were made in."""

from collections.abc import Iterable

from PySide6.QtWidgets import QWidget


def chain(widgets: Iterable[QWidget]) -> None:
    """Each is reached from the one before it."""
    before: QWidget | None = None
    for widget in widgets:
        if before is not None:
            QWidget.setTabOrder(before, widget)
        before = widget


def insert_before(place: QWidget, widgets: Iterable[QWidget]) -> None:
    """Put later-made widgets into the chain in front of one that has its place."""
    chain([place.previousInFocusChain(), *widgets])
