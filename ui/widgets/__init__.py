"""The shared small widgets: one file each."""
