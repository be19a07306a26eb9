"""Old workbooks, pages and Excel 2003 XML made to harm are told by a code, and nothing is left running."""

from __future__ import annotations

import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from ektp_desk.domain.errors import EktpError
from ektp_desk.sheets.read import Limits, open_sheets
from tests.sheets.forms import (
    biff,
    html_of,
    make_bare,
    make_compound,
    make_html,
    make_xls,
    make_xml,
    xml_of,
    xml_rows,
)
from tests.sheets.making import SIAK_TITLES, change_zip, make_xlsx, people

BEGIN = biff(0x0809, b"\x00\x06\x05\x00" + b"\x00" * 12)
END = biff(0x000A)
FAR_XML = '<Row><Cell ss:Index="9999999"><Data ss:Type="String">x</Data></Cell></Row>'


@pytest.fixture(autouse=True)
def started(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[subprocess.Popen[bytes]]]:
    """Keep every child that was started; all have ended when a test ends."""
    kept: list[subprocess.Popen[bytes]] = []

    class Spied(subprocess.Popen[bytes]):
        def __init__(self, *arguments: object, **options: object) -> None:
            super().__init__(*arguments, **options)  # type: ignore[call-overload]  # passed through as they came
            kept.append(self)

    monkeypatch.setattr(subprocess, "Popen", Spied)
    yield kept
    assert kept
    assert all(child.returncode is not None for child in kept)


def told(path: Path, limits: Limits | None = None) -> str:
    """Read a file that must be refused; gives the code."""
    with (
        pytest.raises(EktpError) as refused,
        open_sheets(path, limits=limits or Limits(silence_seconds=10)) as rows,
    ):
        list(rows)
    return refused.value.code


def page(tmp_path: Path, text: str) -> Path:
    return make_html(tmp_path / "a.xls", text)


def xml(tmp_path: Path, rows: str, *, before: str = "") -> Path:
    return make_xml(tmp_path / "a.xls", xml_of({"Data": rows}, before=before))


def test_a_cell_far_out_is_told_in_each_form(tmp_path: Path) -> None:
    assert told(page(tmp_path, "<table><tr><td colspan=1000000>a<td>b</table>")) == "import.far_cell"
    assert told(xml(tmp_path, FAR_XML)) == "import.far_cell"
    assert told(xml(tmp_path, FAR_XML.replace("9999999", "300"))) == "import.far_cell"
    cell = biff(0x0203, b"\x00" * 14) + biff(0x0203, b"\xff\xff\xff\xff" + b"\x00" * 10)
    sheet = biff(0x0085, (len(BEGIN) + 4 + 9 + 4).to_bytes(4, "little") + b"\x00\x00\x01\x00A")
    book = BEGIN + sheet + END + BEGIN + cell + END
    assert told(make_compound(tmp_path / "b.xls", book)) == "import.far_cell"
    assert told(make_bare(tmp_path / "c.xls", [["a"], [*[""] * 256, "x"]])) == "import.far_cell"


def test_a_row_far_down_and_a_million_empty_rows_are_told(tmp_path: Path) -> None:
    one = "<Cell><Data ss:Type='String'>x</Data></Cell>"
    for index in ("9999999", "200000"):
        rows = f'<Row>{one}</Row><Row ss:Index="{index}">{one}</Row>'
        assert told(xml(tmp_path, rows)) == "import.empty_rows"
    assert told(xml(tmp_path, "<Row/>" * 1_000_000)) == "import.empty_rows"
    assert told(page(tmp_path, "<table><tr><td>a" + "<tr><td>" * 1_000_000)) == "import.empty_rows"
    assert told(page(tmp_path, "<p>a" + "<br>" * 1_000_000 + "b")) == "import.empty_rows"


@pytest.mark.parametrize("index", ["0", "-1", "1e3", "99999999999999999999", "x"])
def test_places_that_are_none_are_damage(tmp_path: Path, index: str) -> None:
    assert told(xml(tmp_path, "<Row><Cell/></Row>" + FAR_XML.replace("9999999", index))) == "import.damaged"
    assert told(xml(tmp_path, f'<Row/><Row ss:Index="{index}"/>')) == "import.damaged"


def test_spans_without_end_cost_nothing(tmp_path: Path) -> None:
    span = "<td colspan=1000000 rowspan=1000000>"
    with open_sheets(page(tmp_path, f"<table><tr><td>a{span * 5_000}<tr><td>b</table>")) as rows:
        assert [(row.number, row.cells) for row in rows] == [(1, ["a"]), (2, ["b"])]


@pytest.mark.parametrize(
    "attack",
    [
        '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/hostname">]>',
        '<!DOCTYPE x SYSTEM "http://127.0.0.1/x.dtd">',
        '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]>',
        '<!DOCTYPE x [<!ENTITY % p SYSTEM "file:///etc/hostname">%p;]>',
    ],
)
def test_every_dtd_is_refused(tmp_path: Path, attack: str) -> None:
    rows = '<Row><Cell><Data ss:Type="String">&e;</Data></Cell></Row>'
    assert told(xml(tmp_path, rows, before=attack)) == "import.unsafe_xml"
    bare = attack + xml_of({"Data": rows}).split("\n", 1)[1]
    assert told(make_xml(tmp_path / "b.xls", bare)) == "import.unsafe_xml"


