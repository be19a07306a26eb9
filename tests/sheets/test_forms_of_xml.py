"""Excel 2003 XML is read where its rows and cells say they stand."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from ektp_desk.domain.lists.cells import CellError
from tests.sheets.forms import make_xml, xml_of
from tests.sheets.test_forms import Seen, seen


def of(tmp_path: Path, rows: str) -> Seen:
    return seen(make_xml(tmp_path / "a.xls", xml_of({"Data": rows})))


def cell(text: str, *, kind: str = "String", more: str = "") -> str:
    return f'<Cell {more}><Data ss:Type="{kind}">{text}</Data></Cell>'


def test_gaps_spans_and_merged_cells_are_counted(tmp_path: Path) -> None:
    rows = (
        f'<Row ss:Index="4">{cell("a", more="""ss:MergeAcross="2" """)}{cell("b")}</Row>'
        f'<Row ss:Span="2"/><Row>{cell("c", more="""ss:Index="3" """)}{cell("d")}</Row><Row>{cell("e")}</Row>'
    )
    assert of(tmp_path, rows) == [(4, ["a", None, None, "b"]), (8, [None, None, "c", "d"]), (9, ["e"])]


def test_types_decide_what_a_cell_is(tmp_path: Path) -> None:
    rows = (
        "<Row>"
        + cell("5302320204039007", kind="Number")
        + cell("5302320204039007")
        + cell("1982-03-03T00:00:00.000", kind="DateTime")
        + cell("1899-12-31T08:30:00.000", kind="DateTime")
        + cell("besok", kind="DateTime")
        + cell("#REF!", kind="Error")
        + cell("1", kind="Boolean")
        + cell("nan", kind="Number")
        + cell(" &lt;Ne'u&gt; &#38; ")
        + "</Row>"
    )
    ((_number, cells),) = of(tmp_path, rows)

    assert cells == [
        5302320204039007.0,
        "5302320204039007",
        date(1982, 3, 3),
        "08:30:00",
        "besok",
        CellError("#REF!"),
        True,
        "nan",
        " <Ne'u> & ",
    ]
    assert isinstance(cells[0], float)


def test_rich_text_is_text_and_a_comment_is_none(tmp_path: Path) -> None:
    rich = (
        '<Row><Cell><ss:Data ss:Type="String" xmlns="http://www.w3.org/TR/REC-html40"><B>Ne</B>\'u</ss:Data>'
        '<Comment><ss:Data xmlns="http://www.w3.org/TR/REC-html40">catatan</ss:Data></Comment></Cell></Row>'
    )
    assert of(tmp_path, rich) == [(1, ["Ne'u"])]
