"""`mdt`: everything the window can do to the data, for scripts and scheduled jobs. See docs/cli.md."""

import sys
from collections.abc import Sequence

INTERRUPTED = 130


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; the exit code says how it went. Ctrl-C is heard from here on, while the rest loads."""
    try:
        from mdt_desktop.cli import command_line

        return command_line.run(arguments)
    except KeyboardInterrupt:
        if sys.stderr is not None:
            sys.stderr.write("Stopped. Nothing was half-done.\n")
        return INTERRUPTED
