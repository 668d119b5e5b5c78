"""Who is being talked about: always in the same place, and visibly another when the person changes."""

from PySide6.QtCore import QEasingCurve, QPropertyAnimation, QRect, Signal
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from mdt_desktop.domain.day_words import day_month
from mdt_desktop.services.cases.case_record import CaseView
from mdt_desktop.services.huddle.run_view import ItemView
from ui.theme import theme, u
from ui.widgets.boxes import Column, Row
from ui.widgets.button import Button
from ui.widgets.chip import Chip, FlagChip
from ui.widgets.drawing import painting
from ui.widgets.eliding_label import ElidingLabel
from ui.widgets.icon_button import IconButton
from ui.widgets.surface import set_surface
from ui.widgets.text import Text
from ui.widgets.tier_bars import TierBars
from ui.widgets.time_ring import TimeRing, clock

CHANGE_MS, SLIDE, EDGE = 180, 28, 5
BASIS_LOOKS = {
    "agreed": ("green", "circle-check"),
    "lawful": ("green", "scale"),
    "ask": ("amber", "file-question-mark"),
    "no": ("red", "ban"),
}


class IdentityHeader(QWidget):
    """`show_person` draws, `show_time` each second. The edge on the left flashes in once for a new person."""

    pause = Signal()
    more_time = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        set_surface(self, "surface")
        self._item = ""
        self._compact = self._narrow = self._has_tier = False
        self.name = Text("", "name", 600)
        self._tier = TierBars("low")
        self._flags = Row(gap=8)
        self._flag_codes: tuple[str, ...] = ()
        self._chips: list[FlagChip] = []
        self._about = ElidingLabel("", "body", colour="text2")
        self._basis = Chip()
        self.ring = TimeRing()
        self._clock, self._of = Text("", "name", 600), Text("", "meta", colour="text2")
        self.pause_button = Button("Pause", icon="pause", key="F8")
        self.more_button = Button("+2 min", icon="timer", key="F9")
        self.pause_small = IconButton("pause", "Pause, F8", size=36, outlined=True)
        self.more_small = Button("+2")
        self._names = QWidget(self)
        self._lay_out()
        self._slide = QPropertyAnimation(self._names, b"pos", self)
        self._slide.setEasingCurve(QEasingCurve.Type.OutCubic)
        self._slide.finished.connect(self.update)
        for button in (self.pause_button, self.pause_small):
            button.clicked.connect(self.pause)
        for button in (self.more_button, self.more_small):
            button.clicked.connect(self.more_time)
        self.more_small.setAccessibleName("+2 minutes, F9")
        self.set_compact(False)

    def show_person(self, item: ItemView, sharing: bool) -> None:
        """Who it is; with `sharing`, without number and date of birth."""
        case = item.case
        self.name.setText(case.row.name)
        self._has_tier = bool(case.row.tier)
        self._tier.setVisible(self._has_tier and not self._narrow)
        if self._has_tier:
            self._tier.set_tier(case.row.tier, case.row.tier_label)
        self._show_flags(case.row.flags)
        self._about.setText(about_words(case, sharing))
        tone, icon = BASIS_LOOKS[case.basis_group]
        self._basis.set_chip(case.basis_label, tone, icon)
        if item.item.id != self._item:
            self._arrive(first=not self._item)
            self._item = item.item.id

    def show_time(self, left: int, planned: int, *, paused: bool) -> None:
        """Seconds left of seconds planned; negative is over."""
        self.ring.set_time(left, planned, paused=paused)
        over = left < 0
        self._clock.setText(f"over by {clock(-left)}" if over else clock(left))
        self._clock.set_colour("amber" if over else "text")
        self._of.setText("paused" if paused else f"of {planned // 60} min")
        words = "Go on" if paused else "Pause"
        if self.pause_button.words() != words:
            self.pause_button.setText(words)
            self.pause_button.set_icon("play" if paused else "pause")
            self.pause_small.set_icon("play" if paused else "pause")
            self.pause_small.set_name(f"{words}, F8")

    def set_narrow(self, narrow: bool) -> None:
        """Where there is hardly room for the name, the bars stand without their word."""
        self._narrow = narrow
        self._tier.setVisible(self._has_tier and not narrow)
        self._of.setVisible(self._compact and not narrow)

    def set_compact(self, compact: bool) -> None:
        """Small windows show the minutes without the ring, and buttons without words."""
        self._compact = compact
        for wide in (self.ring, self.pause_button, self.more_button):
            wide.setVisible(not compact)
        for small in (self._clock, self._of, self.pause_small, self.more_small):
            small.setVisible(compact)
        self._row.set_space((18, 3, 16, 5) if compact else (18, 12, 16, 12), 14)
        self._lines.set_space(0, 0 if compact else 4)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._slide.state() == QPropertyAnimation.State.Running:
            with painting(self) as painter:
                painter.fillRect(QRect(0, 0, u(EDGE), self.height()), theme().colour("accent"))

    def _show_flags(self, codes: tuple[str, ...]) -> None:
        if codes == self._flag_codes:
            return
        self._flag_codes = codes
        for old in self._chips:
            self._flags.removeWidget(old)
            old.hide()
            old.deleteLater()
        self._chips = [FlagChip(code, parent=self._names) for code in codes]
        self._flags.add(*self._chips)

    def _arrive(self, *, first: bool) -> None:
        duration = theme().duration(CHANGE_MS)
        self._slide.stop()
        if first or not duration:
            return
        place = self._names.pos()
        self._slide.setDuration(duration)
        self._slide.setStartValue(place.__class__(place.x() + u(SLIDE), place.y()))
        self._slide.setEndValue(place)
        self._slide.start()
        self.update()

    def _lay_out(self) -> None:
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        first = Row(gap=12).add(self.name, self._tier)
        first.add(self._flags, None)
        self._about.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._basis.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)  # the last to give way
        second = Row(gap=10).add(self._about, self._basis, None)
        self._lines = Column(self._names, gap=4).add(first, second)
        for button in (self.pause_button, self.more_button):
            button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        buttons = Column(gap=8).add(self.pause_button, self.more_button)
        small = Row(gap=8).add(self._clock, self._of, self.pause_small, self.more_small)
        self._row = Row(self, gap=14)
        self._row.addWidget(self._names, 1)
        self._row.add(self.ring, buttons, small)


def about_words(case: CaseView, sharing: bool) -> str:
    """The second line, in clinical order; while sharing without number and date of birth."""
    person, years = case.person, f"{case.age} years" if case.age is not None else "age not known"
    parts = []
    if not sharing:
        parts.append(case.nhs_number)
        if person.dob:
            years = f"born {day_month(person.dob)} {person.dob.year} ({years})"
    parts += [years, case.case.locality, "lives alone" if person.lives_alone else ""]
    parts.append("interpreter" if person.interpreter else "")
    parts.append(f"key worker {case.row.key_worker}" if case.row.key_worker else "no key worker")
    return " · ".join(part for part in parts if part)
