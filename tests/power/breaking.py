"""Writers that flush too little or too late: each must be caught, or the disk here proves nothing."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from random import Random
from typing import Any, BinaryIO

import pytest

from ektp_desk.desk.backup import restoring
from ektp_desk.desk.folder import switching
from ektp_desk.desk.folder.objects import ObjectFolder
from ektp_desk.desk.keys import rekeying, tries
from ektp_desk.seal import files
from ektp_desk.seal.slots import copies
from ektp_desk.store.store import Store
from tests.power.checking import look_after, quick_folder
from tests.power.stories import STORIES

Patch = pytest.MonkeyPatch


def _flush_no_file(patch: Patch) -> None:
    def close(file: BinaryIO) -> None:
        file.close()

    patch.setattr(files, "_sync", close)


def _flush_no_folder(patch: Patch) -> None:
    patch.setattr(files, "sync_folder", lambda _folder: None)


def _flush_after_naming(patch: Patch) -> None:
    def name_and_flush(part: Path, path: Path) -> None:
        part.replace(path)
        with path.open("rb+") as file:
            os.fsync(file.fileno())

    _flush_no_file(patch)
    patch.setattr(files, "_replace", name_and_flush)


def _write_in_place(module: Any) -> Callable[[Patch], None]:
    return lambda patch: patch.setattr(module, "write_whole", Path.write_bytes)


def _forget_new_folders(patch: Patch) -> None:
    def make(path: Path) -> None:
        path.mkdir(parents=True, exist_ok=True)

    for module in ("folder.objects", "folder.files"):
        patch.setattr(f"ektp_desk.desk.{module}.make_folder", make)


def _anchor_before_commit(patch: Patch) -> None:
    sign = Store._sign

    def sign_and_anchor(store: Store) -> None:
        sign(store)
        if store._unsaved is not None:
            store._anchor.write(store._unsaved)

    patch.setattr(Store, "_sign", sign_and_anchor)


def _keep_pictures_after_their_event(patch: Patch) -> None:
    keep, committed, late = ObjectFolder.keep, Store._committed, list[tuple[ObjectFolder, str, bytes]]()

    def commit_and_keep(store: Store) -> None:
        committed(store)
        if store.connection.execute("SELECT 1 FROM events WHERE kind = 'modality_set'").fetchone():
            while late:
                keep(*late.pop())

    patch.setattr(ObjectFolder, "keep", lambda *what: late.append(what))
    patch.setattr(Store, "_committed", commit_and_keep)


def _keep_no_tree(patch: Patch) -> None:
    patch.setattr(restoring, "keep_tree", lambda _folder: None)


def _finish_no_founding(patch: Patch) -> None:
    patch.setattr("ektp_desk.desk.desk.name_store", lambda _folders: None)


def _name_no_store(patch: Patch) -> None:
    patch.setattr("ektp_desk.desk.founding.make_file", lambda path: path.touch(mode=0o600))


def _leave_the_record(patch: Patch) -> None:
    patch.setattr(switching, "remove_file", lambda path: path.unlink(missing_ok=True))


def _forget_before_it_is_gone(patch: Patch) -> None:
    patch.setattr("ektp_desk.desk.folder.objects.remove_file", lambda path: path.unlink(missing_ok=True))


def _flush_no_copy(patch: Patch) -> None:
    patch.setattr("ektp_desk.store.kept.copies._flush_folder", lambda _folder: None)


def _flush_no_other_store(patch: Patch) -> None:
    patch.setattr(rekeying, "keep_file", lambda _path: None)


def _forget_the_former_log(patch: Patch) -> None:
    patch.setattr(rekeying, "keep_folder", lambda _folder: None)


# What breaks, with a story that notices it.
BROKEN: dict[str, tuple[str, Callable[[Patch], None]]] = {
    "no file is flushed": ("acts", _flush_no_file),
    "no folder is flushed": ("acts", _flush_no_folder),
    "slots are written in place": ("acts", _write_in_place(copies)),
    "pictures are kept after their event": ("acts", _keep_pictures_after_their_event),
    "what is moved is recorded in place": ("restoring", _write_in_place(switching)),
    "a cut founding is finished by nobody": ("founding", _finish_no_founding),
    "a new office's store has no name": ("founding", _name_no_store),
    "files are flushed after they are named": ("acts", _flush_after_naming),
    "new folders are forgotten": ("acts", _forget_new_folders),
    "the anchor is written before the commit": ("acts", _anchor_before_commit),
    "wrong tries are written in place": ("acts", _write_in_place(tries)),
    "an unpacked office is not flushed": ("restoring", _keep_no_tree),
    "a salvaged log is not flushed": ("salvaging", _flush_no_file),
    "a removed file may come back": ("swept", _forget_before_it_is_gone),
    "a record that is over may come back": ("taken back", _leave_the_record),
    "the copy from before the steps is not flushed": ("migration", _flush_no_copy),
    "a store under another key is not flushed": ("rekeying", _flush_no_other_store),
    "a log of the former key may come back": ("rekeying", _forget_the_former_log),
}
QUICK = list(BROKEN)[:5]  # the others are tried by `python -m tests.power`


def is_caught(broken: str, chance: Random) -> bool:
    """Live its story with the broken writer, and look after power cuts until one shows it."""
    story, break_it = BROKEN[broken]
    with quick_folder() as folder:
        with pytest.MonkeyPatch.context() as patch:
            break_it(patch)
            life = STORIES[story](folder)
        numbers = list(range(len(life.disk.places))) * (1 + 400 // len(life.disk.places))
        chance.shuffle(numbers)
        return any(look_after(life, number, chance) for number in numbers)
