"""The devices of a team: whose they are, what they may write, when they were last heard of."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from mdt_desktop.crypto.unreadable import Unreadable
from mdt_desktop.refused import Refused
from mdt_desktop.roster import Role
from mdt_desktop.roster.signed import read
from mdt_desktop.roster.statements import Admit, Found
from mdt_desktop.services.session import Session
from mdt_desktop.services.team.directory import directory
from mdt_desktop.store import clones, farewell
from mdt_desktop.store.clock import instant
from mdt_desktop.store.store import Store

UNSEEN = timedelta(days=30)
"""After this long without an entry, somebody asks whether the device is still theirs."""
_ID_LETTERS_AT_LEAST = 4


@dataclass(frozen=True)
class DeviceView:
    """A device as lists show it. `last_seen` is when its newest entry or statement here was made, by its own
    clock; `unseen` if that is over 30 days ago; `cloned_since` when it was first seen to be two.
    """

    id: str
    member_id: str
    member: str
    role: Role | None
    admin: bool
    letter: str
    this: bool
    present: bool
    last_seen: datetime | None
    unseen: bool
    cloned_since: datetime | None
    deleted_at: datetime | None
    """When a removed device says that it deleted the team's data."""

    @property
    def status(self) -> str:
        """ "present" or "removed"."""
        return "present" if self.present else "removed"

    @property
    def words(self) -> str:
        """ "Priya Shah's device B", for sentences."""
        letter = f" {self.letter}" if self.letter else ""
        return f"{self.member or 'somebody'}’s device{letter} ({self.id[:8]})"


def devices(session: Session) -> list[DeviceView]:
    """All devices the team has or had, those that are in it first."""
    store, people, now = session.store, directory(session), session.now()
    roster, seen = store.roster(), _last_seen(store)
    deleted = farewell.deleted(store)
    cloned = clones.noted(store.connection, store.space.no)
    views = []
    for identity, device in roster.devices.items():
        last = seen.get(identity)
        since = cloned.get(identity)
        views.append(
            DeviceView(
                id=identity.hex(),
                member_id=device.member or "",
                member=people.name(device.member or ""),
                role=device.terms[-1].role,
                admin=device.is_admin,
                letter=device.letter or "",
                this=identity == store.space.device.device_id,
                present=device.present,
                last_seen=last,
                unseen=device.present and last is not None and now - last > UNSEEN,
                cloned_since=datetime.fromtimestamp(since, UTC) if since is not None else None,
                deleted_at=None if device.present else deleted.get(identity),
            )
        )
    return sorted(views, key=lambda view: not view.present)


def device_named(session: Session, words: str) -> DeviceView:
    """The device of this letter, beginning of an id, or member's name. `Refused` if none or several are."""
    wanted = words.strip().casefold()
    known = devices(session)
    present = [one for one in known if one.present]
    found = [one for one in known if one.id == wanted] or [
        one for one in present if wanted and one.letter.casefold() == wanted
    ]
    if not found and len(wanted) >= _ID_LETTERS_AT_LEAST:
        found = [one for one in present if one.id.startswith(wanted)]
    if not found and wanted:
        found = [one for one in present if one.member.casefold() == wanted] or [
            one for one in present if any(part.startswith(wanted) for part in one.member.casefold().split())
        ]
    if len(found) == 1:
        return found[0]
    if not found:
        raise Refused(
            f"No device in the team is called “{words}”. Nothing was changed; name it by its letter, the "
            "beginning of its id or its member, as “mdt team devices” lists them."
        )
    listed = ", ".join(one.words for one in found)
    raise Refused(f"“{words}” could be {listed}. Nothing was changed; name the letter or the id.")


def _last_seen(store: Store) -> dict[bytes, datetime]:
    """When each device's newest entry or statement was made."""
    rows = store.connection.execute(
        "SELECT h.device, max(e.hlc) FROM head h JOIN entry e ON e.hash = h.hash "
        "WHERE h.space = ? GROUP BY h.device",
        (store.space.no,),
    )
    stamps: dict[bytes, int] = dict(rows)
    for one in store.statements():
        try:
            body = read(one).body
        except Unreadable:
            continue
        if isinstance(body, Found | Admit):
            device = body.device_keys.device_id
            stamps[device] = max(stamps.get(device, 0), body.hlc)
    return {device: instant(stamp) for device, stamp in stamps.items()}
