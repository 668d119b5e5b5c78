"""Properties that are tried with the rules on, and must be seen to fail with each of them off."""

from hypothesis import Phase, given, settings


def prove(holds, *strategies, **options):
    """Try a property on many examples."""
    settings(database=None, deadline=None, **options)(given(*strategies)(holds))()


def fails(holds, *strategies, **options):
    """Whether some example breaks a property."""
    try:
        prove(holds, *strategies, phases=[Phase.generate], derandomize=True, **options)
    except AssertionError:
        return True
    return False
