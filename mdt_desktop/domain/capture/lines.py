"""One line of quick entry, from what is typed to what it says (docs/capture.md)."""

from mdt_desktop.domain.capture.action_line import read_action
from mdt_desktop.domain.capture.model import CaptureContext, Captured, Problem, Span
from mdt_desktop.domain.capture.other_lines import (
    read_defer,
    read_need,
    read_outcome,
    read_park,
    read_review,
    read_tier,
    read_words,
)
from mdt_desktop.domain.capture.tokens import tokens_of
from mdt_desktop.domain.capture.verbs import BY_WORD


def parse(line: str, context: CaptureContext) -> Captured:
    """Understand one line. Never raises, never guesses an owner, and drops nothing that was typed.

    A line without a slash is discussion, whatever it says. An unknown verb is discussion too, and named.
    """
    tokens = tokens_of(line)
    if not tokens or not tokens[0].text.startswith("/"):
        return Captured("discussion", line.strip())
    typed = tokens[0].text
    verb = BY_WORD.get(typed[1:].rstrip(":").casefold())
    if verb is None:
        problem = Problem("unknown_verb", f"“{typed}” is no verb, so the line is kept as discussion", typed)
        return Captured("discussion", line.strip(), problems=(problem,))
    span = Span(tokens[0].start, tokens[0].end, "verb")
    rest = tokens[1:]
    match verb.kind:
        case "action":
            return read_action(line, rest, span, context)
        case "outcome":
            return read_outcome(line, rest, span)
        case "review":
            return read_review(line, rest, span, context)
        case "need":
            return read_need(line, rest, span)
        case "tier":
            return read_tier(line, rest, span, context.tier_names)
        case "defer":
            return read_defer(line, rest, span, context)
        case "park":
            return read_park(line, rest, span)
    return read_words(line, verb.kind, rest, span)
