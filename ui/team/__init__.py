"""The team itself: its members, and how it works."""
