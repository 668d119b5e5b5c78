import pytest
from minutes_sample import PRINTED, minutes

from mdt_desktop.minutes.layout import build_pdf


@pytest.fixture(scope="session")
def signed_pdf() -> bytes:
    """The sample minutes, signed, as a PDF."""
    return build_pdf(minutes(), PRINTED)


@pytest.fixture(scope="session")
def draft_pdf() -> bytes:
    """The same minutes before signing."""
    return build_pdf(minutes(status="draft", version=0, approval=None), PRINTED)
