"""How words are compared: blind to case, accents, apostrophes and hyphens. Never used to store or show."""

import unicodedata

# Letters that have no accent to take off, and are typed without one all the same.
PLAIN = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "æ": "ae", "œ": "oe", "ı": "i", "ð": "d", "þ": "th"})
APOSTROPHES = str.maketrans(dict.fromkeys("'’‘ʼ`´", ""))
SEPARATORS = str.maketrans(dict.fromkeys("-‐‑–_./,()&+", " "))


def matching_words(text: str) -> tuple[str, ...]:
    """The words of a text for comparing: "Siân O’Neill-Shaw" gives sian, oneill, shaw."""
    if not text.isascii():
        # Only the accents of European scripts go: in Indic ones the marks are vowels, and tell names apart.
        text = "".join(c for c in unicodedata.normalize("NFKD", text) if not "\u0300" <= c <= "\u036f")
    return tuple(text.casefold().translate(PLAIN).translate(APOSTROPHES).translate(SEPARATORS).split())
