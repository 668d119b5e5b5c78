"""A file in the place of the operating system's secret store, whose own time is not ours to measure."""

from pathlib import Path

from mdt_desktop.crypto import keyring_slot


class FileKeyring:
    """One secret."""

    def __init__(self, file: Path) -> None:
        self._file = file

    def get_password(self, service: str, name: str) -> str:
        return self._file.read_text()

    def set_password(self, service: str, name: str, secret: str) -> None:
        self._file.write_text(secret)


def stand_in(file: Path) -> None:
    """From now on in this process, `file` is the secret store."""
    keyring_slot._backend = lambda: FileKeyring(file)
