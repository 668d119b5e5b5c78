"""The menu with which somebody's attendance is changed."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from mdt_desktop.domain import vocabulary
from mdt_desktop.services.huddle.prepare_view import Guest
from ui.widgets.menu import Menu

BEFORE = ("accepted", "invited", "apologies", "deputy", "absent")
DURING = ("present", "late", "deputy", "left", "apologies", "absent")


def status_menu(
    parent: QWidget, guest: Guest, statuses: tuple[str, ...], choose: Callable[[str], None]
) -> Menu:
    """A menu that says who it is about; the present status is ticked."""
    menu = Menu(f"Attendance of {guest.attendance.name}", parent)
    for code in statuses:
        action = menu.addAction(vocabulary.label("attendance_status", code))
        action.setCheckable(True)
        action.setChecked(code == guest.attendance.status)
        action.triggered.connect(lambda _checked=False, code=code: choose(code))
    return menu
