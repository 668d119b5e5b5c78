"""What all records share."""

from typing import ClassVar

import msgspec


class Record(msgspec.Struct, frozen=True, kw_only=True):
    """What all records share. `retired` hides a record; nothing is ever deleted."""

    KIND: ClassVar[str] = ""

    id: str
    retired: bool = False
