"""Roles as people name them."""

from mdt_desktop.refused import Refused
from mdt_desktop.roster import Role


def role_named(words: str) -> Role:
    """The role of this name. `Refused`, all of them named, for any other."""
    try:
        return Role(words.strip().casefold())
    except ValueError:
        known = ", ".join(Role)
        raise Refused(f"“{words}” is not a role. Nothing was changed. Choose one of: {known}.") from None
