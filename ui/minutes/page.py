"""Minutes."""

from typing import Any

from mdt_desktop.services import minutes_page
from mdt_desktop.services.minutes_page import Paper
from ui.jobs import Jobs
from ui.minutes.paper_pane import PaperPane
from ui.minutes.saving import PdfSaver
from ui.page import Page
from ui.widgets.boxes import Column


class MinutesPage(Page):
    """`enter()` lists every huddle with minutes, `enter(huddle=id)` opens one."""

    nav = "minutes"

    def __init__(self, jobs: Jobs) -> None:
        super().__init__(jobs)
        self._huddle = ""
        self.paper = PaperPane(jobs, "Minutes", side_by_side=True)
        self.saver = PdfSaver(self, jobs)
        Column(self).addWidget(self.paper)

    def title(self) -> str:
        return "Minutes"

    def enter(self, huddle: str = "") -> None:
        self._huddle = huddle
        self.paper.wait()
        if huddle:
            self.jobs.ask(minutes_page.paper, huddle, done=self._show_paper, key="paper")

    def _show_paper(self, paper: Paper) -> None:
        self.paper.show_paper(paper, from_the_top=True)

    def changed(self, changed: Any) -> None:
        if changed.touches("minutes"):
            self.enter(self._huddle)
