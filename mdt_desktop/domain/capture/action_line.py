"""Reading `/action @who when what`: first the owner marks, then the lead, the middle and the tail.

The lead is all before the description: owner, days and priority in any order. In the middle only `@`,
`!`, `+7d` and `27/11` count. The tail, the end of the description, may be a day in words again.
"""

from dataclasses import dataclass, field

from mdt_desktop.domain.capture.day_doubts import doubts_about
from mdt_desktop.domain.capture.days import DayFound, day_at
from mdt_desktop.domain.capture.model import CaptureContext, Captured, Doubt, Problem, Span
from mdt_desktop.domain.capture.owner_words import (
    OwnerFound,
    also_a_verb,
    bare_owner,
    is_owner_mark,
    marked_owner,
)
from mdt_desktop.domain.capture.remainder import remaining_text, spans_of
from mdt_desktop.domain.capture.tokens import Token

PRIORITIES = {"!": "high", "!!": "urgent"}
DASHES = frozenset({"-", "–", "—", ":", ",", ";"})
JOINERS = frozenset({"and", "&", "+", "/"})
LONGEST_DAY = 6  # tokens: "by Fri 27 Nov 2026" and one to spare

# "every Fri", "since Mon", "for 2w": a day at the end that belongs to what it says, not to when it is due.
BINDING = frozenset({"after", "between", "each", "every", "from", "last", "past", "since", "till", "until"})
BINDING_SPANS = frozenset({"for", "over"})


def read_action(line: str, tokens: list[Token], verb: Span, context: CaptureContext) -> Captured:
    """The action that the tokens after the verb describe."""
    reading = _Reading(line, tokens, context)
    reading.find_marked_owners()
    lead = reading.read_lead()
    reading.read_middle(lead)
    reading.read_tail(lead)
    return reading.captured(verb)


