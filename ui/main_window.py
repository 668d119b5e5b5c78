"""The window: locked or open, nothing more. What shows while it is open is the workspace's."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QMainWindow, QStackedWidget

from ui.jobs import Jobs
from ui.shell.workspace import Workspace


class MainWindow(QMainWindow):
    """One native window with the unlock screens or the workspace of one session."""

    sharing = Signal(bool)

    def __init__(self) -> None:
        super().__init__()
        self.setWindowTitle("MDT Desktop")
        self.resize(1440, 900)
        self._stack = QStackedWidget()
        self.setCentralWidget(self._stack)
        self.workspace: Workspace | None = None

    def open(self, jobs: Jobs, page: str = "home") -> None:
        """Show the workspace of the session that `jobs` holds."""
        self.workspace = Workspace(jobs)
        self._stack.addWidget(self.workspace)
        self._stack.setCurrentWidget(self.workspace)
        self.workspace.show_page(page)
