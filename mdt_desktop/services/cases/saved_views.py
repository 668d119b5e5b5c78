"""Views of the case list that somebody has named: kept in this profile, shared with nobody."""

import msgspec

from mdt_desktop.domain.ids import new_id
from mdt_desktop.refused import Refused
from mdt_desktop.services.cases.case_lists import VIEWS
from mdt_desktop.services.session import Session

SETTING = "case views"
LONGEST = 40


class SavedView(msgspec.Struct, frozen=True, kw_only=True):
    """A built-in `view`, narrowed by filters (each a term and its words) and text, in an order."""

    code: str = ""
    name: str
    view: str = VIEWS[0].code
    filters: tuple[tuple[str, str], ...] = ()
    text: str = ""
    sort: str = "name"
    descending: bool = False


def saved_views(session: Session) -> tuple[SavedView, ...]:
    """All of them, the oldest first."""
    kept = session.store.setting(SETTING)
    return msgspec.json.decode(kept, type=tuple[SavedView, ...]) if kept else ()


def save_view(session: Session, view: SavedView) -> SavedView:
    """Keep a view under its name; answers with it and its code. `Refused` for a name that is taken."""
    name, kept = " ".join(view.name.split()), saved_views(session)
    if not name:
        raise Refused("Give the view a name. Nothing was saved.")
    if len(name) > LONGEST:
        raise Refused(f"A name has up to {LONGEST} letters. Nothing was saved.")
    taken = {one.label.casefold() for one in VIEWS} | {one.name.casefold() for one in kept}
    if name.casefold() in taken:
        raise Refused(f"There is a view “{name}” already. Nothing was saved; choose another name.")
    saved = msgspec.structs.replace(view, code=view.code or new_id(), name=name)
    _keep(session, (*kept, saved))
    return saved


def remove_view(session: Session, code: str) -> None:
    """Forget a view; the people in it stay as they are."""
    _keep(session, tuple(one for one in saved_views(session) if one.code != code))


def _keep(session: Session, views: tuple[SavedView, ...]) -> None:
    session.store.set_setting(SETTING, msgspec.json.encode(views))
