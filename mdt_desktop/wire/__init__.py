"""What a client and a hub say to each other: paths, shapes and sizes. Ciphertext only.

Paths begin with `/v1/spaces` where they are shortened.

| call | asks with | answers |
| --- | --- | --- |
| `POST /v1/spaces` | `Enrolment` code; `FoundSpace` | 201, or 200 where this founding was here already |
| `POST /v1/token` | form of `assertion.token_form` | `Token`, JSON |
| `GET …/{s}/roster?after=&max=` | a statement's hash, or none | frames: the statements behind it |
| `POST …/{s}/roster?after=` | frames: statements behind it, or beside `after` | 204; 409 `roster-moved` |
| `POST …/{s}/entries?after=&max=` | frames: envelopes | as the GET does, less what was just brought |
| `GET …/{s}/entries?after=&max=` | a cursor, or none | a page; 204 where there is nothing behind it |
| `GET …/{s}/heads` | | `Heads` |
| `GET …/{s}/events?after=` | a cursor | server-sent events (events.py) |
| `GET …/{s}/baseline` | | the signed header of the newest snapshot; 204 where there is none |
| `PUT …/{s}/baseline?after=` | a signed header whose content is here, and its cursor | 204 |
| `PUT …/{s}/baseline/{hash}?at=` | one part of a content | 204, `At` says how far it is here |
| `GET …/{s}/baseline/{hash}?at=&max=` | | bytes from there on |
| `POST …/{s}/joins` | a join request, which holds the permit | 204 |
| `GET …/{s}/joins` | (an admin's device) | `Joins` |
| `POST …/{s}/joins/{id}` | (an admin's device) the sealed answer | 204 |
| `GET …/{s}/joins/{id}` | `Permit` | the sealed answer; 204 while there is none |

Ids and hashes are base64url without padding (`text_of`). Every answer about a space has `Roster`: the first
16 bytes of the newest statement's hash. So a client whose roster is older notices with the first answer, and
an empty sync is one round trip. Whatever is refused is a `Problem`. `max` is in bytes.

A page leads to `Cursor`; `More` says how many entries lie behind that. A push with `after` (the client's
cursor) is answered as the GET is, less the envelopes of the request: a push and a pull in one round trip.
With `max=0` it brings nothing, and its `Cursor` leads past what was pushed where nothing of others lies
before it. Without `after` it answers 204 and no `Cursor`.
"""
