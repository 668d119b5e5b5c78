"""The composition root: reads the options, builds everything once, and runs the window."""

import argparse
import gc
import os
import sys
import threading
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from types import TracebackType
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QApplication

from mdt_desktop.services import profile
from ui.crash import CrashReport
from ui.main_window import MainWindow
from ui.shell.preferences import Preferences
from ui.theme import theme
from ui.unlock.door import Door

if TYPE_CHECKING:
    from mdt_desktop.services.session import Session

PREFERENCES_FILE = "window.ini"


def main(argv: Sequence[str] | None = None) -> int:
    """Run `mdt-desktop`; answers with the exit code."""
    options = _read_options(argv)
    if options.play is not None:
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    app = make_application()
    with TemporaryDirectory(prefix="mdt-demo-", ignore_cleanup_errors=True) as demo_folder:
        if options.play is not None:
            # The demo huddle is only loaded to be played.
            from ui.play import play

            gc.enable()  # nobody waits for it to start
            return play(app, options.home or Path(demo_folder), options.play)
        window = make_window(options.home or profile.default_home(), Path(demo_folder))
        report_bugs(window)
        window.show()
        window.begin()
        if options.demo and window.unlock_screen is not None:
            window.unlock_screen.show_demo(Door(options.home, demo=True) if options.home else None)
        return app.exec()


def make_application() -> QApplication:
    """The application, dressed; before any widget."""
    # As an option, not with `setStyle`: that hands out the style, and Python takes 4 ms to meet one.
    app = QApplication([*sys.argv[:1], "-style", "Fusion"])
    app.setApplicationName("MDT Desktop")
    theme().start(app, fusion=True)
    return app


def make_window(home: Path, demo_folder: Path) -> MainWindow:
    """The window on one profile's folder, not yet shown. The demo, if tried, lies in `demo_folder`."""
    preferences = Preferences(home / PREFERENCES_FILE)
    return MainWindow(Door(home), lambda: Door(demo_folder, demo=True), preferences, _find, warm=True)


def _find(session: "Session", text: str, limit: int) -> Sequence[Any]:
    # Nobody searches before they have unlocked.
    from mdt_desktop.services import search

    return search.everything(session, text, limit)


def _read_options(argv: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="mdt-desktop",
        description="Weekly huddles for neighbourhood health and care teams.",
        epilog="Example: mdt-desktop --demo",
    )
    parser.add_argument("--home", type=Path, metavar="DIR", help="the profile’s folder")
    parser.add_argument("--demo", action="store_true", help="open the demo neighbourhood: made-up people")
    parser.add_argument(
        "--play", type=Path, metavar="DIR", help="play the demo huddle, leave its minutes and screens in DIR"
    )
    return parser.parse_args(argv)


def report_bugs(window: MainWindow) -> None:
    """Whatever nobody catches, on any thread, is told in the window."""

    def report(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            QApplication.quit()
        else:
            window.show_crash(CrashReport.of(error))

    def report_of_thread(failed: threading.ExceptHookArgs) -> None:
        if failed.exc_value is not None:
            window.stumbled.emit(CrashReport.of(failed.exc_value))

    sys.excepthook, threading.excepthook = report, report_of_thread


if __name__ == "__main__":
    raise SystemExit(main())
