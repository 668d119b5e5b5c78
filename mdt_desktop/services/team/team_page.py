"""What the Team page shows: who is in the team, and how it works."""

from dataclasses import dataclass

from mdt_desktop.domain import vocabulary
from mdt_desktop.domain.agenda.facts import AgendaSettings
from mdt_desktop.domain.day_words import WEEKDAYS, clock_words
from mdt_desktop.domain.quorum import DEFAULT_RULE, rule_words
from mdt_desktop.domain.records import Organisation, Series, Team
from mdt_desktop.services.session import Session
from mdt_desktop.services.team import team as teams
from mdt_desktop.services.team.directory import MemberView, directory

KINDS = ("new", "review", "other")


@dataclass(frozen=True)
class TeamView:
    """Members by name, those who have left last; `series` is None until there is a weekly slot."""

    team: Team
    series: Series | None
    members: list[MemberView]
    organisations: list[Organisation]
    me: str

    @property
    def item_minutes(self) -> dict[str, int]:
        """The time box of a new person, a review, and anything else."""
        usual = AgendaSettings(self.team.item_minutes)
        return {kind: usual.minutes(kind) for kind in KINDS}

    def slot_words(self) -> str:
        """ "Thursdays at 9:30am, 45 minutes"; says so when there is none."""
        if self.series is None or not self.series.weekdays:
            return "No weekly slot yet"
        days = [f"{WEEKDAYS[day - 1]}s" for day in self.series.weekdays]
        named = days[0] if len(days) == 1 else f"{', '.join(days[:-1])} and {days[-1]}"
        return f"{named} at {clock_words(self.series.start)}, {self.series.minutes} minutes"

    def place_words(self) -> str:
        """ "Room and video, Harbour Suite"."""
        if self.series is None:
            return ""
        mode = vocabulary.label("mode", self.series.mode)
        return f"{mode}, {self.series.venue}" if self.series.venue else mode

    def quorum_words(self) -> str:
        """Who must be there, as one says it."""
        labels = {term.code: term.label for term in vocabulary.terms("sector")}
        words = rule_words(self.team.quorum or DEFAULT_RULE, labels)
        return f"{words[:1].upper()}{words[1:]}"


def team_view(session: Session) -> TeamView:
    """Everything about the team itself, in one read."""
    team, series = teams.settings(session)
    found = directory(session)
    members = sorted(found.members, key=lambda one: (not one.active, one.name.casefold()))
    return TeamView(team, series, members, found.organisations, session.store.space.member)
