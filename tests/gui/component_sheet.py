"""The sheet of components, for eyes: the same arrangement as the design's own picture."""

from datetime import date
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFrame, QSizePolicy, QWidget

from mdt_desktop.domain import vocabulary
from ui.theme import theme, u
from ui.widgets.avatar import Avatar
from ui.widgets.boxes import Column, Grid, Row
from ui.widgets.button import Button
from ui.widgets.card import Card
from ui.widgets.checkbox import CheckBox, RadioButton
from ui.widgets.chip import Chip, DueChip, FilterChip, FlagChip, StateChip
from ui.widgets.choice_card import ChoiceCard
from ui.widgets.drawing import painting, rounded_box
from ui.widgets.field import Field
from ui.widgets.flow_layout import FlowLayout
from ui.widgets.focus_ring import FocusRing
from ui.widgets.icon_button import IconButton
from ui.widgets.key_hint import KeyHint
from ui.widgets.message import Message
from ui.widgets.passphrase_field import PassphraseField
from ui.widgets.progress_bar import ProgressBar
from ui.widgets.quote_card import QuoteCard
from ui.widgets.radio_card import RadioCard
from ui.widgets.segmented import Segmented
from ui.widgets.separator import Separator
from ui.widgets.stepper import Stepper
from ui.widgets.surface import set_surface
from ui.widgets.text import Text
from ui.widgets.tier_bars import TierBars
from ui.widgets.time_ring import TimeRing
from ui.widgets.view_tabs import ViewTabs

PICTURES = Path(__file__).parents[2] / "build" / "pictures"
SWATCHES = (
    "canvas", "surface", "text", "text2", "text3", "border2", "accent", "accentSoft",
    "focus", "red", "amber", "green", "blue", "plum", "tier3",
)  # fmt: skip
TODAY = date(2026, 11, 24)


class ComponentSheet(QWidget):
    """Every component once; `focused` is the button that carries the ring."""

    def __init__(self) -> None:
        super().__init__()
        set_surface(self, "canvas")
        page = Column(self, margin=24, gap=12)
        page.add(Row(gap=9).add(Text("MDT Desktop components", "h1"), None))
        page.add(_swatches(), _type())
        halves = Row(gap=12)
        self.focused = Button("Focused")
        left = Column(gap=12).add(self._buttons(), _complexity(), _states(), _switching(), None)
        right = Column(gap=12).add(_flags(), _people(), _fields(), _more(), None)
        halves.addLayout(left, 1)
        halves.addLayout(right, 1)
        page.add(halves, _messages(), _cards(), None)
        self.ring = FocusRing(self)

    def _buttons(self) -> Card:
        card = Card("Buttons")
        first = _captioned(
            (
                Button("Start huddle", kind="primary", icon="play", key="Ctrl Enter"),
                "Primary, one per screen",
            ),
            (Button("Set review", icon="calendar"), "Secondary"),
            (Button("Add", kind="soft", icon="plus"), "Soft"),
            (Button("Undo", kind="ghost", icon="undo-2"), "Ghost"),
            (Button("Remove", kind="danger"), "Danger"),
        )
        chosen = Button("Plan changed", kind="chosen", key="2")
        chosen.setChecked(True)
        disabled = Button("Sign")
        disabled.explain("Choose who signs first")
        second = _captioned(
            (self.focused, "Focus ring"),
            (chosen, "Chosen"),
            (ViewTabs([("due", "Review due"), ("later", "Later")], name="Views"), "Current view and quiet"),
            (disabled, "Disabled"),
            (IconButton("layout-list", "Show as list", outlined=True), "Icon"),
        )
        card.body.add(first, second)
        return card


def _captioned(*pairs: tuple[QWidget, str]) -> Row:
    row = Row(gap=12)
    for widget, words in pairs:
        row.add(Column(gap=3).add(widget, Text(words, "small", colour="text2")))
    return row.add(None)


