"""A new passphrase: typed twice, with how hard it is to guess."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from ui.unlock.strength import LEAST_CHARACTERS, strength
from ui.widgets.boxes import Column, Row
from ui.widgets.field import Field
from ui.widgets.passphrase_field import PassphraseField
from ui.widgets.progress_bar import ProgressBar
from ui.widgets.text import Text


class NewPassphrase(QWidget):
    """`entered` when Enter is pressed in either field. `upright`: one below the other."""

    entered = Signal()

    def __init__(
        self, label: str = "Passphrase", *, upright: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.first = PassphraseField(label)
        self.again = PassphraseField(f"{label} again")
        self.bar = ProgressBar("How hard the passphrase is to guess", height=4)
        self.hint = Text("", "small", colour="text2")
        pair = Column(gap=14) if upright else Row(gap=12)
        for field in (self.first, self.again):
            pair.addWidget(field, 1, Qt.AlignmentFlag.AlignTop)
            field.edit.returnPressed.connect(self.entered)
        Column(self, gap=8).add(pair, self.bar, self.hint)
        self.first.edit.textChanged.connect(self._judge)
        self._judge("")

    def text(self) -> str:
        """What was typed in the first field."""
        return self.first.text()

    def clear(self) -> None:
        """Forget both."""
        self.first.edit.clear()
        self.again.edit.clear()

    def complain(self) -> Field | None:
        """Say under each field what is wrong; answers with the first that is, now focused."""
        short = len(self.text()) < LEAST_CHARACTERS
        differs = self.text() != self.again.text()
        self.first.set_error(f"Use at least {LEAST_CHARACTERS} characters." if short else "")
        self.again.set_error("The two are not the same. Type it again." if differs and not short else "")
        wrong = self.first if short else self.again if differs else None
        if wrong is not None:
            wrong.edit.setFocus()
        return wrong

    def _judge(self, passphrase: str) -> None:
        judged = strength(passphrase)
        self.bar.set_tone(judged.tone)
        self.bar.set_progress(round(100 * judged.share), 100)
        self.bar.setVisible(bool(passphrase))  # a red bar before anything was typed would tell somebody off
        self.hint.setText(judged.words)
