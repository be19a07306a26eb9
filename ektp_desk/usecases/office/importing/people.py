"""Who the rows of a list are: counted against what stood before, and given their persons."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from itertools import islice

from ektp_desk.domain.lists.counts import NOWHERE, ListCounts, Stood
from ektp_desk.domain.lists.rows import Checked, RegionRow, Row
from ektp_desk.usecases.office.importing.files import Placed
from ektp_desk.usecases.ports import Ledger
from ektp_desk.usecases.session import Session
from ektp_desk.usecases.shapes import FigureRow, ListedRow, RegisterRow

_BATCH = 500
Counted = tuple[int, Checked, Stood]


def counted(ledger: Ledger, rows: Iterable[Placed], counts: ListCounts) -> Iterator[Counted]:
    """Count rows as they pass, each beside where its NIK stood before."""
    stream = iter(rows)
    while batch := list(islice(stream, _BATCH)):
        niks = [c.row.nik for _no, c in batch if isinstance(c.row, Row) and c.row.has_nik]
        stood = iter(ledger.note(niks) if niks else ())
        for number, checked in batch:
            known = next(stood) if isinstance(checked.row, Row) and checked.row.has_nik else NOWHERE
            counts.add(checked, known)
            yield number, checked, known


class Persons:
    """Gives accepted rows as the register holds them.

    A NIK known already keeps its person. Others get an id that tells nothing: it is derived from the
    NIK and a secret of this import alone, so that a NIK's second row finds it without a memory of all.
    """

    def __init__(self, session: Session) -> None:
        self._session = session
        self._secret = session.new_id().encode()

    def rows(self, found: Iterable[Counted]) -> Iterator[ListedRow]:
        """Give the rows to keep: one for each person, one for each group of a region's figures."""
        for number, checked, stood in found:
            row = checked.row
            if isinstance(row, RegionRow):
                yield from _figure_rows(row, number)
            elif row is not None:
                yield _register_row(row, number, stood.person or self._person(row))

    def _person(self, row: Row) -> str:
        if row.has_nik:
            return hashlib.blake2b(row.nik.encode(), key=self._secret[:64], digest_size=16).hexdigest()
        return "" if row.is_starred else self._session.new_id()  # a starred NIK tells nobody


def _figure_rows(row: RegionRow, number: int) -> Iterator[FigureRow]:
    warnings = " ".join(row.problems)
    for group, figure in row.figures.items():
        yield FigureRow(number, row.region, row.name, group.value, *figure, warnings)


def _register_row(row: Row, number: int, person: str) -> RegisterRow:
    return RegisterRow(
        number,
        person,
        row.nik,
        row.name,
        row.sex,
        row.birth_date,
        row.birth_place,
        row.village,
        row.rt,
        row.rw,
        row.dusun,
        row.address,
        row.kk_number,
        row.wktp_class,
        row.record_status.value,
        " ".join(row.problems),
        row.marital,
        row.siak_status,
        row.nisn,
        row.rombel,
        row.tps,
    )
