"""The parts of a preview: who, what matters, key facts, what is open, what happened since."""

from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from mdt_desktop.domain import vocabulary
from mdt_desktop.services.actions.rows import ActionRow
from mdt_desktop.services.cases.case_page import Surroundings
from mdt_desktop.services.cases.case_record import CaseView, Event
from ui.cases.table_delegate import short_date
from ui.widgets.avatar import Avatar
from ui.widgets.boxes import Box, Column, Row
from ui.widgets.chip import DueChip, FlagChip
from ui.widgets.eliding_label import ElidingLabel
from ui.widgets.event_looks import event_look
from ui.widgets.flow_layout import FlowLayout
from ui.widgets.icon import Icon
from ui.widgets.text import Text
from ui.widgets.tier_bars import TierBars

BASIS_TONES = {"agreed": "green", "lawful": "text", "no": "red", "ask": "amber"}
SHOWN_ACTIONS, SHOWN_EVENTS = 4, 4


def part(title: str = "", beside: str = "") -> tuple[QWidget, Box]:
    """A titled part and the column to fill."""
    widget = QWidget()
    widget.setAccessibleName(title)
    column = Column(widget, gap=8)
    if title:
        row = Row(gap=8).add(Text(title, "h3"), Text(beside, "meta", colour="text3"), None)
        column.add(row)
    return widget, column


def head(view: CaseView, around: Surroundings, *, sharing: bool) -> QWidget:
    """Name, age and number, complexity and flags."""
    widget, column = part()
    column.add(ElidingLabel(view.row.name, "h2"))
    years = f"{view.age} years" if view.age is not None else "age not known"
    born = short_date(view.person.dob, date.min) if view.person.dob and not sharing else ""
    who = " · ".join(words for words in (view.person.title, years, born) if words)
    number = Text("" if sharing else view.nhs_number, "meta", colour="text2")
    line = Row(gap=8)
    line.addWidget(ElidingLabel(who, "meta", colour="text2"), 1)
    column.add(line.add(number))
    flow = FlowLayout(gap=(8, 6))
    if view.row.tier:
        flow.add(TierBars(view.row.tier, local=view.row.tier_label))
    flow.add(*(FlagChip(code) for code in view.row.flags))
    column.add(flow)
    return widget


def facts(view: CaseView, around: Surroundings) -> QWidget:
    """Key worker, basis, A&E visits, the last outcome: what decides whether to talk."""
    widget, column = part()
    column.setSpacing(3)
    worker = view.key_worker
    name = (
        f"{worker.name}, {worker.job_title.lower()}" if worker and worker.job_title else view.row.key_worker
    )
    column.add(fact("Key worker", name or "Nobody yet", "text" if name else "text3"))
    column.add(fact("Basis to share", view.basis_label, BASIS_TONES.get(view.basis_group, "text")))
    if view.case.ae_3m is not None or view.case.ae_12m is not None:
        months, visits = (
            ("3 months", view.case.ae_3m) if view.case.ae_3m is not None else ("12 months", view.case.ae_12m)
        )
        column.add(fact(f"A&E visits, {months}", str(visits)))
    if view.last_discussion and view.last_discussion.outcome and view.last_discussed:
        outcome = vocabulary.label("outcome", view.last_discussion.outcome)
        column.add(fact("Last outcome", f"{outcome} · {short_date(view.last_discussed, around.today)}"))
    if view.case.asked_words:
        column.add(fact("Asked for by", f"{view.case.asked_by}: {view.case.asked_words}"))
    return widget


def fact(words: str, value: str, colour: str = "text") -> QWidget:
    """One line: what on the left, its value on the right."""
    widget = QWidget()
    widget.setAccessibleName(f"{words}: {value}")
    shown = ElidingLabel(value, "meta", 500, colour)
    shown.setAlignment(Qt.AlignmentFlag.AlignRight)
    row = Row(widget, gap=10).add(Text(words, "meta", colour="text2"))
    row.addWidget(shown, 1)
    return widget


def open_actions(view: CaseView, today: date) -> QWidget | None:
    """The first few open actions with their owners; None without any."""
    if not view.open_actions:
        return None
    widget, column = part("Open actions", str(len(view.open_actions)))
    for row in view.open_actions[:SHOWN_ACTIONS]:
        column.add(action_line(row, today))
    return widget


def action_line(row: ActionRow, today: date) -> QWidget:
    """Owner, words, when it is due."""
    widget = QWidget()
    owner = row.owner or row.owner_text or "nobody yet"
    line = Row(widget, gap=10).add(Avatar(owner, row.sector, size=24))
    line.addWidget(ElidingLabel(row.text, "meta"), 1)
    chip = DueChip(row.due, today)
    line.add(chip)
    widget.setAccessibleName(f"{row.text}, {owner}, {chip.accessibleName()}")
    return widget


def since_last(view: CaseView, today: date) -> QWidget | None:
    """What happened after the last discussion; None without anything."""
    if not view.since_last:
        return None
    widget, column = part("Since last time")
    column.setSpacing(4)
    for event in view.since_last[:SHOWN_EVENTS]:
        column.add(event_line(event, today))
    return widget


def event_line(event: Event, today: date) -> QWidget:
    """An icon and one or two lines of what happened."""
    widget = QWidget()
    icon, tone = event_look(event)
    words = f"{event.title}, {short_date(event.day, today)}"
    text = event.text.splitlines()[0] if event.text else ""
    line = Text(f"{words}: {text}" if text else words, "meta", colour="text2", wrap=True)
    row = Row(widget, gap=9)
    row.addWidget(Icon(icon, tone, 16), alignment=Qt.AlignmentFlag.AlignTop)
    row.addWidget(line, 1)
    return widget


def last_discussion(view: CaseView, today: date) -> QWidget | None:
    """What was said the last time; None if they were not discussed yet."""
    said = view.last_discussion
    if said is None or view.last_discussed is None:
        return None
    widget, column = part("Last discussion", short_date(view.last_discussed, today))
    text = "\n".join(words for words in (said.text, said.decision) if words)
    column.add(Text(text or "Nothing was written down.", "meta", colour="text2", wrap=True))
    return widget
