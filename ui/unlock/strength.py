"""How hard a new passphrase is to guess, roughly, in words a person can act on."""

from dataclasses import dataclass

LEAST_CHARACTERS = 8
_STRONG_BITS, _FAIR_BITS = 60, 40
_BITS_A_LETTER = {"lower": 26, "upper": 26, "digit": 10, "other": 33}


@dataclass(frozen=True)
class Strength:
    """`share` is 0 to 1 for a bar; `tone` a colour role."""

    words: str
    tone: str
    share: float


def strength(passphrase: str) -> Strength:
    """Length counts most; repeated letters hardly count. A hint, not a promise."""
    if len(passphrase) < LEAST_CHARACTERS:
        return Strength(
            f"At least {LEAST_CHARACTERS} characters. Four unrelated words work well.", "red", 0.1
        )
    bits = _bits(passphrase)
    if bits >= _STRONG_BITS:
        return Strength("Hard to guess.", "green", 1.0)
    if bits >= _FAIR_BITS:
        return Strength("Fair. Another word makes it hard to guess.", "amberSolid", 0.6)
    return Strength("Easy to guess. Add another word or two.", "red", 0.3)


def _bits(passphrase: str) -> float:
    kinds = {_kind(character) for character in passphrase}
    alphabet = sum(_BITS_A_LETTER[kind] for kind in kinds)
    telling = len(set(passphrase)) + (len(passphrase) - len(set(passphrase))) / 2
    return telling * (alphabet.bit_length() - 1)


def _kind(character: str) -> str:
    if character.isdigit():
        return "digit"
    if character.isalpha():
        return "upper" if character.isupper() else "lower"
    return "other"
