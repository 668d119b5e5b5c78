"""What is kept of a bug: where it happened and in which versions, never what it happened to."""

import platform
import sys
import traceback
from datetime import UTC, datetime
from pathlib import Path

import msgspec
from PySide6 import __version__ as pyside_version

from mdt_desktop import __version__


class CrashReport(msgspec.Struct, frozen=True):
    """Exception type, function names, line numbers and versions; no message, value or full path."""

    error: str
    frames: tuple[str, ...]
    happened: datetime

    @classmethod
    def of(cls, error: BaseException) -> "CrashReport":
        kind = type(error)
        frames = traceback.extract_tb(error.__traceback__, limit=-40)
        return cls(
            error=f"{kind.__module__}.{kind.__qualname__}",
            frames=tuple(f"{_place(frame.filename)}:{frame.lineno} {frame.name}" for frame in frames),
            happened=datetime.now(UTC),
        )

    def text(self) -> str:
        """The report as it is saved, to be read by a person."""
        return "\n".join(
            (
                f"MDT Desktop {__version__}, Python {platform.python_version()}, PySide6 {pyside_version}",
                f"{platform.system()} {platform.release()} {platform.machine()}",
                self.happened.isoformat(timespec="seconds"),
                self.error,
                *(f"  {frame}" for frame in self.frames),
                "",
            )
        )

    def save(self, folder: Path) -> Path:
        """Write the report below `folder` and say where."""
        folder.mkdir(parents=True, exist_ok=True)
        path = folder / f"report-{self.happened:%Y%m%d-%H%M%S-%f}.txt"
        path.write_text(self.text(), encoding="utf-8")
        return path


def _place(filename: str) -> str:
    """The file below its import root: the path above it may hold somebody's name."""
    path = Path(filename)
    for root in sorted((Path(entry).resolve() for entry in sys.path if entry), key=lambda p: -len(p.parts)):
        if path.is_relative_to(root):
            return path.relative_to(root).as_posix()
    return path.name
