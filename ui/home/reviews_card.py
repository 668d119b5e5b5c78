"""Reviews due: whom to look at again, and one press to put them all on the agenda."""

from PySide6.QtCore import Signal

from mdt_desktop.domain.day_words import WEEKDAYS
from mdt_desktop.services.week import ReviewRow, Reviews
from ui.home.quiet_line import QuietLine
from ui.home.review_rows import SHOWN, ReviewDelegate, review_model, review_rows
from ui.widgets.button import Button
from ui.widgets.card import Card
from ui.widgets.whole_list import WholeList


class ReviewsCard(Card):
    """`opened(review)` follows a row, `add_asked(reviews)` the link, `all_asked` the line under the list."""

    opened = Signal(object)
    add_asked = Signal(object)
    all_asked = Signal()

    def __init__(self) -> None:
        super().__init__(
            "Reviews due", icon="calendar-check", count=0, link="Add all to agenda", margin=(8, 14), gap=2
        )
        self.header.insertSpacing(0, 8)
        self.view: Reviews | None = None
        self.list = WholeList("Reviews due", review_model(), ReviewDelegate())
        self.list.setAccessibleDescription("Enter opens the record")
        self.nothing = QuietLine("circle-check", "No review is due this week")
        self.more = Button("", kind="link")
        self.body.add(self.nothing, self.list, self.more, None)
        self.list.chosen.connect(lambda row: self.opened.emit(row.review))
        self.list.clicked.connect(lambda _index: self.opened.emit(self.list.current_row().review))
        kept = self.link.sizePolicy()
        kept.setRetainSizeWhenHidden(True)  # the heading stays where it is
        self.link.setSizePolicy(kept)
        for unknown in (self.nothing, self.more, self.link):
            unknown.hide()  # until something was read
        self.set_count(None)
        self.linked.connect(lambda: self.add_asked.emit(self.waiting()))
        self.more.clicked.connect(self.all_asked)

    def show_view(self, view: Reviews) -> None:
        self.view = view
        self.set_count(len(view.rows))
        self.nothing.setVisible(not view.rows)
        self.list.setVisible(bool(view.rows))
        self.list.set_rows(review_rows(view))
        rest = len(view.rows) - SHOWN
        self.more.setVisible(rest > 0)
        self.more.setText(f"{rest} more in Cases")
        self.link.setVisible(bool(self.waiting()) and view.huddle is not None)
        if view.huddle and view.huddle.day:
            self.link.setToolTip(f"Onto the agenda of {WEEKDAYS[view.huddle.day.weekday()]}")

    def waiting(self) -> list[ReviewRow]:
        """Those the next huddle does not have on its agenda."""
        return [row for row in self.view.rows if not row.on_agenda] if self.view else []
