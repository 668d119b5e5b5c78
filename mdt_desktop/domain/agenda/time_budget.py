"""Whether an agenda fits its meeting, said before the meeting (docs/rules.md)."""

from collections.abc import Iterable

import msgspec


class Budget(msgspec.Struct, frozen=True):
    """All in minutes. `items` is the time for people; `meeting` the whole, welcome and read-back included."""

    opening: int
    items: int
    readback: int
    meeting: int

    @property
    def room(self) -> int:
        """What is left for people once welcome and read-back are taken off."""
        return max(0, self.meeting - self.opening - self.readback)

    @property
    def over_by_minutes(self) -> int:
        return max(0, self.opening + self.items + self.readback - self.meeting)

    @property
    def fits(self) -> bool:
        return self.over_by_minutes == 0

    @property
    def words(self) -> str:
        """ "52 minutes of cases, fits in 60" or "62 min of cases for 35 min"."""
        if self.fits:
            unit = "minute" if self.items == 1 else "minutes"
            return f"{self.items} {unit} of cases, fits in {self.meeting}"
        return f"{self.items} min of cases for {self.room} min"

    def asking_to_move(self, count: int) -> str:
        """ "62 min of cases for 35 min: move 4?"; without the question where all fits."""
        return self.words if self.fits or not count else f"{self.words}: move {count}?"


def budget(
    items_minutes: Iterable[int], opening: int = 8, readback: int = 2, meeting_minutes: int = 60
) -> Budget:
    """Add up an agenda. Over by = opening + items + read-back − the whole meeting."""
    return Budget(opening, sum(items_minutes), readback, meeting_minutes)
