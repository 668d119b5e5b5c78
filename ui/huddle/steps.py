"""The three steps of a huddle, as the top bar shows them."""

from mdt_desktop.domain.day_words import short_day
from mdt_desktop.domain.records import Huddle
from mdt_desktop.services.huddle import huddles
from ui.page import Step

PREPARE, RUN, CLOSE = "prepare", "run", "close"
_WORDS = {PREPARE: "Prepare", RUN: "Run", CLOSE: "Close"}


def page_for(status: str) -> str:
    """The page on which a huddle of this status is worked on; one that was called off is only looked at."""
    if status in huddles.RUNNING:
        return RUN
    return CLOSE if status == "ended" else PREPARE


def huddle_steps(huddle: Huddle, current: str) -> list[Step]:
    """Prepare, Run, Close; what lies behind is done."""
    order = list(_WORDS)
    reached = order.index(page_for(huddle.status))
    where = {"huddle": huddle.id}
    return [
        Step(words, page, where, done=order.index(page) < reached, current=page == current)
        for page, words in _WORDS.items()
    ]


def huddle_title(huddle: Huddle | None) -> str:
    """ "Huddle, Thu 26 Nov"."""
    return f"Huddle, {short_day(huddle.day)}" if huddle and huddle.day else "Huddle"