@dataclass
class _Reading:
    """One action while it is read: `roles` says what each recognised token turned out to be."""

    line: str
    tokens: list[Token]
    context: CaptureContext
    roles: dict[int, str] = field(default_factory=dict)
    owners: list[OwnerFound] = field(default_factory=list)
    day: DayFound | None = None
    priority: str = "normal"
    doubts: list[Doubt] = field(default_factory=list)
    no_days: dict[str, Problem] = field(default_factory=dict)

    def find_marked_owners(self) -> None:
        """`@` counts anywhere."""
        for place, token in enumerate(self.tokens):
            if place not in self.roles and is_owner_mark(token):
                self._take_owner(place, marked_owner(self.tokens, place, self.context))

    def read_lead(self) -> int:
        """Take owner, days, priority and the dashes between; the place where the description begins."""
        place = 0
        beside = True  # beside the verb or a day: the only places for a bare first name
        while place < len(self.tokens):
            count = 1
            if place in self.roles:
                beside = False
            elif self._take_priority(place) or (place and self.tokens[place].text in DASHES):
                self.roles.setdefault(place, "separator")
            elif (found := self._day_at(place)) and self._fits(found):
                count, beside = self._take_day(place, found), True
            elif not self.owners and (owner := self._bare_owner(place, beside)):
                count, beside = self._take_owner(place, owner), False
            else:
                if found and found.problem:
                    self._take_or_name(place, found)
                return place
            place += count
        return place

    def read_middle(self, lead: int) -> None:
        """Priority marks, and the days that count anywhere; a second day stays in the text, and is named."""
        for place in range(lead, len(self.tokens)):
            if place in self.roles or self._take_priority(place):
                continue
            found = self._day_at(place)
            if found and found.anywhere and not self._runs_into_another(place, found):
                self._take_or_name(place, found)

    def read_tail(self, lead: int) -> None:
        """A day in words at the very end, whatever was recognised after it."""
        end = len(self.tokens)
        while end > lead and end - 1 in self.roles:
            end -= 1
        for place in range(max(lead, end - LONGEST_DAY), end):
            found = self._day_at(place)
            if not found or place + found.count != end or self._runs_into_another(place, found):
                continue
            if not found.anywhere and not self._bound(place):
                self._take_or_name(place, found)
            return

    def captured(self, verb: Span) -> Captured:
        text = remaining_text(self.line, self.tokens, self.roles)
        distinct = {found.owner or found.typed: found for found in self.owners}
        problems = [found.problem for found in distinct.values() if found.problem]
        if len(distinct) > 1:
            typed = ", ".join(found.typed for found in distinct.values())
            problems = [Problem("two_owners", f"One owner for one action: choose {typed}", typed)]
        problems += self.no_days.values()
        if not text:
            problems.append(Problem("no_text", "Say what is to be done", self.line.strip()))
        first = self.owners[0] if self.owners else None
        owner = first.owner if first and len(distinct) == 1 else None
        candidates = () if owner else tuple(choice for found in distinct.values() for choice in found.choices)
        return Captured(
            kind="action",
            text=text,
            owner=owner,
            owner_text="" if owner else ", ".join(found.typed for found in distinct.values()),
            candidates=tuple(dict.fromkeys(candidates)),
            due=self.day.day if self.day else None,
            priority=self.priority,
            warnings=(*self._day_doubts(), *self.doubts),
            problems=tuple(problems),
            spans=(verb, *spans_of(self.tokens, self.roles)),
        )

    def _bare_owner(self, place: int, beside: bool) -> OwnerFound | None:
        """A first name where one may stand; one that is also a verb ("Will call") needs a day after it."""
        found = bare_owner(self.tokens, place, self.context)
        if not found:
            return None
        after = place + found.count
        day_follows = self._day_at(after) is not None
        if not (beside or day_follows):
            return None
        if also_a_verb(found) and not day_follows:
            words = f"“{found.typed}” is kept as a word: type @{found.typed} to name an owner"
            self.doubts.append(Doubt("maybe_owner", words))
            return None
        return found

    def _take_owner(self, place: int, found: OwnerFound) -> int:
        """Take an owner, and with it a second one who is named in the same breath: "Priya and Tom"."""
        found = self._with_unknown_surname(place, found)
        count = found.count
        self.owners.append(found)
        joined = [token.text.casefold() for token in self.tokens[place + count : place + count + 2]]
        if len(joined) == 2 and joined[0] in JOINERS:
            second = bare_owner(self.tokens, place + count + 1, self.context)
            if second:
                self.owners.append(second)
                count += 1 + second.count
        self._take(place, count, "owner")
        return count

    def _with_unknown_surname(self, place: int, found: OwnerFound) -> OwnerFound:
        """ "@Ann Lee fri ring" where only Ann Shaw is known: somebody else is meant, so nobody is taken."""
        after = place + found.count
        following = self.tokens[after : after + 1]
        if not found.choices or not following or after in self.roles:
            return found
        word = following[0].bare
        surname = word.isalpha() and word.istitle() and not self._day_at(after)
        day = self._day_at(after + 1) if surname else None
        if day and after + 1 + day.count < len(self.tokens):
            return OwnerFound(found.count + 1, f"{found.typed} {word}", ())
        return found

    def _day_at(self, place: int) -> DayFound | None:
        return day_at(self.tokens, place, self.context) if place < len(self.tokens) else None

    def _bound(self, place: int) -> bool:
        """Whether the word before a day makes it part of the sentence."""
        before = self.tokens[place - 1].bare.casefold() if place else ""
        return before in BINDING or (before in BINDING_SPANS and self.tokens[place].bare[:1].isdecimal())

    def _take(self, place: int, count: int, role: str) -> None:
        self.roles.update(dict.fromkeys(range(place, place + count), role))

    def _fits(self, found: DayFound) -> bool:
        """The first day, or the same day said twice: "Fri 27/11"."""
        return found.day is not None and (self.day is None or self.day.day == found.day)

    def _take_day(self, place: int, found: DayFound) -> int:
        self._take(place, found.count, "due")
        self.day = self.day or found
        return found.count

    def _take_or_name(self, place: int, found: DayFound) -> None:
        """Take a day in the description, if it is the first; what is no day at all stays in the text."""
        if found.problem:
            self.no_days[found.problem.typed] = found.problem
        elif self.day is None:
            self._take_day(place, found)
        elif found.day != self.day.day:
            typed = " ".join(token.text for token in self.tokens[place : place + found.count])
            words = f"“{typed}” is left in the text: the first day is taken"
            self.doubts.append(Doubt("second_day", words))

    def _take_priority(self, place: int) -> bool:
        priority = PRIORITIES.get(self.tokens[place].text)
        if priority is None:
            return False
        self.roles[place] = "priority"
        self.priority = "urgent" if "urgent" in (priority, self.priority) else priority
        return True

    def _runs_into_another(self, place: int, found: DayFound) -> bool:
        return any(taken in self.roles for taken in range(place, place + found.count))

    def _day_doubts(self) -> list[Doubt]:
        if self.day is None or self.day.day is None:
            return []
        own = [self.day.doubt] if self.day.doubt else []
        return own + doubts_about(self.day.day, self.context)
