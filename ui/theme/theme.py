"""The one `Theme`: what the user chose, what follows from it, and the signal that it changed."""

from collections.abc import Callable
from functools import cache

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPixmap, QStyleHints
from PySide6.QtWidgets import QApplication

from ui.theme import metrics
from ui.theme.fonts import register_fonts
from ui.theme.icons import forget_icons, icon_pixmap
from ui.theme.metrics import u
from ui.theme.palette import make_palette
from ui.theme.stylesheet import make_stylesheet
from ui.theme.tokens import colour_table, mix
from ui.theme.type import make_font

MODES = ("system", "light", "dark")


class Theme(QObject):
    """Mode, text size, contrast and motion. None for contrast or motion follows the system."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.mode = "system"
        self._high_contrast: bool | None = None
        self._reduced_motion: bool | None = None
        self._app: QApplication | None = None
        self._hints: QStyleHints | None = None  # kept: what it hands out dies with this wrapper
        self._forgetful: list[Callable[[], None]] = [forget_icons]
        self._read_tokens()

    def start(self, app: QApplication, *, fusion: bool = False) -> None:
        """Load the fonts and dress `app`, before the first widget; a second call only dresses it again.

        `fusion`: it was made with that style.
        """
        if self._app is app:
            self.refresh()
            return
        register_fonts()
        self._app = app
        if not fusion:
            app.setStyle("Fusion")
        self._hints = app.styleHints()
        self._hints.colorSchemeChanged.connect(self.refresh)
        self._hints.accessibility().contrastPreferenceChanged.connect(self.refresh)
        self.refresh()

    def choose(
        self,
        *,
        mode: str | None = None,
        text_size: int | None = None,
        high_contrast: bool | None = None,
        reduced_motion: bool | None = None,
    ) -> None:
        """Change what is given and redraw the running window; what is None stays."""
        if mode is not None:
            if mode not in MODES:
                raise ValueError(f"unknown mode {mode}")
            self.mode = mode
        if text_size is not None:
            metrics.set_text_size(text_size)
        if high_contrast is not None:
            self._high_contrast = high_contrast
        if reduced_motion is not None:
            self._reduced_motion = reduced_motion
        self.refresh()

    def follow_system(self) -> None:
        """Mode, contrast and motion as the operating system has them."""
        self.mode, self._high_contrast, self._reduced_motion = "system", None, None
        self.refresh()

    def refresh(self, *_: object) -> None:
        """Re-apply everything and tell the painted widgets."""
        self._read_tokens()
        for forget in self._forgetful:
            forget()
        if self._app is not None:
            self._app.setPalette(make_palette(self._hex))
            self._app.setFont(self.font("body"))
            self._app.setStyleSheet(make_stylesheet(self._hex))
        self.changed.emit()

    def forget_with(self, forget: Callable[[], None]) -> None:
        """Call `forget` before each change: for caches of painted things."""
        self._forgetful.append(forget)

    @property
    def dark(self) -> bool:
        if self.mode != "system" or self._hints is None:
            return self.mode == "dark"
        return self._hints.colorScheme() == Qt.ColorScheme.Dark

    @property
    def high_contrast(self) -> bool:
        if self._high_contrast is not None or self._hints is None:
            return bool(self._high_contrast)
        preference = self._hints.accessibility().contrastPreference()
        return preference == Qt.ContrastPreference.HighContrast

    @property
    def reduced_motion(self) -> bool:
        if self._reduced_motion is not None:
            return self._reduced_motion
        return not QApplication.isEffectEnabled(Qt.UIEffect.UI_General)

    @property
    def text_size(self) -> int:
        return metrics.text_size()

    def duration(self, milliseconds: int = 120) -> int:
        """How long an animation lasts: 0 when motion is reduced."""
        return 0 if self.reduced_motion else milliseconds

    def hex(self, role: str) -> str:
        return self._hex[role]

    def colour(self, role: str) -> QColor:
        """The colour of `role`; shared, not to be changed."""
        return self._colours[role]

    def mixed(self, role: str, base: str, share: float) -> QColor:
        """`share` of `role` over `base`, kept until the next change."""
        key = f"{role}/{base}/{share}"
        if key not in self._colours:
            self._colours[key] = QColor(mix(self._hex[role], self._hex[base], share))
        return self._colours[key]

    def font(self, role: str, weight: int | None = None, italic: bool = False) -> QFont:
        """The font of a type role; shared, not to be changed."""
        key = (role, weight, italic)
        if key not in self._fonts:
            self._fonts[key] = make_font(role, weight, italic)
        return self._fonts[key]

    def metrics(self, role: str, weight: int | None = None) -> QFontMetrics:
        """Measures of a type role's font."""
        key = (role, weight)
        if key not in self._metrics:
            self._metrics[key] = QFontMetrics(self.font(role, weight))
        return self._metrics[key]

    def icon(self, name: str, role: str = "text2", size: int = 16) -> QPixmap:
        """The icon in a role's colour, `size` px of the design."""
        return icon_pixmap(name, self._hex[role], u(size))

    def _read_tokens(self) -> None:
        self._hex = colour_table(self.dark, self.high_contrast)
        self._colours = {role: QColor(value) for role, value in self._hex.items()}
        self._fonts: dict[tuple[str, int | None, bool], QFont] = {}
        self._metrics: dict[tuple[str, int | None], QFontMetrics] = {}


@cache
def theme() -> Theme:
    """The application's theme. A window has one look, so widgets ask for it rather than carry it."""
    return Theme()
