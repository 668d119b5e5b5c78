"""The chair says which of two signed versions of the minutes stands; the other is kept, and named in it."""

import msgspec

from mdt_desktop.domain.records import Huddle, Minutes
from mdt_desktop.minutes.content import Amendment, MinutesContent, short_hash
from mdt_desktop.refused import Refused
from mdt_desktop.services.closing import signing
from mdt_desktop.services.conflicts import signed_versions
from mdt_desktop.services.huddle import huddles
from mdt_desktop.services.session import Session
from mdt_desktop.services.team import team

WHY = "The minutes were signed on two laptops while they were apart"


def settle(session: Session, huddle_id: str, keep_id: str) -> Minutes:
    """A new version with the content of the one kept: it outranks every other, however late that arrives.

    `Refused` for anybody but a chair, and where nothing waits to be settled.
    """
    huddle = huddles.find(session, huddle_id)
    if not team.is_chair(session):
        raise Refused("Only a chair can settle signed minutes. Nothing was changed; ask the chair.")
    others = _others(session, huddle, keep_id)
    signed = signed_versions.signed(session, huddle.id)
    kept = next(one for one in signed if one.id == keep_id)
    version = max(one.version for one in signed) + 1
    now = signing.to_the_millisecond(session.now())
    amendment = Amendment(
        version=version, who=session.me().display_name, at=now, why=WHY, text=_text(kept, others)
    )
    before = signing.content_of(kept)
    after: MinutesContent = msgspec.structs.replace(
        before, status="amended", version=version, amendments=(*before.amendments, amendment)
    )
    return signing.keep(session, after, now, reason=WHY, amends=kept.id)


def _others(session: Session, huddle: Huddle, keep_id: str) -> list[Minutes]:
    """The signed versions beside the one kept: those that wait, and the one shown."""
    waiting = signed_versions.requests(session, huddle.id)
    counts = signed_versions.latest(session, huddle.id)
    sides = [*([counts] if counts else []), *waiting]
    if not waiting or keep_id not in {one.id for one in sides}:
        raise Refused("These minutes have been settled since. Nothing was changed.")
    return [one for one in sides if one.id != keep_id]


def _text(kept: Minutes, others: list[Minutes]) -> str:
    aside = ", ".join(f"version {one.version} ({short_hash(one.hash)})" for one in others)
    return f"Version {kept.version} ({short_hash(kept.hash)}) stands. Set aside and kept: {aside}."
