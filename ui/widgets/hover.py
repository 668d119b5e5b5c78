"""The 120 ms fade of a hovered control, immediate when motion is reduced."""

from PySide6.QtCore import QEasingCurve, QVariantAnimation
from PySide6.QtWidgets import QWidget

from ui.theme import theme


class HoverFade(QVariantAnimation):
    """How hovered its widget is, 0 to 1; repaints it on the way."""

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget)
        self.setEasingCurve(QEasingCurve.Type.OutCubic)
        self.amount = 0.0
        self.valueChanged.connect(self._step)

    def go(self, hovered: bool) -> None:
        """Start towards hovered or not."""
        self.stop()
        target = 1.0 if hovered else 0.0
        duration = theme().duration(120)
        if duration == 0:
            self._step(target)
            return
        self.setDuration(duration)
        self.setStartValue(self.amount)
        self.setEndValue(target)
        self.start()

    def _step(self, value: float) -> None:
        self.amount = value
        self.parent().update()
