"""A member who lies: what no honest laptop writes is refused, set aside or waits, and stops nobody."""

import zlib
from collections.abc import Callable
from uuid import UUID

import pytest
from msgspec.msgpack import Ext

from mdt_desktop.crypto import contexts
from mdt_desktop.crypto.device_keys import DeviceKeys
from mdt_desktop.crypto.envelope import Envelope
from mdt_desktop.crypto.header import Head
from mdt_desktop.crypto.padding import padded_size
from mdt_desktop.crypto.primitives import aead_seal, random_bytes
from mdt_desktop.domain.ids import new_id
from mdt_desktop.roster.issuing import remove
from mdt_desktop.roster.signed import sign
from mdt_desktop.roster.statements import Newer
from mdt_desktop.store import spaces, waiting
from mdt_desktop.store.clock import LEAD_AT_MOST_MS, wall_clock_ms
from mdt_desktop.store.connection import Connection
from mdt_desktop.store.rosters import STATEMENTS_MAX
from mdt_desktop.store.store import Store
from mdt_desktop.sync.hub_calls import HubCalls
from mdt_desktop.sync.hub_words import HubProblem
from mdt_desktop.wire.problems import ProblemType
from tests.integration.malice.members import Member, record, saying, what_is_missing, what_is_told
from tests.integration.sync.teams_that_sync import RAW_KEY, Crew

ID = UUID(new_id()).bytes
DOT = [bytes(16), 1, bytes(16)]


def nested(depth: int) -> bytes:
    """The body of an action whose text is so many lists within one another."""
    opening = b"\x92\x90\x91\x94\xa6action\xc4\x10" + ID + b"\x81\xa4text"
    return opening + b"\x91" * depth + b"\xc0" + b"\x80"


VOID = {
    "a dot of no integer's size": [
        [[bytes(16), 2**64 - 1, bytes(16)]],
        [record({"text": "x"}, {"text": [0]})],
    ],
    "a dot before the first": [[[bytes(16), -1, bytes(16)]], [record({"text": "x"}, {"text": [0]})]],
    "a dot of another shape": [[[b"", 1, b"x" * 90]], [record({"text": "x"}, {"text": [0]})]],
    "a dot twice": [[DOT, DOT], [record({"text": "x"}, {"text": [0, 1]})]],
    "a dot that is not listed": [[], [record({"text": "x"}, {"text": [7]})]],
    "a million replaced": [[DOT], [record({"text": "x"}, {"text": [0] * 1_000_000})]],
    "lists a thousand deep": nested(900),
    "lists without end": nested(100_000),
    "lists as deep as a stack allows": nested(950),
    "more records than may be": [[], [record({"text": "x"})] * 501],
    "a map that is no map's key": nested(0)[:-2] + b"\x81\x80\x01\x80",
    "text that is none": nested(0)[:-2] + b"\xa3\xed\xa0\x80\x80",
    "nothing": b"",
    "no body": b"\x00" * 64,
}
HARMLESS = {
    "fields of wrong types": [[], [record({"text": 5, "due": [], "retired": "yes", "status": {}})]],
    "numbers that are none": [
        [],
        [record({"text": float("nan"), "retired": float("inf"), "due": 2**63})],
    ],
    "extensions": [
        [],
        [record({"text": Ext(5, b"x"), "zz": Ext(-1, b"1234")})],
    ],
    "a record's id of a megabyte": [[], [record({"text": "x"}, record_id="y" * 1_000_000)]],
    "names with a zero": [[], [record({"te\0xt": "a\0b"}, record_id="x\0y")]],
    "columns of ours": [[], [record({"id": "z", "rowid": 1, "space": 9, "text": "x"})]],
    "a kind in SQL": [[], [["action; DROP TABLE entry", ID, {"x": 1}, {}]]],
    "twenty texts of 100 KB": [[], [record({"text": "word " * 20_000}) for _ in range(20)]],
    "two megabytes": [[], [record({"text": "x" * (2 * 1024 * 1024 - 200)})]],
    "a list of a million": [[], [record({"text": [0] * 1_000_000})]],
    "the last days of all": [[], [record({"due": "9999-12-31", "created_at": "9999-12-31T23:59:59-23:59"})]],
}


