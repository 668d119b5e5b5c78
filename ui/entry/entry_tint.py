"""Tints what quick entry has recognised, while it is typed."""

from PySide6.QtGui import QSyntaxHighlighter, QTextCharFormat, QTextDocument

from mdt_desktop.domain.capture import Span
from ui.theme import TONES, theme

ROLE_TONES = {"verb": "accent", "owner": "blue", "due": "amber", "priority": "red", "code": "plum"}


class EntryTint(QSyntaxHighlighter):
    """`show_spans` tints one line; positions are code points, as the parser counts them."""

    def __init__(self, document: QTextDocument) -> None:
        super().__init__(document)
        self._spans: tuple[Span, ...] = ()
        theme().changed.connect(self.rehighlight)

    def show_spans(self, spans: tuple[Span, ...]) -> None:
        """Tint these."""
        if spans != self._spans:
            self._spans = spans
            self.rehighlight()

    def highlightBlock(self, text: str) -> None:
        look = theme()
        for span in self._spans:
            if span.role not in ROLE_TONES:
                continue
            tone = TONES[ROLE_TONES[span.role]]
            form = QTextCharFormat()
            form.setBackground(look.colour(tone.soft))
            form.setForeground(look.colour(tone.strong))
            start = units(text, span.start)
            self.setFormat(start, units(text, span.end) - start, form)


def units(text: str, points: int) -> int:
    """Qt counts UTF-16 units, the parser code points: where a code point begins in Qt's text."""
    return len(text[:points].encode("utf-16-le")) // 2
