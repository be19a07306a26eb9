"""Papers made before a visit, read back: numbers with their codes, lists of names, the letter."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO
from typing import Any

import pytest
import segno
from pypdf import PdfReader

from ektp_desk.domain.errors import EktpError
from ektp_desk.domain.paper.before import check_numbers
from ektp_desk.domain.tickets import Number
from ektp_desk.reports.before.letter import render_letter
from ektp_desk.reports.before.numbers import render_numbers
from ektp_desk.reports.names import render_names
from ektp_desk.reports.paper.page import FLOOR, LEFT, RIGHT
from tests.reports import papers
from tests.reports.reading import opened, placed_text

_SCALE = 4


def pages(pdf: bytes) -> list[str]:
    """Read each page's text, spaces made plain."""
    return [page.extract_text().replace("\N{NO-BREAK SPACE}", " ") for page in PdfReader(BytesIO(pdf)).pages]


def test_every_number_stands_once_24_to_a_sheet_and_nobody_with_it() -> None:
    sheets = pages(render_numbers(papers.numbers(50)))

    assert [sheet.count("Simpan kertas ini") for sheet in sheets] == [24, 24, 2]
    lines = [line for sheet in sheets for line in sheet.splitlines()]
    assert [line for line in lines if line.startswith("A0") and "–" not in line] == [
        f"A{n:03d}" for n in range(1, 51)
    ]
    assert "lembar 2 dari 3" in sheets[1]
    assert all("CONTOH" in sheet for sheet in sheets)


def code_dots(picture: Any, at: tuple[float, float], side: float) -> list[list[bool]]:
    """Read a printed code's dots at their middles; `at` is its upper left in points."""
    dots = 21
    step = side / dots
    return [
        [
            picture.getpixel(
                (int((at[0] + (x + 0.5) * step) * _SCALE), int((at[1] + (y + 0.5) * step) * _SCALE))
            )
            == (0, 0, 0)
            for x in range(dots)
        ]
        for y in range(dots)
    ]


@pytest.mark.parametrize("number", [1, 24])
def test_the_code_beside_a_number_says_that_number(number: int) -> None:
    """Against a code that another encoder's public matrix gives for the same words."""
    with opened(render_numbers(papers.numbers(24))) as document:
        page = document[0]
        high, wide = page.get_height(), page.get_width()
        picture = page.render(scale=_SCALE).to_pil().convert("RGB")
    row, column = divmod(number - 1, 3)
    cell_wide, cell_high = (wide - 60) / 3, (high - 102) / 8
    left, top = 30 + (column + 1) * cell_wide - 10 - 56, 62 + row * cell_high + 16

    wanted = segno.make(f"EKTP1:{Number('A', number)}", error="m", micro=False).matrix

    assert code_dots(picture, (left, top), 56) == [[bool(dot) for dot in line] for line in wanted]


@pytest.mark.parametrize(
    ("letter", "first", "last", "code"),
    [
        ("A", 1, 201, "numbers.bad_range"),
        ("A", 0, 5, "numbers.bad_range"),
        ("A", 9, 8, "numbers.bad_range"),
        ("A", 9990, 10010, "numbers.bad_range"),
        ("O", 1, 5, "desk.bad_letter"),
        ("AB", 1, 5, "desk.bad_letter"),
    ],
)
def test_a_range_that_no_sheet_should_have_is_refused(letter: str, first: int, last: int, code: str) -> None:
    with pytest.raises(EktpError, match=code):
        check_numbers(letter, first, last)
    check_numbers("A", 1, 200)


def test_four_hundred_names_stand_once_each_with_their_heads_on_every_page() -> None:
    made = pages(render_names(papers.village_list(400)))

    assert len(made) > 5
    whole = "\n".join(made)
    assert all(whole.count(f"Contoh Nomor {n}\n") == 1 for n in range(400))
    assert all("RT/RW" in page for page in made[:-1])
    assert "Dusun I (lanjutan)" in made[1]
    assert f"halaman {len(made)} dari {len(made)}" in made[-1]


def test_a_very_long_name_takes_more_lines_and_no_neighbours_room() -> None:
    pdf = render_names(papers.village_list(20, name=papers.LONG))

    for piece in placed_text(pdf):
        assert piece.right <= RIGHT + 1, piece.text
        assert piece.left >= LEFT - 1, piece.text
    names = [piece for piece in placed_text(pdf) if "Fransiskus" in piece.text]
    assert len(names) == 20


def test_nothing_but_the_foot_stands_below_the_floor() -> None:
    for count in range(30, 60):
        low = [p for p in placed_text(render_names(papers.village_list(count))) if p.y < FLOOR - 3]
        assert all(p.y < 45 for p in low), count


def test_a_list_without_anybody_says_so() -> None:
    (page,) = pages(render_names(papers.village_list(0)))

    assert "Tidak ada orang dalam daftar kunjungan ini." in page
    assert "Sasaran:" in page


def test_what_is_missing_from_a_list_is_told_on_it() -> None:
    names = replace(papers.village_list(3), missing=("2 nomor tanpa nama",))

    assert "Belum termasuk: 2 nomor tanpa nama" in pages(render_names(names))[0]


def test_the_letter_has_its_points_and_room_to_sign() -> None:
    (page,) = pages(render_letter(papers.letter()))

    assert "Hal: undangan perekaman KTP-el" in page
    assert "–\nHari: Selasa, 2 April 2019" in page
    assert "Kepala Dinas Kependudukan" in page


def test_a_letter_of_many_pages_keeps_every_line() -> None:
    long = replace(papers.letter(), paragraphs=tuple(f"Baris nomor {n} dari surat." for n in range(90)))
    made = pages(render_letter(long))

    assert len(made) > 1
    assert all(f"Baris nomor {n} dari surat." in "\n".join(made) for n in range(90))


def test_the_same_facts_give_the_same_bytes() -> None:
    assert render_numbers(papers.numbers(30)) == render_numbers(papers.numbers(30))
    assert render_names(papers.village_list(30)) == render_names(papers.village_list(30))
    assert render_letter(papers.letter()) == render_letter(papers.letter())
