"""What fits a column is what can be written to it and read back."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mdt_desktop.domain.records import KINDS
from mdt_desktop.store import schema
from mdt_desktop.store.fitting import checks, fitting

ANY = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text() | st.binary(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=5,
)


@given(kind=st.sampled_from(sorted(KINDS)), value=ANY, choice=st.randoms(use_true_random=False))
def test_whatever_fits_makes_a_record(kind: str, value: object, choice: object) -> None:
    name = choice.choice(sorted(checks(kind)))
    fields = fitting(kind, {name: value})
    columns = schema.columns(kind).values()
    row = [column.to_sql(fields[column.name]) if column.name in fields else None for column in columns]
    assert getattr(schema.to_record(kind, "id", row), "id") == "id"  # noqa: B009


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_every_default_fits(kind: str) -> None:
    bare = KINDS[kind](id="id")
    said = {name: schema.plain(getattr(bare, name)) for name in checks(kind)}
    assert fitting(kind, said) == {name: value for name, value in said.items() if value is not None}


def test_dates_and_instants_are_iso_text() -> None:
    case = {"review_due": schema.plain(date(2026, 11, 26)), "ref": "C-0042"}
    assert fitting("case", case) == case
    note = {"at": schema.plain(datetime(2026, 11, 26, 9, 30, tzinfo=UTC))}
    assert fitting("note", note) == note
    assert fitting("case", {"review_due": "soon", "unheard_of": 1}) == {}
