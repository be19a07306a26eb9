"""The recovery page: all the words, the same key as a code, and nothing of it anywhere else."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO
from itertools import pairwise

import pytest
import segno
from pypdf import PdfReader

from ektp_desk.domain.paper.recovery import RecoveryPage
from ektp_desk.reports.paper.page import LEFT, RIGHT
from ektp_desk.reports.recovery import render_recovery
from tests.reports import facts
from tests.reports.reading import in_line, opened, placed_text

_DOTS_PER_POINT = 4


def text_of(page: RecoveryPage) -> str:
    """Read the one page."""
    (only,) = PdfReader(BytesIO(render_recovery(page))).pages
    return only.extract_text()


def test_the_words_stand_numbered_in_their_order() -> None:
    """Down the columns: whoever types them reads the number beside each, not the file's order."""
    page = facts.recovery()
    pieces = placed_text(render_recovery(page))
    numbers = [each for each in pieces if each.text.isdecimal() and in_line(pieces, each)][:27]
    beside = [in_line(pieces, number)[0] for number in numbers]
    assert [number.text for number in numbers] == [str(n) for n in range(1, 28)]
    assert [word.text for word in beside] == list(page.words)
    assert {round(word.left - number.right, 1) for number, word in zip(numbers, beside, strict=True)} == {
        10.0
    }
    columns = sorted({number.right for number in numbers})
    assert [[n.text for n in numbers if n.right == column] for column in columns] == [
        [str(n) for n in range(first, first + 9)] for first in (1, 10, 19)
    ]
    assert all(one.y > other.y for one, other in pairwise(numbers) if one.right == other.right)


def test_who_keeps_it_reads_what_it_opens_and_what_to_do_when_it_is_lost() -> None:
    text = text_of(facts.recovery())
    for words in (
        "RAHASIA",
        "Pemegang 1",
        "Pemegang 2",
        "Jangan difoto",
        "menyegelnya",
        "Yang dibuka:",
        "Bila hilang",
    ):
        assert words in text
    for fact in (
        "Kode wilayah 53.02 · pemasangan 7f3a91d0",
        "PEMERINTAH KABUPATEN TIMOR",
        "Dibuat 2 April 2019",
        "4CQ7-MZ2T-7F3A-KLMN-77B2-XK5L",
    ):
        assert fact in text


@pytest.mark.parametrize("sample", [True, False])
def test_the_code_on_the_page_is_the_key_dot_by_dot(*, sample: bool) -> None:
    page = replace(facts.recovery(), sample=sample)
    wanted = [[bool(dot) for dot in line] for line in segno.make(page.key, error="m", micro=False).matrix]
    assert printed_code(render_recovery(page), len(wanted)) == wanted


def printed_code(pdf: bytes, dots: int) -> list[list[bool]]:
    """Find the one solid black square drawing on the page and read its dots at their middles."""
    with opened(pdf) as document:
        picture = document[0].render(scale=_DOTS_PER_POINT).to_pil().convert("RGB")
    black = (
        picture.point(lambda value: 255 if value == 0 else 0)
        .convert("L")
        .point(lambda v: 255 if v == 255 else 0)
    )
    left, top, right, bottom = black.getbbox() or (0, 0, 0, 0)
    step = (right - left) / dots
    assert abs((bottom - top) - (right - left)) <= 2
    return [
        [
            picture.getpixel((int(left + (x + 0.5) * step), int(top + (y + 0.5) * step))) == (0, 0, 0)
            for x in range(dots)
        ]
        for y in range(dots)
    ]


def test_the_code_has_its_white_rim_even_on_a_sample() -> None:
    with opened(render_recovery(facts.recovery())) as document:
        picture = document[0].render(scale=2).to_pil().convert("RGB")
    code = (
        picture.point(lambda value: 255 if value == 0 else 0)
        .convert("L")
        .point(lambda v: 255 if v == 255 else 0)
    )
    left, top, right, bottom = code.getbbox() or (0, 0, 0, 0)
    rim = int((right - left) / 33 * 4) - 2
    for box in (
        (left - rim, top - rim, right + rim, top - 1),
        (right + 2, top - rim, right + rim, bottom + rim),
    ):
        assert picture.crop(box).getcolors() == [((box[2] - box[0]) * (box[3] - box[1]), (255, 255, 255))]


def test_the_key_is_in_no_title_and_no_repr() -> None:
    page = facts.recovery()
    metadata = str(PdfReader(BytesIO(render_recovery(page))).metadata)
    assert page.key not in metadata
    assert not any(word in metadata or word in repr(page) for word in page.words if word != "akar")
    assert page.key not in repr(page)


def test_the_same_key_gives_the_same_bytes_and_longest_words_fit() -> None:
    assert render_recovery(facts.recovery()) == render_recovery(facts.recovery())
    long = replace(facts.recovery(), words=("pertanggungjawabannya",) * 27)
    assert text_of(long).count("pertanggungjawabannya") == 27
    for page in (long, facts.recovery()):
        pieces = placed_text(render_recovery(page))
        assert all(each.left + 0.1 >= LEFT and each.right - 0.1 <= RIGHT and each.y > 30 for each in pieces)
