"""The menu with which somebody's attendance is changed."""

from collections.abc import Callable

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QMenu, QWidget

from mdt_desktop.domain import vocabulary
from mdt_desktop.services.huddle.prepare_view import Guest

BEFORE = ("accepted", "invited", "apologies", "deputy", "absent")
DURING = ("present", "late", "deputy", "left", "apologies", "absent")


def status_menu(
    parent: QWidget, guest: Guest, statuses: tuple[str, ...], choose: Callable[[str], None]
) -> QMenu:
    """A menu that says who it is about; the present status is ticked."""
    menu = QMenu(parent)
    menu.setAccessibleName(f"Attendance of {guest.attendance.name}")
    for code in statuses:
        action = menu.addAction(vocabulary.label("attendance_status", code))
        action.setCheckable(True)
        action.setChecked(code == guest.attendance.status)
        action.triggered.connect(lambda _checked=False, code=code: choose(code))
    menu.aboutToHide.connect(menu.deleteLater)
    return menu


def pop_up(menu: QMenu, widget: QWidget, below: QPoint) -> None:
    """Open a menu at a point of a widget, its first entry current for the keyboard."""
    menu.popup(widget.mapToGlobal(below))
    entries = [action for action in menu.actions() if action.isEnabled() and not action.isSeparator()]
    checked = next((action for action in entries if action.isChecked()), None)
    if entries:
        menu.setActiveAction(checked or entries[0])
