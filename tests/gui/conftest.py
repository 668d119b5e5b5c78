"""What every window test here stands on."""

from tests.leftovers import bundled_fonts, nothing_outlives_a_test

__all__ = ["bundled_fonts", "nothing_outlives_a_test"]
