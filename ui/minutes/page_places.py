"""Where the pages of a document lie in a scrolling view: in rows of one or two, centred."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRect, QSize


@dataclass(frozen=True)
class Places:
    """Each page's rectangle in pixels of the whole content, and how large that is."""

    rects: tuple[QRect, ...]
    size: QSize
    across: int
    scale: float

    def row_of(self, page: int) -> range:
        """The pages that lie side by side with one."""
        first = page - page % self.across
        return range(first, min(first + self.across, len(self.rects)))


def fitting_scale(sizes: Sequence[tuple[float, float]], room: QSize, across: int, gap: int) -> float:
    """Pixels to the point at which `across` pages fill the width."""
    widest = max(width for width, _ in sizes)
    return max(0.05, (room.width() - (across + 1) * gap) / (across * widest))


def lay_out(sizes: Sequence[tuple[float, float]], room: QSize, across: int, gap: int, scale: float) -> Places:
    """Rows from the top, each as high as its highest page; content narrower than the room is centred."""
    rects: list[QRect] = []
    top, widest = gap, room.width()
    for first in range(0, len(sizes), across):
        row = [QSize(round(w * scale), round(h * scale)) for w, h in sizes[first : first + across]]
        # A last page without its neighbour keeps the place it would have beside one.
        full = row + [row[-1]] * (across - len(row))
        width = sum(one.width() for one in full) + gap * (across + 1)
        widest = max(widest, width)
        left = max(0, (room.width() - width) // 2) + gap
        for size in row:
            rects.append(QRect(left, top, size.width(), size.height()))
            left += size.width() + gap
        top += max(one.height() for one in row) + gap
    return Places(tuple(rects), QSize(widest, top), across, scale)
