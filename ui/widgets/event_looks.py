"""The icon and tone of each kind of thing that happens to somebody."""

from mdt_desktop.services.cases.case_record import Event

_LOOKS = {
    "huddle": ("messages-square", "accent"),
    "action_done": ("check", "green"),
    "tier": ("trending-up", "plum"),
    "added": ("user-plus", "text2"),
    "import": ("file-down", "text2"),
    "note": ("notebook-pen", "text2"),
    "call": ("phone", "text2"),
    "visit": ("house", "text2"),
    "event": ("siren", "red"),
    "question": ("circle-question-mark", "blue"),
    "closed": ("archive", "text2"),
}
_FALLING = ("most_complex", "medium", "low")


def event_look(event: Event) -> tuple[str, str]:
    """Icon and colour role; complexity going down points down."""
    if event.kind == "tier" and event.tier_before in _FALLING and event.tier_after in _FALLING:
        down = _FALLING.index(event.tier_after) > _FALLING.index(event.tier_before)
        return ("trending-down" if down else "trending-up", "plum")
    return kind_look(event.kind)


def kind_look(kind: str) -> tuple[str, str]:
    """The same for a kind alone."""
    return _LOOKS.get(kind, ("circle-dot", "text2"))
