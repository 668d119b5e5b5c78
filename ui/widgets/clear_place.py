"""Where something can float over a page for a while and cover nothing that is pressed or typed in."""

from collections.abc import Iterable, Iterator

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QAbstractButton, QAbstractItemView, QAbstractScrollArea, QTextEdit, QWidget

from ui.theme import u

ROWS = 240  # px of the design further from the corner are better than rows of a list covered


def clear_place(window: QWidget, size: QSize, corner: QPoint, floating: QWidget) -> QPoint:
    """The top left nearest to `corner`, the wished bottom left, for a box of this size in `window`.

    No control lies under it wherever there is such a place; rows of lists do only where the next free place
    is far. `floating` is the box itself: what is in it is not in its own way.
    """
    controls, lists = _areas(window, floating)
    best, least = QPoint(corner.x(), corner.y() - size.height()), None
    for left in _lefts(corner.x(), window.width() - size.width(), [*controls, *lists]):
        for covering in (False, True):
            foot = _foot(left, corner.y(), size, controls if covering else [*controls, *lists])
            if foot is None:
                continue
            cost = (corner.y() - foot) + (left - corner.x()) // 2 + (u(ROWS) if covering else 0)
            if least is None or cost < least:
                best, least = QPoint(left, foot - size.height()), cost
    return best


def is_clear(window: QWidget, box: QRect, floating: QWidget) -> bool:
    """Whether no control lies under it."""
    return not any(area.intersects(box) for area in _areas(window, floating)[0])


def _foot(left: int, lowest: int, size: QSize, areas: Iterable[QRect]) -> int | None:
    """The lowest foot of a box at `left` that is clear of the areas; None where there is none."""
    foot, known = lowest, list(areas)
    while foot >= size.height():
        box = QRect(left, foot - size.height(), size.width(), size.height())
        hit = [area for area in known if area.intersects(box)]
        if not hit:
            return foot
        foot = min(area.top() for area in hit)
    return None


def _lefts(first: int, last: int, areas: Iterable[QRect]) -> list[int]:
    """Where a box could begin: at the corner, or just right of something."""
    beside = {area.right() + 1 for area in areas}
    return [first, *sorted(left for left in beside if first < left <= last)]


def _areas(window: QWidget, floating: QWidget) -> tuple[list[QRect], list[QRect]]:
    """What can be pressed or typed in, and the lists, as far as they show."""
    controls, lists = [], []
    for widget in _shown(window):
        if widget is floating or floating.isAncestorOf(widget):
            continue
        area = _shown_part(widget, window)
        if isinstance(widget, QAbstractItemView):
            lists.append(area)
        elif _is_control(widget):
            controls.append(area)
    return [area for area in controls if not area.isEmpty()], [area for area in lists if not area.isEmpty()]


def _shown(window: QWidget) -> Iterator[QWidget]:
    return (widget for widget in window.findChildren(QWidget) if widget.isVisible())


def _is_control(widget: QWidget) -> bool:
    if isinstance(widget, QAbstractScrollArea) and not _is_editor(widget):
        return False
    stops = widget.focusPolicy() & Qt.FocusPolicy.TabFocus
    return widget.isEnabled() and bool(stops or isinstance(widget, QAbstractButton))


def _is_editor(widget: QWidget) -> bool:
    return isinstance(widget, QTextEdit) or widget.inherits("QPlainTextEdit")


def _shown_part(widget: QWidget, window: QWidget) -> QRect:
    """In the window's coordinates, without what scrolls out of sight."""
    area = QRect(widget.mapTo(window, QPoint(0, 0)), widget.size())
    above = widget.parentWidget()
    while above is not None and above is not window:
        area &= QRect(above.mapTo(window, QPoint(0, 0)), above.size())
        above = above.parentWidget()
    return area & window.rect()
