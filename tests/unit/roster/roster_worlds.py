"""Random teams whose devices issue statements into one folder, each on top of what it has seen so far."""

from dataclasses import dataclass, field

from hypothesis import strategies as st
from roster_teams import FOUNDER, FOUNDING, HLC, KEY, RECOVERY, SPACE, device, head, newcomer

from mdt_desktop.crypto.recovery_code import printed, space_recovery_keys
from mdt_desktop.crypto.unreadable import DoesNotOpen
from mdt_desktop.refused import Refused
from mdt_desktop.roster import Role, Roster, issuing
from mdt_desktop.roster.issuing import Pen
from mdt_desktop.roster.reissuing import reissue

DEVICES = 6
NEW_CODE = space_recovery_keys(printed(b"n" * 20), SPACE)
DEEDS = ("admit", "admit an admin", "promote", "demote", "remove", "epoch", "hub", "new code", "again")

ACTORS = (1, 1, 1, 2, 2, 2, 3, 3, 3, 4, 5, 6, 0)
"""The admins of the opening act most."""


@dataclass(frozen=True)
class Step:
    """One deed: by a device (or 0, whoever has the printed code), about another."""

    actor: int
    deed: str
    target: int
    synced: bool
    """Whether the actor has read the folder before."""
    cut: int


steps = st.lists(
    st.builds(
        Step,
        st.sampled_from(ACTORS),
        st.sampled_from(DEEDS),
        st.integers(min_value=1, max_value=DEVICES),
        st.sampled_from((True, True, False)),
        st.integers(min_value=0, max_value=3),
    ),
    min_size=4,
    max_size=16,
)


def opening_steps():
    """Two more admins and a member, so that there is somebody to fall out with."""
    return [
        Step(1, "admit an admin", 2, True, 0),
        Step(1, "admit an admin", 3, True, 0),
        Step(2, "admit", 4, True, 0),
    ]


@dataclass
class World:
    """The folder, and what each device has read of it."""

    folder: list[bytes] = field(default_factory=list)
    known: dict[int, set[bytes]] = field(default_factory=lambda: {at: set() for at in range(DEVICES + 1)})
    code = RECOVERY

    def keys_of(self, actor):
        return device(actor) if actor else self.code

    def chosen(self, actor, statements=None):
        """What an actor makes of some statements, with the keys that it can open."""
        known = self.known[actor] if statements is None else statements
        own = [KEY] if actor == 1 else []
        keys = self.keys_of(actor)
        opened = {}
        for one in Roster.choose(FOUNDING, known).rosters.values():
            opened |= one.open_keys(keys, [*own, *opened.values()])
        return Roster.choose(FOUNDING, known, [*own, *opened.values()])

    def take(self, step):
        """One step, if the actor may and can."""
        if step.synced or not step.actor:
            self.known[step.actor] |= set(self.folder)
        chosen = self.chosen(step.actor)
        author = self.keys_of(step.actor)
        keys = chosen.roster.open_keys(author, [KEY] if step.actor == 1 else [])
        if chosen.roster.key not in keys:
            return
        pen = Pen(chosen.roster, author, keys[chosen.roster.key], HLC)
        try:
            made = issue(pen, step, chosen)
        except (Refused, DoesNotOpen):
            return
        self.folder += made
        self.known[step.actor] |= set(made)


def issue(pen, step, chosen):
    target = device(step.target)
    cut = [head(target, step.cut)] if step.cut else []
    match step.deed:
        case "admit" | "admit an admin":
            who = newcomer(step.target, Role.CHAIR, admin=step.deed.endswith("admin"))
            issued = issuing.admit(pen, who)
        case "promote":
            issued = issuing.change_role(pen, target.device_id, Role.CHAIR, cut, admin=True)
        case "demote":
            issued = issuing.change_role(pen, target.device_id, Role.OBSERVER, cut, admin=False)
        case "remove":
            issued = issuing.remove(pen, target.device_id, cut)
        case "epoch":
            issued = issuing.start_epoch(pen)
        case "hub":
            issued = issuing.name_hub(pen, [f"https://hub-{step.target}-{step.cut}.example.org"])
        case "new code":
            issued = issuing.recover(pen, recovery=NEW_CODE.public)
        case "again":
            return list(reissue(chosen, pen.author, HLC, [pen.key]).statements)
    return [issued.statement]


def played(taken):
    """The world after the opening and these steps."""
    world = World()
    for step in [*opening_steps(), *taken]:
        world.take(step)
    assert world.folder
    return world


assert device(1) == FOUNDER
