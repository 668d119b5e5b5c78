"""How the flags beside a person look. The word carries the meaning; icon and tone support it."""

from typing import NamedTuple


class FlagLook(NamedTuple):
    """Icon and tone of a flag chip."""

    icon: str
    tone: str


_LOOKS = {
    "hiu": FlagLook("activity", "blue"),
    "safeguarding": FlagLook("shield-alert", "red"),
    "consent": FlagLook("file-question-mark", "amber"),
    "carer": FlagLook("heart-handshake", "neutral"),
    "housing": FlagLook("house", "amber"),
    "interpreter": FlagLook("languages", "neutral"),
    "falls": FlagLook("footprints", "neutral"),
    "end_of_life": FlagLook("flower-2", "plum"),
}


def flag_look(code: str) -> FlagLook:
    """The look of a code of the vocabulary's list "flag"; a plain one for a code not known here."""
    return _LOOKS.get(code, FlagLook("flag", "neutral"))
