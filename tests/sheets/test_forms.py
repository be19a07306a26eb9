"""One list in every form that offices send gives the same rows, under the numbers a spreadsheet shows."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

import pytest

from ektp_desk.domain.errors import EktpError
from ektp_desk.domain.lists.cells import Cell, CellError, is_empty
from ektp_desk.sheets.read import open_sheets
from tests.sheets.forms import html_of, make_bare, make_html, make_xls, make_xml, xml_of, xml_rows
from tests.sheets.making import SIAK_TITLES, Cells, Formula, csv_text, make_csv, make_xlsx, people, person
from tests.sheets.zipped_forms import make_ods, make_xlsb, ods_rows

LIST: list[Cells] = [SIAK_TITLES, *people(30)]
Seen = list[tuple[int, list[Cell]]]


def seen(path: Path) -> Seen:
    """Read a file as the desk does; gives numbers and cells, the empty ones as None."""
    with open_sheets(path) as rows:
        return [(row.number, [None if is_empty(cell) else cell for cell in row.cells]) for row in rows]


def expected(rows: list[Cells], *, first: int = 1) -> Seen:
    found = []
    for number, row in enumerate(rows, start=first):
        cells: list[Cell] = [cell or None for cell in row]
        while cells and cells[-1] is None:
            cells.pop()
        found.append((number, cells))
    return found


@pytest.mark.parametrize(
    "form", ["xls", "xlsx", "xlsb", "ods", "html", "xml", "csv", "semicolon", "tsv", "utf-16 tsv", "pipe"]
)
def test_the_same_list_in_any_form_gives_the_same_rows(tmp_path: Path, form: str) -> None:
    path = tmp_path / "Daftar.xls"  # the name never tells
    match form:
        case "xls":
            make_xls(path, {"Data": LIST})
        case "xlsx":
            make_xlsx(tmp_path / "Daftar.xlsx", {"Data": LIST}).rename(path)
        case "xlsb":
            make_xlsb(path, {"Data": LIST})
        case "ods":
            make_ods(path, {"Data": ods_rows(LIST)})
        case "html":
            make_html(path, html_of(LIST))
        case "xml":
            make_xml(path, xml_of({"Data": xml_rows(LIST)}))
        case "utf-16 tsv":
            make_csv(path, LIST, encoding="utf-16", delimiter="\t")
        case _:
            make_csv(path, LIST, delimiter={"csv": ",", "semicolon": ";", "tsv": "\t", "pipe": "|"}[form])

    assert seen(path) == expected(LIST)


@pytest.mark.parametrize("form", ["xls", "xlsx", "xlsb", "ods", "xml"])
def test_numbers_dates_and_failures_stay_what_they_are(tmp_path: Path, form: str) -> None:
    born = datetime(1982, 3, 3)  # noqa: DTZ001  a cell's date
    rows: list[Cells] = [[], [None, "NIK", 5302320204039007, born, Formula("#REF!"), "5302320204039007"]]
    path = tmp_path / "a"
    if form == "xls":
        make_xls(path, {"Data": rows})
    elif form == "xlsx":
        make_xlsx(tmp_path / "a.xlsx", {"Data": rows}).rename(path)
    elif form == "xlsb":
        make_xlsb(path, {"Data": rows})
    elif form == "ods":
        make_ods(path, {"Data": ods_rows(rows)})
    else:
        make_xml(path, xml_of({"Data": xml_rows(rows)}))

    ((number, cells),) = seen(path)

    assert (number, cells[:4]) == (2, [None, "NIK", 5302320204039007.0, date(1982, 3, 3)])
    assert isinstance(cells[2], float | int)
    assert isinstance(cells[4], CellError)
    assert cells[5] == "5302320204039007"


@pytest.mark.parametrize("form", ["xls", "xlsb", "ods", "xml"])
def test_hidden_sheets_are_left_out_and_named(tmp_path: Path, form: str) -> None:
    sheets = {"Data": [["NIK"], ["a"]], "Rahasia": [["NIK"], ["b"]], "Lagi": [["c"]]}
    if form == "xls":
        path = make_xls(tmp_path / "a", sheets, hidden=["Rahasia"])
    elif form == "xlsb":
        path = make_xlsb(tmp_path / "a", sheets, hidden=["Rahasia"])
    elif form == "ods":
        ods = {title: ods_rows(cells) for title, cells in sheets.items()}
        path = make_ods(tmp_path / "a", ods, hidden=["Rahasia"])
    else:
        rows = {title: xml_rows(cells) for title, cells in sheets.items()}
        path = make_xml(tmp_path / "a", xml_of(rows, hidden=["Rahasia"]))

    with open_sheets(path) as found:
        rows_seen = [(row.sheet, row.number, row.cells) for row in found]

    assert rows_seen == [("Data", 1, ["NIK"]), ("Data", 2, ["a"]), ("Lagi", 1, ["c"])]
    assert found.left_out == ["Rahasia"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
@pytest.mark.parametrize("form", ["html", "csv", "tsv"])
def test_text_comes_in_any_of_these_encodings(tmp_path: Path, encoding: str, form: str) -> None:
    rows: list[Cells] = [SIAK_TITLES, *(person(n, TMPT_LHR="Désa Ñu’u") for n in range(9))]
    path = tmp_path / "a.xls"
    text = html_of(rows) if form == "html" else csv_text(rows, delimiter=",\t"[form == "tsv"])
    path.write_bytes(text.encode(encoding))

    assert seen(path) == expected(rows)


def test_markup_tells_its_encoding_where_the_bytes_do_not(tmp_path: Path) -> None:
    meta = '<meta http-equiv=Content-Type content="text/html; charset={}">'
    greek = make_html(
        tmp_path / "a", html_of([["Ωμέγα"]], head=meta.format("windows-1253")), encoding="cp1253"
    )
    lying = make_html(tmp_path / "b", html_of([["Né"]], head=meta.format("utf-8")), encoding="cp1252")
    silly = make_html(tmp_path / "c", html_of([["Né"]], head=meta.format("rot13")), encoding="cp1252")
    xml = xml_of({"Data": xml_rows([["Né"]])}).replace('"1.0"', '"1.0" encoding="windows-1252"', 1)

    assert seen(greek) == [(1, ["Ωμέγα"])]
    assert seen(lying) == seen(silly) == [(1, ["Né"])]
    assert seen(make_xml(tmp_path / "d", xml, encoding="cp1252")) == [(1, ["Né"])]
    assert seen(make_xml(tmp_path / "e", xml_of({"D": xml_rows([["Né"]])}), encoding="utf-16")) == [
        (1, ["Né"])
    ]


def test_an_empty_old_workbook_and_an_empty_page_are_empty(tmp_path: Path) -> None:
    for path in (
        make_xls(tmp_path / "a", {"Data": []}),
        make_html(tmp_path / "b", "<html><table><tr><td>&nbsp;</td></tr></table></html>"),
        make_xml(tmp_path / "c", xml_of({"Data": "<Row><Cell/></Row>"})),
    ):
        with open_sheets(path) as rows, pytest.raises(EktpError, match=r"import\.empty"):
            list(rows)


def test_records_without_a_container_are_read_too(tmp_path: Path) -> None:
    rows: list[Cells] = [*LIST, ["Ñu’u", 5302320204039007, "", "x"]]
    path = make_bare(tmp_path / "a.xls", rows)
    assert seen(path) == expected(rows)

    path.write_bytes(path.read_bytes()[:-9])
    with open_sheets(path) as found, pytest.raises(EktpError, match=r"import\.damaged"):
        list(found)
