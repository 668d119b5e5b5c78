"""The smaller cards of a record: people around them, needs, review, risks."""

from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from mdt_desktop.domain import vocabulary
from mdt_desktop.services.cases.case_page import Surroundings
from mdt_desktop.services.cases.case_record import CaseView
from ui.cases.table_delegate import short_date
from ui.cases.wording import review_due
from ui.widgets.avatar import Avatar
from ui.widgets.boxes import Column, Row
from ui.widgets.button import Button
from ui.widgets.card import Card
from ui.widgets.chip import Chip
from ui.widgets.due_words import day_words
from ui.widgets.eliding_label import ElidingLabel
from ui.widgets.text import Text

NBSP = "\u00a0"  # a telephone number stays on one line


class PeopleCard(Card):
    """Family first, then the key worker, then those who own open actions."""

    def __init__(self) -> None:
        super().__init__("People around them", link="Edit", margin=14)
        self.link.setAccessibleName("Edit people around them")
        self._rows = Column(gap=8)
        self.body.add(self._rows)

    def show_case(self, view: CaseView, around: Surroundings, *, sharing: bool) -> None:
        self.title.setText(f"People around {view.called}")
        self.setAccessibleName(self.title.text())
        self._rows.clear()
        rows = list(people_rows(view, around, sharing=sharing))
        for name, sector, below in rows:
            self._rows.add(_person(name, sector, below))
        if not rows:
            self._rows.add(Text("Nobody recorded yet.", "meta", colour="text2", wrap=True))


def people_rows(view: CaseView, around: Surroundings, *, sharing: bool) -> list[tuple[str, str, str]]:
    """(name, sector, second line) of each; phone numbers are left out while sharing."""
    rows: list[tuple[str, str, str]] = []
    for one in view.person.people_around:
        phone = "" if sharing else one.get("phone", "").replace(" ", NBSP)
        relation = one.get("relation", "")
        relation = relation[:1].upper() + relation[1:]
        rows.append((one.get("name", ""), "", ". ".join(part for part in (relation, phone) if part)))
    if view.key_worker is not None:
        job = view.key_worker.job_title
        duty = f"Key worker, {job[:1].lower() + job[1:]}" if job else "Key worker"
        rows.append((view.key_worker.name, view.key_worker.sector, duty))
    elif view.case.key_worker_text:
        rows.append((view.case.key_worker_text, "", "Key worker as written, not in the directory"))
    known = {view.case.key_worker_id}
    members = {member.id: member for member in around.members}
    for action in view.open_actions:
        owner = members.get(action.owner_id)
        if owner is not None and owner.id not in known:
            known.add(owner.id)
            rows.append((owner.name, owner.sector, owner.job_title or owner.organisation))
    return rows


def _person(name: str, sector: str, below: str) -> QWidget:
    widget = QWidget()
    widget.setAccessibleName(f"{name}, {below}" if below else name)
    words = Column(gap=0).add(ElidingLabel(name, "meta", 500))
    words.add(Text(below, "small", colour="text2", wrap=True))
    row = Row(widget, gap=10).add(Avatar(name, sector, size=28))
    row.addLayout(words, 1)
    return widget


class NeedsCard(Card):
    """Conditions, how to communicate, and what somebody needs."""

    def __init__(self) -> None:
        super().__init__("Needs and conditions", link="Edit", margin=14, gap=8)
        self.link.setAccessibleName("Edit needs")
        self._rows = Column(gap=6)
        self.body.add(self._rows)

    def show_case(self, view: CaseView) -> None:
        self._rows.clear()
        person = view.person
        lines = [view.case.conditions, ", ".join(person.communication_needs)]
        lines += [
            vocabulary.label("residence", person.residence) if person.residence else "",
            view.case.reason,
        ]
        shown = [line for line in dict.fromkeys(lines) if line]
        for line in shown:
            self._rows.add(Text(line, "meta", colour="text2", wrap=True))
        needs = [need for need in view.needs if need.status == "open"]
        for need in needs:
            self._rows.add(_need(vocabulary.label("need", need.code), need.text))
        met = sum(need.status == "met" for need in view.needs)
        if met:
            self._rows.add(Text(f"{met} {'need' if met == 1 else 'needs'} met", "small", colour="text2"))
        if not shown and not needs:
            words = "Nothing recorded yet. Type /need in the note field."
            self._rows.add(Text(words, "meta", colour="text2", wrap=True))


def _need(label: str, text: str) -> QWidget:
    widget = QWidget()
    row = Row(widget, gap=8).add(Chip(label))
    words = Text(text if text.casefold() != label.casefold() else "", "meta", colour="text2", wrap=True)
    row.addWidget(words, 1)
    widget.setAccessibleName(f"Need: {label}, {text}")
    return widget


class ReviewCard(Card):
    """When somebody comes back to the agenda."""

    change = Signal()

    def __init__(self) -> None:
        super().__init__(margin=14, gap=2)
        self._chip, self._words = Chip(), Text("", "meta", colour="text2", wrap=True)
        self.button = Button("Change", kind="link", low=True)
        self.button.setAccessibleName("Change next review")
        self.button.clicked.connect(self.change)
        line = Row(gap=4)
        line.addWidget(self._words, 1)
        line.add(self.button)
        self.body.add(
            Row(gap=8).add(Text("Next review", "h3"), None, self._chip),
            line,
        )

    def show_case(self, view: CaseView, around: Surroundings) -> None:
        due = review_due(view.row, around.today, around.huddle_day)
        day = view.row.review_due
        text = (
            due.text
            if due.tone in ("red", "amber", "accent") or day is None
            else day_words(day, around.today)
        )
        self._chip.set_chip("No date" if day is None else text, due.tone or "neutral", due.icon)
        self._words.setText(_review_words(view, around.today))
        self.setAccessibleName(f"Next review. {due.sentence}")


def _review_words(view: CaseView, today: date) -> str:
    if view.case.no_review_reason and view.case.review_due is None:
        return f"No further review: {view.case.no_review_reason}"
    if view.last_discussed:
        return f"Last discussed {short_date(view.last_discussed, today)}"
    return "Not discussed yet"


class RisksCard(Card):
    """What could go wrong, as imported or agreed."""

    def __init__(self) -> None:
        super().__init__("Risks", link="Edit", margin=14, gap=8)
        self.link.setAccessibleName("Edit risks")
        self._rows = Column(gap=8)
        self.body.add(self._rows)

    def show_case(self, view: CaseView) -> None:
        self._rows.clear()
        if not view.case.risks:
            self._rows.add(Text("None recorded yet.", "meta", colour="text2", wrap=True))
        for risk in view.case.risks:
            level = risk.get("level", "").lower()
            tone = {"high": "red", "rising": "amber", "falling": "green", "low": "green"}.get(
                level, "neutral"
            )
            widget = QWidget()
            words = Column(gap=0)
            words.add(Text(risk.get("what", ""), "meta", 500, wrap=True))
            words.add(Text(risk.get("note", ""), "small", colour="text2", wrap=True))
            row = Row(widget, gap=8)
            row.addLayout(words, 1)
            if level:
                row.add(Chip(level.capitalize(), tone))
            widget.setAccessibleName(f"{risk.get('what', '')}, {level}")
            self._rows.add(widget)
