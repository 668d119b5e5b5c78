"""Sync and devices: what waits, who shares, and what needs a person."""
