"""A page saved as .xls is laid out as Excel lays it out, and its cells are what they say they are."""

from __future__ import annotations

from pathlib import Path

import pytest

from ektp_desk.domain.errors import EktpError
from ektp_desk.domain.lists.cells import Cell, CellError
from ektp_desk.sheets.child.markup.html_cells import value_of
from ektp_desk.sheets.child.markup.html_tokens import Tokenizer
from tests.sheets.forms import make_html
from tests.sheets.test_forms import Seen, seen


def of(tmp_path: Path, text: str) -> Seen:
    return seen(make_html(tmp_path / "a.xls", text))


def test_tables_stand_one_beneath_the_other_and_lines_of_text_between_them(tmp_path: Path) -> None:
    page = (
        "<h3>DAFTAR</h3><center>Kecamatan <b>Kie</b></center><table><caption>Tabel 1</caption><tr><td>a<td>b"
        "<tr><td>c</table><br><table><tr><th>d</th></tr></table>"
    )
    assert of(tmp_path, page) == [
        (1, ["DAFTAR"]),
        (2, ["Kecamatan Kie"]),
        (3, ["Tabel 1"]),
        (4, ["a", "b"]),
        (5, ["c"]),
        (7, ["d"]),
    ]


def test_spans_move_the_cells_beside_and_below(tmp_path: Path) -> None:
    page = (
        "<table><tr><td colspan=2>a<td rowspan=3>b<td>c<tr><td rowspan='2'>d<td>e<td>f"
        "<tr><td>g<td>h<tr><td>i<td>j<td>k</table>"
    )
    assert of(tmp_path, page) == [
        (1, ["a", None, "b", "c"]),
        (2, ["d", "e", None, "f"]),
        (3, [None, "g", None, "h"]),
        (4, ["i", "j", "k"]),
    ]


def test_a_table_within_a_cell_begins_in_that_cell(tmp_path: Path) -> None:
    page = (
        "<table><tr><td>menu</td><td><table><tr><td>a<td>b</tr><tr><td>c<td>d</tr></table></td></tr>"
        "<tr><td>kaki</td></tr></table><table><tr><td>judul<table><tr><td>e</table></table>"
    )
    assert of(tmp_path, page) == [
        (1, ["menu", "a", "b"]),
        (2, [None, "c", "d"]),
        (3, ["kaki"]),
        (4, ["judul"]),
        (5, ["e"]),
    ]


def test_a_line_break_takes_another_row_unless_the_page_says_same_cell(tmp_path: Path) -> None:
    table = "<table><tr><td>Jl. Mawar<br>RT 1<td>x<tr><td>y</table>"
    assert of(tmp_path, table) == [(1, ["Jl. Mawar\nRT 1", "x"]), (3, ["y"])]
    style = "<style><!-- br {mso-data-placement:same-cell;} --></style>"
    assert of(tmp_path, style + table) == [(1, ["Jl. Mawar\nRT 1", "x"]), (2, ["y"])]


def test_entities_white_space_and_what_is_not_shown(tmp_path: Path) -> None:
    page = (
        "<html xmlns:x='urn:schemas-microsoft-com:office:excel'><head><title>Judul</title>"
        "<!--[if gte mso 9]><xml><x:Name>Data</x:Name></xml><![endif]--><style>td {color:red}</style></head>"
        "<script>var a = '<td>no</td>';</script><![if supportMisalignedColumns]><table>\n<tr>\n"
        "<td> Ne&#39;u \n  &amp; Benu&nbsp;</td><td>&lt;b&gt;</td><td>&kosong;</td></tr>"
    )
    assert of(tmp_path, page) == [(1, ["Ne'u & Benu\u00a0", "<b>", "&kosong;"])]


def test_a_table_is_found_behind_a_title_or_a_warning(tmp_path: Path) -> None:
    assert of(tmp_path, "DAFTAR PENDUDUK\n<TABLE><TR><TD>a</TABLE>") == [(1, ["DAFTAR PENDUDUK"]), (2, ["a"])]
    xhtml = '<?xml version="1.0"?><!DOCTYPE html PUBLIC "-//W3C"><html><table><tr><td>a</table></html>'
    assert of(tmp_path, xhtml) == [(1, ["a"])]


@pytest.mark.parametrize(
    ("cell", "shown"),
    [
        ("a<!-- > -- --!>b<!-->c<!--->d", "abcd"),
        ("a<!>b<?x?>c</>d</ td>e", "abcde"),
        ("a<![if x > 1]>b<![endif]>c<![CDATA[ > ]]>d", "abcd"),
        ("a<b title='>' x=\">\" y = >b</b z='>'>c", "abc"),
        ("a<script>b</scripts></script >c<script/>d<style/>e<title/>f", "acdef"),
        ("5 < 6 & 7 <8 &amp;lt; &#x41;&eacute", "5 < 6 & 7 <8 &lt; A\u00e9"),
    ],
)
def test_odd_markup_is_read_alike_by_every_python(tmp_path: Path, cell: str, shown: str) -> None:
    page = f"<table><tr><td>{cell}</td><td>z</td></tr></table>"
    assert of(tmp_path, page) == [(1, [shown, "z"])]
    for place in range(1, len(page)):  # blocks end anywhere
        tokens = Tokenizer()
        parts = [token for block in (page[:place], page[place:]) for token in tokens.feed(block)]
        assert "".join(part for part in parts if isinstance(part, str)) == "".join(
            part for part in Tokenizer().feed(page) if isinstance(part, str)
        )
        assert tokens.last() == ""


@pytest.mark.parametrize(
    "end", ["<script>b", "<style><td>", "<td", "<td a='>", "<!-- >", "<![CDATA[ > ]>", "</t"]
)
def test_a_page_that_was_cut_off_is_damaged(tmp_path: Path, end: str) -> None:
    with pytest.raises(EktpError) as refused:
        of(tmp_path, f"<table><tr><td>a</td></tr>{end}")
    assert refused.value.code == "import.damaged"


@pytest.mark.parametrize(
    ("text", "attributes", "value"),
    [
        ("5302320204039007", {}, "5302320204039007"),
        ("5302320204039007", {"style": "mso-number-format:'\\@'"}, "5302320204039007"),
        ("5,30232E+15", {}, "5,30232E+15"),
        ("5,30232E+15", {"x:num": "5302320204039000"}, 5302320204039000.0),
        ("5302320204039000", {"x:num": None}, 5302320204039000.0),
        ("5302320204039000", {"sdval": "5302320204039000"}, 5302320204039000.0),
        ("5302320204039007", {"x:str": None, "x:num": "1"}, "5302320204039007"),
        ("03/03/1982", {"x:num": "30013"}, "03/03/1982"),
        ("03.03.1982", {"x:num": "30013"}, "03.03.1982"),
        ("3 Maret 1982", {"x:num": "30013"}, "3 Maret 1982"),
        ("1e999", {"x:num": "1e999"}, "1e999"),
        ("#REF!", {}, CellError("#REF!")),
        ("galat", {"x:err": "#N/A"}, CellError("#N/A")),
        ("galat", {"x:err": "é" * 20}, CellError("#")),
        ("", {"x:num": ""}, None),
    ],
)
def test_a_cell_is_a_number_only_where_it_is_marked_and_shown_as_one(
    text: str, attributes: dict[str, str | None], value: Cell
) -> None:
    assert value_of(text, attributes) == value
