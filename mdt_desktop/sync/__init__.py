"""Entries and roster statements on their way between devices: over a shared folder, over a hub, or both.

What a transport carries is sealed and signed before it comes here; what comes back is judged by the store.
"""
