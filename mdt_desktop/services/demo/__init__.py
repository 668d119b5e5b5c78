"""The invented neighbourhood: founded, and its huddle played."""
