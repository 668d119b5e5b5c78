"""Who may sign a huddle's minutes, and when."""

from mdt_desktop.domain.records import Huddle
from mdt_desktop.refused import Refused
from mdt_desktop.roster import Role
from mdt_desktop.services.conflicts import signed_versions
from mdt_desktop.services.huddle import huddles
from mdt_desktop.services.session import Session
from mdt_desktop.services.team import team

SIGNED = ("final", "amended")


def why_not(session: Session, huddle: Huddle) -> str:
    """Why these minutes can't be signed here and now, gaps left aside; empty if they can."""
    if is_signed(session, huddle):
        return f"The minutes of {huddle.ref} are signed. Nothing was changed; make an amendment instead."
    if huddle.status != "ended":
        return f"{huddle.ref} has not ended, so nothing was signed. End it first."
    return _role("sign minutes", session)


def refuse_to_sign(session: Session, huddle: Huddle) -> None:
    """`Refused` if these minutes can't be signed here and now, gaps left aside."""
    words = why_not(session, huddle)
    if words:
        raise Refused(words)


def refuse_to_amend(session: Session, huddle: Huddle) -> None:
    """`Refused` if nothing is signed, while two signed versions wait for the chair, and for anybody else."""
    if not is_signed(session, huddle):
        raise Refused(
            f"The minutes of {huddle.ref} are not signed yet, so they need no amendment. "
            "Nothing was changed; correct the discussion itself."
        )
    signed_versions.refuse_while_unsettled(session, huddle)
    words = _role("amend minutes", session)
    if words:
        raise Refused(words)


def refuse_if_signed(session: Session, huddle: Huddle) -> None:
    """`Refused` once the minutes are signed."""
    if is_signed(session, huddle):
        raise Refused(
            f"The minutes of {huddle.ref} are signed. Nothing was changed; make an amendment instead."
        )


def is_signed(session: Session, huddle: Huddle) -> bool:
    """Whether a signed version exists."""
    minutes = huddles.latest_minutes(session, huddle.id)
    return minutes is not None and minutes.status in SIGNED


def _role(what: str, session: Session) -> str:
    role = team.my_role(session)
    if role.includes(Role.CHAIR):
        return ""
    return f"Only a chair can {what}, and your role is {role.value}. Nothing was changed; ask the chair."
