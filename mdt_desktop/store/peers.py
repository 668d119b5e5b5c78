"""Entries from other devices: taken in causal order, with or without effect, or waiting for what they lack.

A bad body blocks nobody: its entry is taken without effect. Only what is missing is waited for.
"""

from collections.abc import Collection, Iterable, Iterator
from functools import cached_property
from itertools import islice
from typing import NamedTuple

from mdt_desktop.crypto.device_keys import PublicKeys
from mdt_desktop.crypto.envelope import Envelope
from mdt_desktop.crypto.header import Header
from mdt_desktop.crypto.unreadable import Malformed, UnknownVersion, Unreadable
from mdt_desktop.roster import Chosen
from mdt_desktop.roster.signed import read
from mdt_desktop.roster.statements import Admit
from mdt_desktop.store import judging, log, postponed, projection, spaces
from mdt_desktop.store.arrival import Arrival
from mdt_desktop.store.body import Body
from mdt_desktop.store.chains import Chains
from mdt_desktop.store.clock import Clock
from mdt_desktop.store.connection import Connection
from mdt_desktop.store.cuts import Cuts, heads_of_cuts
from mdt_desktop.store.handing_on import handed, stranded
from mdt_desktop.store.merge import Merging, Stamps
from mdt_desktop.store.spaces import Space
from mdt_desktop.store.waiting import Key, WaitingEntries, count

CHAINS_A_DEVICE = 32
KEYS_MAX = 8_000
"""Twice what statements there may be: a member who hands on keys of nothing fills no disk."""
ENVELOPES_TOGETHER = 500
"""Taken at once: a record that many of them touch is written once."""


class _Lack(NamedTuple):
    """What an entry waits for (`waiting.Lack`), and the device whose it is."""

    kind: str
    needs: bytes
    missing: bytes


