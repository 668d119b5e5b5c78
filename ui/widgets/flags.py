"""How the flags beside a person look. The word carries the meaning; icon and tone support it."""

from typing import NamedTuple


class FlagLook(NamedTuple):
    """Icon and tone of a flag chip."""

    icon: str
    tone: str


_LOOKS = {
    "hiu": FlagLook("activity", "blue"),
    "carer": FlagLook("heart-handshake", "neutral"),
    "safeguarding": FlagLook("shield-alert", "red"),
    "housing": FlagLook("house", "amber"),
    "interpreter": FlagLook("languages", "neutral"),
    "consent": FlagLook("file-question-mark", "amber"),
    "falls": FlagLook("footprints", "neutral"),
    "end": FlagLook("flower-2", "plum"),
}


def flag_look(word: str) -> FlagLook:
    """The look for a flag's word on screen, such as "HIU pathway" or "End of life"."""
    first = word.split(" ", 1)[0].lower()
    return _LOOKS.get(first, FlagLook("flag", "neutral"))
