"""The style sheet: frames, fields, lists and scroll bars. Never fonts (a sheet's font beats `setFont`)."""

from collections.abc import Mapping

from ui.theme.icons import icon_file
from ui.theme.metrics import u


def make_stylesheet(c: Mapping[str, str]) -> str:
    """The whole sheet for role to hex `c` at the current text size."""
    parts = (_surfaces, _fields, _spin_boxes, _calendar, _views, _scroll_bars, _floating)
    return "\n".join(part(c) for part in parts)


def _surfaces(c: Mapping[str, str]) -> str:
    plain = "\n".join(
        f'QWidget[surface="{name}"] {{ background: {c[name]}; }}'
        for name in ("canvas", "nav", "surface", "sunken", "accentSoft", "sel", "neutralSoft")
    )
    tones = "\n".join(
        f'QFrame[surface="{name}"] {{ background: {c[name + "Soft"]}; border: 1px solid {c[name + "Line"]};'
        f" border-radius: {u(9)}px; }}"
        for name in ("red", "amber", "green", "blue", "plum")
    )
    quote_edge = c["accent"] if c["accentSoft"] == c["surface"] else c["accentSoft"]  # high contrast
    return f"""{plain}
{tones}
QFrame[surface="card"] {{ background: {c["surface"]}; border: 1px solid {c["border"]};
  border-radius: {u(12)}px; }}
QFrame[surface="card-accent"] {{ background: {c["surface"]}; border: 1px solid {c["accent"]};
  border-radius: {u(12)}px; }}
QFrame[surface="quote"] {{ background: {c["accentSoft"]}; border: 1px solid {quote_edge};
  border-radius: {u(9)}px; }}
QFrame[surface="row"] {{ background: {c["sunken"]}; border: 1px solid {c["sunken"]};
  border-radius: {u(8)}px; }}
QFrame[surface="float"] {{ background: {c["surface"]}; border: 1px solid {c["border2"]};
  border-radius: {u(14)}px; }}
QSplitter::handle {{ background: {c["border"]}; }}
QScrollArea {{ background: transparent; border: none; }}
QScrollArea > QWidget > QWidget[scrolled="true"] {{ background: transparent; }}"""


def _fields(c: Mapping[str, str]) -> str:
    boxes = "QLineEdit, QPlainTextEdit, QTextEdit, QComboBox, QAbstractSpinBox"

    def each(suffix: str) -> str:
        return ", ".join(name.strip() + suffix for name in boxes.split(","))

    return f"""{boxes} {{ background: {c["surface"]}; color: {c["text"]}; border: 1px solid {c["border2"]};
  border-radius: {u(8)}px; padding: {u(6)}px {u(11)}px;
  placeholder-text-color: {c["text3"]};
  selection-background-color: {c["accent"]}; selection-color: {c["onAccent"]}; }}
QLineEdit {{ lineedit-password-character: 8226; }}
{each(":read-only")} {{ background: {c["sunken"]}; }}
QComboBox:read-only {{ background: {c["surface"]}; }}
{each(":disabled")} {{ background: {c["neutralSoft"]}; color: {c["text3"]}; }}
{each('[problem="true"]')} {{ border: 2px solid {c["red"]}; padding: {u(5)}px {u(10)}px; }}
{each('[problem="amber"]')} {{ border: 2px solid {c["amber"]}; padding: {u(5)}px {u(10)}px; }}
{each('[bare="true"]')} {{ border: none; background: transparent; padding: 0; }}
QComboBox {{ padding-right: {u(28)}px; }}
QComboBox::drop-down {{ border: none; width: {u(28)}px; subcontrol-position: center right; }}
QComboBox::down-arrow {{ image: url("{icon_file("chevron-down", c["text2"])}");
  width: {u(16)}px; height: {u(16)}px; }}
QPlainTextEdit, QTextEdit {{ padding: {u(4)}px {u(7)}px; }}"""


