"""The weekly meeting: plan, prepare, run, capture."""
