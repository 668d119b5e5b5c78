"""The team: founding, settings, directory."""
