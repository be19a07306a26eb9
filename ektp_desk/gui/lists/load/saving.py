"""Saves which rows of a checked list were refused, where the person says."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QWidget

from ektp_desk.gui.lists.load.checking import Seen
from ektp_desk.gui.lists.load.choosing.file_window import ask_where_to_save
from ektp_desk.gui.work import Work
from ektp_desk.usecases.lists.commands import save_refused
from ektp_desk.words import _
from ektp_desk.words.numbers import count


def ask_and_save(work: Work, host: QWidget, seen: Seen) -> None:
    """Propose a file beside the list, and write it on the store's thread."""
    first, counts = seen.wanted.files[0], seen.imported.counts
    proposed = first.absolute().with_name(_("{name}-ditolak.csv").format(name=first.stem))
    told = _("{n} baris yang ditolak disimpan")

    def write(path: str) -> None:
        work.ask(
            lambda session: save_refused(
                session, Path(path), counts.problems, unlisted=counts.problems_unlisted
            ),
            lambda rows: work.told.emit(told.format(n=count(rows))),
        )

    ask_where_to_save(host, proposed, write)
