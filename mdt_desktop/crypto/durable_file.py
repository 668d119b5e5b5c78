"""Small private files that survive a power cut: whole and old, or whole and new."""

import os
from pathlib import Path

_PRIVATE = 0o600
"""Owner only. Windows has no such bits: there the profile's folder inherits the user's own access list."""


def write_durably(path: Path, data: bytes) -> None:
    """Replace `path` by `data`, on the disk before this returns. Raises `OSError`, the old file untouched."""
    new = path.with_name(path.name + ".new")
    # Left by a crash, it might be open to others: it is made afresh with the right permissions.
    new.unlink(missing_ok=True)
    _write_new(new, data)
    os.replace(new, path)
    _flush_folder(path.parent)


def make_durably(path: Path, data: bytes) -> None:
    """Make `path`, which one of several that try at once does: the others get `FileExistsError`.

    Raises `OSError`, nothing left of it.
    """
    try:
        _write_new(path, data)
    except FileExistsError:
        raise
    except OSError:
        path.unlink(missing_ok=True)
        raise
    _flush_folder(path.parent)


def _write_new(path: Path, data: bytes) -> None:
    with open(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | _BINARY, _PRIVATE), "wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


_BINARY = getattr(os, "O_BINARY", 0)


def _flush_folder(folder: Path) -> None:
    """Make the renaming itself durable; Windows does so by itself and cannot open a folder."""
    if os.name == "nt":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
