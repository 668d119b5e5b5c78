"""Every page of the window, opened on the demo neighbourhood in a state in which it has something to show."""

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import QAbstractListModel, QModelIndex, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTreeView, QWidget

from mdt_desktop.services.cases import case_lists
from mdt_desktop.services.huddle import huddles, running
from tests.gui.cases_window import Desk
from ui.page import Page
from ui.shell.pages import PAGES

NAMES = tuple(entry.name for entry in PAGES.values() if entry.available())
SMALL = (1280, 720)


def open_page(desk: Desk, name: str) -> Page:
    """Show the page; what it needs to have happened, happens first."""
    where: dict[str, Any] = {}
    if name == "record":
        where["case"] = desk.ask(case_lists.list_cases, "status=open").rows[0].id
    if name in ("prepare", "run", "close"):
        where["huddle"] = _huddle(desk, name)
    if name == "minutes":
        rows = desk.ask(huddles.list_huddles)
        where["huddle"] = next(row.id for row in rows if row.minutes_status == "final")
    return desk.show(name, **where)


def _huddle(desk: Desk, page: str) -> str:
    huddle = desk.ask(huddles.upcoming).id
    if page != "prepare":
        _write(desk, running.start, huddle)
        items = desk.ask(huddles.items_of, huddle)
        _write(desk, running.begin_item, huddle, items[0].id)
    if page == "close":
        _write(desk, running.end, huddle)
    return huddle


def _write(desk: Desk, service: Callable[..., Any], *args: Any) -> None:
    desk.window.jobs.do(service, *args)
    desk.settle()


def stops(root: QWidget) -> list[QWidget]:
    """Whatever Tab reaches in it; the line inside a spin box is its box."""
    return [
        widget
        for widget in root.findChildren(QWidget)
        if widget.isVisible()
        and widget.isEnabled()
        and widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        and widget.focusProxy() is None
    ]


def spoken_name(widget: QWidget) -> str:
    """What a screen reader calls it."""
    interface = QAccessible.queryAccessibleInterface(widget)
    return interface.text(QAccessible.Text.Name) if interface is not None else ""


def cells(root: QWidget) -> list[tuple[str, str]]:
    """(view, what is said) of every cell of the first rows of every view; a group is read as one."""
    said = []
    for view in root.findChildren(QAbstractItemView):
        model = view.model()
        if view.isVisible() and model is not None and not isinstance(view, QHeaderView):
            for row in range(min(3, model.rowCount())):
                group = isinstance(view, QTreeView) and model.rowCount(model.index(row, 0)) > 0
                said += [(view.accessibleName(), _said(model.index(row, at))) for at in _shown(view, group)]
    return said


def _shown(view: QAbstractItemView, group: bool) -> list[int]:
    model = view.model()
    if group or isinstance(model, QAbstractListModel):
        return [0]
    columns = range(model.columnCount(QModelIndex()))
    return [at for at in columns if not (hasattr(view, "isColumnHidden") and view.isColumnHidden(at))]


def _said(index: QModelIndex) -> str:
    return str(index.data(Qt.ItemDataRole.AccessibleTextRole) or index.data() or "")


def words(root: QWidget) -> str:
    """Everything that stands in a label, a button, a field or a cell, and every name that is spoken."""
    said = [text for _, text in cells(root)]
    for widget in root.findChildren(QWidget):
        if widget.isVisible():
            said += [widget.accessibleName(), widget.accessibleDescription(), widget.toolTip()]
            for part in ("text", "toPlainText"):
                if callable(get := getattr(widget, part, None)):
                    said.append(str(get()))
    return "\n".join(said)


every_page = pytest.mark.parametrize("name", NAMES)
