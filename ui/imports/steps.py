"""The steps of an import and the keys that matter in each."""

from ui.page import Step

CHOOSE, MATCH, PEOPLE, DONE = "choose", "match", "people", "done"
STEPS = ((CHOOSE, "Choose file"), (MATCH, "Match columns"), (PEOPLE, "Check people"), (DONE, "Import"))
ORDER = tuple(key for key, _ in STEPS)
REVIEWING = (MATCH, PEOPLE)

_NEXT, _IMPORT = ("N", "Next problem"), ("Ctrl Enter", "Import")
HINTS = {
    CHOOSE: [("Ctrl O", "Choose a file"), ("Esc", "Cancel")],
    MATCH: [("Alt ↓", "Choose"), _NEXT, _IMPORT, ("Esc", "Back, keep nothing")],
    PEOPLE: [("J K", "Move"), _NEXT, _IMPORT, ("Esc", "Back, keep nothing")],
    DONE: [("Ctrl Enter", "Go to Cases")],
}


def steps_shown(here: str, *, finished: bool) -> list[Step]:
    """What the top bar shows: those before are done, all of them once the people are in."""
    return [
        Step(words, "import", {"step": key}, done=finished or at < ORDER.index(here), current=key == here)
        for at, (key, words) in enumerate(STEPS)
    ]
