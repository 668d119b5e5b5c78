"""The keys that act on every screen, and the overlays they open."""

from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from mdt_desktop.services import undo
from ui.keys import Keys, KeyTable
from ui.shell.pages import offered
from ui.shell.workspace import Workspace
from ui.theme.metrics import TEXT_SIZES

if TYPE_CHECKING:
    from ui.shell.palette import Palette
    from ui.shell.palette_source import Find, PaletteSource
    from ui.shell.shortcut_sheet import ShortcutSheet


class WindowKeys(QObject):
    """Palette, shortcut sheet, panes, text size, lock, undo, sharing view, and G with a letter.

    The overlays are made when they are first asked for: the window does not wait for them when it opens.
    """

    def __init__(self, workspace: Workspace, find: "Find") -> None:
        super().__init__(workspace)
        self._workspace = workspace
        self.table = KeyTable(workspace)
        self._find = find
        workspace.top_bar.search.connect(self._summon_palette)
        workspace.preferences.changed.connect(self._obey_preferences)
        self._fill()
        self._obey_preferences()

    @cached_property
    def source(self) -> "PaletteSource":
        """Where the palette's rows come from."""
        from ui.shell.palette_source import PaletteSource

        return PaletteSource(self._workspace, self.table, self._find)

    @cached_property
    def palette(self) -> "Palette":
        """Search, and everything there is to do."""
        from ui.shell.palette import Palette

        palette = Palette(self._workspace, self.source.commands, self.source.recent)
        palette.searched.connect(lambda text: self.source.search(text, palette.show_found))
        palette.counted.connect(self._workspace.announcer.say)
        return palette

    @cached_property
    def sheet(self) -> "ShortcutSheet":
        """All shortcuts."""
        from ui.shell.shortcut_sheet import ShortcutSheet

        return ShortcutSheet(self._workspace)

    def _fill(self) -> None:
        workspace = self._workspace
        for keys, words, act, icon in (
            ("Ctrl+K", "Search or do anything", self._summon_palette, ""),
            ("?", "All shortcuts", self._show_sheet, "keyboard"),
            ("F1", "All shortcuts", self._show_sheet, ""),
            ("F6", "Next pane", lambda: workspace.step_pane(1), ""),
            ("Shift+F6", "Previous pane", lambda: workspace.step_pane(-1), ""),
            ("Ctrl+Shift+H", "Hide or show details while sharing", self._switch_sharing, "eye-off"),
            ("Ctrl+L", "Lock now", workspace.lock.emit, "lock"),
            ("Ctrl+Z", "Undo", self._undo, "undo-2"),
            ("Ctrl+Shift+Z", "Redo", self._redo, "redo-2"),
            ("Ctrl++", "Larger text", lambda: self._resize_text(1), "type"),
            ("Ctrl+=", "Larger text", lambda: self._resize_text(1), ""),
            ("Ctrl+-", "Smaller text", lambda: self._resize_text(-1), "type"),
            ("Ctrl+0", "Usual text size", lambda: self._resize_text(0), "type"),
        ):
            self.table.add(Keys(keys, words, act, icon=icon))
        for entry in offered(workspace.entries):
            if entry.letter:
                go = lambda name=entry.name: workspace.show_page(name)  # noqa: E731
                self.table.add(Keys(f"G, {entry.letter}", entry.words, go))

    def _summon_palette(self) -> None:
        self.palette.summon()

    def _show_sheet(self) -> None:
        page = self._workspace.page
        if page is not None:
            told = {entry.words: entry for entry in reversed(self.table.entries)}
            self.sheet.summon(page.title(), page.key_table.entries, list(reversed(told.values())))

    def _switch_sharing(self) -> None:
        self._workspace.set_sharing(not self._workspace.sharing)

    def _undo(self) -> None:
        self._workspace.jobs.do(undo.undo, done=lambda undone: self._told("Taken back", undone))

    def _redo(self) -> None:
        self._workspace.jobs.do(undo.redo, done=lambda undone: self._told("Done again", undone))

    def _told(self, words: str, undone: undo.Undone) -> None:
        if undone.left_alone:
            kept = len(undone.left_alone)
            words = f"{words}. {kept} {'entry' if kept == 1 else 'entries'} edited since: left as they are"
        self._workspace.toast.show_words(words)

    def _resize_text(self, step: int) -> None:
        preferences = self._workspace.preferences
        place = min(range(len(TEXT_SIZES)), key=lambda i: abs(TEXT_SIZES[i] - preferences.text_size))
        preferences.text_size = TEXT_SIZES[max(0, min(len(TEXT_SIZES) - 1, place + step))] if step else 100

    def _obey_preferences(self) -> None:
        self.table.set_letters(self._workspace.preferences.letter_keys)
