"""A parsed line in one sentence, for screen readers and for whoever looks up from the keyboard."""

from mdt_desktop.domain import vocabulary
from mdt_desktop.domain.capture.model import Captured
from mdt_desktop.domain.capture.verbs import LABELS
from mdt_desktop.domain.day_words import long_day

LISTS = {"outcome": "outcome", "tier": "tier", "need": "need"}


def describe(captured: Captured, owner_name: str = "") -> str:
    """ "Action, Priya Shah, Friday 27 November": the kind, then what was understood, then what was not.

    `owner_name` takes the place of the owner's own name, where a screen calls people something else.
    """
    parts = [LABELS[captured.kind]]
    if captured.kind in LISTS and captured.code:
        parts.append(vocabulary.label(LISTS[captured.kind], captured.code))
    if captured.detail:
        parts.append(vocabulary.label("outcome_detail", captured.detail))
    if captured.kind == "review" and captured.code == "none":
        parts.append("none")
    if captured.kind == "action":
        parts.append(_owner(captured, owner_name))
    if captured.due:
        parts.append(long_day(captured.due))
    elif captured.kind == "action":
        parts.append("no date")
    if captured.priority != "normal":
        parts.append(captured.priority)
    said = ", ".join(parts)
    open_ends = [doubt.words for doubt in captured.warnings] + [
        problem.words for problem in captured.problems
    ]
    return ". ".join([said, *open_ends]).replace("?.", "?")


def _owner(captured: Captured, owner_name: str) -> str:
    if captured.owner:
        return owner_name or captured.owner.name
    return "owner to choose" if captured.owner_text else "no owner"
