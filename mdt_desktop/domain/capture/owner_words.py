"""Reading an owner out of the words of an action: after an `@`, or as a bare first name."""

from collections.abc import Sequence
from dataclasses import dataclass

from mdt_desktop.domain.capture.matching import matching_words
from mdt_desktop.domain.capture.model import CaptureContext, OwnerChoice, Problem
from mdt_desktop.domain.capture.owner_index import TITLES, Kind, OwnerIndex
from mdt_desktop.domain.capture.tokens import QUOTES, Token

LONGEST = 6  # words in a name, role or organisation

# First names that also begin a sentence about something to do: only beside a date are they a person.
ALSO_VERBS = frozenset(
    {"bill", "chase", "drew", "grant", "hope", "mark", "may", "pat", "rob", "rose", "skip", "sue", "will"}
)


@dataclass(frozen=True, slots=True)
class OwnerFound:
    """What `count` tokens say about the owner: one choice, or several, or none; `typed` is the word kept."""

    count: int
    typed: str
    choices: tuple[OwnerChoice, ...]

    @property
    def owner(self) -> OwnerChoice | None:
        return self.choices[0] if len(self.choices) == 1 else None

    @property
    def problem(self) -> Problem | None:
        """Why nobody was taken; None when exactly one was."""
        if len(self.choices) > 1:
            names = ", ".join(choice.name for choice in self.choices)
            return Problem("owner_ambiguous", f"“{self.typed}” could be {names}: choose who", self.typed)
        if not self.choices:
            return Problem("owner_unknown", f"“{self.typed}” matches nobody: choose who", self.typed)
        return None


def is_owner_mark(token: Token) -> bool:
    """`@` and a letter after it. A lone `@`, `@3pm` and an address such as a@b are words like any other."""
    text = token.text.lstrip(QUOTES)
    return text.startswith("@") and text[1:].lstrip(QUOTES)[:1].isalpha()


def marked_owner(tokens: Sequence[Token], place: int, context: CaptureContext) -> OwnerFound:
    """The owner after an `@`: the start of a name, initials, `me`, a role or an organisation."""
    quoted = _quoted(tokens, place, context)
    if quoted:
        return quoted
    typed = tokens[place].bare.removeprefix("@")
    if typed.casefold() == "me":
        return OwnerFound(1, typed, (context.owners.me,) if context.owners.me else ())
    return _extended(tokens, place, typed, context.owners, "any")


def bare_owner(tokens: Sequence[Token], place: int, context: CaptureContext) -> OwnerFound | None:
    """A first name (or "me") without an `@`; None where the word is nobody's first name."""
    typed = tokens[place].bare
    if typed.casefold() == "me" and context.owners.me:
        return OwnerFound(1, typed, (context.owners.me,))
    found = _extended(tokens, place, typed, context.owners, "first_name")
    return found if found.choices else None


def also_a_verb(found: OwnerFound) -> bool:
    return found.count == 1 and found.typed.casefold() in ALSO_VERBS


def _extended(tokens: Sequence[Token], place: int, typed: str, index: OwnerIndex, only: Kind) -> OwnerFound:
    """Take further words while they go on spelling the name: "Priya Shah", "Tom R" where there are two Toms.

    Whole words of the name go with it. A start of one ("R") only settles a doubt, and with a capital:
    otherwise "@Tom re falls" would lose its "re" to Tom Reilly.
    """
    words = matching_words(typed)
    count = 1
    if len(words) == 1 and words[0] in TITLES and place + 1 < len(tokens):  # "@Dr Okafor"
        typed = f"{typed} {tokens[place + 1].bare}"
        words, count = matching_words(typed), 2
    while place + count < len(tokens) and count < LONGEST and index.find(words, only):
        if tokens[place + count - 1].text.endswith((",", ":", ";")):
            break
        following = tokens[place + count].bare
        longer = (*words, *matching_words(following))
        settles = following[:1].isupper() and following not in {"A", "I"} and index.is_shared(words, only)
        if longer == words or not index.find(longer, only):
            break
        if not settles and not index.ends_whole(longer, only):
            break
        words, typed, count = longer, f"{typed} {following}", count + 1
    return OwnerFound(count, typed, index.find(words, only))


def _quoted(tokens: Sequence[Token], place: int, context: CaptureContext) -> OwnerFound | None:
    """@"Priya Shah": all up to the closing quotation mark."""
    opening = tokens[place].text.lstrip(QUOTES).removeprefix("@")[:1]
    if opening not in QUOTES:
        return None
    for count in range(1, min(LONGEST, len(tokens) - place) + 1):
        part = tokens[place : place + count]
        if part[-1].text.rstrip(".,;:").endswith(tuple(QUOTES)):
            typed = " ".join(token.text for token in part).strip(QUOTES + "@.,;:")
            return OwnerFound(count, typed, context.owners.find(matching_words(typed), "any"))
    return None