class _Swatch(QFrame):
    def __init__(self, role: str) -> None:
        super().__init__()
        self._role = role
        self.setFixedHeight(u(44))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def paintEvent(self, event: object) -> None:
        look = theme()
        with painting(self) as painter:
            rounded_box(painter, self.rect(), u(6), look.colour(self._role), look.colour("border"))


def _swatches() -> Card:
    card = Card()
    row = Row(gap=8)
    for role in SWATCHES:
        value = theme().hex(role).lower()
        labels = Text(role, "small", 500), Text(value, "small", colour="text2")
        row.add(Column(gap=1).add(_Swatch(role), 3, *labels))
    card.body.add(row)
    return card


def _type() -> Card:
    card = Card("Type: Inter, tabular figures")
    row = Row(gap=24).add(
        Text("Display 32", "display"),
        Text("Heading 23", "h1"),
        Text("Title 18", "h2"),
        Text("Body 14. NHS no. 999 027 6137"),
        Text("Meta 13", "meta", colour="text2"),
        Text("Small 12", "small", colour="text3"),
        Text("ছয় ਛੇ छह છ ஆறு ستة", "body"),
    )
    card.body.add(row.add(None))
    return card


def _complexity() -> Card:
    card = Card("Complexity: bars and words, never colour alone")
    card.body.add(Row(gap=32).add(*(TierBars(tier) for tier in ("low", "medium", "most_complex")), None))
    return card


def _states() -> Card:
    card = Card("Sync and sharing states")
    flow = FlowLayout()
    flow.add(
        StateChip("Up to date", "green", "cloud-check"),
        StateChip("Sending 3 changes", "blue", "refresh-cw"),
        StateChip("2 to resolve", "amber", "git-compare"),
        StateChip("Offline · 6 changes saved here", "amber", "cloud-off"),
        StateChip("Sharing view: names only", "plum", "monitor-up"),
    )
    card.body.addLayout(flow)
    return card


def _switching() -> Card:
    card = Card("Switching")
    segmented = Segmented(
        [("mine", "Mine"), ("team", "Team"), ("late", "Late")], name="Whose", current="team"
    )
    for key, count in (("mine", 6), ("team", 35), ("late", 6)):
        segmented.set_count(key, count)
    card.body.add(Row(gap=20).add(segmented, Stepper(["Prepare", "Run", "Close"], 1), None))
    boxes = Row(gap=16).add(CheckBox("Chosen", checked=True), CheckBox("Not chosen"))
    boxes.add(RadioButton("Picked", checked=True), RadioButton("Not picked"), None)
    card.body.add(boxes.add(*(KeyHint(key) for key in ("Ctrl", "K", "Enter"))))
    return card


def _flags() -> Card:
    card = Card("Flags and states")
    flow = FlowLayout()
    flow.add(*(FlagChip(code) for code in vocabulary.codes("flag")))
    card.body.addLayout(flow)
    due = FlowLayout()
    due.add(*(DueChip(date(2026, 11, day), TODAY) for day in (22, 24, 27)))
    due.add(DueChip(date(2026, 12, 1), TODAY), DueChip(TODAY, TODAY, done=True))
    due.add(Chip("Thu 26", "accent", "calendar-check-2"), FilterChip("Tier: medium"))
    card.body.addLayout(due)
    return card


def _people() -> Card:
    card = Card("People by sector")
    row = Row(gap=9)
    for name, sector, presence, words in (
        ("Amara Okafor", "PRI", "here", "Primary care"),
        ("Tom Reilly", "COM", "here", "Community health"),
        ("Daniel Moss", "MH", "away", "Mental health"),
        ("Joanne Price", "ASC", "here", "Adult social care"),
        ("Colin Barr", "ACU", "here", "Hospital"),
        ("Siân Howells", "VCSE", "", "Voluntary and housing"),
    ):
        column = Column(gap=6)
        column.addWidget(Avatar(name, sector, presence=presence), alignment=Qt.AlignmentFlag.AlignHCenter)
        row.add(column.add(Text(words, "small", colour="text2")))
    card.body.add(row.add(None))
    return card


