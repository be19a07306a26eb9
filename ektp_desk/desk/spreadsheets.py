"""List files and tables for the use cases: implements `usecases.ports.Spreadsheets` over `sheets`."""

from __future__ import annotations

from collections import abc
from collections.abc import Callable, Iterable, Sequence
from contextlib import AbstractContextManager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from ektp_desk.domain.lists.mapping import Mapping
from ektp_desk.domain.lists.meanings import Meaning
from ektp_desk.domain.paper.tabled import Book
from ektp_desk.domain.places import Gazetteer, RegionCode

if TYPE_CHECKING:
    from ektp_desk.sheets.lists import ListReading


class ListFiles:
    """Reads list files in a child process; implements `usecases.ports.Spreadsheets`."""

    def read(
        self,
        path: Path,
        kind: str,
        *,
        today: date,
        regency: RegionCode,
        gazetteer: Gazetteer,
        mapping: Mapping | None = None,
        remembered: abc.Mapping[str, tuple[Meaning, ...]] | None = None,
        village: str = "",
        stop: Callable[[], bool],
    ) -> AbstractContextManager[ListReading]:
        """Open a file as a list of one kind."""
        from ektp_desk.sheets.lists import read_list  # noqa: PLC0415  a start should not wait for it

        return read_list(
            path,
            kind,
            today=today,
            regency=regency,
            gazetteer=gazetteer,
            mapping=mapping,
            remembered=remembered,
            village=village,
            stop=stop,
        )

    def digest(self, path: Path) -> str:
        """Give the SHA-256 of a file's bytes, hex."""
        from ektp_desk.sheets.lists import digest_of  # noqa: PLC0415  the same

        return digest_of(path)

    def write_book(self, path: Path, book: Book) -> None:
        """Write an .xlsx file in which nothing runs, whole or not at all."""
        from ektp_desk.sheets.books import write_book  # noqa: PLC0415  the same

        write_book(path, book)

    def write_table(
        self, path: Path, titles: Sequence[str], rows: Iterable[Sequence[str | int | None]]
    ) -> None:
        """Write a CSV file in which nothing runs, whole or not at all."""
        from ektp_desk.sheets.write import write_rows_csv  # noqa: PLC0415  the same

        write_rows_csv(path, titles, rows)
