"""Sizes that both sides keep. A hub may be set to less than its daily ones, never to less than these."""

PUSH_MAX_ENTRIES = 500
PUSH_MAX_BYTES = 1024 * 1024
"""Of one request's body. A client starts near 32 KiB and lets time, not count, decide what follows."""
PAGE_MAX_BYTES = 1024 * 1024
"""Of one page's envelopes: what `max=` may ask for. A page holds one entry at least, however large."""
PAGE_BYTES = PAGE_MAX_BYTES
"""Where `max=` is not given: a few bytes less in every call."""
CHAINS_MAX = 32
"""Chains a device may have: clones and restored computers."""
ROSTER_MAX_BYTES = 8 * 1024 * 1024
"""Of the statements in one request."""
JOIN_REQUEST_MAX_BYTES = 2048
JOIN_ANSWER_MAX_BYTES = 1024
JOINS_AN_INVITATION = 4
"""Requests with one invitation, whoever sends them."""
SNAPSHOT_MAX_BYTES = 512 * 1024 * 1024
SNAPSHOT_HEADER_MAX_BYTES = 512 * 1024
PART_BYTES = 512 * 1024
"""Of a snapshot's content: `at` is a multiple of it, and each part but the last is as long."""
EVENT_MAX_BYTES = 16 * 1024
"""Of the entries that an event carries; more are asked for."""
TOKEN_SECONDS = 600
ASSERTION_MAX_SECONDS = 300
SKEW_SECONDS = 60
REMOVED_DAYS = 14
REMOVED_MAX_BYTES = 16 * 1024 * 1024
"""What a removed device may hand in, within those days."""
