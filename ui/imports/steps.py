"""The steps of an import and the keys that matter in each."""

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
