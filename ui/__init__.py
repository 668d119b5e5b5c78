"""The window of MDT Desktop: Qt widgets over the services of `mdt_desktop`."""

import builtins

import PySide6.QtCore  # noqa: F401 - puts a hook of its own into `import`

# The hook serves PySide6's `__feature__` (snake_case names), which nothing here uses, and for that it reads
# the whole source of every module imported from then on: a seventh of what importing takes.
builtins.__import__ = getattr(builtins, "__orig_import__", builtins.__import__)
