"""The left of the minutes: which version, who has which, and the forms that take their place for a moment."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QStackedWidget, QWidget

from mdt_desktop.domain.day_words import short_day
from mdt_desktop.services.minutes.minutes_page import MinutesView, VersionRow
from mdt_desktop.services.session import ZONE
from ui.minutes.amend_form import AmendForm
from ui.minutes.issue_rows import IssueDelegate, issues_model
from ui.minutes.save_form import SaveForm
from ui.theme import theme
from ui.widgets.boxes import Column, Row
from ui.widgets.button import Button
from ui.widgets.message import Message
from ui.widgets.radio_card import RadioCard
from ui.widgets.row_list import RowList
from ui.widgets.scroll_page import ScrollPage
from ui.widgets.surface import set_surface
from ui.widgets.text import Text


class DetailsPane(QWidget):
    """`version_chosen(version)`; `to_all` back to the list; `to_close` where a draft is signed."""

    version_chosen = Signal(int)
    to_all = Signal()
    to_close = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        set_surface(self, "surface")
        self.all_minutes = Button("All minutes", kind="link", icon="arrow-left")
        self.amend = Button("Amend these minutes", icon="square-pen")
        self.draft = Message("amber", "Not signed yet", "A chair signs it on Close.", action="Close")
        self.issues = RowList("Who has which version", issues_model(), IssueDelegate(), quiet=True)
        self.issues.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.amend_form, self.save_form = AmendForm(), SaveForm()
        self._no_issue = Text("Nobody yet. Copies that are saved or printed are listed here.", wrap=True)
        self._cannot = Text("", "meta", colour="text2", wrap=True)
        self._cards: dict[int, RadioCard] = {}
        self._group = QButtonGroup(self)
        self._versions = Column(gap=8)
        self._stack = QStackedWidget()
        self._lay_out()
        self._connect()

    def show_view(self, view: MinutesView, version: int) -> None:
        """One huddle's versions and copies; `version` is the one whose pages show."""
        self._show_versions(view.versions, version)
        signed = view.row.version > 0
        self.amend.setVisible(signed and not view.cannot_amend)
        self._cannot.setText(view.cannot_amend if signed else "")
        self._cannot.setVisible(signed and bool(view.cannot_amend))
        self.draft.setVisible(not signed)
        self.issues.set_rows(view.issues)
        self._no_issue.setVisible(not view.issues)
        self.issues.setVisible(bool(view.issues))
        self.amend_form.show_view(view)
        self._fit()

    def first_focus(self) -> QWidget:
        """The version whose pages show."""
        return next((card for card in self._cards.values() if card.isChecked()), self.all_minutes)

    def open_form(self, form: QWidget) -> None:
        """Show one of the two forms with the focus in it."""
        self._stack.setCurrentWidget(form.property("page"))
        field = self.amend_form.who.edit if form is self.amend_form else self.save_form.field.edit
        field.setFocus(Qt.FocusReason.OtherFocusReason)

    def close_form(self) -> bool:
        """Back to the versions; False when no form was open."""
        was_open = self._stack.currentIndex() != 0
        self._stack.setCurrentIndex(0)
        if was_open:
            self.first_focus().setFocus(Qt.FocusReason.OtherFocusReason)
        return was_open

    def form(self) -> QWidget | None:
        """The form that shows."""
        shown = self._stack.currentWidget()
        forms = (self.amend_form, self.save_form)
        return next((form for form in forms if form.property("page") is shown), None)

    def _show_versions(self, versions: list[VersionRow], shown: int) -> None:
        held = any(card.hasFocus() for card in self._cards.values())
        for card in self._cards.values():
            self._group.removeButton(card)
        self._versions.clear()
        self._cards = {}
        for one in versions:
            title, words = version_words(one, newest=one is versions[0])
            card = RadioCard(title, words, checked=one.version == shown)
            card.clicked.connect(lambda _checked=False, at=one.version: self.version_chosen.emit(at))
            self._group.addButton(card)
            self._cards[one.version] = card
            self._versions.add(card)
        if held:
            self.first_focus().setFocus(Qt.FocusReason.OtherFocusReason)

    def _lay_out(self) -> None:
        overview = ScrollPage(margin=(18, 14, 18, 18), gap=12)
        overview.body.add(Row().add(self.all_minutes, None), Text("Which version?", "h3"))
        overview.body.addLayout(self._versions)
        overview.body.add(self.draft, Row().add(self.amend, None), self._cannot, 6)
        overview.body.add(Text("Who has which version", "h3"), self._no_issue, self.issues, None)
        self._stack.addWidget(overview)
        for form in (self.amend_form, self.save_form):
            page = ScrollPage(margin=(18, 18, 18, 18))
            page.body.add(form)
            form.setProperty("page", page)
            self._stack.addWidget(page)
        Column(self, gap=0).addWidget(self._stack)

    def _connect(self) -> None:
        self.all_minutes.clicked.connect(self.to_all)
        self.draft.acted.connect(self.to_close)
        self.amend.clicked.connect(lambda: self.open_form(self.amend_form))
        for form in (self.amend_form, self.save_form):
            form.cancelled.connect(self.close_form)
        theme().changed.connect(self._fit)

    def _fit(self) -> None:
        self.issues.setFixedHeight(self.issues.content_height() + 2)


def version_words(one: VersionRow, *, newest: bool) -> tuple[str, str]:
    """A version's title and what is said below it."""
    if one.version == 0:
        return "Draft", "As it would be signed now, with a watermark"
    at = one.at.astimezone(ZONE) if one.at else None
    when = f"{at:%H:%M} on {short_day(at.date())}" if at else ""
    done = "Amended" if one.status == "amended" else "Signed"
    words = f"{done} {when} by {one.signed_by}." + (f" Reason: {one.reason}." if one.reason else "")
    return f"Version {one.version}" + ("" if newest else ", replaced"), words
