"""Who is in a space and may write what: a signed chain of statements (docs/security.md).

Pure: statements and keys come as arguments, nothing is read or remembered. Device keys, ids and the admin
right are in clear, so that a hub can check every statement; member, role and letter are sealed under the
space's key. Signed and hashed is context + body; each statement names the hash of the one before.
"""

from mdt_desktop.roster.choosing import Chosen
from mdt_desktop.roster.device import Device
from mdt_desktop.roster.issuing import found
from mdt_desktop.roster.membership import Membership
from mdt_desktop.roster.roles import Role, role_needed
from mdt_desktop.roster.roster import Roster
from mdt_desktop.roster.rules import NotAllowed
from mdt_desktop.roster.statements import Found
from mdt_desktop.roster.terms import Cut, Term, Within, newest

__all__ = [
    "Chosen",
    "Cut",
    "Device",
    "Found",
    "Membership",
    "NotAllowed",
    "Role",
    "Roster",
    "Term",
    "Within",
    "found",
    "newest",
    "role_needed",
]
