"""The people the team holds: the case list, and one person's record."""
