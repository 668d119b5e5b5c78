"""One chain out of a tree of statements, the same for all who hold the same statements (docs/sync.md).

Where a chain forks, the branch with the highest-ranking signer stays: the recovery key first, then admins by
seniority, as they stood at the fork. A branch's rank is the best of all its statements, else a junior admin
could fork off before its own removal, next to a statement by somebody more junior still. Between two branches
of one signer the lower hash decides; nobody else's place is changed by it.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING

from mdt_desktop.crypto.header import Header
from mdt_desktop.crypto.space_key import SpaceKey
from mdt_desktop.crypto.unreadable import Malformed, UnknownVersion, Unreadable
from mdt_desktop.roster.signed import Statement, read
from mdt_desktop.roster.statements import Found, Recovery

if TYPE_CHECKING:
    from mdt_desktop.roster.roster import Roster

Rank = tuple[int, int]
_RECOVERY: Rank = (-1, 0)
_NOBODY: Rank = (1 << 62, 0)


@dataclass(frozen=True)
class Chosen:
    """The chain that stays, and what became of the other statements."""

    roster: "Roster"
    chain: tuple[bytes, ...]
    """The statements that stay, after the founding."""
    losers: tuple[bytes, ...]
    """Good statements that were set aside, each after the one it names: their signers re-issue them."""
    newer: bool
    """Whether the chain goes on with a statement that only a newer version of the program understands."""
    refused: tuple[bytes, ...]
    """Statements that are none, or may not stand where they are."""
    missing: frozenset[bytes]
    """Hashes that statements name as the one before, of statements not among these. Anybody can name one."""
    rosters: Mapping[bytes, "Roster"]
    """By statement hash, the roster at each, those set aside included: what an author knew who names it."""

    def is_superseded(self, header: Header) -> bool:
        """As `Roster.is_superseded`, for entries that name a statement that was set aside, too."""
        if self.roster.position_of(header.roster) is None and header.roster in self.rosters:
            return self.rosters[header.roster].is_superseded(header)
        return self.roster.is_superseded(header)


class Tree:
    """The statements that follow one founding, each with the roster it makes."""

    def __init__(self, root: "Roster", data: Iterable[bytes], keys: Mapping[bytes, SpaceKey]):
        self.rosters: dict[bytes, Roster] = {root.head: root}
        self.statements: dict[bytes, Statement] = {}
        """Those that stand, by hash."""
        self.newer: set[bytes] = set()
        self.refused: list[bytes] = []
        self.missing: frozenset[bytes] = frozenset()
        self._children: dict[bytes, list[bytes]] = defaultdict(list)
        self._next: dict[bytes, bytes] = {}
        self._grow(root.head, self._read(data), keys)
        self._decide()

    def chain(self, start: bytes) -> Iterator[Statement]:
        """The statements that stay from `start` on, as far as this program understands them and one more."""
        at: bytes | None = start
        while at is not None:
            if at in self.statements:
                yield self.statements[at]
            at = self._next.get(at)

    def _read(self, data: Iterable[bytes]) -> dict[bytes, list[Statement]]:
        """The statements by the one that each names as before it."""
        following: dict[bytes, list[Statement]] = defaultdict(list)
        hashes = set(self.rosters)
        for one in sorted(set(data)):
            try:
                statement = read(one)
            except Unreadable:
                self.refused.append(one)
                continue
            if not isinstance(statement.body, Found):
                following[statement.body.prev].append(statement)
                hashes.add(statement.hash)
        self.missing = frozenset(following.keys() - hashes)
        return following

    def _grow(
        self, root: bytes, following: Mapping[bytes, list[Statement]], keys: Mapping[bytes, SpaceKey]
    ) -> None:
        waiting = [root]
        while waiting:
            at = waiting.pop()
            for statement in following.get(at, ()):
                if self._stands(statement, self.rosters[at], keys):
                    self._children[at].append(statement.hash)
                    if statement.hash in self.rosters:
                        waiting.append(statement.hash)

    def _stands(self, statement: Statement, before: "Roster", keys: Mapping[bytes, SpaceKey]) -> bool:
        """Whether this holds where it says, and is new. A copy with a spoiled signature spoils no other."""
        if statement.hash in self.statements:
            return False
        try:
            self.rosters[statement.hash] = before.followed_by(statement, keys)
        except UnknownVersion:
            self.newer.add(statement.hash)
        except Unreadable:
            self.refused.append(statement.data)
            return False
        self.statements[statement.hash] = statement
        return True

    def _decide(self) -> None:
        """Choose at each fork, the last first: a branch is ranked by what stays of it."""
        for at in sorted(self._children, key=lambda one: self.rosters[one].position, reverse=True):
            first, *others = self._children[at]
            if others:
                before = self.rosters[at]
                first = min((first, *others), key=lambda one: claim(before, self.chain(one)))
            self._next[at] = first


def claim(fork: "Roster", branch: Iterable[Statement]) -> tuple[Rank, bytes]:
    """A branch's highest-ranking signer, and the hash of their first statement in it. Lower is stronger.

    A recovery key that is named within the branch ranks just above who named it, so that nobody gets out of
    its reach by forking off before they named it themselves.
    """
    ranks = {
        key: (device.admin_since, 1) for key, device in fork.present.items() if device.admin_since is not None
    }
    ranks[fork.recovery.device_id] = _RECOVERY
    best: tuple[Rank, bytes] | None = None
    for statement in branch:
        body = statement.body
        assert not isinstance(body, Found)
        rank = ranks.get(body.signer, _NOBODY)
        if best is None or rank < best[0]:
            best = rank, statement.hash
        if isinstance(body, Recovery):
            ranks.setdefault(body.recovery_keys.device_id, (rank[0], 0))
    assert best is not None
    return best


def choose(root: "Roster", data: Iterable[bytes], keys: Mapping[bytes, SpaceKey]) -> Chosen:
    """The chain that stays of these statements, which follow the founding that `root` is of."""
    tree = Tree(root, data, keys)
    chain = list(tree.chain(root.head))
    newer = bool(chain) and chain[-1].hash in tree.newer
    if newer:
        chain.pop()
    head = chain[-1].hash if chain else root.head
    staying = {root.head, *(statement.hash for statement in chain)}
    aside = sorted(tree.rosters.keys() - staying, key=lambda one: (tree.rosters[one].position, one))
    return Chosen(
        tree.rosters[head],
        tuple(statement.data for statement in chain),
        tuple(tree.statements[at].data for at in aside),
        newer,
        tuple(tree.refused),
        tree.missing,
        MappingProxyType(tree.rosters),
    )


def founding_of(data: Iterable[bytes], head: bytes) -> bytes:
    """The founding that a statement, by its hash, goes back to. Raises `Malformed` where one is missing.

    For a device that knows one hash of a space it trusts: what leads there is that space's, by hashes alone.
    """
    before: dict[bytes, tuple[bytes, bytes]] = {}
    for one in data:
        try:
            statement = read(one)
        except Unreadable:
            continue
        body = statement.body
        before[statement.hash] = one, b"" if isinstance(body, Found) else body.prev
    at = head
    while at in before:
        # Hashes can't go round in a circle, so this ends.
        one, at = before[at]
        if not at:
            return one
    raise Malformed("statements of this roster are missing")
