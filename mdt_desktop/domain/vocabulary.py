"""The stable codes of the field and the words people read for them.

One file a list in `resources/vocabulary`, read when it is first asked for, in the order people expect
(tiers lowest first, outcomes as their keys 1 to 5). Codes never change their meaning and are what is
stored; labels may. A team may use its own labels: they are its settings, and come in as `local`.
"""

from collections.abc import Mapping
from functools import cache

import msgspec

from mdt_desktop.resources import resource_path


class Term(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One code of a list.

    `group` is what the list sorts its codes into: a sector's colour, the outcome a detail stands under,
    whether an action is open or ended, an attendance here or away, a basis agreed, lawful, no or ask.
    `aliases` are other words people type or import for it; `short` is the word for a chip.
    """

    code: str
    label: str
    group: str = ""
    short: str = ""
    meaning: str = ""
    aliases: tuple[str, ...] = ()
    above: float | None = None
    up_to: float | None = None


class _List(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    about: str
    terms: tuple[Term, ...]


@cache
def _load(name: str) -> _List:
    return msgspec.json.decode(resource_path(f"vocabulary/{name}.json").read_bytes(), type=_List)


@cache
def _by_code(name: str) -> dict[str, Term]:
    return {term.code: term for term in terms(name)}


@cache
def _by_word(name: str) -> dict[str, Term]:
    """Codes win over labels, labels over aliases."""
    words: dict[str, Term] = {}
    for pick in (lambda t: t.aliases, lambda t: (t.label, t.short), lambda t: (t.code,)):
        words.update((_plain(word), term) for term in terms(name) for word in pick(term) if word)
    return words


def _plain(word: str) -> str:
    return " ".join(word.replace("_", " ").replace("’", "'").casefold().split())


def terms(name: str) -> tuple[Term, ...]:
    """All terms of the list `name` ("sector", "tier", "outcome" …), in its own order."""
    return _load(name).terms


def about(name: str) -> str:
    """One sentence on what the list is for."""
    return _load(name).about


def codes(name: str) -> tuple[str, ...]:
    return tuple(_by_code(name))


def term(name: str, code: str) -> Term | None:
    """The term of exactly this code; None for a code this version does not know."""
    return _by_code(name).get(code)


def label(name: str, code: str, local: Mapping[str, str] | None = None) -> str:
    """The words to show for a code: the team's own, else ours.

    A code that a newer version wrote reads as its own words, so that nothing shows as empty.
    """
    own = (local or {}).get(code)
    if own:
        return own
    known = term(name, code)
    if known:
        return known.label
    return code.replace("_", " ").capitalize() if code.islower() else code


def group(name: str, code: str) -> str:
    """The group of a code, empty where it has none or is not known."""
    known = term(name, code)
    return known.group if known else ""


def find(name: str, word: str, local: Mapping[str, str] | None = None) -> Term | None:
    """The term somebody means by a typed or imported word: a code, a label, a local label or an alias.

    Blind to case, spaces, underscores and the shape of apostrophes. Whole words only: "mod" is nobody's tier.
    """
    wanted = _plain(word)
    for code, own in (local or {}).items():
        if _plain(own) == wanted and term(name, code):
            return term(name, code)
    return _by_word(name).get(wanted)


def efi_band(score: float) -> Term | None:
    """The band of an original eFI score (0 to 1), None outside it. Not for eFI2."""
    if score < 0:
        return None
    return next((band for band in terms("efi_band") if _within(band, score)), None)


def _within(band: Term, score: float) -> bool:
    return band.above is not None and band.up_to is not None and band.above < score <= band.up_to