def test_markup_cut_in_the_middle_is_damaged(tmp_path: Path) -> None:
    whole = xml_of({"Data": xml_rows([SIAK_TITLES, *people(40)])})
    for length in range(len(whole) // 4, len(whole) - 1, len(whole) // 9):
        assert told(make_xml(tmp_path / "a", whole[:length])) == "import.damaged"
    table = html_of([SIAK_TITLES, *people(40)])
    middle = table.index("</td>", len(table) // 2)
    for length in (middle - 2, middle + 3, table.index("<td>", middle) + 2):
        assert told(page(tmp_path, table[:length])) == "import.damaged"


def test_pages_of_many_kinds_of_nonsense_are_told(tmp_path: Path) -> None:
    assert told(page(tmp_path, "<table><tr><td>" * 100_000)) == "import.damaged"
    assert told(page(tmp_path, "<div>" * 1_000_000)) == "import.empty"
    assert told(page(tmp_path, "<html><script>" + "x" * 5_000_000)) == "import.damaged"
    for endless in (
        "<!--" + "x" * 5_000_000,
        "<script>" + "</script a='" * 300_000,
        "<td " + "= " * 2_000_000,
    ):
        assert told(page(tmp_path, endless)) == "import.damaged"
    assert told(page(tmp_path, "<table><tr><td>a</td></tr><![INVALID x]]></table>")) == "import.damaged"
    assert told(page(tmp_path, "<table><tr><td>a\x00b</td></table>")) == "import.nul_bytes"
    assert told(make_html(tmp_path / "u", "<table>a\x00", encoding="utf-16")) == "import.nul_bytes"


def test_a_cell_of_ten_megabytes_is_told_in_each_form(tmp_path: Path) -> None:
    long = "x" * 10_000_000
    assert told(page(tmp_path, f"<table><tr><td>{long}</table>")) == "import.cell_too_long"
    assert told(xml(tmp_path, xml_rows([[long]]))) == "import.cell_too_long"
    assert told(page(tmp_path, "<table><tr><td>a" + "<br>" * 100_000)) == "import.cell_too_long"


def test_deep_elements_are_damage(tmp_path: Path) -> None:
    deep = f"<Row><Cell><Data>{'<b>' * 50_000}{'</b>' * 50_000}</Data></Cell></Row>"
    assert told(xml(tmp_path, deep)) == "import.damaged"


def test_an_encoding_that_nobody_knows_is_damage(tmp_path: Path) -> None:
    odd = xml_of({"Data": ""}).replace('"1.0"', '"1.0" encoding="rot-x"', 1)
    assert told(make_xml(tmp_path / "a.xls", odd)) == "import.damaged"
    good = make_xlsx(tmp_path / "good.xlsx", {"Data": [["NIK"]]})
    links = b'<?xml version="1.0" encoding="rot-x"?><x/>'
    book = change_zip(good, tmp_path / "b.xlsx", {"xl/_rels/workbook.xml.rels": links})
    assert told(book) == "import.damaged"


def test_xml_of_something_else_is_no_list(tmp_path: Path) -> None:
    for text in ('<?xml version="1.0"?><rss/>', '<?xml version="1.0"?><Workbook/>', "<Workbook></Workbook>"):
        assert told(make_xml(tmp_path / "a", text)) == "import.not_a_list"


def test_a_password_is_told_in_old_and_new_workbooks(tmp_path: Path) -> None:
    old = BEGIN + biff(0x002F, b"\x01\x00" + b"\x00" * 52) + END
    assert told(make_compound(tmp_path / "a.xls", old)) == "import.password"
    assert told(make_compound(tmp_path / "b.xls", old, name="Book")) == "import.password"
    assert told(make_compound(tmp_path / "c.xlsx", b"x", name="EncryptedPackage")) == "import.password"
    assert told(make_compound(tmp_path / "d.xls", b"x", name="WordDocument")) == "import.not_a_list"


def test_a_truncated_old_workbook_is_damaged(tmp_path: Path) -> None:
    body = make_xls(tmp_path / "a.xls", {"Data": [SIAK_TITLES, *people(40)]}).read_bytes()
    for length in range(9, len(body) - 600, len(body) // 9):
        (tmp_path / "cut.xls").write_bytes(body[:length])
        assert told(tmp_path / "cut.xls") == "import.damaged"


def test_an_old_workbook_that_goes_in_circles_is_damaged(tmp_path: Path) -> None:
    body = bytearray(make_xls(tmp_path / "a.xls", {"Data": [SIAK_TITLES, *people(40)]}).read_bytes())
    table = 512 * (int.from_bytes(body[76:80], "little") + 1)
    began = time.monotonic()
    for sector in range(8):  # each sector in turn leads back to the first
        circle = bytearray(body)
        circle[table + 4 * sector : table + 4 * sector + 4] = b"\x00" * 4
        (tmp_path / "b.xls").write_bytes(circle)
        assert told(tmp_path / "b.xls") == "import.damaged"
    assert time.monotonic() - began < 20


def test_sheets_that_share_their_records_are_damage(tmp_path: Path) -> None:
    place = (len(BEGIN) + 13 * 900 + 4).to_bytes(4, "little")
    cells = biff(0x0203, b"\x01\x00\x00\x00" + b"\x00" * 10) * 20_000
    sheets = biff(0x0085, place + b"\x00\x00\x01\x00A") * 900
    assert (
        told(make_compound(tmp_path / "a.xls", BEGIN + sheets + END + BEGIN + cells + END))
        == "import.damaged"
    )


@pytest.mark.parametrize("form", ["html", "xml"])
def test_markup_streams_through_little_memory(tmp_path: Path, form: str) -> None:
    if form == "html":
        path = page(tmp_path, "<table>" + "<tr><td>a" * 300_000)
    else:
        path = xml(tmp_path, '<Row><Cell><Data ss:Type="String">a</Data></Cell></Row>' * 300_000)
    with open_sheets(path, limits=Limits(memory=60 << 20)) as rows:
        assert sum(1 for _ in rows) == 300_000
