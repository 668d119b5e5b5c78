"""The right of Close: the huddle in numbers, the chair's way out of what is missing, and the signature."""

from math import ceil

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QSizePolicy, QWidget

from mdt_desktop.domain.day_words import short_day
from mdt_desktop.services.closing.close_page import ClosePage
from mdt_desktop.services.closing.closing import Gap, Totals
from mdt_desktop.services.session import ZONE
from ui.widgets.boxes import Column, Grid, Row
from ui.widgets.button import Button
from ui.widgets.icon import Icon
from ui.widgets.message import Message
from ui.widgets.passphrase_field import PassphraseField
from ui.widgets.scroll_page import ScrollPage
from ui.widgets.separator import Separator
from ui.widgets.surface import set_surface
from ui.widgets.text import Text

NOT_QUORATE = (
    "The quorum was not met: these will be titled “Huddle notes – not quorate”, and decisions are advisory."
)
COUNTS = ("No", "One", "Two", "Three", "Four", "Five", "Six")


class SignPane(QWidget):
    """`sign(passphrase)`, `gaps_to_chair`, `save_draft`, `open_minutes`, `back_to_huddle`."""

    sign = Signal(str)
    gaps_to_chair = Signal()
    save_draft = Signal()
    open_minutes = Signal()
    back_to_huddle = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        set_surface(self, "surface")
        self.field = PassphraseField("Your passphrase, to sign")
        self.button = Button("Sign", kind="primary", icon="signature", key="Ctrl Enter", large=True)
        self.save = Button("Save draft PDF", icon="file-down")
        self.to_chair = Button("Gaps to the chair", kind="soft", icon="corner-down-left")
        self.state = Message("green", "", stacked=True)
        self._figures = Figures()
        self._gaps = _Gaps(self.to_chair)
        self._notes = Message("amber", "Not quorate", NOT_QUORATE)
        self._note = _Note()
        self._oath = Text("I chaired this huddle and these minutes are a true record.", wrap=True)
        self._ended = True
        self._sentence = ""
        self._wait = 0.0
        self._countdown = QTimer(self, interval=1000)
        self._countdown.timeout.connect(self._count_down)
        for button in (self.button, self.save, self.to_chair):
            button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        for part in (self.field, self.state, self._notes):  # as high as their words need
            part.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        page = ScrollPage(margin=(18, 18, 18, 18), gap=10)
        page.body.add(Text("This huddle", "h2"), self._figures, 2, Separator(), 2, self._gaps)
        page.body.add(self._notes, Text("Sign off", "h3"), self.state, self._oath, self.field)
        page.body.add(self.button, self._note, self.save, None)
        Column(self, gap=0).addWidget(page)
        self.button.clicked.connect(self.press_sign)
        self.field.edit.returnPressed.connect(self.press_sign)
        self.to_chair.clicked.connect(self.gaps_to_chair)
        self.save.clicked.connect(self.save_draft)
        self.state.acted.connect(self._act)

    def show_page(self, page: ClosePage) -> None:
        """The numbers, and what may be done here and now."""
        view = page.view
        self._figures.show_totals(view.totals)
        signed = view.signed_at is not None
        self._ended = view.ended
        self._gaps.setVisible(bool(view.gaps) and not signed and view.ended)
        self._gaps.show_gaps(view.gaps, page)
        self._notes.setVisible(not view.quorate and view.ended)
        self._show_state(page)
        can_sign = not signed and not view.cannot_sign
        for part in (self._oath, self.field, self.button):
            part.setVisible(can_sign)
        self.save.setVisible(not signed and view.ended)
        count = len(view.gaps)
        number = COUNTS[count] if count < len(COUNTS) else str(count)
        things = f"{number} thing is" if count == 1 else f"{number} things are"
        self._note.say(f"{things} unfinished. Signing will take you to the first one." if count else "")
        self._note.setVisible(can_sign and bool(count))

    def first_focus(self) -> QWidget:
        """Where one goes on: the passphrase, or the way out once it is signed."""
        return self.field.edit if self.field.isVisibleTo(self) else self.state.button

    def press_sign(self) -> None:
        """As the button: the page decides what that means."""
        if self.button.isVisibleTo(self) and self.button.isEnabled():
            self.sign.emit(self.field.text())

    def ask_passphrase(self, sentence: str) -> None:
        """Say what is wrong with the passphrase, and wait for another."""
        self.set_busy(False)
        self.field.set_error(sentence)
        self.field.edit.setFocus()
        self.field.edit.selectAll()

    def wait(self, sentence: str, seconds: float) -> None:
        """Another try only after so many seconds, counted down."""
        self._sentence, self._wait = sentence, seconds
        self.ask_passphrase(self._waiting_words())
        if seconds > 0:
            self._countdown.start()

    def waits(self) -> bool:
        """Whether it is too early for another try."""
        return self._countdown.isActive()

    def set_busy(self, busy: bool) -> None:
        """While the signature is being made."""
        self.button.setText("Signing…" if busy else "Sign")
        self.button.setEnabled(not busy)
        self.field.setEnabled(not busy)
        if busy:
            self.field.set_error("")

    def forget(self) -> None:
        """Nothing typed stays."""
        self._countdown.stop()
        self.field.edit.clear()
        self.field.set_error("")
        self.set_busy(False)

    def _show_state(self, page: ClosePage) -> None:
        view = page.view
        if view.signed_at is not None:
            at = f"{view.signed_at.astimezone(ZONE):%H:%M}"
            words = f"Version {view.version} of the minutes. Changes are made as amendments."
            self.state.set_message(
                "green", f"Signed {at}", words, action="Open the minutes", icon="signature"
            )
        elif not view.ended:
            words = "End it on the Run page, then sign."
            self.state.set_message(
                "blue", "This huddle has not ended", words, action="Back to the huddle", icon="info"
            )
        else:
            self.state.set_message("amber", "Only a chair signs", view.cannot_sign)
        self.state.setVisible(view.signed_at is not None or bool(view.cannot_sign))

    def _act(self) -> None:
        (self.open_minutes if self._ended else self.back_to_huddle).emit()

    def _waiting_words(self) -> str:
        seconds = ceil(self._wait)
        if seconds <= 0:
            return self._sentence
        return f"{self._sentence} You can try again in {seconds} {'second' if seconds == 1 else 'seconds'}."

    def _count_down(self) -> None:
        self._wait -= 1
        if self._wait <= 0:
            self._countdown.stop()
        self.field.set_error(self._waiting_words())


