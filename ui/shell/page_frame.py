"""Where the pages stand: one that needs more room than there is scrolls, and the window stays as it is."""

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QStackedWidget, QWidget

from ui.page import Page
from ui.theme import u

LEAST = QSize(320, 200)  # px of the design the window keeps for a page, whatever the page would like


class PageStack(QStackedWidget):
    """Pages, one of which shows."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._frames: dict[Page, PageFrame] = {}

    @property
    def page(self) -> Page | None:
        """The page that shows."""
        frame = self.currentWidget()
        return frame.page if isinstance(frame, PageFrame) else None

    def add(self, page: Page) -> None:
        frame = self._frames[page] = PageFrame(page, self)
        self.addWidget(frame)
        frame.fill()  # last: whatever moves, Qt dresses anew with all that it holds

    def show_page(self, page: Page) -> None:
        self.setCurrentWidget(self._frames[page])


class PageFrame(QScrollArea):
    """Its page is as large as the room for it, or as small as the page can be."""

    def __init__(self, page: Page, parent: QWidget) -> None:
        super().__init__(parent)
        self.page = page
        self.setViewport(QWidget())  # a plain one shows what is behind it
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def fill(self) -> None:
        """Take the page in."""
        self.setWidget(self.page)
        self.page.setAutoFillBackground(False)

    def minimumSizeHint(self) -> QSize:
        return QSize(u(LEAST.width()), u(LEAST.height()))

    def sizeHint(self) -> QSize:
        return self.page.sizeHint()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.page and event.type() == QEvent.Type.LayoutRequest:
            self._fit()
        return super().eventFilter(watched, event)

    def _fit(self) -> None:
        """Not Qt's own fitting: with wrapped words in it, that makes a page as high as it would prefer."""
        room, least = self.viewport().size(), self.page.minimumSizeHint()
        size = room.expandedTo(least)
        layout = self.page.layout()
        if layout is not None and layout.hasHeightForWidth():
            size.setHeight(max(size.height(), layout.minimumHeightForWidth(size.width())))
        self.page.resize(size)
