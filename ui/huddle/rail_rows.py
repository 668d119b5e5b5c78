"""The agenda rail: who has been talked about and what came of it, who is now, who is to come."""

from dataclasses import dataclass

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QPainter

from mdt_desktop.domain import vocabulary
from mdt_desktop.services.huddle.run_view import LEFT, RailRow, RunView
from ui.theme import theme, u
from ui.widgets.drawing import draw_icon, rounded_box, text_line
from ui.widgets.name_lines import name_lines
from ui.widgets.row_list import RowDelegate
from ui.widgets.row_model import RowModel
from ui.widgets.time_ring import clock

ROW, CURRENT, NARROW_ROW, DISC = 52, 72, 50, 24


@dataclass(frozen=True)
class RailLine:
    """One person on the rail. `state`: done, put_off, now, next or planned; `spoken` in seconds."""

    rail: RailRow
    number: int
    total: int
    state: str
    spoken: int

    @property
    def words(self) -> str:
        """The second line."""
        item = self.rail.row.item
        if self.state == "now":
            return f"Now · {item.why}" if item.why else "Now"
        if self.state == "next":
            return "Next · Information basis to check" if self.to_ask else "Next"
        if self.state == "planned":
            return self.rail.row.kind_label if item.kind not in ("review", "") else "Planned"
        return self._came_of_it()

    @property
    def to_ask(self) -> bool:
        return "consent" in self.rail.row.case.flags

    @property
    def over(self) -> bool:
        """Whether more was said than planned."""
        return self.spoken > self.rail.row.item.minutes * 60

    def _came_of_it(self) -> str:
        item = self.rail.row.item
        if self.state == "put_off":
            return vocabulary.label("agenda_status", item.status)
        parts = [vocabulary.label("outcome", self.rail.outcome) if self.rail.outcome else "No outcome"]
        if self.rail.actions:
            parts.append("1 action" if self.rail.actions == 1 else f"{self.rail.actions} actions")
        return " · ".join(parts) + (", ran over" if self.over else "")


def rail_lines(view: RunView, spoken: int) -> list[RailLine]:
    """The whole agenda; `spoken` are the current person's seconds now."""
    lines, is_next_taken = [], False
    current = view.huddle.current_item_id
    for at, rail in enumerate(view.rail):
        item = rail.row.item
        if item.id == current:
            state = "now"
        elif item.status in LEFT:
            state = "planned" if is_next_taken or not _after(view, at) else "next"
            is_next_taken |= state == "next"
        else:
            state = "done" if item.status in ("discussed", "noted") else "put_off"
        seconds = spoken if state == "now" else rail.seconds
        lines.append(RailLine(rail, at + 1, len(view.rail), state, seconds))
    return lines


def _after(view: RunView, at: int) -> bool:
    """Whether a place comes after the current person's."""
    places = [
        place for place, rail in enumerate(view.rail) if rail.row.item.id == view.huddle.current_item_id
    ]
    return not places or at > places[0]


def rail_model() -> RowModel:
    """The model of the rail."""
    return RowModel(lambda line: line.rail.row.item.id, rail_sentence)


def rail_sentence(line: RailLine) -> str:
    """The row as a screen reader says it."""
    item = line.rail.row.item
    time = f", {clock(line.spoken)} of {item.minutes} minutes" if line.spoken else f", {item.minutes} minutes"
    return f"{line.number} of {line.total}, {line.rail.row.case.name}, {line.words}{time}"


