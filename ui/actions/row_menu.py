"""Everything that can be done with one action, as a menu."""

from PySide6.QtWidgets import QWidget

from mdt_desktop.services.actions.rows import ActionRow
from ui.actions.deeds import Deeds
from ui.widgets.menu import Menu

_ACCEPTABLE = ("proposed", "assigned", "declined", "blocked")


def row_menu(parent: QWidget, row: ActionRow, deeds: Deeds) -> Menu:
    """A menu that says what it is about; what makes no sense for the action is left out."""
    menu = Menu(f"What to do with {row.text}", parent)
    if not row.open:
        menu.addAction("Reopen…", lambda: deeds.reason("reopen", row))
    else:
        _add_open(menu, row, deeds)
    return menu


def _add_open(menu: Menu, row: ActionRow, deeds: Deeds) -> None:
    menu.addAction("Done…\tX", lambda: deeds.finish(row))
    menu.addAction("Move due date…\tD", lambda: deeds.change_due(row))
    menu.addAction("Change owner…\tO", lambda: deeds.change_owner(row))
    menu.addSeparator()
    if row.status in _ACCEPTABLE and row.owner:
        words = "It can go on" if row.status == "blocked" else "Accepted by its owner"
        menu.addAction(words, lambda: deeds.accept(row))
    if row.status != "blocked":
        menu.addAction("Blocked…", lambda: deeds.reason("block", row))
    if row.status != "declined" and row.owner:
        menu.addAction("Owner can’t take it…", lambda: deeds.reason("decline", row))
    menu.addAction("No longer needed…", lambda: deeds.reason("drop", row))