@pytest.mark.parametrize("what", [*VOID, *HARMLESS])
def test_a_poisoned_body_stops_nobody(team: Crew, member: Member, what: str) -> None:
    a, b, c = team
    poisoned = member.entry((VOID | HARMLESS)[what])
    good = member.entry(saying("after it"))
    member.push(a, poisoned, good)
    b.write("by b")
    team.sync_all()
    assert len(team.digests()) == 1
    assert {"before", "after it", "by b"} <= c.texts()
    void = a.store.connection.execute("SELECT count(*) FROM entry WHERE effect = 0")[0][0]
    assert void == (what in VOID)


def in_a_deep_stack(work: Callable[[], object], depth: int) -> None:
    """Run where little of the stack is left."""
    if depth:
        in_a_deep_stack(work, depth - 1)
    else:
        work()


@pytest.mark.parametrize("depth", [30, 40, 500, 950])
def test_a_verdict_does_not_hang_on_how_deep_the_stack_is(team: Crew, member: Member, depth: int) -> None:
    a, b, _ = team
    entry = member.entry(nested(depth))
    a.store.apply([entry])
    in_a_deep_stack(lambda: b.store.apply([entry]), 700)
    assert a.digest() == b.digest()


def test_what_inflates_without_end_is_let_go(team: Crew, member: Member) -> None:
    a, _, _ = team
    deflated = zlib.compress(bytes(100 * 1024 * 1024), 9)
    padded = deflated.ljust(padded_size(len(deflated)), b"\0")
    assert len(padded) < 200 * 1024
    whole = Envelope.unpack(member.entry(saying("to be replaced")))
    key, nonce = spaces.newest_key(member.store.connection, member.store.space.no), random_bytes(24)
    sealed = aead_seal(padded, contexts.ENTRY_CONTENT + whole.header, nonce, key.secret)
    bomb = Envelope(whole.header, nonce, sealed, b"\0" * 64)
    bomb = Envelope(whole.header, nonce, sealed, member.device.sign(bomb.signed))
    arrival = a.store.apply([bomb.pack()])
    assert (len(arrival.without_effect), arrival.refused) == (1, [])
    assert a.texts() == {"before"}


def test_a_forged_author_is_no_entry(team: Crew, member: Member) -> None:
    a, b, _ = team
    head = next(one for one in b.store.heads() if one.device == a.device)
    whole = b.store.connection.execute("SELECT hash FROM entry WHERE device = ?", (a.device,))[0][0]
    forged = member.entry(saying("as if by a"), device=a.device, seq=head.seq + 1, prev=whole)
    with pytest.raises(HubProblem) as refused:
        member.push(b, forged)
    assert refused.value.kind is ProblemType.ENTRIES_REFUSED
    assert b.store.apply([forged]).refused == ["not signed by this key"]
    assert b.texts() == {"before"}


def test_who_follows_anothers_chain_takes_no_head_away(team: Crew, member: Member) -> None:
    a, b, _ = team
    before = b.store.heads()
    a.write("by a")
    rows = a.store.connection.execute("SELECT envelope, hash, seq FROM entry ORDER BY no DESC LIMIT 1")
    envelope, whole, seq = rows[0]
    stolen = member.entry(saying("after a's"), seq=seq + 1, prev=whole)
    for order in ([envelope, stolen], [stolen, envelope]):
        refused = b.store.apply(order).refused
        assert refused == ["an entry that does not follow the one before it"]
    assert {one.device for one in b.store.heads()} == {one.device for one in before}
    assert b.store.lacking() == []
    assert a.digest() == b.digest()


