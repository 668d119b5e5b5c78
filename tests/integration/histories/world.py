"""A team whose laptops edit, part, lose their clocks, are cloned, restored and removed; what must hold then.

Each step is one method with small numbers as arguments, so that a history is a list that can be written down.
"""

import random
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import msgspec

from mdt_desktop.crypto.envelope import Envelope
from mdt_desktop.crypto.header import Head, Header
from mdt_desktop.crypto.space_key import SpaceKey
from mdt_desktop.domain.changes import Change, creation
from mdt_desktop.domain.ids import new_id
from mdt_desktop.domain.records import Action, Organisation
from mdt_desktop.progress import silent
from mdt_desktop.refused import OutOfReach, Refused
from mdt_desktop.roster import Role
from mdt_desktop.roster.issuing import change_role, remove, start_epoch
from mdt_desktop.store import body as bodies
from mdt_desktop.store import log, merge, projection, spaces
from mdt_desktop.store.body import Body, RecordWrite
from mdt_desktop.store.clock import Clock, wall_clock_ms
from mdt_desktop.store.merge import Merging, Stamps
from mdt_desktop.store.rebuilding import rebuild
from mdt_desktop.store.store import Store
from mdt_desktop.store.waiting import Lack
from mdt_desktop.sync.folder import Folder
from tests.integration.histories import definition
from tests.integration.sync.teams_that_sync import RAW_KEY, Crew, Laptop, make_crew
from tests.running_hub import RunningHub
from tests.spaces_of_tests import admitted

YEAR_MS = 365 * 24 * 3600 * 1000
LAPTOPS_MAX = 6
BEYOND = "beyond the cut"
FORBIDDEN = "by who may not"
PREMATURE = "in place of what had not come"
FIELDS = ("text", "owner_text", "priority", "of_a_newer_version")


class Interrupted(Folder):
    """A folder that goes out of reach after some files."""

    def __init__(self, root: Path, space: bytes, device: bytes, files: int) -> None:
        super().__init__(root, space, device)
        write = self._medium.write
        left = [files]

        def some(path: str, data: bytes) -> None:
            left[0] -= 1
            if left[0] < 0:
                raise OutOfReach("interrupted")
            write(path, data)

        self._medium.write = some


@contextmanager
def history(hub: RunningHub | None = None, *, folder: bool = True) -> "Iterator[World]":
    """A world that has begun, in a folder of its own; whatever happens in it, nothing of it is left."""
    with tempfile.TemporaryDirectory(prefix="mdt-history-") as place:
        world = World(Path(place), hub, shares_folder=folder)
        try:
            world.begin()
            yield world
        finally:
            world.close()


