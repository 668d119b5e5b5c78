"""Quick entry: one line, understood while it is typed; nothing is saved to a guessed person."""

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QTextOption
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from mdt_desktop.domain.capture import CaptureContext, Captured, OwnerChoice, describe
from mdt_desktop.services.actions.rows import ActionRow
from ui.entry.entry_chips import EntryChips
from ui.entry.entry_reading import EntryChip, EntryReading, kept_start, line_of
from ui.entry.entry_tint import EntryTint, units
from ui.entry.owner_popup import OwnerPopup
from ui.theme import theme, u
from ui.widgets.boxes import Column

PAUSE_MS = 600
ENTERS = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class EntryLine(QPlainTextEdit):
    """One line. Enter, Esc and the arrows are signals: (key, shift held)."""

    pressed = Signal(int, bool)
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName("Quick entry")
        self.setPlaceholderText("/action who when what")
        self.setTabChangesFocus(True)
        self.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self.setWordWrapMode(QTextOption.WrapMode.NoWrap)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        theme().changed.connect(self._restyle)
        self._restyle()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        chord = event.modifiers() & (Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier)
        if event.key() in (*ENTERS, Qt.Key.Key_Escape, Qt.Key.Key_Up, Qt.Key.Key_Down) and not chord:
            self.pressed.emit(event.key(), shift)
        else:
            super().keyPressEvent(event)

    def insertFromMimeData(self, source) -> None:
        self.insertPlainText(" ".join(source.text().split("\n")))

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.left.emit()

    def _restyle(self) -> None:
        self.setFont(theme().font("big"))
        self.viewport().setFont(self.font())  # the placeholder’s: it does not follow after the first one
        self.setFixedHeight(u(42))


class QuickEntry(QWidget):
    """`entered(captured)`, `corrected(action id, captured)`; the line stays until `taken` says so."""

    entered = Signal(object)
    corrected = Signal(str, object)
    paused = Signal()
    escaped = Signal()

    def __init__(self, host: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.line, self.popup = EntryLine(), OwnerPopup(host)
        self.chips = EntryChips(self.line)
        self.reading = EntryReading()
        self._room: CaptureContext | None = None
        self._correcting: ActionRow | None = None
        self._keep = False
        self._tint = EntryTint(self.line.document())
        self._pause = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._pause.timeout.connect(self._paused)
        Column(self, gap=7).add(self.line, self.chips)
        self.line.textChanged.connect(self._typed)
        self.line.pressed.connect(self._key)
        self.line.left.connect(self.popup.hide)
        self.chips.pressed.connect(self._press_chip)
        self.popup.chosen.connect(self._settle_owner)

    def set_room(self, room: CaptureContext) -> None:
        """Who is here now, and what day it is."""
        self._room = room
        self._read()

    def text(self) -> str:
        """What is in the line."""
        return self.line.toPlainText()

    def set_text(self, text: str) -> None:
        """Put a line in, the cursor at its end."""
        self._correcting = None
        self.reading.forget()
        self._fill(text)

    def start(self, text: str = "") -> None:
        """Take the focus; an empty line begins with `text`."""
        if text and not self.text():
            self.set_text(text)
        self.line.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def correct(self, action: ActionRow) -> None:
        """Change an action that was agreed."""
        self.set_text(line_of(action))
        self._correcting = action
        self._read()
        self.line.setFocus(Qt.FocusReason.OtherFocusReason)

    def taken(self, captured: Captured) -> None:
        """It is saved: an empty line, or the next one for the same owner and day."""
        keep, self._keep = self._keep, False
        self.set_text(kept_start(captured) if keep and captured.kind == "action" else "")

    def _fill(self, text: str) -> None:
        self.line.setPlainText(text)
        self.line.moveCursor(self.line.textCursor().MoveOperation.End)
        self._read()

    def _typed(self) -> None:
        self._read()
        self._pause.start()

    def _read(self) -> None:
        if self._room is None:
            return
        self.reading.read(self.text(), self._room)
        self._tint.show_spans(self.reading.parsed.spans)
        chips = self.reading.chips()
        if self._correcting is not None:
            chips.insert(0, EntryChip(f"Changing {self._correcting.ref}", "plum", "x", "leave"))
        self.chips.show_chips(chips)
        several = len(self.reading.parsed.candidates) > 1 and self.reading.asks_owner()
        if several and self.line.hasFocus():
            self._open_popup()
        elif not several:
            self.popup.hide()

    def _paused(self) -> None:
        words = describe(self.reading.captured) if self.text().strip() else ""
        self.line.setAccessibleDescription(words)
        self.paused.emit()

    def _key(self, key: int, shift: bool) -> None:
        if self.popup.isVisible():
            self._key_in_popup(key)
        elif key in ENTERS:
            self._enter(shift)
        elif key == Qt.Key.Key_Escape:
            if self.reading.offered:
                self.reading.settle_due(None)
                self._read()
            else:
                self.escaped.emit()

    def _key_in_popup(self, key: int) -> None:
        if key in ENTERS:
            self.popup.take()
        elif key == Qt.Key.Key_Escape:
            self.popup.hide()
        else:
            self.popup.step(1 if key == Qt.Key.Key_Down else -1)

    def _enter(self, keep: bool) -> None:
        reading = self.reading
        if not self.text().strip() or reading.verbs() or reading.lacks_words():
            return
        if reading.asks_owner():
            self._open_popup()
            return
        if reading.asks_date() and self._room is not None and self._room.next_huddle:
            if not reading.offered:
                reading.offered = True
                self._read()
                return
            reading.settle_due(self._room.next_huddle)
        self._keep = keep
        if self._correcting is not None:
            self.corrected.emit(self._correcting.id, reading.captured)
        else:
            self.entered.emit(reading.captured)

    def _open_popup(self) -> None:
        if self._room is not None:
            self.popup.show_choices(self.reading.choices(), self._room, self.line)

    def _settle_owner(self, choice: OwnerChoice) -> None:
        self.reading.settle_owner(choice)
        self._read()
        self.line.setFocus(Qt.FocusReason.OtherFocusReason)

    def _press_chip(self, chip: EntryChip) -> None:
        if chip.deed == "owner":
            self._open_popup()
        elif chip.deed in ("offer", "better"):
            self.reading.settle_due(chip.value)
            self._read()
        elif chip.deed == "verb":
            self._fill(f"/{chip.value} ")
        elif chip.deed == "leave":
            self.set_text("")
        elif chip.deed == "due":
            self._select_due()
        self.line.setFocus(Qt.FocusReason.OtherFocusReason)

    def _select_due(self) -> None:
        """Tab moves into a chip to correct it: the day's own words are selected, ready to be typed over."""
        text = self.text()
        for span in self.reading.parsed.spans:
            if span.role == "due":
                cursor = self.line.textCursor()
                cursor.setPosition(units(text, span.start))
                cursor.setPosition(units(text, span.end), cursor.MoveMode.KeepAnchor)
                self.line.setTextCursor(cursor)
