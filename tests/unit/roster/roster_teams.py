"""A team to test rosters with: devices with fixed keys, and a folder that they put statements in."""

from dataclasses import dataclass, field
from uuid import UUID

from mdt_desktop.crypto.device_keys import DeviceKeys
from mdt_desktop.crypto.header import Head
from mdt_desktop.crypto.recovery_code import printed, space_recovery_keys
from mdt_desktop.crypto.space_key import SpaceKey
from mdt_desktop.roster import Membership, Role, Roster, found, issuing
from mdt_desktop.roster.issuing import Newcomer, Pen

SPACE = UUID("0192f3a4-5b6c-7d8e-9f01-23456789abcd").bytes
HLC = 1_795_000_000_000 << 16
RECOVERY = space_recovery_keys(printed(bytes(20)), SPACE)
KEY = SpaceKey(b"k" * 32)


def device(number):
    """Keys that are the same in every run."""
    return DeviceKeys(bytes([number]) * 32, bytes([number, 1] * 16))


def member(number):
    return str(UUID(int=number))


FOUNDER, DEPUTY, NURSE, LEAVER, STRANGER = map(device, range(1, 6))
FOUNDING = found(SPACE, FOUNDER, RECOVERY.public, KEY, Membership(member(1), Role.CHAIR, ""), HLC)


def newcomer(number, role=Role.PRACTITIONER, *, admin=False, invitation=None):
    return Newcomer(
        device(number).public, member(number), role, invitation or bytes([number]) * 16, admin=admin
    )


def head(keys, seq):
    return Head(keys.device_id, seq, bytes([seq]) * 16)


@dataclass
class Team:
    """One chain, and the newest key. Statements go on top of it as they are issued."""

    statements: list[bytes] = field(default_factory=lambda: [FOUNDING])
    roster: Roster = field(default_factory=lambda: Roster.verify([FOUNDING], [KEY]))
    key: SpaceKey = KEY
    keys: dict[bytes, SpaceKey] = field(default_factory=lambda: {KEY.id: KEY})

    def pen(self, author=FOUNDER):
        return Pen(self.roster, author, self.key, HLC)

    def take(self, issued):
        self.statements.append(issued.statement)
        self.roster, self.key = issued.roster, issued.key
        self.keys[issued.key.id] = issued.key
        return self

    def admit(self, number, role=Role.PRACTITIONER, *, admin=False, author=FOUNDER):
        return self.take(issuing.admit(self.pen(author), newcomer(number, role, admin=admin)))

    def remove(self, keys, cut=(), author=FOUNDER):
        return self.take(issuing.remove(self.pen(author), keys.device_id, cut))

    def change_role(self, keys, role, cut=(), *, admin=False, author=FOUNDER):
        return self.take(issuing.change_role(self.pen(author), keys.device_id, role, cut, admin=admin))

    def fork(self):
        """Another like this one, to go another way."""
        return Team(list(self.statements), self.roster, self.key, dict(self.keys))


def usual_team():
    """A founder and a deputy who are admins, a nurse, and somebody who has left."""
    team = Team().admit(2, Role.CHAIR, admin=True).admit(3).admit(4, Role.COORDINATOR, admin=True)
    return team.remove(LEAVER, [head(LEAVER, 3)])


def choose(*teams, keys=(), extra=()):
    """What becomes of all their statements together."""
    statements = {one for team in teams for one in team.statements} | set(extra)
    known = {key.id: key for team in teams for key in team.keys.values()} | {key.id: key for key in keys}
    return Roster.choose(FOUNDING, sorted(statements), known.values())
