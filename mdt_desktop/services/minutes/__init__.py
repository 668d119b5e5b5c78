"""Minutes: content from the store, versions, saved and printed copies."""
