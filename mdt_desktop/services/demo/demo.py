"""The demo neighbourhood: founded in a moment, with eight huddles behind it and one to run."""

from collections.abc import Callable
from datetime import date, datetime
from functools import partial
from pathlib import Path

from mdt_desktop.domain.demo_neighbourhood import read_neighbourhood
from mdt_desktop.progress import Progress, silent
from mdt_desktop.refused import Refused
from mdt_desktop.services import profile
from mdt_desktop.services.demo import demo_people
from mdt_desktop.services.demo.demo_cast import Cast
from mdt_desktop.services.demo.demo_history import StoryHuddles
from mdt_desktop.services.session import ZONE, Session
from mdt_desktop.services.team import team

PASSPHRASE = "demo"  # for invented people only; a profile of real ones asks for a long one
LABEL = "Demo"


def found_demo(home: Path, passphrase: str = PASSPHRASE, progress: Progress = silent) -> Session:
    """Found the demo neighbourhood in a folder without a profile, dated from today; 999 numbers only."""
    refuse_taken(home)
    story = read_neighbourhood(_today())
    me = next(member for member in story.members if member.id == story.next_huddle.chair)
    founded = team.found(
        home, passphrase, story.team.name, me.display_name, label=LABEL, training=True, sector=me.sector
    )
    session = founded.session
    cast = Cast(session, story)
    told = StoryHuddles(cast)
    steps: list[Callable[[], None]] = [
        partial(demo_people.settle_team, cast),
        partial(demo_people.add_people, cast),
        *told.held(),
        told.plan_next,
        told.sign_held,
    ]
    try:
        for at, step in enumerate(steps):
            progress(at, len(steps))
            step()
        progress(len(steps), len(steps))
    except BaseException:
        profile.discard(session)
        raise
    session.intents.clear()
    return session


def refuse_taken(home: Path) -> None:
    """`Refused` where there is a profile: the demo is never put among what somebody works with."""
    if profile.exists(home):
        raise Refused(f"There is a profile in {home} already. Nothing was changed; choose an empty folder.")


def _today() -> date:
    return datetime.now(ZONE).date()
