"""What is settled about the next huddle and what is not, as lines with a tick or an open ring."""

from PySide6.QtWidgets import QWidget

from mdt_desktop.services.huddle.prepare_view import PrepareView, Readiness
from ui.widgets.boxes import Row
from ui.widgets.eliding_label import ElidingLabel
from ui.widgets.icon import Icon

COMING = ("accepted", "present", "late", "deputy")


def ready_lines(view: PrepareView) -> list[Readiness]:
    """The time first, then how many of the core members are coming, then the rest."""
    core = [guest for guest in view.people if guest.member and guest.member.membership == "core"]
    coming = sum(guest.attendance.status in COMING for guest in core)
    words = f"{coming} of {len(core)} core members coming"
    first, *others = view.readiness
    count = len(view.agenda)
    cases = "Nobody is on the agenda yet"
    if count:
        used = view.budget.opening + view.budget.items + view.budget.readback
        cases = (
            f"{count} {'case' if count == 1 else 'cases'} on the agenda, {used} of {view.budget.meeting} min"
        )
    lines = [Readiness(first.code, first.done and count > 0, cases)]
    if core:
        lines.append(Readiness("coming", coming * 2 > len(core), words))
    return lines + others


class CheckLine(QWidget):
    """A tick or an open ring, and words; more goes into `row`."""

    def __init__(self, words: str, *, done: bool) -> None:
        super().__init__()
        icon = Icon("circle-check" if done else "circle-dashed", "green" if done else "amber", 16)
        self.row = Row(self, gap=7)
        self.row.add(icon)
        self.row.addWidget(ElidingLabel(words, "meta"), 1)
        self.setAccessibleName(f"{words}: {'settled' if done else 'still open'}")
