"""Verifying captured files: every one that this store wrote and still names, read back whole."""

from __future__ import annotations

from collections.abc import Callable

from ektp_desk.domain.errors import EktpError
from ektp_desk.store.proof.verify import Fault, of_file
from ektp_desk.store.store import Store


def verify_files(store: Store, check: Callable[[str, int], None]) -> list[Fault]:
    """Check each file by `check(file, size)`; not those that another copy of this store wrote."""
    found = []
    for file, size in store.files.named_here():
        try:
            check(file, size)
        except EktpError as error:
            found.append(of_file(error, f"{file}.age"))
    return found
