"""This device's signed word that it deletes a space that has removed it: the last entry of its chain."""

from datetime import UTC, datetime

from mdt_desktop.domain.ids import new_id
from mdt_desktop.domain.records import Audit
from mdt_desktop.store import body as bodies
from mdt_desktop.store import unknowing
from mdt_desktop.store.body import Body, RecordWrite
from mdt_desktop.store.clock import instant
from mdt_desktop.store.store import Store

_DELETED = "deleted the team"


def say_deleted(store: Store) -> None:
    """Put this device's last entry into its log, for handing in: that it deletes the space."""
    said = {"who": store.space.member, "action": _DELETED, "at": datetime.now(UTC).isoformat()}
    write = RecordWrite(Audit.KIND, bodies.record_id(new_id()), said)
    with store.connection.transaction():
        unknowing.append(store.connection, store.space, store.chosen(), store.clock, write)


def deleted(store: Store) -> dict[bytes, datetime]:
    """The removed devices whose last entry says that they deleted the space, and when."""
    rows = store.connection.execute(
        "SELECT e.no, e.device, e.hlc FROM head h JOIN entry e ON e.hash = h.hash "
        "WHERE h.space = ? AND NOT e.effect",
        (store.space.no,),
    )
    return {device: instant(hlc) for no, device, hlc in rows if _says_deleted(store, no)}


def is_farewell(body: Body) -> bool:
    """Whether an entry says that its device deleted the space, which leaves an admin nothing to re-enter."""
    return [(one.kind, one.fields.get("action")) for one in body.records] == [(Audit.KIND, _DELETED)]


def _says_deleted(store: Store, entry: int) -> bool:
    try:
        return is_farewell(store.body_of(entry))
    except ValueError:
        return False
