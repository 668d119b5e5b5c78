"""Values that stand in a list of ours: words of other systems read as our codes, never stored as they are."""

import re

from mdt_desktop.caselists.cell_text import BLANK, LEFT_BLANK, Reading, is_unknown, tidy
from mdt_desktop.caselists.table import Cell, show
from mdt_desktop.domain import vocabulary

_TIERS = {
    "low": "low green l 1 tier1 level1 lowrisk lowcomplexity",
    "medium": "medium med mod moderate amber m 2 tier2 level2 mediumrisk mediumcomplexity moderaterisk",
    "most_complex": "mostcomplex high vhigh veryhigh red h vh 3 tier3 level3 highrisk highcomplexity",
}
TIER_OF = {word: tier for tier, words in _TIERS.items() for word in words.split()}
_SEXES = {"male": "m male man 1 boy", "female": "f female woman 2 girl", "indeterminate": "i indeterminate 9"}
_SEX_OF = {word: sex for sex, words in _SEXES.items() for word in words.split()}
_SEX_UNKNOWN = frozenset(("u", "0", "not specified"))
_HOMES = {
    "own_home": (
        "owner occupied",
        "owned",
        "private rented",
        "privately rented",
        "social rented",
        "council rented",
        "rented",
        "housing association",
        "lives in own home",
    ),
    "supported": ("sheltered housing", "extra care", "extra care housing", "supported housing"),
    "care_home": ("nursing home", "residential care", "residential home", "residential institute"),
    "hostel": ("homeless hostel",),
    "no_fixed_abode": ("homeless", "rough sleeper", "rough sleeping"),
    "other": ("temporary accommodation", "other accommodation"),
}
_HOME_OF = {words: code for code, all_words in _HOMES.items() for words in all_words}
_EFI = {"fit": "fit", "mild": "mild", "moderate": "moderate", "mod": "moderate", "severe": "severe"}
_GROUP = re.compile(r"(?:png[\s:_-]*)?0?(\d{1,2})\b.*", re.IGNORECASE | re.DOTALL)


def tier(cell: Cell) -> Reading:
    """low, medium or most_complex, under the names teams and registers give them."""
    words = tidy(show(cell))
    if not words or is_unknown(words):
        return BLANK
    plain = re.sub(r"[\s\W_]+", "", words.casefold())
    if plain in TIER_OF:
        return Reading(TIER_OF[plain])
    return Reading(None, "This is not one of the complexity tiers", LEFT_BLANK)


def sex(cell: Cell) -> Reading:
    """male, female or indeterminate, as registered."""
    words = tidy(show(cell)).casefold()
    if not words or is_unknown(words) or words in _SEX_UNKNOWN:
        return BLANK
    if words in _SEX_OF:
        return Reading(_SEX_OF[words])
    return Reading(None, "This is not a sex as registered", LEFT_BLANK)


def efi_category(cell: Cell) -> Reading:
    """fit, mild, moderate or severe."""
    words = tidy(show(cell)).casefold().removesuffix("frailty").removesuffix("frail").strip()
    if not words or is_unknown(words):
        return BLANK
    if words in _EFI:
        return Reading(_EFI[words])
    return Reading(None, "This is not fit, mild, moderate or severe", LEFT_BLANK)


def png(cell: Cell) -> Reading:
    """A Johns Hopkins Patient Need Group, 1 to 11, with or without its name."""
    words = tidy(show(cell))
    if not words or is_unknown(words):
        return BLANK
    match = _GROUP.fullmatch(words)
    found = vocabulary.term("png", match[1]) if match else vocabulary.find("png", words)
    if found is None:
        return Reading(None, "Patient Need Groups run from 1 to 11", LEFT_BLANK)
    return Reading(found.code)


def residence(cell: Cell) -> Reading:
    """The kind of home; who owns it is not kept."""
    return _listed(cell, "residence", "This is not one of the kinds of home")


def pathway(cell: Cell) -> Reading:
    """Why the team works with somebody."""
    return _listed(cell, "pathway", "This is not one of the pathways")


def _listed(cell: Cell, name: str, problem: str) -> Reading:
    words = tidy(show(cell))
    if not words or is_unknown(words):
        return BLANK
    if name == "residence" and words.casefold() in _HOME_OF:
        return Reading(_HOME_OF[words.casefold()])
    found = vocabulary.find(name, words)
    return Reading(found.code) if found else Reading(None, problem, LEFT_BLANK)


READERS = {
    "tier": tier,
    "sex": sex,
    "efi_category": efi_category,
    "png": png,
    "residence": residence,
    "pathway": pathway,
}
"""How each type of field that holds a code is read."""
