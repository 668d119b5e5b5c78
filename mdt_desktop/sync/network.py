"""Whether this computer has come to another network: seen without sending anything."""

import socket

_SOMEWHERE = ("192.0.2.1", 9)
"""Reserved for documentation (RFC 5737): nobody is there, and nothing is sent."""


def local_address() -> str:
    """The address by which this computer would leave for the internet; empty while there is no way out."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            # Of a datagram socket, this asks the system for a way and no more.
            probe.connect(_SOMEWHERE)
        except OSError:
            return ""
        return str(probe.getsockname()[0])
