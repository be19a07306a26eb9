"""The slot file of a data folder: who may open its store, and the keys that do, each wrapped or sealed.

`content` is what stands in it, `opening` and `users` read and change it, `copies` keeps it on the disk twice.
"""

from ektp_desk.seal.slots.content import ADB, Secrets, SlotOffice, Slots, SlotUser, Unlocked, UserSlot
from ektp_desk.seal.slots.copies import NAMES, Loaded, as_copy, parse_copy, read_slots, write_slots
from ektp_desk.seal.slots.opening import create_slots, open_with_office, open_with_recovery
from ektp_desk.seal.slots.users import add_user, change_user, remove_user, set_passphrase

__all__ = [
    "ADB",
    "NAMES",
    "Loaded",
    "Secrets",
    "SlotOffice",
    "SlotUser",
    "Slots",
    "Unlocked",
    "UserSlot",
    "add_user",
    "as_copy",
    "change_user",
    "create_slots",
    "open_with_office",
    "open_with_recovery",
    "parse_copy",
    "read_slots",
    "remove_user",
    "set_passphrase",
    "write_slots",
]
