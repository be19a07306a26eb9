"""What stands where a file of the desk should and is none: looked for before anything is opened.

Apart from `files`, which loads what a sign-in does without.
"""

from __future__ import annotations

from ektp_desk.desk.folder.lock import LOCK
from ektp_desk.desk.folder.sample import FACTS
from ektp_desk.seal.files import refuse_irregular
from ektp_desk.seal.slots.copies import NAMES
from ektp_desk.settings import Folders

_STORE = "desk.db"  # `store.opening.STORE`, which loads the cipher
_DATA = (_STORE, f"{_STORE}-wal", f"{_STORE}-shm", f"{_STORE}-journal", LOCK, *NAMES, FACTS)


def refuse_irregular_in(folders: Folders) -> None:
    """Raise `file.irregular` for what no command could open, or would wait at for ever.

    Captured files are looked at one by one when they are read: there may be very many.
    """
    for folder in (folders.lists, folders.objects, folders.state):
        refuse_irregular(folder, folder=True)
    of_state = (folders.tries, folders.running, folders.fault, folders.kept, *folders.anchors())
    for path in (*(folders.data / name for name in _DATA), *sorted(folders.lists.glob("*.rows")), *of_state):
        refuse_irregular(path)
