"""The founder's printed code: it makes a device an admin when no admin is left."""

from mdt_desktop.crypto.device_keys import DeviceKeys
from mdt_desktop.crypto.recovery_code import space_recovery_keys
from mdt_desktop.refused import Refused
from mdt_desktop.roster import issuing
from mdt_desktop.services.session import Session


def recovery_keys(session: Session, code: str) -> DeviceKeys:
    """The team's recovery keys from its printed code. `Refused` for a mistyped code or another team's."""
    store = session.store
    keys = space_recovery_keys(code, store.space.id)
    if keys.public != store.roster().recovery:
        raise Refused(
            "That code is typed correctly but is not this team’s. Nothing was changed; use the code "
            "that was printed when the team was founded, or the newest one made since."
        )
    return keys


def recover(session: Session, code: str) -> str:
    """Make this device an admin of its team by the printed code; answers with the device's id."""
    store = session.store
    author, me = recovery_keys(session, code), store.space.device.device_id
    device = store.roster().device(me)
    if device is None or not device.present:
        raise Refused(
            "This device was removed from the team, so the code can’t make it an admin. Nothing was changed; "
            "use the code on another device, or in a new profile."
        )
    if device.is_admin:
        raise Refused("This device is an admin of the team already. Nothing was changed.")
    store.sign(lambda pen: issuing.recover(pen, device=me), author)
    return me.hex()
