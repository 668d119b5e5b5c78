"""Settings: how the application looks and behaves on this computer."""

from collections.abc import Iterable

from PySide6.QtWidgets import QBoxLayout, QLayout, QWidget

from mdt_desktop.services import profile
from mdt_desktop.services.session import Session
from ui.jobs import Jobs
from ui.page import NARROW, Page
from ui.settings.passphrase_sheet import PassphraseSheet
from ui.shell.preferences import AUTO_LOCK_MINUTES, Preferences
from ui.theme.metrics import TEXT_SIZES
from ui.widgets.boxes import Column, Row
from ui.widgets.button import Button
from ui.widgets.card import Card
from ui.widgets.checkbox import CheckBox
from ui.widgets.combo_box import ComboBox
from ui.widgets.field import Field
from ui.widgets.scroll_page import ScrollPage
from ui.widgets.text import Text

_MODES = (("As the computer", "system"), ("Light", "light"), ("Dark", "dark"))
TEAM = "These stand with the team, for everybody in it; this page is for this computer alone."


class SettingsPage(Page):
    """Each choice acts at once; nothing has to be saved."""

    nav = "settings"

    def __init__(self, jobs: Jobs, preferences: Preferences) -> None:
        super().__init__(jobs)
        self._preferences = preferences
        self._columns = Row(gap=14)
        self.mode = Field("Colours", _choices(_MODES))
        sizes = [(f"{size} %", size) for size in TEXT_SIZES]
        self.text_size = Field("Text size", _choices(sizes), hint="Ctrl + and Ctrl − change it anywhere.")
        minutes = [(f"After {number} minutes", number) for number in AUTO_LOCK_MINUTES]
        self.minutes = Field("Lock without use", _choices(minutes))
        self.remember = CheckBox("Remember me on this computer")
        self.remember_hint = Text("", "small", colour="text3", wrap=True)
        self.passphrase = Button("Change your passphrase…", icon="key-round")
        self.letters = CheckBox("Single letters act outside text fields")
        self.footer = CheckBox("Show the keys of each screen at its foot")
        self.team = Button("Members, weekly slot, quorum and marking", icon="users")
        self.team_words = Text(TEAM, "body", colour="text2", wrap=True)
        self.announcements = CheckBox("Tell screen readers what was saved or changed")
        self._lay_out()
        self._show_preferences()
        self._connect()
        preferences.changed.connect(self._show_preferences)

    def title(self) -> str:
        return "Settings"

    def context(self) -> str:
        return "For this computer"

    def first_focus(self) -> QWidget:
        return self.mode.edit

    def enter(self) -> None:
        self.remember.hide()
        self.remember_hint.hide()
        self.jobs.ask(_remembering, done=self._show_remembering, key="remember")

    def leave(self) -> None:
        for sheet in self.findChildren(PassphraseSheet):
            sheet.close_over()

    def _lay_out(self) -> None:
        page = ScrollPage()
        Column(self).addWidget(page)
        looks = _card("How it looks", "contrast", self.mode, self.text_size)
        locks = _card("How it locks", "lock", self.minutes, self.remember, self.remember_hint)
        locks.body.add(Row().add(self.passphrase, None))
        team = _card("Your team", "users", self.team_words, Row().add(self.team, None))
        keys = _card("Keys and announcements", "keyboard", self.letters, self.footer, self.announcements)
        for column in (Column(gap=14).add(looks, keys, None), Column(gap=14).add(locks, team, None)):
            self._columns.addLayout(column, 1)
        page.body.add(self._columns, None)

    def width_changed(self) -> None:
        """Two columns where there is room for them."""
        ways = QBoxLayout.Direction
        self._columns.setDirection(ways.TopToBottom if self.width_class == NARROW else ways.LeftToRight)

    def _connect(self) -> None:
        for name, field in self._fields():
            field.edit.activated.connect(lambda _, f=field, n=name: self._keep(n, f.edit.currentData()))
        for name, box in self._boxes():
            box.toggled.connect(lambda on, n=name: self._keep(n, on))
        self.remember.clicked.connect(self._switch_remembering)
        self.passphrase.clicked.connect(self._change_passphrase)
        self.team.clicked.connect(lambda: self.go.emit("team", {}))

    def _fields(self) -> tuple[tuple[str, Field], ...]:
        return ("theme_mode", self.mode), ("text_size", self.text_size), ("auto_lock_minutes", self.minutes)

    def _boxes(self) -> tuple[tuple[str, CheckBox], ...]:
        return ("letter_keys", self.letters), ("footer", self.footer), ("announcements", self.announcements)

    def _keep(self, name: str, value: object) -> None:
        if getattr(self._preferences, name) != value:
            setattr(self._preferences, name, value)

    def _show_preferences(self) -> None:
        for name, field in self._fields():
            field.edit.setCurrentIndex(max(0, field.edit.findData(getattr(self._preferences, name))))
        for name, box in self._boxes():
            box.setChecked(getattr(self._preferences, name))

    def _show_remembering(self, remembering: tuple[bool, bool]) -> None:
        """Offered only where the operating system's own secret store is there to do it."""
        possible, on = remembering
        self.remember.setVisible(possible)
        self.remember.setChecked(on)
        self.remember_hint.setText("Whoever signs in to this computer as you can then open the team’s cases.")
        self.remember_hint.setVisible(possible)

    def _switch_remembering(self, on: bool) -> None:
        self.jobs.do(
            profile.remember_on_this_computer,
            on,
            done=lambda _: self.say.emit("Remembered" if on else "No longer remembered", None),
            failed=self._not_remembered,
            receiver=self,
        )

    def _change_passphrase(self) -> None:
        sheet = PassphraseSheet(self, self.jobs)
        sheet.done = lambda _: self.say.emit("Your passphrase is changed", None)
        sheet.summon(sheet.first_editor())

    def _not_remembered(self, refused: Exception) -> None:
        self.remember.setChecked(not self.remember.isChecked())
        self.complain.emit(str(refused))


def _remembering(session: Session) -> tuple[bool, bool]:
    return profile.can_remember(), profile.is_remembered(session.home)


def _choices(choices: Iterable[tuple[str, object]]) -> ComboBox:
    return ComboBox(items=tuple(choices), height=38)


def _card(title: str, icon: str, *things: QWidget | QLayout) -> Card:
    card = Card(title, icon=icon)
    card.body.add(*things)
    return card
