"""How the window is started: `mdt-desktop`, or `python -m ui`."""

import gc
from collections.abc import Sequence


def main(argv: Sequence[str] | None = None) -> int:
    """Run the window; answers with the exit code."""
    # What is imported and built while starting stays: looking through it for rubbish again and again takes a
    # quarter of the start. It is looked for again once every page stands ready (see ui/shell/warming.py).
    gc.disable()
    from ui.app import main as run

    return run(argv)


if __name__ == "__main__":
    raise SystemExit(main())