class World:
    """Laptop 0 founded the team; all share a folder, a hub, or both.

    At a hub alone the founder is the one who removes and demotes: whom the hub has removed, it lets nobody
    come back by what they signed apart, and they are told so instead.
    """

    def __init__(self, folder: Path, hub: RunningHub | None, *, shares_folder: bool) -> None:
        self.folder = folder
        self.shares_folder = shares_folder
        self.shared = folder / "shared"
        self.shared.mkdir()
        self.hub = hub
        self.crew: Crew = make_crew(folder, 1)
        self.removed: set[bytes] = set()
        self.admitted: dict[bytes, int] = {}
        self.demoted: set[bytes] = set()
        self.skewed_devices: set[bytes] = set()
        self.broken: list[str] = []
        self.backups: dict[int, Path] = {}
        self.seen: dict[int, int] = {}
        self.last: dict[int, tuple[int, ...]] = {}
        self.kept: list[set[bytes]] = [set()]
        self.records = [new_id() for _ in range(2)]

    # -- steps

    def begin(self) -> None:
        """The founder writes the first records and admits two: laptop 1 is an admin too."""
        founder = self.crew.laptops[0]
        if self.hub:
            self.crew.found_at(self.hub)
        if self.shares_folder:
            founder.use_folder(self.shared)
        _hasten(founder.store)
        founder.store.commit([creation(Action(id=one, text="start")) for one in self.records])
        self.admit(admin=True)
        self.admit()

    def admit(self, role: Role = Role.CHAIR, by: int = 0, *, admin: bool = False) -> None:
        """An admin lets a new laptop join."""
        if len(self.crew.laptops) >= LAPTOPS_MAX:
            return
        store = Store.open(self.folder / f"{len(self.crew.laptops)}.mdt", RAW_KEY)
        try:
            admitted(self.crew.laptops[by % 2].store, store, "m", role, is_admin=admin)
        except Refused:
            store.close()
            return
        new = Laptop(store, self.crew.clock)
        self.crew.laptops.append(new)
        self.admitted[new.device] = by % 2
        self._ways(new)
        _hasten(new.store)
        self.kept.append(set())

    def edit(self, at: int, record: int, field: int, value: int) -> None:
        """Somebody changes one field of what they see."""
        self._commit(
            at, Change("action", self._record(record), {FIELDS[field % 4]: f"value {value} by {at}"})
        )

    def look(self, at: int) -> None:
        """Somebody opens a form."""
        self.seen[at] = self._laptop(at).store.position()

    def stale(self, at: int, record: int, field: int, value: int) -> None:
        """Somebody saves the form that they opened a while ago."""
        store, name, seen = self._laptop(at).store, FIELDS[field % 4], self.seen.get(at, 1)
        unseen = {no for no in _standing_in(store, self._record(record), name) if no > seen}
        fields = {name: f"stale {value} by {at}"}
        self._commit(at, Change("action", self._record(record), fields, seen))
        if not unseen <= _standing_in(store, self._record(record), name):
            self.broken.append("a form replaced what it had not shown")

    def retire(self, at: int, record: int) -> None:
        """Somebody takes a record away."""
        self._commit(at, Change("action", self._record(record), {"retired": True}))

    def bring_back(self, at: int, record: int) -> None:
        """Somebody says that a record is not taken away."""
        self._commit(at, Change("action", self._record(record), {"retired": False}))

    def unknown(self, at: int, record: int, value: int) -> None:
        """A newer version writes a kind that this one does not know."""
        self._commit(at, Change("of_a_newer_version", self._record(record), {"what": value}))

    def undo(self, at: int) -> None:
        """Somebody takes back what they did last."""
        laptop = self._laptop(at)
        entries = self.last.pop(at % len(self.crew.laptops), ())
        if not entries:
            return
        before = {record: _all_standing(laptop.store, record) for record in self.records}
        try:
            self._keep(at, laptop.store.commit(laptop.store.undoing(entries).changes).entries)
        except Refused:
            return  # a removed laptop that has heard
        for record, standing in before.items():
            others = {one for one in standing if one[1] not in entries}
            if not others <= _all_standing(laptop.store, record):
                self.broken.append("an undo took back what others wrote")

    def poison(self, at: int, how: int) -> None:
        """A program that writes nonsense under a good signature."""
        store = self._laptop(at).store
        _append(
            store, b"\xc1nonsense" if how % 2 else bodies.pack(Body([(b"x" * 16, 1, b"y" * 16)], [])) + b"\0"
        )

    def forbid(self, at: int) -> None:
        """Somebody's program writes what their role may not, and then goes on as usual."""
        store = self._laptop(at).store
        device = store.space.device.device_id
        may = store.roster().may_write(device, Organisation.KIND, {"name": ""})
        if may:
            self._commit(at, creation(Organisation(id=new_id(), name="allowed")))
            return
        write = RecordWrite(Organisation.KIND, bodies.record_id(new_id()), {"name": FORBIDDEN})
        _append(store, bodies.pack(Body([], [write])))

    def premature(self, at: int, other: int) -> None:
        """Somebody's program replaces a value that it can't have: another's newest, not taken here."""
        mine, theirs = self._laptop(at).store, self._laptop(other).store
        heads = [head for head in theirs.heads() if head.device == theirs.space.device.device_id]
        if mine is theirs or not heads or not self._present(at):
            return
        dot = (heads[0].device, heads[0].seq, heads[0].short_hash)
        fields = dict.fromkeys(("text", "owner_text"), PREMATURE)
        write = RecordWrite(
            "action", bodies.record_id(self.records[0]), fields, {name: [0] for name in fields}
        )
        _append(mine, bodies.pack(Body([dot], [write])), effect=True)

    def old_key(self, at: int) -> None:
        """Somebody's program writes under the key before, though it knows the newest."""
        store = self._laptop(at).store
        known = spaces.keys(store.connection, store.space.no)
        older = [one for one in known if one.id != store.roster().key]
        if not older or not self._present(at) or store.roster().epoch_of(older[0].id) is None:
            return
        key, fields = older[0], {"text": FORBIDDEN}
        packed = bodies.pack(Body([], [RecordWrite("action", bodies.record_id(self.records[0]), fields)]))
        _append(store, packed, key=key)

    def sync(self, at: int, way: int) -> None:
        """One laptop syncs over one of its ways."""
        laptop = self._laptop(at)
        laptop.sync(way % len(laptop.ways))

    def part_sync(self, at: int, files: int) -> None:
        """The folder goes away in the middle."""
        laptop = self._laptop(at)
        if not self.shares_folder:
            return
        route, whole = laptop.ways[-1]
        laptop.ways[-1] = (
            route,
            lambda: Interrupted(self.shared, laptop.store.space.id, laptop.device, files % 3),
        )
        laptop.sync(len(laptop.ways) - 1)
        laptop.ways[-1] = route, whole

    def gossip(self, at: int, other: int, seed: int) -> None:
        """Some of another's entries come by themselves: doubled, in any order, some missing."""
        envelopes = [row[0] for row in _rows(self._laptop(other).store, "envelope")]
        shuffled = random.Random(seed)
        shuffled.shuffle(envelopes)
        some = envelopes[: shuffled.randint(0, len(envelopes))]
        self._laptop(at).store.apply(some + some[:2])
        self._check_closed(self._laptop(at).store)
        _check_freed(self._laptop(at).store)

    def clock(self, at: int, years: int) -> None:
        """Somebody's clock is years off."""
        store = self._laptop(at).store
        last = store.clock.tick()
        self.skewed_devices.add(store.space.device.device_id)
        store.clock = Clock(last if years > 0 else 0, lambda: wall_clock_ms() + years * YEAR_MS)

    def clone(self, at: int) -> None:
        """A laptop's disk is copied, and both go on."""
        if len(self.crew.laptops) < LAPTOPS_MAX:
            copy = self.crew.copy(at % len(self.crew.laptops))
            _hasten(copy.store)
            self.kept.append(set())

    def back_up(self, at: int) -> None:
        """A copy is put by."""
        number = at % len(self.crew.laptops)
        store = self.crew.laptops[number].store
        store.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        self.backups[number] = self.folder / f"backup{number}.mdt"
        shutil.copy(store.connection.path, self.backups[number])

    def restore(self, at: int) -> None:
        """The copy is brought back: what was written since is gone unless somebody has it."""
        number = at % len(self.crew.laptops)
        if number not in self.backups:
            return
        laptop = self.crew.laptops[number]
        path = laptop.store.connection.path
        laptop.store.close()
        shutil.copy(self.backups[number], path)
        path.with_name(path.name + "-wal").unlink(missing_ok=True)
        laptop.store = Store.open(path, RAW_KEY)
        _hasten(laptop.store)
        self.kept[number] &= _hashes(laptop.store)
        self.last.pop(number, None)
        self.seen.pop(number, None)

    def demote(self, at: int, by: int) -> None:
        """An admin gives a laptop a lesser role, beyond what the admin has of it."""
        self.demoted.add(self._laptop(at).device)
        admin, device = self._ending(by), self._laptop(at).device
        self._sign(
            admin, lambda pen, cut: change_role(pen, device, Role.PRACTITIONER, cut, admin=False), device
        )

    def remove(self, at: int, by: int) -> None:
        """An admin removes a laptop, which writes on: it has not heard."""
        number = at % len(self.crew.laptops)
        admin, device = self._ending(by), self.crew.laptops[number].device
        if number < 2 or not self._sign(admin, lambda pen, cut: remove(pen, device, cut), device):
            return
        self.removed.add(device)
        record = self.records[number % 2]
        for laptop in self.crew.laptops:
            if laptop.device == device:
                try:
                    laptop.store.commit([Change("action", record, {"text": BEYOND})])
                except Refused:
                    continue  # it has heard, and has not got the new key

    def epoch(self, by: int) -> None:
        """An admin starts a new key."""
        self._sign(self._laptop(by % 2), lambda pen, _: start_epoch(pen), b"")

    def lose_file(self, number: int) -> None:
        """Somebody tidies the shared folder."""
        files = sorted(self.shared.glob("*/*.mdt"))
        if files:
            files[number % len(files)].unlink()

    def half_file(self, number: int) -> None:
        """A sync client leaves half a file."""
        files = sorted(self.shared.glob("*/*.mdt"))
        if files:
            path = files[number % len(files)]
            path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])

    def conflicted_copy(self, number: int) -> None:
        """A sync client renames a file."""
        files = sorted(self.shared.glob("*/*.mdt"))
        if files:
            path = files[number % len(files)]
            path.rename(path.with_name(f"{path.stem} (conflicted copy){path.suffix}"))

    # -- what must hold

    def check(self) -> None:
        """Bring everybody together, and hold them to what is promised."""
        present = self._meet()
        assert len({laptop.digest() for laptop in present}) == 1, "laptops with the same entries differ"
        assert len({laptop.store.roster().head for laptop in present}) == 1, "rosters differ"
        assert len({str(_shown(laptop.store)) for laptop in present}) == 1, "laptops show different things"
        assert not self.broken, self.broken[0]
        self._check_members(present[0].store)
        self._check_clocks(present)
        for laptop in present:
            lacks = [lack for lack in laptop.store.lacking() if self._is_somewhere(lack)]
            assert lacks == [], "somebody waits for what a colleague has"
        everything = [_hashes(laptop.store) for laptop in present]
        for number, laptop in enumerate(self.crew.laptops):
            if laptop in present:
                assert all(self.kept[number] <= one for one in everything), "an entry was lost"
        one = present[0].store
        by_definition = definition.standing(one)
        assert _standing(one) == by_definition, "the tables are not what the log says"
        authors = {
            dot[0] for found in by_definition.values() for dot, value in found.items() if value == BEYOND
        }
        assert authors <= one.roster().present.keys(), "a removed laptop still has effect"
        for laptop in present:
            assert _effects(laptop.store) == _effects(one), "an entry has effect for some only"
        before = present[0].digest()
        assert rebuild(one.connection, silent), "made anew from the log, the tables differ"
        assert present[0].digest() == before
        self._check_what_was_replaced(one)
        self._check_retired(one)

    def close(self) -> None:
        """Close every store."""
        self.crew.close()

    def _is_somewhere(self, lack: Lack) -> bool:
        """Not with a laptop alone that was set back before it synced: that is gone."""
        tables = {"entry": ("entry", "hash"), "roster": ("statement", "hash"), "key": ("space_key", "id")}
        table, column = tables[lack.kind]
        query = f"SELECT 1 FROM {table} WHERE substr({column}, 1, {len(lack.needs)}) = ?"
        return any(laptop.store.connection.execute(query, (lack.needs,)) for laptop in self.crew.laptops)

    def _check_what_was_replaced(self, store: Store) -> None:
        """Nobody replaces what they had not taken: a replaced dot lies before the write that names it.

        `premature` does, and what it names may be gone with a laptop that was set back before it synced.
        """
        entries = definition.read_log(store)
        by_dot = {entry.dot: entry for entry in entries.values()}
        for entry in entries.values():
            for dot in entry.body.dots if entry.body and not _is_premature(entry.body) else ():
                assert tuple(dot) in by_dot or entry.body.records == [], "a write replaces what nobody has"

    def _check_closed(self, store: Store) -> None:
        """Whatever was taken, what its author had taken is here too."""
        entries = definition.read_log(store)
        dots = {entry.dot for entry in entries.values()}
        for entry in entries.values():
            heads = {(head.device, head.seq, head.short_hash) for head in entry.header.deps}
            assert heads <= dots, "an entry came before what its author had taken"
            assert not entry.header.prev or entry.header.prev in entries, "a chain has a hole"

    def _check_members(self, store: Store) -> None:
        """Who was admitted is in the team, though two admins signed at once; unless one ended the other."""
        ended = self.crew.laptops[1].device in self.demoted | self.removed
        for device, by in self.admitted.items():
            if device not in self.removed and not (by == 1 and ended):
                assert device in store.roster().present, "an admission was lost"

    def _check_clocks(self, present: list[Laptop]) -> None:
        """Whoever's clock was never off is at most a day ahead, whatever others' are."""
        for laptop in present:
            if laptop.device not in self.skewed_devices:
                ahead = (laptop.store.clock.tick() >> 16) - wall_clock_ms()
                assert ahead < 25 * 3600 * 1000, "one broken clock took another with it"

    def _check_retired(self, store: Store) -> None:
        """A record is retired only if every value of `retired` says so."""
        for record in self.records:
            values = definition.standing(store).get(("action", record, "retired"), {})
            rows = store.connection.execute("SELECT retired FROM action WHERE id = ?", (record,))
            retired = bool(values) and all(values.values())
            assert [bool(row[0]) for row in rows] == [retired] * len(rows)

    def _meet(self) -> list[Laptop]:
        """Everybody syncs until nothing moves, with hours between; who is left of the team."""
        still = 0
        for _ in range(12):
            before = [_state(laptop) for laptop in self.crew.laptops]
            for laptop in self.crew.laptops:
                laptop.sync()
            self.crew.clock.pass_(48)
            # What one brought in a round, those before it take in the next.
            still = still + 1 if before == [_state(laptop) for laptop in self.crew.laptops] else 0
            if still == 2:
                break
        present = self.crew.laptops[0].store.roster().present
        return [laptop for laptop in self.crew.laptops if laptop.device in present]

    # -- how

    def _laptop(self, at: int) -> Laptop:
        return self.crew.laptops[at % len(self.crew.laptops)]

    def _ending(self, by: int) -> Laptop:
        """The admin who ends somebody's rights."""
        return self._laptop(by % 2 if self.shares_folder else 0)

    def _present(self, at: int) -> bool:
        return self._laptop(at).device not in self.removed

    def _record(self, number: int) -> str:
        return self.records[number % len(self.records)]

    def _ways(self, laptop: Laptop) -> None:
        if self.hub:
            laptop.use_hub(self.hub.address)
        if self.shares_folder:
            laptop.use_folder(self.shared)

    def _commit(self, at: int, change: Change) -> None:
        store = self._laptop(at).store
        if store.space.device.device_id in self.removed:
            said = {name: value if name == "retired" else BEYOND for name, value in change.fields.items()}
            change = Change(change.kind, change.id, said, change.as_of)
        try:
            entries = store.commit([change]).entries
        except Refused:
            return  # a removed laptop that has heard
        self._keep(at, entries)

    def _keep(self, at: int, entries: tuple[int, ...]) -> None:
        number = at % len(self.crew.laptops)
        store = self.crew.laptops[number].store
        if entries:
            self.last[number] = entries
        for no in entries:
            self.kept[number].add(
                store.connection.execute("SELECT hash FROM entry WHERE no = ?", (no,))[0][0]
            )

    def _sign(self, admin: Laptop, write: Callable[[Any, list[Head]], Any], device: bytes) -> bool:
        cut = [head for head in admin.store.heads() if head.device == device][:32]
        try:
            admin.store.sign(lambda pen: write(pen, cut))
        except Refused:
            return False
        return True


