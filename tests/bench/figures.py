"""A figure with its bar: printed as a line of a table, and asserted."""

import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Figure:
    """`measured` may not exceed `bar`; both in `unit`."""

    name: str
    measured: float
    bar: float
    unit: str

    def line(self) -> str:
        """As a row of docs/evidence.md."""
        verdict = "ok" if self.measured <= self.bar else "FAILS"
        return f"| {self.name} | {self.bar:g} {self.unit} | {self.measured:.3g} {self.unit} | {verdict} |"


def hold(*figures: Figure) -> None:
    """Print every figure, then assert every bar."""
    print()
    for figure in figures:
        print(figure.line())
    missed = [figure.line() for figure in figures if figure.measured > figure.bar]
    assert not missed, "\n".join(missed)


def seconds(work: Callable[[], object]) -> float:
    """How long it takes once."""
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def best(work: Callable[[], object], times: int = 5) -> float:
    """The least of several: what else the machine did is not ours. Seconds."""
    return min(seconds(work) for _ in range(times))


def processor(work: Callable[[], object], times: int = 5) -> float:
    """The least of several, counting this thread's processor alone: what it takes where nothing else runs.

    For work that neither waits nor reads a disk. Seconds.
    """
    return min(_processor(work) for _ in range(times))


def _processor(work: Callable[[], object]) -> float:
    began = time.thread_time()
    work()
    return time.thread_time() - began


def median(work: Callable[[], object], times: int = 5) -> float:
    """The middle of several. Seconds."""
    return statistics.median(seconds(work) for _ in range(times))