@pytest.mark.parametrize("seq", [3, 9, 2**63 - 1])
def test_a_gap_in_a_chain_is_no_entry_and_what_waits_stops_nobody(
    team: Crew, member: Member, seq: int
) -> None:
    a, b, c = team
    first = member.entry(saying("the first"))
    gap = member.entry(saying("a jump"), seq=seq, prev=member.prev)
    orphan = member.entry(saying("after what nobody has"), seq=seq, prev=bytes(range(32)))
    member.push(a, first)
    with pytest.raises(HubProblem):
        member.push(a, gap)
    assert a.store.apply([first, gap, orphan]).waiting == 1
    a.write("by a, who goes on")
    team.sync_all()
    assert len(team.digests()) == 1
    assert "by a, who goes on" in c.texts()
    assert [one.missing for one in a.store.lacking()] == [member.device.device_id]
    assert "what follows them waits" in what_is_missing(a)[0]
    assert what_is_missing(b) == ()


def test_a_clock_far_ahead_moves_nobodys_and_is_named(team: Crew, member: Member) -> None:
    a, *_ = team
    for stamp in (1 << 55, 2**63 - 1):
        a.store.apply([member.entry(saying("from the future"), hlc=stamp, seq=1, prev=b"")])
    path = a.store.connection.path
    a.store.close()
    a.store = Store.open(path, RAW_KEY)
    a.write("after it was opened again")
    stamps = a.store.connection.execute("SELECT hlc FROM entry WHERE device = ?", (a.device,))
    bound = wall_clock_ms() + LEAD_AT_MOST_MS
    assert max(stamp for (stamp,) in stamps) <= (bound + 60_000) << 16
    (words,) = what_is_told(a)
    assert words.startswith("The clock of a colleague’s computer is ahead")
    a.hubs[0].close()


def test_a_version_vector_as_long_as_a_header_holds_costs_one_question_each(
    team: Crew, member: Member, monkeypatch: pytest.MonkeyPatch
) -> None:
    a, _, _ = team
    entries = member.chain(800)
    hashes = [Envelope.unpack(one).hash for one in entries]
    a.store.apply(entries)
    heads = tuple(
        Head(member.device.device_id, number, whole[:16]) for number, whole in enumerate(hashes, start=1)
    )
    asked: list[str] = []
    execute, one = Connection.execute, Connection.one

    def counted(self: Connection, sql: str, values: object = ()) -> object:
        asked.append(sql)
        return execute(self, sql, values)  # type: ignore[arg-type]

    def counted_one(self: Connection, sql: str, values: object = ()) -> object:
        asked.append(sql)
        return one(self, sql, values)  # type: ignore[arg-type]

    long = member.entry(saying("many heads"), deps=heads, seq=801, prev=hashes[-1])
    plain = member.entry(saying("none"), seq=802, prev=Envelope.unpack(long).hash)
    unheard = tuple(Head(bytes([1]) * 16, number, bytes(16)) for number in range(1, 800))
    waits = member.entry(saying("waits"), deps=unheard, seq=803, prev=Envelope.unpack(plain).hash)
    monkeypatch.setattr(Connection, "execute", counted)
    monkeypatch.setattr(Connection, "one", counted_one)
    counts = []
    for envelope in (long, plain, waits):
        asked.clear()
        a.store.apply([envelope])
        counts.append(len(asked))
    assert counts[0] - counts[1] <= len(heads)
    assert counts[2] <= counts[1] + 10
    assert "a device not known here" in what_is_missing(a)[0]


def test_a_header_over_its_bound_is_no_entry(member: Member) -> None:
    heads = tuple(Head(bytes(16), number, bytes(16)) for number in range(1, 2000))
    with pytest.raises(ValueError, match="32 KiB"):
        member.entry(saying("x"), deps=heads)