def _hasten(store: Store) -> None:
    """Tests need no promise against power cuts."""
    store.connection.execute("PRAGMA synchronous = OFF")


def _append(store: Store, packed: bytes, *, effect: bool = False, key: SpaceKey | None = None) -> None:
    """An entry of this laptop whose body is whatever it is."""
    connection, space = store.connection, store.space
    last = log.own_head(connection, space)
    header = Header(
        1,
        space.id,
        space.device.device_id,
        last.seq + 1 if last else 1,
        last.hash if last else b"",
        (),
        spaces.roster_head(connection, space.no),
        (key or space.key).id,
        store.clock.tick(),
        log.SCHEMA,
    )
    envelope = Envelope.write(header.encode(), packed, key or space.key, space.device)
    with connection.transaction():
        taken = log.store(connection, space.no, header, envelope)
        log.set_own_head(connection, space, taken.hash)
        if effect:
            merging = Merging(connection, space.no)
            merging.apply(taken, bodies.unpack(packed))
            projection.project(connection, space.no, merging.write(), Stamps(connection))
        else:
            connection.execute("UPDATE entry SET effect = 0 WHERE no = ?", (taken.no,))


def _is_premature(body: Body) -> bool:
    return any(PREMATURE in write.fields.values() for write in body.records)


def _rows(store: Store, column: str) -> list[tuple[Any, ...]]:
    return store.connection.execute(
        f"SELECT {column} FROM entry WHERE space = ? ORDER BY no", (store.space.no,)
    )


