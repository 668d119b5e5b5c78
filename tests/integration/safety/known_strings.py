"""What is looked for outside the encrypted store: everything of a person in the demo, in three codings."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from pathlib import Path

from mdt_desktop.domain.demo_neighbourhood import read_neighbourhood
from mdt_desktop.services.session import ZONE


def known_strings() -> list[str]:
    """Names, numbers, addresses, notes and typed lines of the demo, each long enough to be no chance."""
    story = read_neighbourhood(datetime.now(ZONE).date())
    found: list[str] = []
    for one in story.people:
        person, case = one.person, one.case
        found += [person.family_name, person.given_names, person.nhs_number, person.address, person.postcode]
        found += [person.phone, case.what_matters, case.reason, case.conditions, case.asked_words]
        found += [note.text for note in one.notes] + [need.text for need in one.needs]
        found += [around.get("name", "") for around in person.people_around]
    for held in story.huddles:
        for item in held.items:
            found += [*item.discussion, item.decision, *(action.text for action in item.actions)]
    for played in story.next_huddle.script.items:
        found += list(played.discussion)
    return sorted({text for text in found if len(text) > 6})


def leaks(folders: Iterable[Path], strings: list[str]) -> Iterator[str]:
    """Files in which a known string stands, in UTF-8 or UTF-16."""
    needles = [text.encode(coding) for text in strings for coding in ("utf-8", "utf-16-le", "utf-16-be")]
    for folder in folders:
        for path in folder.rglob("*"):
            if path.is_file():
                data = path.read_bytes()
                yield from (f"{path.name}: {needle[:12]!r}" for needle in needles if needle in data)
