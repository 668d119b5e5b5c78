"""Where the palette's rows come from: the page, the window, the navigation, the store."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QObject

from mdt_desktop.services.search import Found
from mdt_desktop.services.session import Session
from ui.keys import Keys, KeyTable
from ui.shell.pages import offered
from ui.shell.palette_rows import DO, GO, MINUTES, NOTES, PEOPLE, RECENT, Row, marked
from ui.shell.person_commands import person_rows
from ui.shell.workspace import Workspace

_LIMIT = 6  # of people, of what was agreed, of what was said
_RECENT_KEPT = 5
# Kind of record: its section, its icon, and how its page is opened.
_KINDS = {
    "case": (PEOPLE, "user", "record", "case"),
    "huddle": (MINUTES, "file-text", "minutes", "huddle"),
    "action": (MINUTES, "list-checks", "actions", "action"),
    "note": (NOTES, "notebook-pen", "record", "case"),
}


Find = Callable[[Session, str, int], Sequence[Found]]
"""(session, text, limit), called on the reading thread."""


class PaletteSource(QObject):
    """Remembers, until the lock, who was opened from the palette."""

    def __init__(self, workspace: Workspace, window_keys: KeyTable, find: Find) -> None:
        super().__init__(workspace)
        self._workspace = workspace
        self._window_keys = window_keys
        self._find = find
        self._recent: list[Row] = []

    def commands(self) -> list[Row]:
        """What the page can do, what the window can do, where to go."""
        workspace = self._workspace
        rows = [_command(entry) for entry in workspace.commands()]
        rows += [_command(entry) for entry in self._window_keys.entries if entry.icon]
        for entry in offered(workspace.entries):
            keys = f"G {entry.letter}" if entry.letter else ""
            rows.append(Row(GO, entry.icon, entry.words, partial(workspace.show_page, entry.name), keys=keys))
        return rows

    def recent(self) -> list[Row]:
        """Who was opened last, newest first."""
        return self._recent

    def search(self, text: str, show: Callable[[str, Sequence[Row]], None]) -> None:
        """Ask the store; `show(text, rows)` follows."""
        self._workspace.jobs.ask(
            self._find,
            text,
            _LIMIT,
            done=lambda found: show(text, self._rows(found, text)),
            key="palette",
            receiver=self,
        )

    def _rows(self, found: Sequence[Found], text: str) -> list[Row]:
        return [self._row(hit, text) for hit in found if self._may_show(hit)]

    def _may_show(self, hit: Found) -> bool:
        """While the window is shared, names only: no words that somebody wrote about a person."""
        return hit.kind in _KINDS and not (self._workspace.sharing and hit.kind in ("action", "note"))

    def _row(self, hit: Found, text: str) -> Row:
        section, icon, page, argument = _KINDS[hit.kind]
        subtitle = "" if self._workspace.sharing else hit.subtitle
        open_it = partial(self._open, hit, page, {argument: hit.id})
        row = Row(section, icon, hit.title, open_it, subtitle, deeds=self._deeds(hit))
        return marked(row, text)

    def _deeds(self, hit: Found) -> tuple[Row, ...]:
        return person_rows(self._workspace, hit.id, hit.title) if hit.kind == "case" else ()

    def _open(self, hit: Found, page: str, where: dict[str, str]) -> None:
        icon = _KINDS[hit.kind][1]
        again = Row(RECENT, icon, hit.title, partial(self._open, hit, page, where), deeds=self._deeds(hit))
        others = [old for old in self._recent if old.title != again.title]
        self._recent = [again, *others][:_RECENT_KEPT]
        self._workspace.show_page(page, where)


def _command(entry: Keys) -> Row:
    return Row(DO, entry.icon or "corner-down-left", entry.words, entry.act or _nothing, keys=entry.keys)


def _nothing() -> None:
    """What keys do that a list handles itself."""
