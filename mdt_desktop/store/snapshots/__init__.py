"""A space's whole state at a set of heads, for a new device: it is usable long before the log has come.

Written by an admin's device that waits for nothing; loaded part by part, what a team needs first before all
else. The entries themselves come after it, in their own time (`mdt_desktop/store/peers.py` fills them in).
"""
