"""The look: tokens, type, metrics, icons, and the live `Theme`."""

from ui.theme.metrics import u
from ui.theme.theme import Theme, theme
from ui.theme.tokens import TONES, Tone, sector_role

__all__ = ["TONES", "Theme", "Tone", "sector_role", "theme", "u"]
