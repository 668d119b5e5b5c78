"""The table of pages: their names, where they are made, and where they stand in the navigation.

A page is imported when it is first shown. A page whose module is not there yet is not offered anywhere.
"""

from collections.abc import Mapping
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from typing import TYPE_CHECKING

import msgspec

if TYPE_CHECKING:
    from ui.jobs import Jobs
    from ui.page import Page
    from ui.shell.preferences import Preferences


class PageEntry(msgspec.Struct, frozen=True):
    """`name` is what `Page.go` takes; `words` empty means not in the navigation; `letter` follows G."""

    name: str
    module: str
    made_by: str
    words: str = ""
    icon: str = ""
    letter: str = ""
    team_data: bool = False
    takes_preferences: bool = False

    def available(self) -> bool:
        """Whether this version has the page."""
        return _is_there(self.module)

    def make(self, jobs: "Jobs", preferences: "Preferences") -> "Page":
        """Import and build the page."""
        build = getattr(import_module(self.module), self.made_by)
        return build(jobs, preferences) if self.takes_preferences else build(jobs)


PAGES = {
    entry.name: entry
    for entry in (
        PageEntry("home", "ui.home.page", "HomePage", "This week", "calendar-days", "W"),
        PageEntry("cases", "ui.cases.page", "CasesPage", "Cases", "users-round", "C"),
        PageEntry("record", "ui.cases.record_page", "RecordPage"),
        PageEntry("huddles", "ui.huddle.huddles_page", "HuddlesPage", "Huddles", "messages-square", "H"),
        PageEntry("prepare", "ui.huddle.prepare_page", "PreparePage"),
        PageEntry("run", "ui.huddle.run_page", "RunPage"),
        PageEntry("close", "ui.huddle.close.page", "ClosePage"),
        PageEntry("actions", "ui.actions.page", "ActionsPage", "Actions", "list-checks", "A"),
        PageEntry("minutes", "ui.minutes.page", "MinutesPage", "Minutes", "file-text", "M"),
        PageEntry("insights", "ui.insight.page", "InsightsPage", "Insights", "chart-column", "I"),
        PageEntry("import", "ui.imports.page", "ImportPage", "Import", "file-up", team_data=True),
        PageEntry("team", "ui.team.page", "TeamPage", "Team", "users", "T", team_data=True),
        PageEntry("sync", "ui.sync.page", "SyncPage", "Sync & devices", "refresh-cw", "S", team_data=True),
        PageEntry(
            "settings",
            "ui.settings.page",
            "SettingsPage",
            "Settings",
            "settings",
            team_data=True,
            takes_preferences=True,
        ),
    )
}


@cache
def _is_there(module: str) -> bool:
    try:
        return find_spec(module) is not None
    except ModuleNotFoundError:
        return False


def offered(pages: Mapping[str, PageEntry]) -> list[PageEntry]:
    """The pages of this version that stand in the navigation, in its order."""
    return [entry for entry in pages.values() if entry.words and entry.available()]
