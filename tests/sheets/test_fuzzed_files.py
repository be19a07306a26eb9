"""Whatever is done to a file's bytes, the desk gets rows or a code that it can tell."""

from __future__ import annotations

from pathlib import Path

import pytest

from ektp_desk.domain.errors import EktpError
from ektp_desk.sheets.read import open_sheets
from ektp_desk.words.errors import SENTENCES
from tests.sheets.fuzzing import FORMS, is_told, make_files, read_all

IN_ONE_PROCESS, BY_THE_DESK = 550, 44


def test_spoilt_files_of_every_form_give_rows_or_a_code(tmp_path: Path) -> None:
    forms = dict(make_files(tmp_path, IN_ONE_PROCESS, seed=2023))

    found = read_all(tmp_path, IN_ONE_PROCESS)

    assert [(outcome, forms[outcome.number]) for outcome in found if not is_told(outcome.what)] == []
    assert {outcome.what for outcome in found if outcome.what.startswith("import.")} <= set(SENTENCES)
    for form in FORMS:  # the seed spoils some of each beyond reading, and some not; two forms bear nothing
        of_form = {outcome.what for outcome in found if forms[outcome.number] == form}
        assert "rows" in of_form or form in ("xlsx", "xml")
        assert len(of_form) > 1


def test_the_desk_outlives_spoilt_files_and_tells_each(tmp_path: Path) -> None:
    outcomes = set()
    for number, _form in make_files(tmp_path, BY_THE_DESK, seed=2020):
        try:
            with open_sheets(tmp_path / str(number)) as rows:
                outcomes.add("rows" if list(rows) else pytest.fail("neither rows nor a code"))
        except EktpError as refusal:
            outcomes.add(refusal.code)

    assert "rows" in outcomes
    assert outcomes - {"rows"} <= set(SENTENCES)
