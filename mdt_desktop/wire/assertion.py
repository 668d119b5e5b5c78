"""How a device signs in: a JWT that it signs itself (RFC 7523, EdDSA), for one hub and one space, once.

The JOSE envelope is PyJWT's, its signature libsodium's. What is signed begins with `eyJ`, which no context of
`crypto/contexts.py` does: an assertion never passes for another message, nor another for an assertion.
"""

from typing import Annotated, Any
from urllib.parse import urlencode

import msgspec
from jwt.algorithms import Algorithm
from jwt.api_jws import PyJWS
from jwt.exceptions import PyJWTError

from mdt_desktop.crypto.device_keys import DeviceKeys, PublicKeys
from mdt_desktop.crypto.primitives import ID_BYTES, random_bytes
from mdt_desktop.crypto.unreadable import BadSignature, Malformed
from mdt_desktop.wire.limits import ASSERTION_MAX_SECONDS
from mdt_desktop.wire.names import bytes_of, text_of

_EDDSA = "EdDSA"
_TYPE = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"
ASSERTION_MAX_BYTES = 2048
_Text = Annotated[str, msgspec.Meta(max_length=300)]


class _Ed25519(Algorithm):
    """RFC 8037 over libsodium."""

    def prepare_key(self, key: Any) -> Any:
        return key

    def sign(self, msg: bytes, key: DeviceKeys) -> bytes:
        return key.sign(msg)

    def verify(self, msg: bytes, key: PublicKeys, sig: bytes) -> bool:
        try:
            key.verify(msg, sig)
        except BadSignature:
            return False
        return True

    @staticmethod
    def to_jwk(key_obj: Any, as_dict: bool = False) -> Any:
        raise NotImplementedError("device keys are in the roster, not in JWKs")

    @staticmethod
    def from_jwk(jwk: Any) -> Any:
        raise NotImplementedError("device keys are in the roster, not in JWKs")


class Claims(msgspec.Struct, frozen=True):
    """What an assertion says. Times are seconds since 1970."""

    iss: _Text
    """The device's id, as text; `sub` is the same."""
    sub: _Text
    aud: _Text
    """The hub's address as the client has it, without a slash at its end."""
    space: _Text
    iat: int
    exp: int
    jti: _Text

    @property
    def device_id(self) -> bytes:
        """Who signs in. Raises `Malformed`."""
        return _id(self.sub)

    @property
    def space_id(self) -> bytes:
        """Where. Raises `Malformed`."""
        return _id(self.space)


class TokenForm(msgspec.Struct, frozen=True):
    """The form of a request for a token."""

    grant_type: str
    client_assertion_type: str
    client_assertion: str

    def check(self) -> None:
        """Return if it asks for what a hub gives. Raises `Malformed`."""
        if (self.grant_type, self.client_assertion_type) != ("client_credentials", _TYPE):
            raise Malformed("a hub gives tokens for a device’s own assertion only")


def token_form(device: DeviceKeys, space: bytes, hub: str, now: float) -> str:
    """The form with which `device` asks for a token, `now` by the hub's clock (seconds since 1970)."""
    issued, me = int(now), text_of(device.device_id)
    claims = Claims(
        me,
        me,
        hub.rstrip("/"),
        text_of(space),
        issued,
        issued + ASSERTION_MAX_SECONDS,
        text_of(random_bytes(ID_BYTES)),
    )
    assertion = _jws().encode(msgspec.json.encode(claims), device, _EDDSA)  # type: ignore[arg-type]
    return urlencode(
        {"grant_type": "client_credentials", "client_assertion_type": _TYPE, "client_assertion": assertion}
    )


def unverified_claims(assertion: str) -> Claims:
    """Whose assertion it says it is: by that the key is found to verify it with. Raises `Malformed`."""
    if len(assertion) > ASSERTION_MAX_BYTES:
        raise Malformed("an assertion over 2 KiB")
    try:
        read = _jws().decode_complete(assertion, options={"verify_signature": False})
        claims = _CLAIMS.decode(read["payload"])
    except (PyJWTError, msgspec.MsgspecError, ValueError, RecursionError) as error:
        raise Malformed("not an assertion") from error
    if claims.iss != claims.sub:
        raise Malformed("a device signs for itself")
    return claims


def verify(assertion: str, keys: PublicKeys) -> None:
    """Return if exactly this was signed by the holder of these keys. Raises `BadSignature`."""
    try:
        _jws().decode(assertion, keys, [_EDDSA])  # type: ignore[arg-type]
    except (PyJWTError, ValueError) as error:
        raise BadSignature("not an assertion of this device") from error


def _jws() -> PyJWS:
    """One that knows this algorithm alone: whatever else a header names is refused."""
    jws = PyJWS(algorithms=[])
    jws.register_algorithm(_EDDSA, _Ed25519())
    return jws


def _id(text: str) -> bytes:
    data = bytes_of(text)
    if len(data) != ID_BYTES:
        raise Malformed("an id has 16 bytes")
    return data


_CLAIMS = msgspec.json.Decoder(Claims)
