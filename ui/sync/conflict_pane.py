"""One person's conflicts: field by field, mine and theirs, then the record in words."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QApplication, QFrame, QWidget

from mdt_desktop.services.conflicts.views import Clash, FieldConflict, Pick
from ui.sync.clash_field import ClashField
from ui.sync.fitted_line import FittedLine
from ui.sync.joined_notes import JoinedText
from ui.sync.picks import Picks, Side, all_of, is_joined, sides_of, starting
from ui.sync.side_head import SideHead
from ui.widgets.boxes import Column, Row
from ui.widgets.icon import Icon
from ui.widgets.surface import set_surface
from ui.widgets.text import Text

SIDE_KEYS = ("Shift ←", "Shift →")


class ConflictPane(QWidget):
    """`picks` holds what is chosen; `picked` follows each choice, and asks for the words of the result."""

    picked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.clash: Clash | None = None
        self.picks: Picks = {}
        self.sides: list[Side] = []
        self.heads: list[SideHead] = []
        self.fields: list[ClashField] = []
        self._body = Column(gap=12)
        self.fitted = FittedLine()
        self.result = Text("", "body", wrap=True)
        Column(self, gap=14).add(self._body, self.fitted, _outcome(self.result))

    def show_clash(self, clash: Clash) -> None:
        """Another person, or the same one read again: what was picked stays while its values do."""
        if clash == self.clash:
            return
        still = {one.id: self.picks[one.id] for one in clash.fields if one.id in self.picks}
        focused = self._focused_id()
        self.clash, self.picks = clash, {**starting(clash), **still}
        self._fill(clash)
        self.fitted.show_changes(clash.fitted)
        self._show_picks()
        if focused:
            again = next((one for one in self.fields if one.one.id == focused), None)
            if (stop := again.stop() if again else self.first_focus()) is not None:
                stop.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_result(self, words: str) -> None:
        """What the record will say."""
        self.result.setText(words)

    def keep_side(self, place: int) -> None:
        """Every field as that side has it."""
        if self.clash is not None and self.isVisible() and place < len(self.sides):
            self.picks = all_of(self.clash, self.sides[place], self.picks)
            self._show_picks()

    def keep_both(self) -> None:
        """The field that has the focus: both values, where they can be made one."""
        for field in self.fields:
            if QApplication.focusWidget() in field.cards:
                field.keep_both()

    def step_field(self, step: int) -> None:
        """J and K: the next field, the field before."""
        focus = QApplication.focusWidget()
        here = next((at for at, one in enumerate(self.fields) if focus in one.cards), -1)
        if self.fields and self.isVisible():
            goal = max(0, min(len(self.fields) - 1, here + step))
            self.fields[goal].stop().setFocus(Qt.FocusReason.OtherFocusReason)

    def first_focus(self) -> QWidget | None:
        """The first field there is something to choose in."""
        return self.fields[0].stop() if self.fields else None

    def _pick(self, one: FieldConflict, pick: Pick) -> None:
        self.picks = {**self.picks, one.id: pick}
        self._show_picks()

    def _show_picks(self) -> None:
        for field in self.fields:
            field.show_pick(self.picks[field.one.id])
        self.picked.emit()

    def _focused_id(self) -> str:
        focus = QApplication.focusWidget()
        return next((one.one.id for one in self.fields if focus in one.cards), "")

    def _fill(self, clash: Clash) -> None:
        self._body.clear()
        self.fields, self.sides = [], sides_of(clash)
        self._body.addLayout(self._heads())
        several = len({(one.kind, one.record) for one in clash.fields}) > 1
        for one in clash.fields:
            label = f"{one.record_words}: {one.label.lower()}" if several else one.label
            if is_joined(one):
                self._body.add(JoinedText(one, label))
                continue
            field = ClashField(one, label, self.sides)
            field.picked.connect(lambda pick, one=one: self._pick(one, pick))
            self.fields.append(field)
            self._body.add(field)

    def _heads(self) -> Row:
        self.heads, row = [], Row(gap=10)
        for at, side in enumerate(self.sides):
            head = SideHead(side, SIDE_KEYS[at] if at < len(SIDE_KEYS) else "")
            head.keep.clicked.connect(lambda _=False, at=at: self.keep_side(at))
            head.keep.setVisible(len(self.sides) > 1)
            self.heads.append(head)
            row.addWidget(head, 1)
        return row


def _outcome(result: Text) -> QFrame:
    frame = QFrame()
    set_surface(frame, "quote")
    head = Row(gap=8).add(
        Icon("file-check", "accent", 18), Text("What the record will say", "body", 600), None,
        Text("Everyone gets this version", "small", colour="text2"),
    )  # fmt: skip
    Column(frame, margin=(14, 12), gap=4).add(head, result)
    return frame
