"""The printed recovery code: 160 random bits in nine groups of four, the last group a check.

The alphabet is Crockford's base 32 (no I, L, O, U). Typed back, case, spaces and hyphens do not matter,
O reads as 0, I and L as 1. The check tells a typing error from a code of another profile; it is a hash of
the code, so it gives nothing away that the code's bearer does not have.
"""

from typing import TYPE_CHECKING

from mdt_desktop.crypto import contexts
from mdt_desktop.crypto.primitives import hash_256, random_bytes
from mdt_desktop.refused import Refused

if TYPE_CHECKING:
    from mdt_desktop.crypto.device_keys import DeviceKeys

CODE_BYTES = 20
_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_VALUES = {letter: value for value, letter in enumerate(_ALPHABET)} | {"O": 0, "I": 1, "L": 1}
_GROUP = 4
_CODE_LETTERS = CODE_BYTES * 8 // 5
_ALL_LETTERS = _CODE_LETTERS + _GROUP
_SEPARATORS = str.maketrans("", "", " -\t\r\n\u00a0\u2010\u2011\u2012\u2013\u2014\u2212.")


class MistypedCode(Refused):
    """What was typed is no recovery code at all; nothing was tried."""


def new_code() -> bytes:
    """160 random bits."""
    return random_bytes(CODE_BYTES)


def printed(code: bytes) -> str:
    """The code for paper: `XXXX-XXXX-…`, nine groups."""
    letters = _letters(code, _CODE_LETTERS) + _check(code)
    return "-".join(letters[at : at + _GROUP] for at in range(0, _ALL_LETTERS, _GROUP))


def parsed(text: str) -> bytes:
    """The code that `printed` gave. Raises `MistypedCode`, saying what looks wrong."""
    letters = text.translate(_SEPARATORS).upper()
    for letter in letters:
        if letter not in _VALUES:
            raise MistypedCode(
                f"No recovery code has “{letter}” in it: nothing has been tried, "
                "compare it with the printed one."
            )
    if len(letters) != _ALL_LETTERS:
        raise MistypedCode(
            f"A recovery code has {_ALL_LETTERS} letters and digits, and this has {len(letters)}: "
            "nothing has been tried, compare it with the printed one."
        )
    value = 0
    for letter in letters[:_CODE_LETTERS]:
        value = value << 5 | _VALUES[letter]
    code = value.to_bytes(CODE_BYTES, "big")
    check = [_VALUES[letter] for letter in letters[_CODE_LETTERS:]]
    if check != [_VALUES[letter] for letter in _check(code)]:
        raise MistypedCode(
            "There is a typing error in that recovery code: nothing has been tried, "
            "compare it with the printed one."
        )
    return code


def space_recovery_keys(text: str, space: bytes) -> "DeviceKeys":
    """The keys with which the holder of a founder's code may sign for, and read, a space (docs/security.md).

    Different in each space, so that they link none; `space` is the space's 16 bytes, `text` the code as
    printed or typed. Raises `MistypedCode`.
    """
    # Not needed to open a vault, which is what the window waits for.
    from mdt_desktop.crypto.device_keys import DeviceKeys

    code = parsed(text)
    return DeviceKeys(
        hash_256(contexts.RECOVERY_SPACE_SIGNING + space, key=code),
        hash_256(contexts.RECOVERY_SPACE_BOX + space, key=code),
    )


def _letters(data: bytes, count: int) -> str:
    """The first `count` times five bits of `data`."""
    value = int.from_bytes(data, "big") >> (len(data) * 8 - count * 5)
    return "".join(_ALPHABET[value >> 5 * at & 31] for at in reversed(range(count)))


def _check(code: bytes) -> str:
    return _letters(hash_256(contexts.RECOVERY_CHECK + code), _GROUP)
