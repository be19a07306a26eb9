"""The page of a kit: six words in their order, whose they are, and nothing of them anywhere else."""

from __future__ import annotations

from io import BytesIO

import pytest
from pypdf import PdfReader

from ektp_desk.desk.printing import ReportlabPapers
from tests.reports import facts
from tests.reports.reading import in_line, placed_text


def test_the_words_stand_numbered_in_their_order_on_one_page() -> None:
    page = facts.kit()
    pdf = ReportlabPapers().pdf(page)
    pieces = placed_text(pdf)
    numbers = [each for each in pieces if each.text.isdecimal() and in_line(pieces, each)][:6]

    assert [number.text for number in numbers] == [str(n) for n in range(1, 7)]
    assert [in_line(pieces, number)[0].text for number in numbers] == list(page.words)
    assert len(PdfReader(BytesIO(pdf)).pages) == 1
    assert not [word for word in page.words if word in str(PdfReader(BytesIO(pdf)).metadata)]


@pytest.mark.parametrize(
    ("at_office", "title"), [(False, "Kit laptop lapangan 02"), (True, "Kit laptop kantor 02")]
)
def test_it_says_for_which_laptop_of_whom_and_what_to_do(at_office: bool, title: str) -> None:
    page = facts.kit(at_office=at_office)
    (only,) = PdfReader(BytesIO(ReportlabPapers().pdf(page))).pages
    text = " ".join(only.extract_text().split())

    for words in (
        title,
        "Laptop biru",
        "TIMOR TENGAH SELATAN",
        "enam kata",
        "RAHASIA",
        page.office_code,
    ):
        assert words in text