def _spin_boxes(c: Mapping[str, str]) -> str:
    return f"""QAbstractSpinBox {{ padding-right: {u(26)}px; }}
QAbstractSpinBox::up-button, QAbstractSpinBox::down-button {{ border: none; width: {u(24)}px;
  background: transparent; subcontrol-origin: border; }}
QAbstractSpinBox::up-button {{ subcontrol-position: top right; }}
QAbstractSpinBox::down-button {{ subcontrol-position: bottom right; }}
QAbstractSpinBox::up-arrow {{ image: url("{icon_file("chevron-up", c["text2"])}");
  width: {u(14)}px; height: {u(14)}px; }}
QAbstractSpinBox::down-arrow {{ image: url("{icon_file("chevron-down", c["text2"])}");
  width: {u(14)}px; height: {u(14)}px; }}
QDateTimeEdit::drop-down {{ border: none; width: {u(30)}px; subcontrol-origin: border;
  subcontrol-position: center right; }}
QDateTimeEdit::down-arrow {{ image: url("{icon_file("calendar", c["text2"])}");
  width: {u(16)}px; height: {u(16)}px; }}"""


def _calendar(c: Mapping[str, str]) -> str:
    return f"""QCalendarWidget {{ background: {c["surface"]}; border: 1px solid {c["border2"]}; }}
QCalendarWidget QWidget#qt_calendar_navigationbar {{ background: {c["surface"]}; }}
QCalendarWidget QToolButton {{ background: transparent; color: {c["text"]}; border: none;
  border-radius: {u(6)}px; padding: {u(5)}px {u(8)}px; }}
QCalendarWidget QToolButton:hover, QCalendarWidget QToolButton:focus {{ background: {c["accentSoft"]}; }}
QCalendarWidget QToolButton::menu-indicator {{ image: none; }}
QToolButton#qt_calendar_prevmonth {{ qproperty-icon: url("{icon_file("chevron-left", c["text2"])}"); }}
QToolButton#qt_calendar_nextmonth {{ qproperty-icon: url("{icon_file("chevron-right", c["text2"])}"); }}
QCalendarWidget QAbstractItemView {{ selection-background-color: {c["accent"]};
  selection-color: {c["onAccent"]}; }}
QCalendarWidget QAbstractItemView:disabled {{ color: {c["text3"]}; }}"""


def _views(c: Mapping[str, str]) -> str:
    return f"""QAbstractItemView {{ background: {c["surface"]}; color: {c["text"]}; border: none; outline: 0;
  selection-background-color: {c["sel"]}; selection-color: {c["text"]}; gridline-color: {c["border"]}; }}
QTableView, QTreeView {{ alternate-background-color: {c["sunken"]}; }}
QAbstractItemView::item:selected {{ background: {c["sel"]}; color: {c["text"]}; }}
QListView[clear="true"], QTreeView[clear="true"], QTableView[clear="true"] {{ background: transparent; }}
QHeaderView {{ background: {c["surface"]}; border: none; }}
QHeaderView::section {{ background: {c["surface"]}; color: {c["text2"]}; border: none;
  border-bottom: 1px solid {c["border"]}; padding: 0 {u(8)}px; }}
QTableCornerButton::section {{ background: {c["surface"]}; border: none; }}"""


def _scroll_bars(c: Mapping[str, str]) -> str:
    return f"""QScrollBar {{ background: transparent; border: none; margin: 0; }}
QScrollBar:vertical {{ width: {u(12)}px; }}
QScrollBar:horizontal {{ height: {u(12)}px; }}
QScrollBar::handle {{ background: {c["border2"]}; border-radius: {u(3)}px; margin: {u(3)}px; }}
QScrollBar::handle:vertical {{ min-height: {u(32)}px; }}
QScrollBar::handle:horizontal {{ min-width: {u(32)}px; }}
QScrollBar::handle:hover {{ background: {c["text3"]}; }}
QScrollBar::add-line, QScrollBar::sub-line {{ width: 0; height: 0; }}
QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent; }}"""


def _floating(c: Mapping[str, str]) -> str:
    return f"""QMenu {{ background: {c["surface"]}; color: {c["text"]}; border: 1px solid {c["border2"]};
  padding: {u(6)}px; }}
QMenu::item {{ padding: {u(7)}px {u(14)}px; border-radius: {u(6)}px; background: transparent; }}
QMenu::item:selected {{ background: {c["sel"]}; color: {c["text"]}; }}
QMenu::item:disabled {{ color: {c["text3"]}; }}
QMenu::separator {{ height: 1px; background: {c["border"]}; margin: {u(4)}px {u(6)}px; }}
QComboBox QAbstractItemView {{ border: 1px solid {c["border2"]}; padding: {u(4)}px; }}
QToolTip {{ background: {c["text"]}; color: {c["surface"]}; border: 1px solid {c["text"]};
  padding: {u(4)}px {u(7)}px; }}"""
