"""One context for each kind of message, so that bytes made for one purpose never pass for another's.

A context is put before what is signed, hashed or authenticated. Each ends in a zero byte, which none
holds elsewhere, so none is the beginning of another.
"""

ENTRY = b"mdt entry 1\0"
ENTRY_CONTENT = b"mdt entry content 1\0"
ROSTER_STATEMENT = b"mdt roster statement 1\0"
ROSTER_MEMBER = b"mdt roster member 1\0"
DEVICE_ID = b"mdt device id 1\0"
KEY_ID = b"mdt key id 1\0"
KEY_BOX = b"mdt key box 1\0"
PREVIOUS_KEY = b"mdt previous key 1\0"
VAULT = b"mdt vault 1\0"
VAULT_SLOT = b"mdt vault slot 1\0"
VAULT_PREVIOUS_KEY = b"mdt vault previous key 1\0"
KEYRING_SLOT_KEY = b"mdt keyring slot key 1\0"
RECOVERY_SLOT_KEY = b"mdt recovery slot key 1\0"
RECOVERY_CHECK = b"mdt recovery check 1\0"
RECOVERY_SPACE_SIGNING = b"mdt recovery space signing 1\0"
RECOVERY_SPACE_BOX = b"mdt recovery space box 1\0"
ROSTER_ROLE = b"mdt roster role 1\0"
INVITATION = b"mdt invitation 1\0"
INVITATION_PERMIT = b"mdt invitation permit 1\0"
JOIN_KEY = b"mdt join key 1\0"
JOIN_REQUEST = b"mdt join request 1\0"
JOIN_ANSWER = b"mdt join answer 1\0"
CHECK_WORDS = b"mdt check words 1\0"
