"""Reports over a period and of a school, read back: every figure, its sum, and what is not in it."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO

import pytest
from pypdf import PdfReader

from ektp_desk.domain.paper.counts import SchoolReport, ServedReport
from ektp_desk.domain.paper.figures import BySex
from ektp_desk.reports.paper.page import FLOOR, LEFT, RIGHT
from ektp_desk.reports.school import render_school
from ektp_desk.reports.served import render_served
from tests.reports import papers
from tests.reports.reading import placed_text


def pages(pdf: bytes) -> list[str]:
    """Read each page's text, spaces made plain."""
    return [page.extract_text().replace("\N{NO-BREAK SPACE}", " ") for page in PdfReader(BytesIO(pdf)).pages]


def test_the_period_is_answered_in_one_figure_and_every_visit_has_its_row() -> None:
    (page,) = pages(render_served(papers.served()))

    assert "396\ndari 453 orang yang datang dilayani pada 3 kunjungan." in page
    for n in range(3):
        assert f"0{n + 2}-04-2019 Desa Noebesi {n}\n151\n143\n8\n132\n2\n3\n5\n1\n–\n–\n104\n31\n38" in page
    assert "Jumlah\n453\n429\n24\n396\n6\n9\n15\n3\n0\n0\n312\n93\n38" in page
    assert "Belum termasuk: 1 kunjungan belum dibuka" in page
    assert "Orang yang datang\n195\n228\n30\n453" in page


def test_a_period_of_one_day_is_called_by_that_day() -> None:
    day = replace(papers.served(1), last=papers.served().first)
    assert "\n2 April 2019\n" in pages(render_served(day))[0]
    assert "\n2 April 2019 – 3 April 2019\n" in pages(render_served(papers.served(1)))[0]


def test_an_open_day_in_the_period_lets_nobody_sign_and_its_numbers_wait() -> None:
    report = papers.served()
    running = replace(report, visits=(replace(report.visits[0], closed=False), *report.visits[1:]))
    (page,) = pages(render_served(running))

    assert "Belum dapat ditandatangani" in page
    assert "Menunggu" in page
    assert "Belum\njelas" not in page


def test_without_a_visit_it_says_so() -> None:
    (page,) = pages(render_served(papers.served(0)))

    assert "0\norang datang: tidak ada kunjungan yang dibuka." in page


def test_four_hundred_visits_keep_their_heads_and_their_sum() -> None:
    made = pages(render_served(papers.served(400)))

    assert len(made) > 5
    assert all("Per kunjungan (lanjutan)" in page for page in made[1:7])
    assert "Jumlah\n60.400" in "\n".join(made)


def test_a_school_has_a_row_for_each_rombel_and_its_sum() -> None:
    whole = "\n".join(pages(render_school(papers.school())))

    assert "76\nsiswa direkam, dari 88 yang berumur 16 tahun ke atas." in whole
    assert "XII IPA 4\n30\n22\n19\n1\n17\n2" in whole
    assert "Seluruh sekolah\n120\n88\n76\n4\n68\n8" in whole
    assert "Direkam\n36\n40\n–\n76" in whole


def test_a_school_says_beside_its_16_who_else_was_recorded() -> None:
    report = papers.school()
    passed = replace(report.classes[0], younger=BySex(0, 2))

    whole = "\n".join(pages(render_school(replace(report, classes=(passed, *report.classes[1:])))))

    assert "74\nsiswa direkam, dari 88 yang berumur 16 tahun ke atas." in whole
    assert "2 lagi direkam di luar 16+" in whole.replace("\n", " ")


def test_no_class_is_torn_apart_by_the_end_of_a_page() -> None:
    for page in pages(render_school(papers.school(60))):
        begun, _title, rest = page.partition("Menurut L/P")
        if rest:
            first = rest.partition("Jumlah\n")[2].splitlines()[0]
            assert first.startswith(("XII IPA", "Seluruh sekolah")), first
        assert begun


def test_without_a_polling_day_there_is_no_column_for_it() -> None:
    whole = "\n".join(pages(render_school(replace(papers.school(), polling_day=None))))

    assert "17 saat memilih" not in whole


@pytest.mark.parametrize(
    "made",
    [
        papers.served(40),
        papers.served(3, place=papers.LONG),
        papers.school(30),
        papers.school(3, rombel=papers.LONG),
        papers.school(0),
    ],
)
def test_nothing_leaves_the_page_whatever_is_long(made: ServedReport | SchoolReport) -> None:
    pdf = render_served(made) if isinstance(made, ServedReport) else render_school(made)

    for piece in placed_text(pdf):
        assert piece.left >= LEFT - 2, piece.text
        assert piece.right <= RIGHT + 2, piece.text
        assert piece.y > FLOOR - 4 or piece.y < 45, piece.text
