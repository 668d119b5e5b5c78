"""PySide6's signatures of Qt's functions, put off until somebody asks for one.

They serve help texts and the errors of wrong calls. PySide6 compiles what reads them from source at every
start, which is two fifths of what a bare window takes. With it comes a hook of its own in `import`, for
features that nothing here uses, which reads the source of every module imported from then on.
"""

import builtins
import sys
from functools import cache
from types import ModuleType
from typing import Any

_SUPPORT = "shibokensupport"
# Where PySide6 finds the function that was called wrongly. It keeps no reference of its own.
_names = ModuleType(f"{_SUPPORT}.signature.mapping")


def put_off() -> None:
    """Import PySide6 without them and without its hook. Where it was imported before, only the hook goes."""
    plain = getattr(builtins, "__orig_import__", builtins.__import__)
    builtins.__import__ = plain
    if "PySide6" in sys.modules:
        return

    def without_signatures(name: str, *rest: Any, **named: Any) -> Any:
        return _Package if name.partition(".")[0] == _SUPPORT else plain(name, *rest, **named)

    builtins.__import__ = without_signatures
    try:
        import PySide6
    finally:
        builtins.__import__ = plain
    vars(_names).update(PySide6=PySide6, update_mapping=lambda: None)
    sys.modules[_names.__name__] = _names


class _Loader:
    """The functions that PySide6 takes from its own loader, which is fetched when one is called."""

    @staticmethod
    def pyside_type_init(*given: Any) -> Any:
        return _real_loader().pyside_type_init(*given)

    @staticmethod
    def create_signature(*given: Any) -> Any:
        return _real_loader().create_signature(*given)

    @staticmethod
    def seterror_argument(*given: Any) -> Any:
        return _real_loader().seterror_argument(*given)

    @staticmethod
    def make_helptext(*given: Any) -> Any:
        return _real_loader().make_helptext(*given)

    @staticmethod
    def post_init(*_given: Any) -> None:
        """Where the hook would be put into `import`."""

    finish_import = feature_import = feature_imported = post_init


class _Package:
    """What importing the support answers with while it is put off."""

    loader = _Loader


def _real_loader() -> Any:
    loader = _fetched()
    loader.mapping.update_mapping()  # by now more of PySide6 may have been imported
    return loader


@cache
def _fetched() -> Any:
    bootstrap: Any = sys.modules["signature_bootstrap"]  # PySide6 makes it when it is imported
    bootstrap.recursion_trap = 0  # it warns of a second call
    return bootstrap.bootstrap()
