"""Rules of the look that code could quietly break."""

import re
from pathlib import Path

import pytest

from tests.gui.dressed import dressed
from ui.theme import theme
from ui.theme.icons import icon_source
from ui.theme.stylesheet import make_stylesheet
from ui.theme.tokens import colour_table
from ui.theme.type import ROLES

__all__ = ["dressed"]

UI = Path(__file__).parents[2] / "ui"
ICONS = UI.parent / "resources" / "icons"
SOURCES = [path for path in UI.rglob("*.py") if path.name != "tokens.py"]
HEX = re.compile(r"""["'\s:]#(?:[0-9a-fA-F]{6}|[0-9a-fA-F]{3})\b""")
ICON_CALLS = re.compile(r"""(?:icon=|Icon\(|IconButton\(\s*|set_icon\(|\.icon\()"([a-z0-9-]+)\"""")


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: str(path.relative_to(UI)))
def test_colours_live_in_tokens_alone(path: Path) -> None:
    assert not HEX.findall(path.read_text(encoding="utf-8"))


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: str(path.relative_to(UI)))
def test_every_icon_named_is_there(path: Path) -> None:
    named = ICON_CALLS.findall(path.read_text(encoding="utf-8"))
    assert [name for name in named if not (ICONS / f"{name}.svg").is_file()] == []


def test_the_style_sheet_sets_no_font() -> None:
    sheet = make_stylesheet(colour_table(dark=False))
    assert "font" not in sheet


def test_no_text_below_twelve_pixels_but_the_initials_in_small_avatars() -> None:
    assert {role for role, size in ROLES.items() if size.px < 12} == {"initials"}


def test_the_bundled_letters_are_used() -> None:
    assert theme().font("body").families()[0].startswith("Inter")
    assert theme().font("display").families()[0].startswith("Inter Display")
    assert any("Bengali" in family for family in theme().font("body").families())


def test_figures_line_up() -> None:
    metrics = theme().metrics("body")
    assert metrics.horizontalAdvance("1111") == metrics.horizontalAdvance("8888")


def test_icons_take_their_colour_from_the_theme() -> None:
    assert all("currentColor" in icon_source(path.stem) for path in ICONS.glob("*.svg"))


def test_an_unknown_icon_is_a_bug() -> None:
    with pytest.raises(FileNotFoundError):
        theme().icon("no-such-icon")
