"""What somebody has put into an editor, as plain data that can be kept and put back."""

from datetime import date

from PySide6.QtWidgets import QAbstractButton, QComboBox, QLineEdit, QPlainTextEdit, QSpinBox, QWidget

from ui.widgets.date_edit import DateEdit

Content = str | int | bool


def editors(form: QWidget) -> list[QWidget]:
    """Whatever in a form can be filled in, in its order; the parts Qt makes boxes of are not asked."""
    kinds = (QLineEdit, QPlainTextEdit, QComboBox, QSpinBox, DateEdit, QAbstractButton)
    return [
        one
        for one in form.findChildren(QWidget)
        if isinstance(one, kinds)
        and not one.objectName().startswith("qt_")
        and not (isinstance(one, QAbstractButton) and not one.isCheckable())
    ]


def content(editor: QWidget) -> Content:
    """Text, number, tick, the day as 2026-11-24, or the words of a choice."""
    if isinstance(editor, QPlainTextEdit):
        return editor.toPlainText()
    if isinstance(editor, QComboBox):
        return editor.currentText()
    if isinstance(editor, QAbstractButton):
        return editor.isChecked()
    if isinstance(editor, QSpinBox):
        return editor.value()
    if isinstance(editor, DateEdit):
        return editor.day().isoformat()
    assert isinstance(editor, QLineEdit)
    return editor.text()


def put_back(editor: QWidget, kept: Content) -> None:
    """Fill an editor with what `content` gave; a choice that is no longer offered stays as it is."""
    if isinstance(editor, QPlainTextEdit):
        editor.setPlainText(str(kept))
    elif isinstance(editor, QComboBox):
        editor.setCurrentText(str(kept))
    elif isinstance(editor, QAbstractButton):
        editor.setChecked(bool(kept))
    elif isinstance(editor, QSpinBox):
        editor.setValue(int(kept))
    elif isinstance(editor, DateEdit):
        editor.set_day(date.fromisoformat(str(kept)))
    elif isinstance(editor, QLineEdit):
        editor.setText(str(kept))
