"""People and their cases: lists, records, changes."""
