"""Lucide icons (ISC), recoloured by replacing `currentColor` and drawn at twice their size."""

from functools import cache, lru_cache
from pathlib import Path

from PySide6.QtCore import QByteArray, QRectF, Qt, QTemporaryDir
from PySide6.QtGui import QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from mdt_desktop.resources import resource_path

STROKE = "1.9"  # on Lucide's grid of 24
SHARPNESS = 2.0  # device pixels per pixel: crisp on every screen up to 200 %


@lru_cache(maxsize=1024)
def icon_pixmap(name: str, colour: str, size: int) -> QPixmap:
    """The icon `name` in the hex `colour`, `size` logical pixels square."""
    renderer = QSvgRenderer(QByteArray(_coloured(name, colour).encode()))
    pixmap = QPixmap(round(size * SHARPNESS), round(size * SHARPNESS))
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    renderer.render(painter, QRectF(pixmap.rect()))
    painter.end()
    pixmap.setDevicePixelRatio(SHARPNESS)
    return pixmap


@cache
def icon_source(name: str) -> str:
    """The SVG text. An unknown name is a bug and raises FileNotFoundError."""
    return resource_path(f"icons/{name}.svg").read_text(encoding="utf-8")


@cache
def icon_file(name: str, colour: str) -> str:
    """A file of the coloured icon, for a style sheet's `url()`, which takes nothing else."""
    path = Path(_folder().path()) / f"{name}-{colour[1:]}.svg"
    path.write_text(_coloured(name, colour), encoding="utf-8")
    return path.as_posix()


def forget_icons() -> None:
    """Drop drawn icons, when the theme or the text size changes."""
    icon_pixmap.cache_clear()


def _coloured(name: str, colour: str) -> str:
    return (
        icon_source(name)
        .replace("currentColor", colour)
        .replace('stroke-width="2"', f'stroke-width="{STROKE}"')
    )


@cache
def _folder() -> QTemporaryDir:
    return QTemporaryDir()
