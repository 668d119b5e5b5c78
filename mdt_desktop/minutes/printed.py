"""Who made a copy of a document, and which copy it is: on the page, but no part of the content."""

from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True, slots=True)
class Printed:
    """Printed by whom, when (aware), which copy of how many, for where, and until when it may be kept.

    `entitled` readers are told that a separate restricted note exists; its text never prints in minutes.
    """

    by: str
    at: datetime
    copy: int = 1
    copies: int = 1
    destination: str = ""
    destroy_by: date | None = None
    entitled: bool = False