def _hashes(store: Store) -> set[bytes]:
    return {row[0] for row in _rows(store, "hash")}


def _effects(store: Store) -> dict[bytes, int]:
    return dict(_rows(store, "hash, effect"))


def _state(laptop: Laptop) -> tuple[str, bytes, frozenset[bytes]]:
    return laptop.digest(), laptop.store.roster().head, frozenset(_hashes(laptop.store))


def _check_freed(store: Store) -> None:
    """Nothing waits for what is here."""
    rows = store.connection.execute(
        "SELECT 1 FROM waiting w JOIN entry e ON substr(e.hash, 1, 16) = w.needs WHERE w.lacks = 'entry'"
    )
    assert not rows, "an entry waits for what is here"


def _standing_in(store: Store, record: str, field: str) -> set[int]:
    """The local numbers of the entries whose write to one field stands."""
    now = merge.standing(store.connection, store.space.no, "action", record)
    return set(merge.versions_of(now, field))


def _all_standing(store: Store, record: str) -> set[tuple[str, int]]:
    now = merge.standing(store.connection, store.space.no, "action", record)
    return {(name, no) for no, fields in now.versions.items() for name in fields}


def _shown(store: Store) -> list[tuple[Any, ...]]:
    return store.connection.execute("SELECT id, text, owner_text, priority, retired FROM action ORDER BY id")


def _standing(store: Store) -> dict[definition.Place, dict[definition.Dot, object]]:
    found: dict[definition.Place, dict[definition.Dot, object]] = {}
    rows = store.connection.execute(
        "SELECT s.kind, s.record, s.fields, e.device, e.seq, e.hash "
        "FROM standing s JOIN entry e ON e.no = s.entry"
    )
    for kind, record, fields, device, seq, whole in rows:
        for name, value in msgspec.msgpack.decode(fields).items():
            found.setdefault((kind, record, name), {})[device, seq, whole[:16]] = value
    return found
