"""What stands between this computer and a hub, each in one plain sentence and what to do about it."""

import socket
import ssl

import httpx

from mdt_desktop.refused import OutOfReach

_KEPT = "Everything is kept on this computer"


class AnsweredOddly(OutOfReach):
    """Something else than a hub answered: a network's sign-in page, a proxy, another web server."""

    def __init__(self, address: str) -> None:
        super().__init__(
            f"Something other than the hub answered at {address}, often a network’s sign-in page. "
            f"{_KEPT}; open a web page to sign in to the network, then sync again."
        )


class Broken(OutOfReach):
    """The line was cut in the middle: what came before is used, and it goes on from there."""


def too_slow(address: str) -> OutOfReach:
    """It answers, but hardly moves."""
    return OutOfReach(
        f"The connection to {address} is too slow to be of use now. {_KEPT} and goes when it is better."
    )


def explained(error: Exception, address: str) -> OutOfReach:
    """The sentence for a fault of the network."""
    causes = list(_causes(error))
    for cause in causes:
        if isinstance(cause, ssl.SSLCertVerificationError):
            return OutOfReach(_certificate(cause, address))
        if isinstance(cause, ssl.SSLError):
            return OutOfReach(
                f"No secure connection to {address} could be made. {_KEPT}; if it stays so, "
                "show this to whoever runs the hub."
            )
    if isinstance(error, httpx.ProxyError):
        return OutOfReach(
            f"This network’s proxy did not let the connection to {address} through. {_KEPT}; "
            "ask your IT service to allow it."
        )
    if any(isinstance(cause, socket.gaierror) for cause in causes):
        return OutOfReach(f"The hub {address} can’t be found, so you may be offline. {_KEPT}.")
    if isinstance(error, httpx.TimeoutException):
        return OutOfReach(f"The hub {address} did not answer in time. {_KEPT} and goes when it does.")
    if isinstance(error, httpx.ConnectError):
        return OutOfReach(f"The hub {address} can’t be reached. {_KEPT} and goes when it can.")
    return Broken(f"The connection to {address} was cut. {_KEPT} and goes on from there.")


def _certificate(error: ssl.SSLCertVerificationError, address: str) -> str:
    match error.verify_code:
        case 9 | 10:  # not yet valid, expired
            return (
                f"The certificate of {address} is out of date, or this computer’s clock is wrong. {_KEPT}; "
                "look at the clock, then show this to whoever runs the hub."
            )
        case 62 | 63 | 64:  # another host, email or address
            return (
                f"The certificate of {address} belongs to another address. {_KEPT}; "
                "look at the address again, then show this to whoever runs the hub."
            )
    return (
        f"This computer does not trust the certificate of {address}. {_KEPT}; some networks put their own in "
        "its place, so show this to your IT service."
    )


def _causes(error: BaseException | None) -> "list[BaseException]":
    found = []
    while error is not None and error not in found:
        found.append(error)
        error = error.__cause__ or error.__context__
    return found
