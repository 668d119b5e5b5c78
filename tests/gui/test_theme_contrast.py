"""The design's contrast table (3.2), computed from the tokens: no change of a colour may go below it."""

import pytest

from mdt_desktop.domain import vocabulary
from ui.theme.tokens import KEY_HINT_TINT, PAIRS, SECTOR_TINT, TONES, colour_table, contrast, mix, sector_role

GROUNDS = {
    "text": ("surface", "canvas", "nav", "sel"),
    "text2": (
        "surface", "canvas", "nav", "neutralSoft",
        "redSoft", "amberSoft", "greenSoft", "blueSoft", "plumSoft", "accentSoft",
    ),
    "text3": ("surface", "canvas", "nav", "sunken", "hover", "sel", "neutralSoft", "accentSoft"),
    "accent": ("surface", "canvas"),
    "accentText": ("accentSoft", "sel"),
    "onAccent": ("accent", "accentH"),
    **{hue: (f"{hue}Soft", "surface") for hue in ("red", "amber", "green", "blue", "plum")},
    **{f"tier{number}": ("surface", "sel") for number in (1, 2, 3)},
}  # fmt: skip
READ = [(top, ground) for top, grounds in GROUNDS.items() for ground in grounds]
SECTORS = ("s_primary", "s_community", "s_mental", "s_social", "s_acute", "s_vcse")
SEEN = [
    *(("border2", ground) for ground in ("surface", "canvas", "sunken")),
    *(("focus", ground) for ground in ("surface", "canvas", "nav", "sel")),
    ("amberSolid", "surface"),
    *((sector, "surface") for sector in SECTORS),
]
MODES = pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])


@MODES
@pytest.mark.parametrize(("top", "ground"), READ)
def test_words_can_be_read(top: str, ground: str, dark: bool) -> None:
    table = colour_table(dark)
    assert contrast(table[top], table[ground]) >= 4.5


@MODES
@pytest.mark.parametrize(("top", "ground"), SEEN)
def test_edges_and_marks_can_be_seen(top: str, ground: str, dark: bool) -> None:
    table = colour_table(dark)
    assert contrast(table[top], table[ground]) >= 3


@MODES
@pytest.mark.parametrize("sector", SECTORS)
def test_initials_can_be_read_on_their_tint(sector: str, dark: bool) -> None:
    table = colour_table(dark)
    assert contrast(table[sector], mix(table[sector], table["surface"], SECTOR_TINT)) >= 4.5


@MODES
@pytest.mark.parametrize(("words", "fill"), [("onAccent", "accent"), ("accentText", "accentSoft")])
def test_key_hints_can_be_read_on_buttons(words: str, fill: str, dark: bool) -> None:
    table = colour_table(dark)
    assert contrast(table[words], mix(table[words], table[fill], KEY_HINT_TINT)) >= 4.5


@pytest.mark.parametrize(
    ("top", "ground", "light", "dark"),
    [
        ("text", "surface", 16.76, 14.54),
        ("text3", "sel", 5.28, 5.20),
        ("border2", "sunken", 3.50, 5.12),
        ("onAccent", "accent", 7.33, 7.89),
        ("focus", "sel", 5.64, 6.28),
        ("amber", "amberSoft", 6.64, 8.91),
        ("s_acute", "surface", 5.93, 8.97),
        ("border", "surface", 1.41, 1.38),
    ],
)
def test_the_sum_agrees_with_the_designs_table(top: str, ground: str, light: float, dark: float) -> None:
    for number, expected in enumerate((light, dark)):
        computed = contrast(PAIRS[top][number], PAIRS[ground][number])
        assert computed == pytest.approx(expected, abs=0.006)


@MODES
def test_high_contrast_leaves_no_quiet_text_and_no_tints(dark: bool) -> None:
    table = colour_table(dark, high_contrast=True)
    assert table["text2"] == table["text3"] == table["text"]
    assert table["border"] == table["border2"]
    for tone in TONES.values():
        assert table[tone.soft] == table["surface"]
        assert contrast(table[tone.strong], table["surface"]) >= 4.5


def test_every_sector_has_one_of_six_colours() -> None:
    assert sector_role("PHA") == sector_role("PRI") == "s_primary"
    assert sector_role("dom") == "s_community"
    assert sector_role("CSC") == "s_social"
    assert sector_role("AMB") == "s_acute"
    assert sector_role("MH") == "s_mental"
    assert sector_role("POL") == sector_role("HOU") == sector_role("NEW") == "s_vcse"
    assert {sector_role(code) for code in vocabulary.codes("sector")} == set(SECTORS)
