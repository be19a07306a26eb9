"""Whatever stands in a person's row, of any kind of list: taken or refused with a reason, never a crash."""

from __future__ import annotations

from datetime import date
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from ektp_desk.domain.lists.cells import CellError
from ektp_desk.domain.lists.check import RULES, ReadingOffice, RowPlace, Rules, check_row
from ektp_desk.domain.lists.domicile import Domiciles
from ektp_desk.domain.lists.meanings import ListKind, Meaning
from ektp_desk.domain.lists.rows import Severity
from ektp_desk.domain.places import Gazetteer, RegionCode
from ektp_desk.words.errors import row_problem

cells = (
    st.none() | st.text() | st.floats() | st.integers() | st.booleans() | st.dates()
    | st.just(CellError("#N/A"))
    | st.text("0123456789", min_size=15, max_size=17) | st.text("0123456789*", min_size=16, max_size=16)
    | st.sampled_from(['="5302320204039001"', "5,3E+15", "5302320204039001.0", "L", "BK", "3", "PRR"])
)  # fmt: skip
rows = st.dictionaries(st.sampled_from([m for m in Meaning if m is not Meaning.IGNORED]), cells)


@given(rows, st.sampled_from(list(ListKind)))
def test_any_row_is_taken_or_refused_with_a_sentence(
    gazetteer: Gazetteer, row: dict[Meaning, Any], kind: ListKind
) -> None:
    office = ReadingOffice(date(2019, 4, 2), Domiciles(RegionCode("53.02"), gazetteer))

    found, told = check_row(row, office, at=RowPlace("S", 7), rules=RULES.get(kind, Rules()))

    assert all(row_problem(finding.code) for finding in told)
    refused = any(finding.severity is Severity.REFUSED for finding in told)
    assert (found is None) == refused
    if found is not None:
        assert found.has_nik or kind in (ListKind.DAPODIK, ListKind.DPT)
        assert not found.has_nik or (len(found.nik) == 16 and found.nik.isdecimal() and found.nik.isascii())
        assert found.name or kind is ListKind.STATUS
