"""The examples of docs/capture.md are what happens."""

import re
from datetime import date
from pathlib import Path

import pytest

from mdt_desktop.domain.capture import VERBS, CaptureContext, Owner, describe, parse

PAGE = (Path(__file__).parents[3] / "docs" / "capture.md").read_text(encoding="utf-8")
EXAMPLES = re.findall(r"^\| `([^`]+)` \| ([A-Z][^|`]+?) \|$", PAGE.partition("## Who")[0], re.MULTILINE)
ROOM = CaptureContext(
    date(2026, 11, 26),
    (
        Owner("amara", "Amara Okafor", "AO", "GP", here=True),
        Owner("priya", "Priya Shah", "PS", "Care coordinator", here=True),
        Owner("tom", "Tom Reilly", "TR", "Community matron", here=True),
    ),
    me="amara",
    organisations=("Riverside Homes",),
    next_huddle=date(2026, 12, 3),
)


@pytest.mark.parametrize(("line", "said"), EXAMPLES)
def test_an_example_of_the_page(line: str, said: str) -> None:
    captured = parse(line, ROOM)
    assert describe(captured) == said
    assert captured.problems == ()


def test_every_verb_is_on_the_page() -> None:
    shown = {parse(line, ROOM).kind for line, _ in EXAMPLES}
    assert shown == {verb.kind for verb in VERBS} | {"discussion"}
