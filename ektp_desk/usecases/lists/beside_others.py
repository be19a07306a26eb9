"""What a row's NIK tells beside other rows, lists and desks: another's name, or that nobody is called so."""

from __future__ import annotations

import msgspec

from ektp_desk.domain.lists.counts import Stood
from ektp_desk.domain.lists.rows import Checked, Problem, Row, Severity
from ektp_desk.domain.nearness.names import share_nothing
from ektp_desk.usecases.lists.files import named_sheet


def told_of_names(checked: Checked, row: Row, stood: Stood) -> Checked:
    """The row with a finding where this list, or what was there before it, names somebody else."""
    codes = _codes(row.name, stood) if row.name else ()
    return _told(checked, row, codes) if codes else checked


def told_of_status(checked: Checked, row: Row, stood: Stood) -> Checked:
    """The row of a status, with a finding where no list and no desk has its person."""
    return checked if stood.person else _told(checked, row, ("status.nobody",))


def _told(checked: Checked, row: Row, codes: tuple[str, ...]) -> Checked:
    sheet = named_sheet(checked.file, row.sheet)
    found = [Problem(sheet, row.number, checked.nik_title, code, Severity.WARNING) for code in codes]
    marked = msgspec.structs.replace(row, problems=(*row.problems, *codes))
    return checked._replace(row=marked, problems=(*checked.problems, *found))


def _codes(name: str, stood: Stood) -> tuple[str, ...]:
    here = stood.called != name and share_nothing(stood.called, name)
    before = any(other != name and share_nothing(other, name) for other in stood.known_as)
    return tuple(
        code for code, is_so in (("nik.other_name", here), ("nik.other_name_before", before)) if is_so
    )
