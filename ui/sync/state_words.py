"""How the exchange stands, in words: of what was acknowledged, never of what was tried."""

from dataclasses import dataclass, replace
from datetime import datetime

from mdt_desktop.progress import Counted
from mdt_desktop.services.syncing.standing import SyncState
from ui.sync.ages import ago, at_words, count_words, since_words

NOBODY = "Nobody else gets it yet: this team has no folder or hub to share through."
SAVED = "Everything is saved on this laptop."
MEANWHILE = "You can work meanwhile: each page shows what is here already."
WORTH_SAYING = {Counted.SNAPSHOT: 200_000, Counted.COMING: 500}  # less is here before it is read
NOTHING_YET = "Nothing has been exchanged yet."


@dataclass(frozen=True)
class ToCome:
    """What has not come yet: bytes of a snapshot, or changes."""

    count: int
    of: Counted

    @property
    def words(self) -> str:
        """ "3.4 MB", "4,000 changes"."""
        return size_words(self.count) if self.of is Counted.SNAPSHOT else count_words(self.count, "change")


NOTHING = ToCome(0, Counted.COMING)


@dataclass(frozen=True)
class StateWords:
    """For the chip in the top bar, and for the card of the page."""

    chip: str
    tone: str
    icon: str
    title: str
    text: str
    waiting: str = ""
    """What waits and since when; "" when nothing does, or nobody is waited for."""
    confirmed: str = ""
    """When an exchange was last whole."""


def state_words(
    state: SyncState, now: datetime, *, busy: bool, to_decide: int, to_come: ToCome = NOTHING
) -> StateWords:
    """In one word, in one sentence, and what is known besides. `to_come`: of a long exchange."""
    words = _words(state, now, busy=busy, to_decide=to_decide)
    if busy and to_come.count >= WORTH_SAYING.get(to_come.of, 0) and words.tone != "red":
        chip = f"Receiving · {to_come.words} to come"
        words = StateWords(chip, "blue", "download", "Receiving the team’s work", MEANWHILE)
    if not state.shared or state.removed is not None:
        return words
    waits = ", ".join(part for part in (waiting_words(state), oldest_words(state, now)) if part)
    return replace(words, waiting=waits, confirmed=confirmed_words(state, now))


def size_words(count: int) -> str:
    """ "1.2 MB", "340 kB"."""
    return f"{count / 1e6:.1f} MB" if count >= 1e6 else f"{-(-count // 1000)} kB"


def _words(state: SyncState, now: datetime, *, busy: bool, to_decide: int) -> StateWords:
    """The worst thing first: removed, out of reach, never yet, on its way, waiting, to decide, up to date."""
    if state.removed is not None:
        return StateWords("Removed", "red", "ban", "Removed from the team", state.removed.words)
    if not state.shared:
        return StateWords("Saved on this laptop", "green", "hard-drive", "Saved on this laptop", NOBODY)
    if state.trouble:
        return _offline(state, now)
    waits = count_words(state.waiting, "change")
    if state.waiting and busy:
        words = f"Sending {waits}"
        return StateWords(
            words, "blue", "cloud-upload", words, "It counts as sent once that is acknowledged."
        )
    if state.last_confirmed is None:
        words = "Connecting" if busy else "Not sent yet"
        return StateWords(words, "amber", "cloud", words, f"{NOTHING_YET} {SAVED}")
    if state.waiting:
        return StateWords(f"{waits} waiting", "amber", "cloud-upload", f"{waits} to be sent", SAVED)
    return _settled(to_decide)


def confirmed_words(state: SyncState, now: datetime) -> str:
    """When an exchange was last whole; nothing for a team that shares nothing."""
    if not state.shared:
        return ""
    if state.last_confirmed is None:
        return NOTHING_YET
    return f"Last confirmed {at_words(state.last_confirmed, now)}"


def waiting_words(state: SyncState) -> str:
    """ "12 changes waiting"; nothing when nothing waits."""
    return f"{count_words(state.waiting, 'change')} waiting" if state.waiting else ""


def oldest_words(state: SyncState, now: datetime) -> str:
    """How long the oldest change has been waiting."""
    oldest = state.oldest_waiting
    return f"oldest {ago(oldest, now)}" if state.waiting and oldest else ""


def _offline(state: SyncState, now: datetime) -> StateWords:
    waits = waiting_words(state) or "nothing waiting"
    since = since_words(state.last_confirmed, now)
    text = f"{since} Keep working: everything is saved on this laptop. {state.trouble}".strip()
    return StateWords(f"Offline · {waits}", "amber", "cloud-off", "You’re offline", text)


def _settled(to_decide: int) -> StateWords:
    done = "Everything written here was acknowledged."
    if to_decide:
        return StateWords(f"{to_decide} to resolve", "amber", "git-compare", f"{to_decide} to decide", done)
    return StateWords("Up to date", "green", "cloud-check", "Everything is up to date", done)
