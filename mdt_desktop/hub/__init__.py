"""`mdt-hub`: keeps a team's sealed entries in order and hands them on. It can read none of them.

Blind by construction: it imports the shapes on the wire, the roster's rules and signature checks, and nothing
that knows a record or holds a key (docs/hub.md).
"""

from collections.abc import Sequence


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; the exit code says how it went."""
    from mdt_desktop.hub.command_line import main as run

    return run(arguments)
