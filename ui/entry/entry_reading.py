"""What quick entry understands of its line, with the owner and date settled on the screen."""

from dataclasses import dataclass, replace
from datetime import date

from mdt_desktop.domain import vocabulary
from mdt_desktop.domain.capture import (
    LABELS,
    CaptureContext,
    Captured,
    OwnerChoice,
    Verb,
    parse,
    verbs_starting,
)
from mdt_desktop.domain.day_words import day_month
from mdt_desktop.services.actions.rows import ActionRow
from ui.widgets.due_words import day_words

LISTS = {"outcome": "outcome", "tier": "tier", "need": "need"}
TITLES = frozenset(("Dr", "Mr", "Mrs", "Ms", "Miss", "Mx", "Prof", "Sr", "Rev"))
NOBODY = OwnerChoice("nobody", "Nobody yet")


@dataclass(frozen=True)
class EntryChip:
    """One thing understood, or asked. `deed`: owner, due, offer, better, verb; empty for plain ones."""

    words: str
    tone: str
    icon: str
    deed: str = ""
    value: object = None


class EntryReading:
    """One line in one room. Settled answers hold as long as the word they answer stands."""

    def __init__(self) -> None:
        self.line = ""
        self.room: CaptureContext | None = None
        self.parsed = Captured("discussion", "")
        self._owner: tuple[str, OwnerChoice] | None = None
        self._due: tuple[date | None, date | None] | None = None
        self.offered = False

    def read(self, line: str, room: CaptureContext) -> None:
        """Read the line as it stands now."""
        self.line, self.room = line, room
        self.parsed = parse(line, room)
        if self._owner and self._owner[0] != self.parsed.owner_text:
            self._owner = None
        if self._due and self._due[0] != self.parsed.due:
            self._due = None
        if self.parsed.due is not None:
            self.offered = False

    def forget(self) -> None:
        """A new line begins."""
        self._owner = self._due = None
        self.offered = False

    @property
    def captured(self) -> Captured:
        """The line with what was settled."""
        captured = self.parsed
        if self._owner:
            nobody = self._owner[1] is NOBODY
            captured = replace(
                captured,
                owner=None if nobody else self._owner[1],
                owner_text=captured.owner_text if nobody else "",
                candidates=(),
            )
        return replace(captured, due=self._due[1]) if self._due else captured

    def asks_owner(self) -> bool:
        """Whether somebody has to be chosen: nothing is saved to a guessed person."""
        return self.parsed.kind == "action" and self.captured.owner is None and self._owner is None

    def asks_date(self) -> bool:
        """Whether a date is still to be taken or left out."""
        return self.parsed.kind == "action" and self.captured.due is None and self._due is None

    def lacks_words(self) -> bool:
        """Whether an action says nothing to do yet."""
        return self.parsed.kind == "action" and not self.parsed.text

    def choices(self) -> tuple[OwnerChoice, ...]:
        """Whom it could be: those the word matches, else everybody, people here first."""
        if self.parsed.candidates or self.room is None:
            return self.parsed.candidates
        members = sorted((one for one in self.room.members if one.active), key=lambda one: not one.here)
        return (*(OwnerChoice("member", one.name, one.id) for one in members), NOBODY)

    def settle_owner(self, choice: OwnerChoice) -> None:
        """This is who was meant."""
        self._owner = (self.parsed.owner_text, choice)

    def settle_due(self, day: date | None) -> None:
        """This is when; None leaves it without a date."""
        self._due = (self.parsed.due, day)

    def verbs(self) -> tuple[Verb, ...]:
        """What a half-typed verb may become."""
        half = self.line.startswith("/") and " " not in self.line
        return verbs_starting(self.line) if half and self.parsed.kind == "discussion" else ()

    def chips(self) -> list[EntryChip]:
        """What stands below the line."""
        if not self.line.strip():
            return []
        if verbs := self.verbs():
            return [EntryChip(f"/{verb.word}", "accent", "", "verb", verb.word) for verb in verbs[:7]]
        captured = self.captured
        icon = "list-checks" if captured.kind == "action" else "pen-line"
        chips = [EntryChip(_kind_words(captured), "accent", icon)]
        if captured.kind == "action":
            chips.append(self._owner_chip(captured))
        if due := self._due_chip(captured):
            chips.append(due)
        if captured.priority != "normal":
            chips.append(EntryChip(vocabulary.label("priority", captured.priority), "red", "flag"))
        if words := captured.text or captured.reason:
            chips.append(EntryChip(words[:1].upper() + words[1:], "neutral", "message-square-text"))
        return chips + self._doubts(captured)

    def _owner_chip(self, captured: Captured) -> EntryChip:
        if captured.owner:
            return EntryChip(captured.owner.name, "blue", "user", "owner")
        if self._owner:
            return EntryChip("Nobody yet", "amber", "user", "owner")
        typed = f": {captured.owner_text}" if captured.owner_text else ""
        return EntryChip(f"Choose who{typed}", "amber", "user", "owner")

    def _due_chip(self, captured: Captured) -> EntryChip | None:
        if captured.due:
            today = self.room.day if self.room else captured.due
            return EntryChip(day_words(captured.due, today), "amber", "calendar", "due")
        if captured.kind != "action":
            return None
        following = self.room.next_huddle if self.room else None
        if self._due or following is None:
            return EntryChip("No date", "amber", "calendar", "due")
        asked = (
            f"Next huddle {day_month(following)}? Enter takes it"
            if self.offered
            else (f"No date, next huddle {day_month(following)}?")
        )
        return EntryChip(asked, "amber", "calendar-plus", "offer", following)

    def _doubts(self, captured: Captured) -> list[EntryChip]:
        chips = []
        if not self._due:
            for doubt in captured.warnings:
                chips.append(
                    EntryChip(
                        doubt.words, "amber", "triangle-alert", "better" if doubt.better else "", doubt.better
                    )
                )
        for problem in captured.problems:
            if problem.code not in ("owner_unknown", "owner_ambiguous"):
                chips.append(EntryChip(problem.words, "amber", "triangle-alert"))
        return chips


def _kind_words(captured: Captured) -> str:
    words = LABELS[captured.kind]
    if captured.kind in LISTS and captured.code:
        return f"{words}: {vocabulary.label(LISTS[captured.kind], captured.code)}"
    return words


def line_of(action: ActionRow) -> str:
    """An action as one would type it."""
    name = " ".join(word for word in action.owner.split() if word.rstrip(".") not in TITLES)
    due = f" {action.due.day} {day_month(action.due).split()[1]} {action.due.year}" if action.due else ""
    return f"/action{f' @{name}' if name and action.owner_id else ''}{due} {action.text}"


def kept_start(captured: Captured) -> str:
    """What Shift Enter keeps: owner and date for the next action."""
    due = f" {day_month(captured.due)}" if captured.due else ""
    name = ""
    if captured.owner and captured.owner.member_id:
        words = [word for word in captured.owner.name.split() if word.rstrip(".") not in TITLES]
        name = f" @{' '.join(words)}"
    return f"/action{name}{due} "
