"""The verbs of quick entry: what is typed, the kind of entry it makes, and how to say what follows."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Verb:
    """`takes` is the pattern after the word, for the completer and the help page."""

    word: str
    kind: str
    label: str
    takes: str
    also: tuple[str, ...] = ()


VERBS = (
    Verb("action", "action", "Action", "@who when what", also=("a",)),
    Verb("decision", "decision", "Decision", "what was decided"),
    Verb("outcome", "outcome", "Outcome", "continue, changed, refer, step_down or defer"),
    Verb("review", "review", "Review", "4w, a date, or none and why"),
    Verb("matters", "matters", "What matters", "the person’s own words"),
    Verb("need", "need", "Need", "what is needed"),
    Verb("gap", "gap", "Service gap", "what was missing"),
    Verb("learning", "learning", "Learning", "what others could use"),
    Verb("question", "question", "Question", "what is asked"),
    Verb("tier", "tier", "Complexity", "low, medium or most_complex, and why"),
    Verb("defer", "defer", "Defer", "a date if not the next huddle, and why"),
    Verb("park", "park", "Park", "to the end of today’s agenda"),
)
LABELS = {verb.kind: verb.label for verb in VERBS} | {"discussion": "Discussion"}
BY_WORD = {word: verb for verb in VERBS for word in (verb.word, *verb.also)}


def verbs_starting(typed: str) -> tuple[Verb, ...]:
    """The verbs that a half-typed word, with or without its slash, may become."""
    start = typed.lstrip().removeprefix("/").casefold()
    return tuple(verb for verb in VERBS if verb.word.startswith(start))
