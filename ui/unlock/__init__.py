"""Before there is a session: unlock, first run."""
