"""The open window: one page at a time, with what stands round it."""

from typing import Any

from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from ui.jobs import Jobs
from ui.page import Page
from ui.shell.pages import PAGES


class Workspace(QWidget):
    """Makes pages when they are first shown and moves between them."""

    def __init__(self, jobs: Jobs) -> None:
        super().__init__()
        self.jobs = jobs
        self._pages: dict[str, Page] = {}
        self._stack = QStackedWidget()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._stack)
        jobs.changed.connect(self._changed)

    @property
    def page(self) -> Page | None:
        """The page that shows."""
        shown = self._stack.currentWidget()
        return shown if isinstance(shown, Page) else None

    def show_page(self, name: str, where: dict[str, Any] | None = None) -> None:
        """Leave the page that shows and enter another."""
        if self.page is not None:
            self.page.leave()
        if name not in self._pages:
            page = PAGES[name].make(self.jobs)
            page.go.connect(self.show_page)
            self._pages[name] = page
            self._stack.addWidget(page)
        self._stack.setCurrentWidget(self._pages[name])
        self._pages[name].enter(**(where or {}))

    def _changed(self, changed: object) -> None:
        if self.page is not None:
            self.page.changed(changed)
