"""From a typed word to a code of the vocabulary; what is not one is refused with those there are."""

from collections.abc import Mapping

from mdt_desktop.domain import vocabulary
from mdt_desktop.refused import Refused


def code_of(name: str, word: str, local: Mapping[str, str] | None = None, *, what: str = "") -> str:
    """The code of the list `name` that a code, label or alias means. `Refused`, in the words of `what`.

    `local` are the team's own labels by code.
    """
    term = vocabulary.find(name, word, local)
    if term is None:
        known, thing = ", ".join(vocabulary.codes(name)), what or name.replace("_", " ")
        raise Refused(f"“{word}” is not a {thing}. Nothing was changed. Choose one of: {known}.")
    return term.code
