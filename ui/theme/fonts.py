"""The bundled fonts: Inter for the screen, Noto Sans for the scripts Inter lacks."""

from functools import cache

from PySide6.QtCore import QLoggingCategory
from PySide6.QtGui import QFont, QFontDatabase

from mdt_desktop.resources import resource_path

# Static files may register as "Inter Medium" or as "Inter": what Qt answers is used, never guessed.
INTER_FILES = {
    QFont.Weight.Normal: "fonts/inter/Inter-Regular.otf",
    QFont.Weight.Medium: "fonts/inter/Inter-Medium.otf",
    QFont.Weight.DemiBold: "fonts/inter/Inter-SemiBold.otf",
    QFont.Weight.Bold: "fonts/inter/Inter-Bold.otf",
}
ITALIC_FILE = "fonts/inter/Inter-Italic.otf"
DISPLAY_FILE = "fonts/inter/InterDisplay-SemiBold.otf"
NOTO_FOLDER = "fonts/noto"


@cache
def text_families(weight: QFont.Weight) -> list[str]:
    """Families for body text of `weight`, best first. Needs a QGuiApplication."""
    return _unique([*_register(INTER_FILES[weight]), "Inter", *other_scripts()])


@cache
def display_families() -> list[str]:
    """Families for headings of 20 px and above."""
    return _unique([*_register(DISPLAY_FILE), "Inter Display", *text_families(QFont.Weight.DemiBold)])


@cache
def other_scripts() -> list[str]:
    """Noto Sans and its sister scripts, in file order, each family once."""
    folder = resource_path(NOTO_FOLDER)
    names = sorted(file.name for file in folder.glob("*.ttf")) if folder.is_dir() else []
    return _unique([family for name in names for family in _register(f"{NOTO_FOLDER}/{name}")])


def _unique(families: list[str]) -> list[str]:
    return list(dict.fromkeys(families))


@cache
def _register(name: str) -> tuple[str, ...]:
    path = resource_path(name)
    if not path.is_file():
        return ()
    number = QFontDatabase.addApplicationFont(str(path))
    return tuple(QFontDatabase.applicationFontFamilies(number)) if number >= 0 else ()


def register_fonts() -> None:
    """Load every bundled file; call once, before the first widget."""
    # Qt tells of each family that lacks a script on its way to the one that has it: that is the plan here.
    QLoggingCategory.setFilterRules("qt.text.font.db.info=false")
    for weight in INTER_FILES:
        text_families(weight)
    _register(ITALIC_FILE)
    display_families()
