"""The disk side of a shared folder: list, read, write once. Every fault is a plain sentence.

Other programs work on the folder at the same time: sync clients, colleagues, somebody tidying up. So a file
is there or not there, and never a reason to stop.
"""

import contextlib
import errno
import os
import secrets
import stat
from dataclasses import dataclass, field
from pathlib import Path

from mdt_desktop.refused import OutOfReach, Refused
from mdt_desktop.sync.parcel import PARCEL_MAX_BYTES

SUFFIX = ".mdt"
_UNFINISHED = ".tmp"
_FILES_MAX = 200_000
_READ_ONLY = {errno.EROFS, errno.EACCES, errno.EPERM}
_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
_CANNOT_FLUSH = {errno.EINVAL, errno.ENOTSUP, errno.EBADF}
# Windows' FILE_ATTRIBUTE_OFFLINE and RECALL_ON_DATA_ACCESS; macOS's SF_DATALESS: reading would download.
_CLOUD_ONLY_ATTRIBUTES = 0x1000 | 0x400000
_CLOUD_ONLY_FLAGS = 0x40000000


class ReadOnly(Refused):
    """The folder can be read but not written to."""


@dataclass
class Listing:
    """The files of a folder by path below it, with `/`: their sizes."""

    files: dict[str, int] = field(default_factory=dict)
    cloud_only: set[str] = field(default_factory=set)
    """Listed, but their content is not on this computer yet."""
    closed: set[str] = field(default_factory=set)
    """Folders that could not be listed: what was known of them still stands."""


class Medium:
    """One shared folder. `writer` begins the names of unfinished files, so that ours can be told."""

    def __init__(self, root: Path, writer: str) -> None:
        self.root = root
        self._writer = writer

    def listing(self) -> Listing:
        """What is there now, one folder deep. `OutOfReach` if the folder is not there."""
        found = Listing()
        try:
            self._list(self.root, "", found)
        except OSError as error:
            raise self._out_of_reach() from error
        return found

    def read(self, path: str) -> bytes | None:
        """A file's bytes; None if it is not here, can't be read, or is larger than any of ours."""
        try:
            with open(self.root / path, "rb") as file:
                data = file.read(PARCEL_MAX_BYTES + 1)
        except OSError as error:
            if not self.root.is_dir():
                raise self._out_of_reach() from error
            return None
        return data if len(data) <= PARCEL_MAX_BYTES else None

    def write(self, path: str, data: bytes) -> None:
        """Put a whole file there, on the disk before this returns. `ReadOnly`, `OutOfReach` or `Refused`."""
        final = self.root / path
        unfinished = final.with_name(f"{self._writer}{secrets.token_hex(6)}{_UNFINISHED}")
        try:
            if not self.root.is_dir():
                raise self._out_of_reach()
            final.parent.mkdir(exist_ok=True)
            with open(unfinished, "xb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            os.replace(unfinished, final)
            _flush(final.parent)
        except OSError as error:
            with contextlib.suppress(OSError):
                unfinished.unlink(missing_ok=True)
            raise self._explained(error) from error

    def remove(self, path: str) -> bool:
        """Take a file away; whether it is gone."""
        try:
            (self.root / path).unlink(missing_ok=True)
        except OSError:
            return False
        return True

    def _list(self, folder: Path, prefix: str, found: Listing) -> None:
        with os.scandir(folder) as entries:
            for entry in entries:
                if len(found.files) >= _FILES_MAX:
                    return
                self._note(entry, prefix, found)

    def _note(self, entry: "os.DirEntry[str]", prefix: str, found: Listing) -> None:
        name = entry.name
        try:
            if entry.is_dir(follow_symlinks=False):
                if not prefix:
                    self._list_below(entry, found)
            elif name.lower().endswith(SUFFIX) and not name.startswith("."):
                about = entry.stat(follow_symlinks=False)
                if stat.S_ISREG(about.st_mode):
                    found.files[prefix + name] = about.st_size
                    if _is_cloud_only(about):
                        found.cloud_only.add(prefix + name)
            elif name.startswith(self._writer) and name.endswith(_UNFINISHED):
                self.remove(prefix + name)
        except OSError:
            return  # gone between listing and looking

    def _list_below(self, entry: "os.DirEntry[str]", found: Listing) -> None:
        try:
            self._list(Path(entry.path), f"{entry.name}/", found)
        except FileNotFoundError:
            return
        except OSError:
            found.closed.add(entry.name)

    def _explained(self, error: OSError) -> Refused:
        if error.errno in _READ_ONLY:
            return ReadOnly(
                f"The folder {self.root} can be read but not written to from this computer. What colleagues "
                "put there has arrived; your own changes wait here until you may write there."
            )
        if error.errno in _FULL:
            return Refused(
                f"The disk of the folder {self.root} is full. Your changes are kept on this computer; "
                "free some space there, then sync again."
            )
        return self._out_of_reach()

    def _out_of_reach(self) -> OutOfReach:
        return OutOfReach(
            f"The folder {self.root} can’t be reached. Everything is kept on this computer; "
            "check that the drive is connected."
        )


def _is_cloud_only(about: os.stat_result) -> bool:
    attributes = getattr(about, "st_file_attributes", 0)
    flags = getattr(about, "st_flags", 0)
    return bool(attributes & _CLOUD_ONLY_ATTRIBUTES or flags & _CLOUD_ONLY_FLAGS)


def _flush(folder: Path) -> None:
    """Make the renaming itself durable, where the system can."""
    if os.name == "nt":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    except OSError as error:
        if error.errno not in _CANNOT_FLUSH:
            raise
    finally:
        os.close(descriptor)
