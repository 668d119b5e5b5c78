"""Case lists in: read a file, match its columns, check its people, propose what would change.

Nothing here writes anything: the services decide, and the store keeps.
"""
