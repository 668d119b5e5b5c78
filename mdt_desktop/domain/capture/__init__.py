"""Quick entry: one typed line becomes an action, a decision, a review … (docs/capture.md).

`parse` is quick enough for every keystroke; it knows the directory and the huddle's day from a
`CaptureContext`, which is made once for a room and reused.
"""

from mdt_desktop.domain.capture.in_words import describe
from mdt_desktop.domain.capture.lines import parse
from mdt_desktop.domain.capture.model import (
    CaptureContext,
    Captured,
    Doubt,
    Owner,
    OwnerChoice,
    Problem,
    Span,
)
from mdt_desktop.domain.capture.verbs import LABELS, VERBS, Verb, verbs_starting

__all__ = [
    "LABELS",
    "VERBS",
    "CaptureContext",
    "Captured",
    "Doubt",
    "Owner",
    "OwnerChoice",
    "Problem",
    "Span",
    "Verb",
    "describe",
    "parse",
    "verbs_starting",
]
