"""The slip, read back: what was done, what comes next, that it is no card; and black only."""

from __future__ import annotations

from io import BytesIO

import pytest
from pypdf import PdfReader

from ektp_desk.domain.paper.slip import SlipForm
from ektp_desk.reports.slip import render_slip
from tests.reports import papers
from tests.reports.reading import opened, placed_text

MM = 72 / 25.4


def text(pdf: bytes) -> str:
    """Read the one page."""
    (page,) = PdfReader(BytesIO(pdf)).pages
    return page.extract_text()


def test_it_says_what_was_done_what_comes_next_and_what_it_is_not() -> None:
    said = text(render_slip(papers.slip()))

    for words in ("BUKTI PEREKAMAN", "A042", "530232530302****", "9 dari 10, dikecualikan", "Selanjutnya"):
        assert words in said
    assert "Bukan pengganti KTP-el. Bukan surat keterangan." in said
    assert "Dilayani Maria T.\nmeja A" in said
    assert "CONTOH" in said


@pytest.mark.parametrize("form", list(SlipForm))
@pytest.mark.parametrize("name", ["Yuliana Contoh", papers.LONG, papers.LONG * 8])
def test_it_fits_its_paper_with_any_name(form: SlipForm, name: str) -> None:
    pdf = render_slip(papers.slip(name=name), form)
    with opened(pdf) as document:
        wide, high = document[0].get_size()

    assert wide == pytest.approx((80 if form is SlipForm.ROLL else 105) * MM, abs=0.5)
    assert form is SlipForm.ROLL or high == pytest.approx(148 * MM, abs=0.5)
    for piece in placed_text(pdf):
        assert piece.left > 0, piece.text
        assert piece.right < wide, piece.text
        assert piece.y > 0, piece.text


def test_a_heat_printer_needs_one_colour() -> None:
    with opened(render_slip(papers.slip())) as document:
        picture = document[0].render(scale=2).to_pil().convert("RGB")
    colours = {pixel for _count, pixel in picture.getcolors(maxcolors=1 << 24)}

    assert all(red == green == blue for red, green, blue in colours)