class RailDelegate(RowDelegate):
    """`narrow` shows numbers and family names only."""

    narrow = False

    def height(self, row: RailLine, width: int) -> int:
        if self.narrow:
            return u(NARROW_ROW)
        return u(CURRENT + 6) if row.state == "now" else u(ROW)

    def shape(self, rect: QRect, row: RailLine) -> QRect:
        return rect.adjusted(0, u(2), 0, -u(2))

    def draw(self, painter: QPainter, rect: QRect, row: RailLine, *, current: bool, hovered: bool) -> None:
        look = theme()
        box = self.shape(rect, row)
        if row.state == "now":
            rounded_box(painter, box, u(9), look.colour("sel"), look.colour("accent"), 1.5)
        elif hovered:
            rounded_box(painter, box, u(9), look.colour("hover"))
        if self.narrow:
            self._draw_narrow(painter, box, row)
        else:
            self._draw_wide(painter, box, row)

    def _draw_narrow(self, painter: QPainter, box: QRect, line: RailLine) -> None:
        side = u(DISC)
        disc = QRect(box.center().x() - side // 2, box.top() + u(2), side, side)
        _paint_disc(painter, disc, line)
        words = QRect(box.left() + u(2), disc.bottom(), box.width() - u(4), box.bottom() - disc.bottom())
        family = line.rail.row.case.name.split(",")[0].title()
        weight = 600 if line.state == "now" else 500
        colour = theme().colour("text" if line.state in ("now", "next", "planned") else "text2")
        text_line(painter, words, family, "small", weight, colour, Qt.AlignmentFlag.AlignHCenter)

    def _draw_wide(self, painter: QPainter, box: QRect, line: RailLine) -> None:
        look, item = theme(), line.rail.row.item
        disc = QRect(box.left() + u(8), box.top() + u(9), u(DISC), u(DISC))
        _paint_disc(painter, disc, line)
        left, right = disc.right() + u(10), box.right() - u(8)
        first = QRect(left, box.top() + u(4), right - left, u(20))
        done = line.state in ("done", "put_off")
        time = clock(line.spoken) if done and line.spoken else f"{item.minutes} min"
        colour = look.colour("red" if done and line.over else "text2")
        text_line(painter, first, time, "meta", 500, colour, Qt.AlignmentFlag.AlignRight)
        name = first.adjusted(0, 0, -look.metrics("meta", 500).horizontalAdvance(time) - u(8), 0)
        weight, tone = (500, "text2") if done else (600, "text")
        words, _own_script = name_lines(line.rail.row.case.name, name.width(), weight=weight)
        text_line(painter, name, words, "body", weight, look.colour(tone))
        second = first.translated(0, u(19))
        amber = line.state == "next" and line.to_ask
        tone = "accentText" if line.state == "now" else "amber" if amber else "text2"
        text_line(painter, second, line.words, "small", None, look.colour(tone))
        if line.state == "now":
            self._paint_progress(painter, QRect(left, second.bottom() + u(8), right - left, u(8)), line)

    def _paint_progress(self, painter: QPainter, track: QRect, line: RailLine) -> None:
        look = theme()
        share = min(1.0, line.spoken / max(1, line.rail.row.item.minutes * 60))
        rounded_box(painter, track, u(4), look.colour("surface"))
        filled = QRect(track.left(), track.top(), max(u(8), round(track.width() * share)), track.height())
        rounded_box(painter, filled, u(4), look.colour("amberSolid" if line.over else "accent"))


def _paint_disc(painter: QPainter, disc: QRect, line: RailLine) -> None:
    look, radius = theme(), disc.width() / 2
    if line.state == "done":
        rounded_box(painter, disc, radius, look.colour("greenSoft"))
        draw_icon(painter, disc, "check", "green", 14)
    elif line.state == "put_off":
        rounded_box(painter, disc, radius, look.colour("neutralSoft"))
        draw_icon(painter, disc, "arrow-right", "text2", 14)
    else:
        now = line.state == "now"
        fill, edge = (look.colour("accent"), None) if now else (None, look.colour("border2"))
        rounded_box(painter, disc, radius, fill, edge, 1.3)
        colour = look.colour("onAccent" if now else "text2")
        text_line(painter, disc, str(line.number), "small", 600, colour, Qt.AlignmentFlag.AlignHCenter)
