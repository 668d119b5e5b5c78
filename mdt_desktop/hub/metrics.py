"""What this process has done since it began, in Prometheus's text format: no space, no device."""

import threading
from bisect import bisect_left
from collections import Counter, defaultdict

_SECONDS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0)


class Metrics:
    """Counted from any thread."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._answers: Counter[tuple[str, int]] = Counter()
        self._durations: dict[str, list[int]] = {}
        self._spent: defaultdict[str, float] = defaultdict(float)
        self._entries = self._entry_bytes = self._streams = 0

    def answered(self, call: str, status: int, seconds: float) -> None:
        """A call was answered."""
        with self._lock:
            self._answers[call, status] += 1
            self._spent[call] += seconds
            buckets = self._durations.setdefault(call, [0] * (len(_SECONDS) + 1))
            buckets[bisect_left(_SECONDS, seconds)] += 1

    def took(self, entries: int, size: int) -> None:
        """A push brought new entries."""
        with self._lock:
            self._entries += entries
            self._entry_bytes += size

    def stream(self, change: int) -> None:
        """A stream of events began (1) or ended (-1)."""
        with self._lock:
            self._streams += change

    def text(self) -> str:
        """Everything, for `/metrics`."""
        with self._lock:
            lines = [
                *_named("mdt_hub_answers_total", "counter", "Calls answered, by call and status."),
                *(
                    f'mdt_hub_answers_total{{call="{call}",status="{status}"}} {count}'
                    for (call, status), count in sorted(self._answers.items())
                ),
                *_named("mdt_hub_answer_seconds", "histogram", "How long calls took, by call."),
                *(line for call in sorted(self._durations) for line in self._histogram(call)),
                *_named("mdt_hub_entries_total", "counter", "New entries taken."),
                f"mdt_hub_entries_total {self._entries}",
                *_named("mdt_hub_entry_bytes_total", "counter", "Bytes of new entries."),
                f"mdt_hub_entry_bytes_total {self._entry_bytes}",
                *_named("mdt_hub_streams", "gauge", "Streams of events that are open."),
                f"mdt_hub_streams {self._streams}",
            ]
        return "\n".join(lines) + "\n"

    def _histogram(self, call: str) -> list[str]:
        lines, total = [], 0
        for bound, count in zip((*map(str, _SECONDS), "+Inf"), self._durations[call], strict=True):
            total += count
            lines.append(f'mdt_hub_answer_seconds_bucket{{call="{call}",le="{bound}"}} {total}')
        return [
            *lines,
            f'mdt_hub_answer_seconds_sum{{call="{call}"}} {self._spent[call]:.6f}',
            f'mdt_hub_answer_seconds_count{{call="{call}"}} {total}',
        ]


def _named(name: str, kind: str, words: str) -> tuple[str, str]:
    return f"# HELP {name} {words}", f"# TYPE {name} {kind}"
