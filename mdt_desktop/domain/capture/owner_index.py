"""Finding the one owner a few letters mean, among people, roles and organisations."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from mdt_desktop.domain.capture.matching import matching_words
from mdt_desktop.domain.capture.model import CaptureContext, Owner, OwnerChoice

Words = tuple[str, ...]
Kind = Literal["any", "first_name"]
TITLES = frozenset({"dr", "mr", "mrs", "ms", "miss", "mx", "prof", "professor", "sr", "rev", "revd"})


@dataclass(frozen=True, slots=True)
class Entry:
    """Something that can be named: `spellings` are its words, with hyphens as spaces and without."""

    choice: OwnerChoice
    spellings: tuple[Words, ...]
    initials: str = ""
    here: bool = False

    def begins(self, typed: Words) -> bool:
        """Typed words start the name, its first word with the first; initials are typed whole."""
        return self.has_initials(typed) or any(starts_at(typed, words, 0) for words in self.spellings)

    def has_initials(self, typed: Words) -> bool:
        return self.initials != "" and typed == (self.initials,)

    def continues(self, typed: Words) -> bool:
        """Typed words start a later word: a surname, the "matron" of "Community matron"."""
        return any(
            starts_at(typed, words, place) for words in self.spellings for place in range(1, len(words))
        )


def starts_at(typed: Words, words: Words, place: int) -> bool:
    """Whether each typed word starts the word of a name in its place."""
    facing = words[place : place + len(typed)]
    return len(facing) == len(typed) and all(map(str.startswith, facing, typed))


def spellings(name: str) -> tuple[Words, ...]:
    """The ways to write a name: "Mei-Lin Howells" is mei lin howells, and meilin howells."""
    ways = {without_title(matching_words(name)), without_title(matching_words(name.replace("-", "")))}
    return tuple(sorted(way for way in ways if way))


def without_title(words: Words) -> Words:
    return words[1:] if len(words) > 1 and words[0] in TITLES else words


def letters(name: str) -> str:
    """Initials where the directory holds none: "Siân O’Neill" gives so."""
    return "".join(word[0] for word in without_title(matching_words(name)))


class OwnerIndex:
    """One room's directory, prepared for matching. Only active members can own anything new."""

    def __init__(self, context: CaptureContext) -> None:
        active = [member for member in context.members if member.active]
        self._people = [_person(member) for member in active]
        self._entries = [*self._people, *_roles(active, context.roles), *_organisations(active, context)]
        people = {entry.choice.member_id: entry.choice for entry in self._people}
        self._me = people.get(context.me)

    @property
    def me(self) -> OwnerChoice | None:
        return self._me

    def find(self, typed: Words, kind: Kind) -> tuple[OwnerChoice, ...]:
        """Everything typed words can mean, people here first; one choice means that it is settled.

        Kind "any": a whole name (or whole initials beside one) outranks the start of a longer one, and what
        begins with the typed words outranks what only holds them later. Kind "first_name": people alone, and
        the first name in full. Among several, the people who are here outrank the rest.
        """
        found = self._matching(typed, kind)
        return _choices([entry for entry in found if entry.here] or found)

    def is_shared(self, typed: Words, kind: Kind) -> bool:
        """Whether the words could mean more than one, whoever is here."""
        return len(_choices(self._matching(typed, kind))) > 1

    def ends_whole(self, typed: Words, kind: Kind) -> bool:
        """Whether the last typed word is a whole word of what it matches, not the start of one."""
        return any(
            starts_at(typed, words, place) and words[place + len(typed) - 1] == typed[-1]
            for entry in self._matching(typed, kind)
            for words in entry.spellings
            for place in range(len(words) - len(typed) + 1)
        )

    def _matching(self, typed: Words, kind: Kind) -> list[Entry]:
        typed = without_title(typed)
        if not typed:
            return []
        if kind == "first_name":
            return [e for e in self._people if any(words[: len(typed)] == typed for words in e.spellings)]
        if any(typed in entry.spellings for entry in self._entries):
            return [entry for entry in self._entries if typed in entry.spellings or entry.has_initials(typed)]
        found = [entry for entry in self._entries if entry.begins(typed)]
        return found or [entry for entry in self._entries if entry.continues(typed)]

    def starting(self, typed: str) -> tuple[OwnerChoice, ...]:
        """For a completer: all that a half-typed owner may become, people here first; all for nothing."""
        words = without_title(matching_words(typed.removeprefix("@")))
        return _choices([e for e in self._entries if not words or e.begins(words) or e.continues(words)])


def _person(member: Owner) -> Entry:
    return Entry(
        OwnerChoice("member", member.name, member.id),
        spellings(member.name),
        "".join(matching_words(member.initials)) or letters(member.name),
        member.here,
    )


def _roles(members: Iterable[Owner], more: Iterable[str]) -> list[Entry]:
    """A role that one person holds (or one of those here) is that person; else it is owned as a role."""
    holders: dict[Words, list[Owner]] = {}
    titles: dict[Words, str] = {}
    for title, member in [*((m.job_title, m) for m in members), *((title, None) for title in more)]:
        key = matching_words(title)
        if key:
            titles.setdefault(key, title)
            holders.setdefault(key, []).extend([member] if member else [])
    entries = []
    for key, title in titles.items():
        here = [member for member in holders[key] if member.here]
        one = holders[key] if len(holders[key]) == 1 else here if len(here) == 1 else []
        choice = OwnerChoice("member", one[0].name, one[0].id) if one else OwnerChoice("role", title)
        entries.append(Entry(choice, spellings(title), here=bool(one) and one[0].here))
    return entries


def _organisations(members: Iterable[Owner], context: CaptureContext) -> list[Entry]:
    every = (*context.organisations, *(member.organisation for member in members))
    names = {matching_words(name): name for name in every}
    return [Entry(OwnerChoice("organisation", name), spellings(name)) for key, name in names.items() if key]


def _choices(entries: Iterable[Entry]) -> tuple[OwnerChoice, ...]:
    """The choices behind the entries, each once, people here first, then by name."""
    here = {entry.choice: entry.here for entry in sorted(entries, key=lambda entry: entry.here)}
    return tuple(sorted(here, key=lambda c: (not here[c], matching_words(c.name), c.kind, c.member_id or "")))
