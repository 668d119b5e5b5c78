"""The one error family that is meant for people to read.

Anything else that is raised is a bug, and is reported as one.
"""


class Refused(Exception):
    """The user or the environment stands in the way.

    The message is one plain sentence (or two): what happened, what is safe, what to do.
    It never holds a secret, and never a person's details beyond what the user just typed.
    """


class Locked(Refused):
    """The store is locked, or the passphrase or code does not open it."""


class OutOfReach(Refused):
    """The hub or folder can't be reached; the work is kept here."""