class Figures(QWidget):
    """The totals, a line each."""

    def __init__(self) -> None:
        super().__init__()
        self._grid = Grid(self, gap=(8, 7))
        self._grid.setColumnStretch(0, 1)
        self._values: dict[str, Text] = {}
        for row, words in enumerate(("Ran for", "Planned", "Actions agreed", "Plans changed", "Closed")):
            value = Text("", "body", 600)
            value.setAlignment(Qt.AlignmentFlag.AlignRight)
            self._values[words] = value
            self._grid.addWidget(Text(words, "body", colour="text2"), row, 0)
            self._grid.addWidget(value, row, 1)

    def show_totals(self, totals: Totals) -> None:
        """In minutes and counts."""
        ran = "Not started" if totals.ran_for is None else f"{totals.ran_for} min"
        texts = (ran, f"{totals.planned} min", totals.actions, totals.plans_changed, totals.closed)
        for (words, value), text in zip(self._values.items(), texts, strict=True):
            value.setText(str(text))
            value.setAccessibleName(f"{words}: {text}")


class _Gaps(QWidget):
    """The way out, with words that say what it does."""

    def __init__(self, button: Button) -> None:
        super().__init__()
        self._words = Text("", "meta", colour="text2", wrap=True)
        Column(self, margin=(0, 0, 0, 8), gap=8).add(
            Text("No time to settle them?", "h3"), self._words, button, 4, Separator()
        )
        self._button = button

    def show_gaps(self, gaps: list[Gap], page: ClosePage) -> None:
        words = gap_words(gaps, page)
        self._words.setText(words)
        self._button.setAccessibleDescription(words)


class _Note(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self._words = Text("", "meta", colour="text2", wrap=True)
        Row(self, gap=7).add(Icon("info", "text2", 16), self._words)

    def say(self, words: str) -> None:
        self._words.setText(words)


def gap_words(gaps: list[Gap], page: ClosePage) -> str:
    """What “Gaps to the chair” will do, in full."""
    count = {kind: sum(gap.kind == kind for gap in gaps) for kind in ("no_owner", "no_date", "no_outcome")}
    day = short_day(page.next_day)
    who = "You take" if page.mine_to_chair else f"{page.chair} takes"
    sentences = []
    if count["no_owner"]:
        things = "the action" if count["no_owner"] == 1 else f"the {count['no_owner']} actions"
        sentences.append(f"{who} {things} without an owner.")
    if count["no_date"]:
        things = "What has no date is" if count["no_date"] > 1 else "The one without a date is"
        sentences.append(f"{things} due {day}, the next huddle.")
    if count["no_outcome"]:
        things = "1 discussion" if count["no_outcome"] == 1 else f"{count['no_outcome']} discussions"
        sentences.append(f"“No decision” is recorded for {things}.")
    return " ".join(sentences)
