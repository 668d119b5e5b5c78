import pytest
from minutes_sample import PRINTED, minutes

from mdt_desktop.minutes.layout import lay_out


@pytest.fixture(scope="session")
def signed_pdf() -> bytes:
    """The sample minutes, signed, as a PDF."""
    return lay_out(minutes(), PRINTED).pdf


@pytest.fixture(scope="session")
def draft_pdf() -> bytes:
    """The same minutes before signing."""
    return lay_out(minutes(status="draft", version=0, approval=None), PRINTED).pdf
