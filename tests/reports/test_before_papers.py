"""Papers made before a visit, read back: numbers with their codes, lists of names, the letter."""

from __future__ import annotations

import re
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
from ektp_desk.reports.paper.page import FLOOR, HEIGHT, LEFT, RIGHT, WIDTH
from tests.reports import papers
from tests.reports.reading import in_line, opened, placed_text

_SCALE = 4
CELL_WIDE, CELL_HIGH = (WIDTH - 60) / 3, (HEIGHT - 102) / 8


def pages(pdf: bytes) -> list[str]:
    """Read each page's text, spaces made plain."""
    return [page.extract_text().replace("\N{NO-BREAK SPACE}", " ") for page in PdfReader(BytesIO(pdf)).pages]


def test_every_number_stands_once_24_to_a_sheet_and_nobody_with_it() -> None:
    pieces = placed_text(render_numbers(papers.numbers(50)))
    found = {each.text: each for each in pieces if re.fullmatch(r"A\d{3}", each.text)}

    assert list(found) == [f"A{n:03d}" for n in range(1, 51)]
    for n, each in enumerate(found.values()):
        page, (row, column) = n // 24, divmod(n % 24, 3)
        assert each.page == page
        assert 30 + column * CELL_WIDE < each.left < each.right < 30 + (column + 1) * CELL_WIDE - 56
        assert each.y == pytest.approx(HEIGHT - 62 - row * CELL_HIGH - 50, abs=0.1)
    heads = [each.text for each in pieces if each.y > HEIGHT - 40]
    assert heads == [
        "Nomor antrean A001–A024", "lembar 1 dari 3", "Nomor antrean A025–A048", "lembar 2 dari 3",
        "Nomor antrean A049–A050", "lembar 3 dari 3",
    ]  # fmt: skip
    said = [each.text for each in pieces]
    assert (said.count("Simpan kertas ini. Bawa KK."), said.count("CONTOH"), said.count("2 April 2019")) == (
        50, 50, 50
    )  # fmt: skip


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
        picture = document[0].render(scale=_SCALE).to_pil().convert("RGB")
    row, column = divmod(number - 1, 3)
    left, top = 30 + (column + 1) * CELL_WIDE - 10 - 56, 62 + row * CELL_HIGH + 16

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


def test_each_person_has_a_number_and_every_fact_under_its_head() -> None:
    pieces = placed_text(render_names(papers.village_list(12)))
    name_heads = [each for each in pieces if each.text == "Nama"]
    heads = {each.left: each.text for each in (name_heads[0], *in_line(pieces, name_heads[0]))}
    found = []
    for name in (each for each in pieces if each.text.startswith("Contoh Nomor")):
        (number,) = [each.text for each in pieces if each.y == name.y and each.right < name.left]
        found.append((number, {heads[each.left]: each.text for each in (name, *in_line(pieces, name))}))

    order = " ".join(heads[at] for at in sorted(heads))
    assert order == "Nama L/P Lahir NIK RT/RW Dusun Catatan Datang"
    assert [number for number, _ in found] == ["1", "2", "3", "4"] * 3
    assert found[7][1] == {
        "Nama": "Contoh Nomor 7", "L/P": "P", "Lahir": "1957", "NIK": "530232530302****", "RT/RW": "008/002",
        "Dusun": "Dusun II", "Catatan": "direkam 02-03-2019",
    }  # fmt: skip
    (men,) = [each for each in pieces if each.text == "Laki-laki"]
    assert [each.text for each in in_line(pieces, men)] == ["30"]


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
