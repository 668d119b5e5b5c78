"""For all tests: no window on the screen, no keyring and no profile of the person who runs them."""

import os
import tempfile

import pytest
from hypothesis import settings

# A property test on a busy machine is slow, not wrong.
settings.register_profile("mdt", deadline=None)
settings.load_profile("mdt")

_folder = pytest.StashKey[tempfile.TemporaryDirectory[str]]()


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--onscreen", action="store_true", help="show the windows of the tests on the screen")


def pytest_configure(config: pytest.Config) -> None:
    if not config.getoption("--onscreen"):
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    os.environ.setdefault("PYTHON_KEYRING_BACKEND", "keyring.backends.fail.Keyring")
    folder = tempfile.TemporaryDirectory(prefix="mdt-tests-")
    config.stash[_folder] = folder
    for variable in ("MDT_HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME"):
        os.environ[variable] = os.path.join(folder.name, variable.lower())
    for variable in ("MDT_PASSPHRASE_FILE", "LANGUAGE"):
        os.environ.pop(variable, None)


def pytest_unconfigure(config: pytest.Config) -> None:
    config.stash[_folder].cleanup()
