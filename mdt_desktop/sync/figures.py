"""What has come and gone in one exchange, and what is left of it, told as it changes."""

from collections import Counter

from mdt_desktop.progress import Counted, SyncProgress


class Figures:
    """What is left only rises when there turns out to be more. Each call raises as `SyncProgress` does."""

    def __init__(self, progress: SyncProgress) -> None:
        self._progress = progress
        self._done: Counter[Counted] = Counter()
        self._left: Counter[Counted] = Counter()

    def expect(self, of: Counted, amount: int) -> None:
        """So much more is to come or to go."""
        self._left[of] += amount
        self._tell(of)

    def at_least(self, of: Counted, amount: int) -> None:
        """So much is known to be left, and perhaps more."""
        self._left[of] = max(self._left[of], amount)
        self._tell(of)

    def exactly(self, of: Counted, amount: int) -> None:
        """So much is left, counted just now: the rest has come."""
        if self._left[of] != amount:
            self._done[of] += max(self._left[of] - amount, 0)
            self._left[of] = amount
            self._tell(of)

    def advance(self, of: Counted, amount: int, behind: int = 0) -> None:
        """So much has come or gone, and `behind` at least is left: what came need not have been expected."""
        self._done[of] += amount
        self._left[of] = max(self._left[of] - amount, behind)
        self._tell(of)

    def _tell(self, of: Counted) -> None:
        self._progress(self._done[of], self._done[of] + self._left[of], of)