def test_a_flood_of_what_waits_is_bounded_and_the_others_go_on(
    team: Crew, member: Member, monkeypatch: pytest.MonkeyPatch
) -> None:
    a, b, _ = team
    monkeypatch.setattr(waiting, "BYTES_A_DEVICE", 20_000)
    flood = [member.entry(saying("waits"), seq=9, prev=random_bytes(32)) for _ in range(200)]
    arrival = a.store.apply(flood)
    assert set(arrival.refused) == {"more waits from this device than may wait"}
    held = "SELECT sum(size) FROM waiting"
    assert a.store.connection.execute(held)[0][0] <= 20_000
    assert a.store.apply(flood).waiting == arrival.waiting
    b.write("by b")
    team.sync_all()
    assert "by b" in a.texts()
    assert len(what_is_missing(a)) == 1


def test_forty_chains_are_bounded_and_named(team: Crew, member: Member) -> None:
    a, b, c = team
    chains = [member.entry(saying(f"chain {number}"), seq=1, prev=b"") for number in range(40)]
    for one in chains[:32]:
        member.push(a, one)
    with pytest.raises(HubProblem) as refused:
        member.push(a, chains[32])
    assert refused.value.problem.entries[0].why == "chains"
    synced = c.sync()
    assert synced.clones == {member.device.device_id}
    b.write("by b")
    team.sync_all()
    assert len(team.digests()) == 1
    assert len(a.store.apply(chains).refused) == 8
    assert len(team.digests()) == 1


def test_what_is_backdated_after_a_removal_is_set_aside_everywhere(team: Crew, member: Member) -> None:
    a, b, c = team
    within = member.entry(saying("within the cut"))
    member.push(a, within)
    team.sync_all()
    old_roster = member.store.roster().head
    cut = [one for one in a.store.heads() if one.device == member.device.device_id]
    a.store.sign(lambda pen: remove(pen, member.device.device_id, cut))
    backdated = member.entry(saying("as if before"), roster=old_roster, hlc=1)
    beside = member.entry(saying("beside the cut"), roster=old_roster, hlc=1, seq=1, prev=b"")
    for laptop in (c, a, b):
        laptop.store.apply([backdated, beside])
    team.sync_all()
    assert len(team.digests()) == 1
    assert c.texts() == {"before", "within the cut"}
    for laptop in team:
        void = laptop.store.connection.execute("SELECT count(*) FROM entry WHERE effect = 0")
        assert void == [(2,)]


def test_a_removed_device_hands_in_so_much_and_no_more(team: Crew, member: Member) -> None:
    a, b, _ = team
    a.store.sign(lambda pen: remove(pen, member.device.device_id, ()))
    a.sync()
    calls = HubCalls(a.hubs[0]._http, a.store.space.id, member.device)
    refused, brought = None, 0
    while refused is None and brought < 20 * 1024 * 1024:
        batch = [member.entry(random_bytes(240 * 1024)) for _ in range(4)]
        try:
            with calls.push(batch, None, 0):
                brought += sum(map(len, batch))
        except HubProblem as problem:
            refused = problem.kind
    assert refused is ProblemType.DAY_FULL
    assert brought <= 16 * 1024 * 1024
    b.write("by b")
    b.sync()
    a.sync()
    assert a.digest() == b.digest()


def _statement(signer: DeviceKeys, prev: bytes) -> bytes:
    """Of a kind that only a newer version knows: nobody can say that it is wrong but by who signed it."""
    return sign(Newer("newer", 1, prev, signer.device_id), signer)  # type: ignore[arg-type]


def test_statements_by_strangers_keep_out_no_admins(team: Crew) -> None:
    a, b, _ = team
    stranger = DeviceKeys.generate()
    following = [_statement(stranger, random_bytes(32)) for _ in range(STATEMENTS_MAX + 50)]
    on_top = [_statement(stranger, a.store.roster().head) for _ in range(300)]
    b.store.take_statements([*following[:-50], *on_top])
    new = team.join()
    b.store.take_statements([*following[-50:], *a.store.statements()])
    assert new.device in b.store.roster().devices
    assert b.store.roster().head == a.store.roster().head
    assert len(b.store.statements()) <= STATEMENTS_MAX
    b.write("by b")
    team.laptops.remove(new)
    team.sync_all()
    assert len(team.digests()) == 1
    new.close()
