"""The last step of a founding, which a kill may leave to whoever comes next.

Apart from founding, since every start asks and shall not load what makes an office.
"""

from __future__ import annotations

from ektp_desk.desk.folder.switching import STORE
from ektp_desk.seal.files import move
from ektp_desk.seal.slots.copies import NAMES
from ektp_desk.settings import Folders

HALF = f"{STORE}.part"  # a store that has no slots yet: until then none of these is anybody's office


def name_store(folders: Folders) -> None:
    """Name the store of an office that has its slots, for the process that holds the folder.

    Raises `disk.full`, `disk.refused`.
    """
    half, store = folders.data / HALF, folders.data / STORE
    if half.exists() and not store.exists() and any((folders.data / name).exists() for name in NAMES):
        move(half, store)
