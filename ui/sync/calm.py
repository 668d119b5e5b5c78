"""The right side while nothing is to decide: that all is well, or how to begin to share."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from ui.sync.view import SyncView
from ui.widgets.choice_card import ChoiceCard
from ui.widgets.empty_state import EmptyState

SAFE = "Everything is encrypted before it leaves this laptop: a folder or hub can read none of it."


class Calm(QStackedWidget):
    """`folder` and `hub` ask to connect one."""

    folder = Signal()
    hub = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.choices = (
            ChoiceCard(
                "Through a shared folder",
                "A network drive, or a synced SharePoint or OneDrive folder your team has already.",
                icon="folder-open", tall=True, suggested=True,
            ),
            ChoiceCard(
                "Through a hub",
                "A server your organisation runs for it. Captures reach colleagues within a second.",
                icon="server", tall=True,
            ),
        )  # fmt: skip
        for choice, signal in zip(self.choices, (self.folder, self.hub), strict=True):
            choice.clicked.connect(signal)
        self.addWidget(
            EmptyState(
                "laptop", "Work with your team",
                "Nothing has left this laptop yet. Choose where your team’s changes meet, "
                "then invite people.",
                choices=self.choices, reassurance=SAFE,
            )
        )  # fmt: skip
        self.addWidget(
            EmptyState(
                "hard-drive", "Saved on this laptop",
                "Nobody else gets it yet. An admin of the team chooses where changes meet.",
                reassurance=SAFE,
            )
        )  # fmt: skip
        self.addWidget(
            EmptyState(
                "copy-check", "Nothing to decide",
                "What different people change fits together by itself. Where two clash, you choose here.",
                reassurance=SAFE,
            )
        )  # fmt: skip

    def show_view(self, view: SyncView) -> None:
        self.setCurrentIndex(2 if view.state.shared else 0 if view.admin else 1)

    def first_focus(self) -> QWidget | None:
        """The first way to begin, if there is one to choose."""
        return self.choices[0] if self.currentIndex() == 0 else None
