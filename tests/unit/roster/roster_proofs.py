"""Properties that are tried with the rules on, and must be seen to fail with each of them off."""

from hypothesis import Phase, given, settings
from hypothesis.errors import Flaky


def prove(holds, *strategies, **options):
    """Try a property on many examples."""
    settings(database=None, deadline=None, **options)(given(*strategies)(holds))()


def fails(holds, *strategies, **options):
    """Whether some example breaks a property."""
    try:
        prove(holds, *strategies, phases=[Phase.generate], derandomize=True, **options)
    except (AssertionError, Flaky):
        # Keys and nonces are new each time, so the same steps may not break it twice.
        return True
    return False
