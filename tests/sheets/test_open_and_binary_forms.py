"""OpenDocument and .xlsb give what a person sees in them, and nothing is hidden, doubled or joined."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from ektp_desk.domain.errors import EktpError
from ektp_desk.domain.lists.cells import CellError
from ektp_desk.sheets.read import open_sheets
from tests.sheets.test_forms import Seen, seen
from tests.sheets.zipped_forms import make_ods, make_xlsb, ods_cell, ods_row, ods_rows, record

NIK = "5302320204039007"


def of(tmp_path: Path, rows: str) -> Seen:
    return seen(make_ods(tmp_path / "a.ods", {"Data": rows}))


def refused(path: Path) -> str:
    with pytest.raises(EktpError) as found, open_sheets(path) as rows:
        list(rows)
    return found.value.code


def test_a_cell_is_what_its_type_says(tmp_path: Path) -> None:
    failed = 'calcext:value-type="error"'
    ((_number, cells),) = of(
        tmp_path,
        ods_row(
            ods_cell(NIK, kind="float", more=f'office:value="{NIK}"'),
            ods_cell("50 %", kind="percentage", more='office:value="0.5"'),
            ods_cell("02/04/03", kind="date", more='office:date-value="2003-04-02T00:00:00"'),
            ods_cell("02/04/13", kind="date", more='office:date-value="13-04-02"'),
            ods_cell("BENAR", kind="boolean", more='office:boolean-value="true"'),
            ods_cell("10:11", kind="time", more='office:time-value="PT10H11M00S"'),
            ods_cell("#REF!", more=f'office:string-value="" {failed}'),
            ods_cell("#DIV/0!", kind="float", more=f'office:value="0" {failed}'),
            ods_cell("Err:508", kind="float", more=f'office:value="0" {failed}'),
            '<table:table-cell office:value-type="string" office:string-value="dari rumus"/>',
            ods_cell(" &lt;Ne'u&gt; "),
        ),
    )

    assert cells == [
        5302320204039007.0,
        0.5,
        date(2003, 4, 2),
        "02/04/13",
        True,
        "10:11",
        CellError("#REF!"),
        CellError("#DIV/0!"),
        CellError(),
        "dari rumus",
        "<Ne'u>",
    ]


def test_lines_stay_apart_and_spaces_are_counted(tmp_path: Path) -> None:
    """calamine joins what stands around a break."""
    assert of(
        tmp_path,
        ods_row(
            ods_cell("Maria<text:line-break/>Contoh"),
            ods_cell('RT<text:s text:c="2"/>1<text:tab/>RW <text:span>2</text:span>'),
            ods_cell("Tempat</text:p><text:p/><text:p>Lahir"),
        ),
    ) == [(1, ["Maria\nContoh", "RT 1 RW 2", "Tempat\n\nLahir"])]


def test_a_comment_and_a_shape_say_nothing_of_the_list(tmp_path: Path) -> None:
    comment = "<office:annotation><text:p>tanya RT</text:p></office:annotation>"
    shape = "<draw:custom-shape><text:p>kotak</text:p></draw:custom-shape>"
    inside = f'<table:table-cell office:value-type="string">{comment}{shape}<text:p>isi{comment}</text:p>'
    assert of(tmp_path, ods_row(f"{inside}</table:table-cell>", ods_cell("b"))) == [(1, ["isi", "b"])]


def test_repeated_and_merged_cells_and_grouped_rows_are_counted(tmp_path: Path) -> None:
    blank = '<table:table-cell table:number-columns-repeated="3"/>'
    rows = (
        ods_row(blank, times=2)
        + f"<table:table-header-rows>{ods_row(ods_cell('JUDUL'))}</table:table-header-rows>"
        + f"<table:table-row-group><table:table-rows>{ods_row(blank, ods_cell('a'))}</table:table-rows>"
        + "</table:table-row-group>"
        + ods_row(ods_cell("b", more='table:number-columns-repeated="2"'), times=2)
        + ods_row(
            ods_cell("c", more='table:number-columns-spanned="2"'),
            "<table:covered-table-cell><text:p>di bawah</text:p></table:covered-table-cell>",
            ods_cell("d"),
        )
    )
    assert of(tmp_path, rows + ods_row(blank, times=1_048_000)) == [
        (3, ["JUDUL"]),
        (4, [None, None, None, "a"]),
        (5, ["b", "b"]),
        (6, ["b", "b"]),
        (7, ["c", None, "d"]),
    ]


def test_of_another_file_and_of_changes_nothing_is_read(tmp_path: Path) -> None:
    """LibreOffice keeps what formulas asked of other files, and what was deleted, beside the sheets."""
    other = "'file:///rahasia.ods'#$Gaji"
    gone = f"<table:deletion>{ods_rows([['dulu']])}</table:deletion>"
    changes = f"<table:tracked-changes>{gone}</table:tracked-changes>"
    links = f"<table:dde-links><table:table>{ods_rows([['lain']])}</table:table></table:dde-links>"
    sheets = {"Data": ods_rows([["NIK"]]), other: ods_rows([["gaji"]])}
    path = make_ods(tmp_path / "a", sheets, hidden=[other], before=changes + links)

    with open_sheets(path) as found:
        assert [(row.sheet, row.cells) for row in found] == [("Data", ["NIK"])]
    assert found.left_out == []


def test_far_deep_or_endless_content_is_refused(tmp_path: Path) -> None:
    far = ods_row('<table:table-cell table:number-columns-repeated="16000"/>', ods_cell("x"))
    low = ods_row(ods_cell("x")) + ods_row("<table:table-cell/>", times=1_000_000) + ods_row(ods_cell("x"))
    wide = ods_row(ods_cell("x", more='table:number-columns-repeated="300"'))
    many = ods_row(ods_cell("x", more='table:number-columns-repeated="200"'), times=1_000_000)
    endless = ods_row(ods_cell("x"), times=99_999_999_999)
    deep = ods_row(ods_cell("<text:span>" * 200 + "x" + "</text:span>" * 200))
    long = ods_row(ods_cell("x" * 40_000))
    for rows, code in [
        (far, "import.far_cell"),
        (low, "import.empty_rows"),
        (wide, "import.far_cell"),
        (many, "import.too_big"),
        (endless, "import.damaged"),
        (deep, "import.damaged"),
        (long, "import.cell_too_long"),
        (ods_row("<table:table-cell/>", times=1_000_000), "import.empty"),
    ]:
        assert refused(make_ods(tmp_path / "a", {"Data": rows})) == code, rows[:200]


def test_what_is_locked_or_no_spreadsheet_says_so(tmp_path: Path) -> None:
    rows = {"Data": ods_rows([["NIK"]])}
    locked = "<manifest:manifest><manifest:encryption-data/></manifest:manifest>"
    assert (
        refused(make_ods(tmp_path / "a", rows, more={"META-INF/manifest.xml": locked})) == "import.password"
    )
    assert refused(make_ods(tmp_path / "b", rows, more={"encrypted-package": "x"})) == "import.password"
    assert refused(make_ods(tmp_path / "c", {}, before="<text:p>Surat</text:p>", kind="text")) == (
        "import.not_a_list"
    )
    for content, code in [("<x/>", "import.not_a_list"), ("<x", "import.damaged")]:
        assert refused(make_ods(tmp_path / "d", {}, more={"content.xml": content})) == code
    dtd = '<!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>'
    assert refused(make_ods(tmp_path / "e", {}, more={"content.xml": dtd})) == "import.unsafe_xml"


def test_a_binary_workbook_that_breaks_off_is_damaged(tmp_path: Path) -> None:
    path = make_xlsb(tmp_path / "a", {"Data": [["NIK"], [NIK]]})
    body = path.read_bytes()
    for spoilt in (body[:-200], body.replace(b"xl/workbook.bin", b"xl/workbOok.bin")):
        path.write_bytes(spoilt)
        assert refused(path) in ("import.damaged", "import.not_a_list")
    assert record(156, b"x" * 200)[:4] == b"\x9c\x01\xc8\x01"