def _fields() -> Card:
    card = Card("Fields")
    first = Field("Family name")
    first.set_text("Ellison")
    birth = Field("Date of birth")
    birth.set_text("31/02/1948")
    birth.set_error("Enter a real date, like 28/02/1948")
    find = Field("Find a person", placeholder="Name or NHS number", icon="search")
    row = Row(gap=14)
    for field in (first, birth, find):
        row.addWidget(field, 1, Qt.AlignmentFlag.AlignTop)
    card.body.add(row)
    passphrase = PassphraseField(hint="Four words or more")
    passphrase.set_text("four plain words here")
    card.body.add(passphrase)
    return card


def _more() -> Card:
    card = Card("Time", icon="timer", count=7, link="See all")
    ring, over = TimeRing(), TimeRing()
    ring.set_time(155, 420)
    over.set_time(-40, 420)
    bars = Column(gap=10)
    for share, tone in ((81, "accent"), (40, "red"), (67, "amberSolid")):
        bar = ProgressBar("On time", tone=tone)
        bar.set_progress(share, 100)
        bars.add(bar)
    card.body.add(Row(gap=16).add(ring, over, bars))
    card.body.add(Separator())
    return card


def _messages() -> Card:
    card = Card("Messages")
    grid = Grid(gap=10)
    messages = (
        Message(
            "amber", "You’re offline", "Keep working. 6 changes are saved on this laptop.", icon="cloud-off"
        ),
        Message(
            "red", "We couldn’t save that action", "Choose who will do it, then press Enter.", action="Choose"
        ),
        Message("green", "Signed at 10:41am", "Minutes will send when you’re back online."),
        Message("plum", "You’re sharing your screen", "NHS numbers and addresses are hidden.", action="Show"),
    )
    for number, message in enumerate(messages):
        grid.addWidget(message, number // 2, number % 2)
    card.body.add(grid)
    return card


def _cards() -> Row:
    row = Row(gap=12)
    quote = QuoteCard("Margaret", "Stay in my own home with the cat, and not be a worry to Helen.")
    words = "Paste the code your chair or admin sent, or open the invitation file."
    choice = ChoiceCard("Join with an invitation", words, icon="ticket", key="1", suggested=True)
    tall = ChoiceCard(
        "Add one person", "Name, date of birth, and why you’re worried.", icon="user-plus", key="N", tall=True
    )
    mine = RadioCard("Yours, 9:14am", "12 Harbour Row", checked=True)
    theirs = RadioCard("Joanne’s, 8:50am", "12a Harbour Row")
    for card in (quote, choice, tall):
        row.addWidget(card, 1)
    row.add(Column(gap=8).add(mine, theirs))
    return row


def draw_sheet(name: str) -> Path:
    """Save the sheet as it looks now below `build/pictures`; the file's path."""
    sheet = ComponentSheet()
    sheet.resize(u(1440), sheet.sizeHint().height())
    sheet.show()
    sheet.activateWindow()
    QTest.qWaitForWindowActive(sheet)
    sheet.focused.setFocus()
    PICTURES.mkdir(parents=True, exist_ok=True)
    path = PICTURES / f"{name}.png"
    sheet.grab().save(str(path))
    sheet.close()
    sheet.deleteLater()
    return path


if __name__ == "__main__":
    from PySide6.QtWidgets import QApplication

    app = QApplication([])
    theme().start(app)
    for mode in ("light", "dark"):
        theme().choose(mode=mode)
        print(draw_sheet(f"components-{mode}"))
    theme().choose(mode="light", high_contrast=True)
    print(draw_sheet("components-high-contrast"))
    theme().choose(mode="light", high_contrast=False, text_size=200)
    print(draw_sheet("components-200"))
