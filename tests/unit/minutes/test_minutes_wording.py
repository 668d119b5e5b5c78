"""How documents write what stands within a sentence."""

import pytest

from mdt_desktop.minutes.wording import within


@pytest.mark.parametrize(
    ("text", "written"),
    [("All partners", "all partners"), ("GP only", "GP only"), ("", ""), ("A", "a")],
)
def test_a_scope_within_a_sentence(text: str, written: str):
    assert within(text) == written
