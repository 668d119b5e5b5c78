"""What will happen, in words and numbers that add up; privacy; the button that does it."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QSizePolicy, QWidget

from mdt_desktop.services.imports.import_preview import Preview, PreviewCounts
from ui.imports.options import Options
from ui.imports.outcome_tile import OutcomeTile
from ui.imports.wording import counted, import_deed, looked_at
from ui.theme import theme, u
from ui.widgets.boxes import Column, Row
from ui.widgets.button import Button
from ui.widgets.scroll_page import ScrollPage
from ui.widgets.separator import Separator
from ui.widgets.surface import set_surface
from ui.widgets.text import Text

WIDTH = 312
LOOKS = {
    "new": ("green", "user-plus"),
    "updated": ("green", "refresh-cw"),
    "unchanged": ("neutral", "circle-check"),
    "look": ("amber", "triangle-alert"),
    "left_out": ("red", "circle-alert"),
    "duplicates": ("amber", "users"),
    "gone": ("neutral", "user-minus"),
}


def _words(name: str, counts: PreviewCounts) -> tuple[str, str]:
    """What a tile counts, and what will happen to them."""
    one = counts.new == 1
    return {
        "new": ("new person" if one else "new people", "Added to Cases as proposed, not to any agenda"),
        "updated": ("updated", "Your notes and actions are never overwritten"),
        "unchanged": ("as they are", "The file says nothing new"),
        "look": ("to look at", looked_at(counts)),
        "left_out": ("left out", "Fix them in the file and import it again" if counts.left_out else "Nobody"),
        "duplicates": (
            "possible duplicate" if counts.duplicates == 1 else "possible duplicates",
            "Compare them side by side; never merged",
        ),
        "gone": ("gone from the file", "Information only: nobody is closed"),
    }[name]


class OutcomePane(QWidget):
    """`shown(list)` asks for the rows a tile counts."""

    shown = Signal(str)
    wanted = Signal()
    back = Signal()
    saved = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        set_surface(self, "surface")
        self.tiles = {name: OutcomeTile(tone, icon, name) for name, (tone, icon) in LOOKS.items()}
        self.sum = Text("", "meta", colour="text2", wrap=True)
        self.options = Options()
        self.import_button = Button(
            "Import people", kind="primary", icon="check", key="Ctrl Enter", large=True
        )
        self.back_button, self.save_button = Button("Back"), Button("Save list of problems")
        self._lay_out()
        for name, tile in self.tiles.items():
            tile.clicked.connect(lambda _checked=False, name=name: self.shown.emit(name))
        self.import_button.clicked.connect(self.wanted)
        self.back_button.clicked.connect(self.back)
        self.save_button.clicked.connect(self.saved)

    def show_preview(self, preview: Preview | None) -> None:
        """The counts of a check; None while there is none."""
        counts = preview.counts if preview else None
        for name, tile in self.tiles.items():
            tile.setVisible(
                counts is not None and (name in ("new", "left_out") or self._number(preview, name) > 0)
            )
        if preview is not None and counts is not None:
            for name, tile in self.tiles.items():
                tile.show_number(self._number(preview, name), *_words(name, counts))
            self.sum.setText(f"Together the file’s {counted(counts.rows, 'row')}.")
        self.sum.setVisible(counts is not None)
        self.options.show_preview(preview)
        self.import_button.setText(import_deed(counts))
        self.save_button.setVisible(counts is not None and counts.left_out + counts.to_look_at > 0)

    def show_checking(self) -> None:
        """The numbers are about to change."""
        self.sum.setText("Checking again")

    @staticmethod
    def _number(preview: Preview | None, name: str) -> int:
        if preview is None:
            return 0
        return int(getattr(preview.counts, {"look": "to_look_at"}.get(name, name)))

    def _lay_out(self) -> None:
        page = ScrollPage(margin=(16, 16), gap=9)
        page.body.add(Text("What will happen", "h2"))
        for name in ("new", "updated", "unchanged", "look", "left_out"):
            page.body.add(self.tiles[name])
        page.body.add(
            self.sum, self.tiles["duplicates"], self.tiles["gone"], 4, Separator(), 4, self.options, None
        )
        buttons = Row(gap=8)
        for button in (self.back_button, self.save_button):
            button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
            buttons.add(button)
        self.import_button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        foot = Column(margin=(16, 10, 16, 14), gap=8)
        foot.add(
            Text("You can undo this import at any time.", "meta", colour="text2"), self.import_button, buttons
        )
        column = Column(self, gap=0)
        column.addWidget(page, 1)
        column.add(foot)
        theme().changed.connect(self._measure)
        self._measure()

    def set_wide(self, wide: bool) -> None:
        """Beside the tables, or below them across the whole width."""
        self._wide = wide
        self._measure()

    _wide = False

    def _measure(self) -> None:
        if self._wide:
            self.setMinimumWidth(u(WIDTH))
            self.setMaximumWidth(16777215)
        else:
            self.setFixedWidth(u(WIDTH))
