"""The sentences about an action: the same for eyes, tooltips and screen readers."""

from datetime import date

from mdt_desktop.domain.day_words import day_month
from mdt_desktop.services.actions.rows import ActionRow
from ui.widgets.due_words import day_words, due_words

NUDGE_FROM = 3  # moved this often, a date is not the trouble


def moved_words(moves: int) -> str:
    """ "1 time", "3 times", "" for never."""
    return "" if not moves else "1 time" if moves == 1 else f"{moves} times"


def about_words(row: ActionRow) -> str:
    """ "HARGREAVES, David · from huddle 5 Nov"; a team action says so."""
    parts = [row.person or "For the team"]
    if row.huddle_day:
        parts.append(f"from huddle {day_month(row.huddle_day)}")
    return " · ".join(parts)


def owner_words(row: ActionRow) -> str:
    """Who does it, or that nobody does yet."""
    if row.owner:
        return row.owner
    return f"“{row.owner_text}”: choose who" if row.owner_text else "Choose who"


def state_words(row: ActionRow) -> str:
    """What is unusual about where it stands; "" for the usual."""
    return row.status_label if row.status in ("assigned", "blocked", "declined", "proposed") else ""


def action_sentence(row: ActionRow, today: date) -> str:
    """The whole action, read aloud."""
    who = row.owner or "nobody yet"
    if not row.open:
        closed = f" {day_words(row.closed_on, today)}" if row.closed_on else ""
        return f"{row.text}, {about_words(row)}, {who}, {row.status_label.lower()}{closed}"
    parts = [row.text, about_words(row), f"owner {who}", due_words(row.due, today).sentence.lower()]
    if row.moves:
        parts.append(f"moved {moved_words(row.moves)}")
    if state_words(row):
        reason = f": {row.status_reason}" if row.status == "blocked" and row.status_reason else ""
        parts.append(f"{state_words(row).lower()}{reason}")
    return ", ".join(parts)


def done_words(row: ActionRow, today: date) -> str:
    """The chip of a finished action: "On time", or when it was done."""
    if row.closed_on is None:
        return "Done"
    if row.due is not None and row.closed_on <= row.due and not row.moves:
        return "On time"
    return "Done today" if row.closed_on == today else f"Done {day_month(row.closed_on)}"
