"""What has to be known before anything else is done for somebody, one line each."""

from dataclasses import dataclass
from datetime import date

from mdt_desktop.services.cases.case_record import CaseView
from ui.cases.table_delegate import short_date

ADULT = 18
UNDER_18 = "Different rules of consent and safeguarding hold: follow your children’s procedures."


@dataclass(frozen=True)
class Notice:
    """One line under somebody’s name, with the tone and icon of a chip."""

    words: str
    tone: str
    icon: str


def notices(view: CaseView) -> list[Notice]:
    """A death, and that somebody is a child (docs/rules.md 10 and 11)."""
    found = []
    if view.person.deceased != "no":
        found.append(Notice(_death(view), "plum", "flower"))
    elif view.age is not None and view.age < ADULT:
        found.append(Notice(f"Under 18. {UNDER_18}", "blue", "info"))
    return found


def _death(view: CaseView) -> str:
    person = view.person
    day = f", {short_date(person.date_of_death, date.min)}" if person.date_of_death else ""
    if person.deceased == "confirmed":
        return f"Died{day}. The case is opened again only if that is corrected."
    return f"Death reported{day}, to be confirmed. Stop letters, calls and invitations."
