"""Where the data files are: the same call in a source tree, a wheel and a frozen application."""

import sys
from importlib.util import find_spec
from pathlib import Path


def resource_path(name: str) -> Path:
    """The file or folder `name` (with forward slashes) below `resources/`."""
    return _root() / name


def _root() -> Path:
    bundled = getattr(sys, "_MEIPASS", None)
    if bundled:
        return Path(bundled) / "resources"
    source = Path(__file__).parent.parent / "resources"
    if source.is_dir():
        return source
    installed = find_spec("mdt_desktop_resources")
    if installed is None or not installed.submodule_search_locations:
        raise FileNotFoundError("the application’s resources are not installed")
    return Path(next(iter(installed.submodule_search_locations)))
