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
from tests.reports.reading import placed_text, table_of


def pages(pdf: bytes) -> list[str]:
    """Read each page's text, spaces made plain."""
    return [page.extract_text().replace("\N{NO-BREAK SPACE}", " ") for page in PdfReader(BytesIO(pdf)).pages]


def table(pdf: bytes, title: str) -> list[dict[str, str]]:
    """Read a table whose rows are one line high."""
    return table_of(placed_text(pdf), title, first=13.2, pitch=13.6)


def test_the_period_is_answered_in_one_figure_and_every_visit_has_its_row() -> None:
    pdf = render_served(papers.served())
    (page,) = pages(pdf)

    assert "396\ndari 453 orang yang datang dilayani pada 3 kunjungan." in page
    *visits, total = table(pdf, "Per kunjungan")
    assert ", ".join(total) == (
        "Hari dan tempat, Datang, Bernomor, Tanpa nomor, Dilayani, Sebagian, Tidak, Pergi, Dijadwal, Hilang, "
        "Belum jelas, Direkam, Lewat jam, Tunggu"
    )
    for n, visit in enumerate(visits):
        assert visit.pop("Hari dan tempat") == f"0{n + 2}-04-2019 Desa Noebesi {n}"
        assert " ".join(visit.values()) == "151 143 8 132 2 3 5 1 – – 104 31 38"
    assert " ".join(total.values()) == "Jumlah 453 429 24 396 6 9 15 3 0 0 312 93 38"
    assert "\n312 direkam · 93 dilayani sesudah jam tutup · separuh menunggu paling lama 38 menit, " in page
    assert "9 dari 10 paling lama\n58 menit\n" in page
    assert "Belum termasuk: 1 kunjungan belum dibuka" in page
    by_sex = table(pdf, "Menurut L/P")
    assert [*by_sex[0]] == ["Hasil", "L", "P", "Tak dikenal", "Jumlah"]
    assert [" ".join(row.values()) for row in by_sex[3::6]] == [
        "Pergi sebelum dilayani 3 6 6 15",
        "Orang yang datang 195 228 30 453",
    ]


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
    pdf = render_school(papers.school(2))
    (page,) = pages(pdf)

    assert "38\nsiswa direkam, dari 44 yang berumur 16 tahun ke atas." in page
    assert "\n60 siswa dalam daftar · 2 direkam lebih dahulu · 34 berumur 17 pada 17 April 2019" in page
    assert " · 4 tidak datang\n" in page
    *classes, school = table(pdf, "Per rombel")
    assert [" ".join(each.values()) for each in classes] == [f"XII IPA {n} 30 22 19 1 17 2" for n in (1, 2)]
    assert school == {
        "Rombel": "Seluruh sekolah", "Siswa": "60", "16+": "44", "Direkam": "38", "Direkam lebih dahulu": "2",
        "17 saat memilih": "34", "Tidak datang": "4",
    }  # fmt: skip
    assert [" ".join(each.values()) for each in table(pdf, "Menurut L/P")[-6:]] == [
        "Seluruh sekolah Siswa 28 32 – 60",
        "16+ 20 24 – 44",
        "Direkam 18 20 – 38",
        "Direkam lebih dahulu 2 – – 2",
        "17 saat memilih 16 18 – 34",
        "Tidak datang – 4 – 4",
    ]


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
