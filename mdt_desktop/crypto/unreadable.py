"""Why bytes from elsewhere are not taken as they are. For the program to act on, not for people to read."""


class Unreadable(ValueError):
    """Bytes that are not, or not here and now, what they claim to be."""


class Malformed(Unreadable):
    """Of the wrong shape or size: it is no message of ours, another copy is sought."""


class UnknownVersion(Unreadable):
    """Written by a newer version of the program: it waits until this one is brought up to date."""


class BadSignature(Unreadable):
    """Not signed by the key it claims: it is no message of ours, another copy is sought."""


class DoesNotOpen(Unreadable):
    """Sealed for another place or under another key, or its content breaks a limit."""
