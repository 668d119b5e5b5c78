"""Where we have been, for going back."""

from typing import Any

_KEPT = 30
HOME = ("home", dict[str, Any]())


class History:
    """Places as (page name, where), the last one is where we are."""

    def __init__(self) -> None:
        self._places: list[tuple[str, dict[str, Any]]] = []

    def went(self, name: str, where: dict[str, Any]) -> None:
        """Remember a new place; the same place twice counts once."""
        if not self._places or self._places[-1] != (name, where):
            self._places = [*self._places[-_KEPT:], (name, where)]

    def back(self) -> tuple[str, dict[str, Any]]:
        """Forget where we are; answers with the place before."""
        if self._places:
            self._places.pop()
        if not self._places:
            self._places.append(HOME)
        return self._places[-1]
