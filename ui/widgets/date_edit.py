"""A day, typed or picked from a calendar, said as everywhere else: Thu 26 Nov 2026."""

from datetime import date

from PySide6.QtCore import QDate, QLocale, Qt, Signal
from PySide6.QtGui import QTextCharFormat
from PySide6.QtWidgets import QCalendarWidget, QDateEdit, QWidget

from ui.theme import theme, u
from ui.widgets.box_editor import BoxEditor


class DateEdit(BoxEditor, QDateEdit):
    """`day()` and `set_day` speak Python's dates; `picked` carries each change."""

    picked = Signal(object)

    def __init__(
        self, name: str = "", day: date | None = None, *, height: int = 38, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setLocale(QLocale(QLocale.Language.English, QLocale.Country.UnitedKingdom))
        self.setDisplayFormat("ddd d MMM yyyy")
        self.setCalendarPopup(True)
        calendar = self.calendarWidget()
        calendar.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        calendar.setFirstDayOfWeek(Qt.DayOfWeek.Monday)
        self.set_day(day or date.today())  # noqa: DTZ011 - the calendar on this person's wall
        self.dateChanged.connect(lambda changed: self.picked.emit(changed.toPython()))
        self.be_editor(name, height)

    def day(self) -> date:
        return self.date().toPython()

    def set_day(self, day: date) -> None:
        self.setDate(QDate(day.year, day.month, day.day))

    def dress(self) -> None:
        super().dress()
        look = theme()
        calendar = self.calendarWidget()
        calendar.setFont(look.font("meta"))
        calendar.setMinimumSize(u(320), u(280))
        for weekend in (Qt.DayOfWeek.Saturday, Qt.DayOfWeek.Sunday):
            calendar.setWeekdayTextFormat(weekend, QTextCharFormat())  # not red: red is for late things
        header = QTextCharFormat()
        header.setForeground(look.colour("text2"))
        header.setBackground(look.colour("surface"))
        calendar.setHeaderTextFormat(header)
