"""Which file this is, its sheets, and matchings that were saved."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from mdt_desktop.services.imports.importing import OpenedFile
from ui.imports.wording import about_file
from ui.widgets.boxes import Column, Row
from ui.widgets.button import Button
from ui.widgets.combo_box import ComboBox
from ui.widgets.eliding_label import ElidingLabel
from ui.widgets.icon import Icon
from ui.widgets.surface import set_surface

SUGGESTED = ""


class FileBar(QWidget):
    """`saved_chosen(name)`: "" is what the headings suggest."""

    change = Signal()
    sheet_chosen = Signal(str)
    saved_chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        set_surface(self, "surface")
        self._name, self._about = ElidingLabel("", "body", 600), ElidingLabel("", "meta", colour="text2")
        self.sheets = ComboBox("Sheet")
        self.sheets.activated.connect(lambda _row: self.sheet_chosen.emit(str(self.sheets.value())))
        self.saved = Button("", kind="soft", icon="bookmark-check")
        self.saved.clicked.connect(self._choose_saved)
        self.more_saved = ComboBox("Saved matching")
        self.more_saved.activated.connect(lambda _row: self.saved_chosen.emit(str(self.more_saved.value())))
        self.change_button = Button("Change file", kind="ghost")
        self.change_button.clicked.connect(self.change)
        row = Row(self, margin=(20, 8, 20, 8), gap=14).add(Icon("file-spreadsheet", "accent", 24))
        row.addLayout(Column(gap=0).add(self._name, self._about), 1)
        row.add(self.sheets, self.saved, self.more_saved, self.change_button)
        self._used, self._fitting = SUGGESTED, tuple[str, ...]()

    def show_file(self, opened: OpenedFile) -> None:
        """A file that has just been read."""
        self._name.setText(opened.path.name)
        self._about.setText(about_file(opened))
        self.sheets.setVisible(len(opened.sheets) > 1)
        self.sheets.set_items(tuple((f"Sheet: {name}", name) for name in opened.sheets))
        self.sheets.set_value(opened.table.sheet)
        self._fitting = opened.fitting
        self.show_used(opened.saved)

    def show_used(self, name: str) -> None:
        """Which saved matching is in use; "" for none, or one that was changed since."""
        self._used = name
        several = len(self._fitting) > 1
        self.saved.setVisible(bool(self._fitting) and not several)
        self.more_saved.setVisible(several)
        if several:
            items = [
                ("Matching from the headings", SUGGESTED),
                *((f"Matching: {one}", one) for one in self._fitting),
            ]
            self.more_saved.set_items(tuple(items))
            self.more_saved.set_value(name)
        elif self._fitting:
            self.saved.setText(f"Matched as: {name}" if name else f"Use saved matching: {self._fitting[0]}")
            hint = "Press to match by the headings instead" if name else ""
            self.saved.setToolTip(hint)
            self.saved.setAccessibleDescription(hint)

    def _choose_saved(self) -> None:
        self.saved_chosen.emit(SUGGESTED if self._used else self._fitting[0])
