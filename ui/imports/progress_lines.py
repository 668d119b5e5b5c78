"""What the work is at, told at each place of the page that waits for it."""

from collections.abc import Callable, Mapping

from ui.imports.progress_line import ProgressLine


class ProgressLines:
    """Each line tells some of the work: (line, the words of the work it tells)."""

    def __init__(self, lines: Mapping[ProgressLine, tuple[str, ...]], cancel: Callable[[], None]) -> None:
        self._lines = lines
        for line in lines:
            line.cancelled.connect(cancel)

    def show(self, words: str, done: int, total: int) -> None:
        """So much of it is done."""
        for line, told in self._lines.items():
            if words in told:
                line.show_progress(words, done, total)

    def end(self) -> None:
        """It is over."""
        for line in self._lines:
            line.end()
