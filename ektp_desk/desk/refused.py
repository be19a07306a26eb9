"""A paper's code held against the store that a loss kept somebody out of, with the keys that they had typed.

Apart from `desk`, which each start loads and which seldom needs it.
"""

from __future__ import annotations

import shutil
from contextlib import closing

from ektp_desk.desk.opening import key_of_store, open_store, refuse_removed
from ektp_desk.domain.errors import EktpError, StoreDamaged
from ektp_desk.seal.slots.content import Slots, Unlocked
from ektp_desk.settings import Clock, Folders
from ektp_desk.usecases.admin.paper_codes import PaperCompared, compare_in


def compare_on_copy(
    folders: Folders, slots: Slots, user_id: str, keys: Unlocked, typed: str, *, clock: Clock
) -> PaperCompared:
    """Look at a copy, which shows what `salvage` would give too; the folders stay byte for byte as they are.

    Raises as `compare_in`; `papercode.cannot_look` where not even a copy can be opened; `user.removed`,
    `disk.full`.
    """
    shutil.rmtree(folders.look, ignore_errors=True)  # that was left by a kill
    try:
        store = open_store(
            folders,
            slots.install,
            key_of_store(folders, slots, keys),
            signer=keys.signer(user_id),
            clock=clock,
            generation=lambda: slots.generation,
            older=lambda _kept: None,  # a looker is asked by nobody
            looking=True,
            partly=True,
        )
        with closing(store):
            refuse_removed(store, user_id)
            return compare_in(store, typed)
    except StoreDamaged:
        raise EktpError("papercode.cannot_look") from None
    finally:
        shutil.rmtree(folders.look, ignore_errors=True)
