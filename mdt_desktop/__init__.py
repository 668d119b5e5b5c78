"""The core of MDT Desktop: runs, and is tested, without Qt."""

__version__ = "0.1.0"