class Taker:
    """Takes envelopes into one space under its chosen roster; inside the caller's transaction."""

    def __init__(self, connection: Connection, space: Space, chosen: Chosen, clock: Clock) -> None:
        self._connection = connection
        self._space = space
        self._chosen = chosen
        self._clock = clock
        self._chains = Chains(connection, space.no)
        self._merging = Merging(connection, space.no, entry_of=self._chains.entry_of)
        self._keys = {key.id: key for key in spaces.keys(connection, space.no)}
        self._cuts: dict[bytes, Cuts] = {}
        self._stranded = stranded(chosen) if chosen.losers else set()
        self._waiting = WaitingEntries(connection, space.no, clock.wall)
        self._freed: list[Key] = []
        self._to_judge: set[bytes] = set()
        self.arrival = Arrival()

    def take(self, envelopes: Iterable[bytes]) -> Arrival:
        """Take each envelope, and whatever had waited for it."""
        for page in _pages(envelopes):
            self._take_page(page)
        self._judge_again()
        self.arrival.waiting = count(self._connection, self._space.no)
        return self.arrival

    def retry(self, devices: Collection[bytes] = ()) -> Arrival:
        """The roster or keys have changed: look at all that waits, and judge these devices' entries again."""
        self._to_judge |= set(devices)
        return self.take(self._waiting.envelopes(self._waiting.keys()))

    def _take_page(self, page: list[bytes]) -> None:
        arrived = [envelope for packed in page if (envelope := self._unpacked(packed))]
        self._chains.expect([envelope.hash for envelope in arrived])
        for envelope in arrived:
            self._receive(envelope)
        self._chains.write()
        touched = self._merging.write()
        projection.project(self._connection, self._space.no, touched, Stamps(self._connection))
        self.arrival.records.update((now.kind, now.record) for now in touched)

    def _unpacked(self, packed: bytes) -> Envelope | None:
        try:
            return Envelope.unpack(packed)
        except Unreadable as problem:
            self.arrival.refused.append(str(problem))
            return None

    def _receive(self, envelope: Envelope) -> None:
        queue = self._placed(envelope)
        while queue:
            for packed in self._waiting.envelopes([queue.pop()]):
                queue += self._placed(Envelope.unpack(packed))

    def _placed(self, envelope: Envelope) -> list[Key]:
        """Put one envelope where it belongs; those that waited for it."""
        try:
            whole = self._place(envelope)
        except Unreadable as problem:
            self.arrival.refused.append(str(problem))
            if self._waiting.any:
                self._waiting.refused(envelope)
            return []
        if not self._waiting.any:
            return []
        freed, self._freed = self._freed, []
        return freed + (self._waiting.freed_by(whole) if whole else [])

    def _place(self, envelope: Envelope) -> bytes | None:
        """Take one envelope, or let it wait; its hash if it was taken now."""
        if self._chains.holds(envelope.hash):
            self._fill(envelope)
            self.arrival.known += 1
            return None
        try:
            header = Header.decode(envelope.header)
        except UnknownVersion:
            self._waiting.add(envelope, "version", b"", author=b"", seq=0, missing=b"")
            return None
        if header.space != self._space.id:
            raise Malformed("an entry of another space")
        lack = self._lack(header, envelope.hash)
        if lack:
            self._wait(envelope, header, lack)
            return None
        self._verify(header, envelope)
        self._take(header, envelope)
        return envelope.hash

    def _fill(self, envelope: Envelope) -> None:
        """The bytes of an entry that a snapshot named: its effect is here already."""
        taken, effect = self._chains.stubs.pop(envelope.hash, (None, False))
        if taken is None:
            return
        header = Header.decode(envelope.header)
        self._verify(header, envelope)
        key = self._keys.get(header.key)
        said = judging.opened_body(key, envelope)
        self._connection.execute("UPDATE entry SET envelope = ? WHERE no = ?", (envelope.pack(), taken.no))
        self._connection.many(
            "INSERT OR IGNORE INTO touched (record, entry) VALUES (?, ?)",
            [(write.record, taken.no) for write in (said.records if said else ())],
        )
        self._to_judge |= self._judged_otherwise(header, envelope, effect)
        self.arrival.filled += 1

    def _judged_otherwise(self, header: Header, envelope: Envelope, effect: bool) -> set[bytes]:
        """The author, if the roster says otherwise of its entry than a snapshot said."""
        if self._key_of_role(header.device):
            return set()
        within = self._cuts_of(header.device).within(header.seq, envelope.hash)
        key = self._keys.get(header.key)
        body = judging.effective_body(self._chosen, key, header, envelope, within)
        return {header.device} if (body is not None) != effect else set()

    def _verify(self, header: Header, envelope: Envelope) -> None:
        author = self._author(header)
        if author is None:
            raise Malformed("an entry by a device that is not in the roster")
        envelope.verify(author)

    def _author(self, header: Header) -> PublicKeys | None:
        """The author's keys; a device that only a branch set aside has admitted writes without effect."""
        device = self._chosen.roster.device(header.device)
        return device.keys if device else self._admitted_aside.get(header.device)

    @cached_property
    def _admitted_aside(self) -> dict[bytes, PublicKeys]:
        """The keys of those whom only a branch set aside has admitted; they may have heard so before us."""
        bodies = (read(one).body for one in self._chosen.losers)
        return {one.device_keys.device_id: one.device_keys for one in bodies if isinstance(one, Admit)}

    def _lack(self, header: Header, whole: bytes) -> _Lack | None:
        """The first thing that is not here yet, or None. `Malformed` for what follows another's entry."""
        is_heard = self._is_heard(header, whole)
        if is_heard and header.roster not in self._chosen.rosters:
            return _Lack("roster", header.roster, header.device)
        if header.prev:
            before = self._chains.place_of(header.prev)
            if before is None:
                return _Lack("entry", header.prev[:16], header.device)
            if before != (header.device, header.seq - 1):
                raise Malformed("an entry that does not follow the one before it")
        for head in header.deps:
            dot = (head.device, head.seq, head.short_hash)
            if self._chains.entry_of(dot) is None:
                return _Lack("entry", head.short_hash, head.device)
        if is_heard and header.key not in self._keys:
            return _Lack("key", header.key, header.device)
        role = self._key_of_role(header.device)
        return _Lack("key", role, header.device) if role else None

    def _is_heard(self, header: Header, whole: bytes) -> bool:
        """Not what a removed device wrote beyond its cut: it has no effect, so it waits for no word to it."""
        knows_roster = header.roster in self._chosen.rosters
        if knows_roster and header.key in self._keys:
            return True
        device = self._chosen.roster.device(header.device)
        if device is None:
            return not knows_roster
        return device.term(self._cuts_of(header.device).within(header.seq, whole)) is not None

    def _key_of_role(self, device_id: bytes) -> bytes | None:
        """The id of the key that one of the author's roles is sealed under, while it is not here."""
        device = self._chosen.roster.device(device_id)
        return next((term.awaits for term in device.terms if term.awaits), None) if device else None

    def _wait(self, envelope: Envelope, header: Header, lack: _Lack) -> None:
        """Keep it until that is here. Nobody's bound is used up by what others put under its name."""
        author, missing = header.device, lack.missing
        if lack.kind != "roster" or self._chosen.roster.device(author):
            self._verify(header, envelope)
        else:
            author = missing = b""
        self._waiting.add(envelope, lack.kind, lack.needs, author=author, seq=header.seq, missing=missing)
        if self._stranded:  # it may follow what is to be opened with the key that it brings
            self._take_keys(judging.opened_body(self._keys.get(header.key), envelope))

    def _take(self, header: Header, envelope: Envelope) -> None:
        self._note_clone(header)
        self._clock.saw(header.hlc)
        within = self._cuts_of(header.device).within(header.seq, envelope.hash)
        key = self._keys.get(header.key)
        body = judging.effective_body(self._chosen, key, header, envelope, within)
        taken = self._chains.add(header, envelope, effect=body is not None)
        if self._waiting.any:
            self._waiting.taken(envelope.hash)
        self._follow_own_chain(header, envelope)
        self._note_head_of_cut(header, envelope)
        self._take_keys(body or judging.opened_body(key, envelope))
        if body is None:
            self.arrival.without_effect.append(taken.no)
        else:
            self._merging.apply(taken, body)
            self.arrival.taken.append(taken.no)

    def _cuts_of(self, device_id: bytes) -> Cuts:
        if device_id not in self._cuts:
            self._cuts[device_id] = Cuts(self._connection, self._space.no, device_id)
        return self._cuts[device_id]

    def _note_head_of_cut(self, header: Header, envelope: Envelope) -> None:
        """A cut's head has come: what lies beside the chain that leads to it is known only now."""
        if (header.seq, envelope.hash[:16]) in heads_of_cuts(self._chosen.roster, header.device):
            self._look_again_at_clones(header.device)
            self._freed += self._waiting.for_keys()

    def _take_keys(self, body: Body | None) -> None:
        """Keys that a colleague hands on: what was written under them need wait no longer."""
        for key in handed(body) if body else ():
            if key.id in self._keys or len(self._keys) >= KEYS_MAX:
                continue
            spaces.add_keys(self._connection, self._space.no, [key])
            self._keys[key.id] = key
            self._freed += self._waiting.for_keys()
            self.arrival.keys = True

    def _look_again_at_clones(self, device_id: bytes) -> None:
        self._cuts.pop(device_id, None)
        if self._chains.chains_of(device_id) > 1:
            self._to_judge.add(device_id)

    def _judge_again(self) -> None:
        """Judge devices' entries again, as soon as all bytes are here that rebuilding takes."""
        self._to_judge |= postponed.devices(self._connection, self._space.no)
        if self._to_judge and log.has_stubs(self._connection, self._space.no):
            postponed.postpone(self._connection, self._space.no, self._to_judge)
            return
        postponed.done(self._connection, self._space.no)
        for device_id in self._to_judge:
            if self._key_of_role(device_id):
                continue  # judged once that key is here: then its rights are others than they were
            self.arrival.records |= judging.judge_again(
                self._connection, self._space.no, self._chosen, device_id
            )

    def _note_clone(self, header: Header) -> None:
        if not self._chains.at(header.device, header.seq):
            return
        self.arrival.clones.add(header.device)
        if heads_of_cuts(self._chosen.roster, header.device):
            self._cuts.pop(header.device, None)
            self._to_judge.add(header.device)
        if self._chains.chains_of(header.device) >= CHAINS_A_DEVICE:
            raise Malformed("more chains of one device than may be")

    def _follow_own_chain(self, header: Header, envelope: Envelope) -> None:
        """A restored laptop that has written nothing since goes on from its newest known entry."""
        if header.device != self._space.device.device_id:
            return
        row = self._connection.execute("SELECT own_head FROM space WHERE no = ?", (self._space.no,))[0]
        if header.prev == (row[0] or b""):
            log.set_own_head(self._connection, self._space, envelope.hash)


def _pages(envelopes: Iterable[bytes]) -> Iterator[list[bytes]]:
    left = iter(envelopes)
    while page := list(islice(left, ENVELOPES_TOGETHER)):
        yield page
