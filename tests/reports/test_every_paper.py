"""Every paper there is, drawn: who made it and when, page by page, and no signature alone on a page."""

from __future__ import annotations

from io import BytesIO

import pypdf
import pytest

from ektp_desk.domain.paper.kinds import PaperKind
from ektp_desk.reports.school import render_school
from ektp_desk.reports.served import render_served
from tests.reports.papers import school, served
from tests.screens.papers import papers

DRAWN = papers()
WITHOUT_A_MAKER = ("numbers", "slip", "recovery", "kit", "manual")  # cut apart, taken home, or of no moment


def pages(pdf: bytes) -> list[str]:
    return [page.extract_text() for page in pypdf.PdfReader(BytesIO(pdf)).pages]


@pytest.mark.parametrize("name", [name for name in DRAWN if not name.startswith(WITHOUT_A_MAKER)])
def test_each_page_says_its_number_when_it_was_printed_and_by_whom_and_its_file_whose_it_is(
    name: str,
) -> None:
    pdf = DRAWN[name]()
    found = pages(pdf)
    for at, text in enumerate(found, start=1):
        assert f"halaman {at} dari {len(found)}" in text
        assert "oleh Yanto B." in text
        assert "2019" in text
    paper = pypdf.PdfReader(BytesIO(pdf))
    said = paper.metadata
    assert said is not None
    assert said.title
    assert str(said.subject).startswith(str(said.title))
    assert str(said.author).startswith("Disdukcapil Kabupaten ")
    assert said.creator == "ektp-desk"
    assert str(said.get("/CreationDate")).startswith("D:2019040")
    assert said.get("/ModDate") == said.get("/CreationDate")
    assert str(paper.root_object["/Lang"]) == "id"


@pytest.mark.parametrize("classes", range(1, 12))
def test_the_sum_of_a_school_stands_above_its_signatures(classes: int) -> None:
    last = pages(render_school(school(classes)))[-1]
    assert "Kepala sekolah" in last
    assert "Seluruh sekolah" in last


@pytest.mark.parametrize("visits", range(20, 46, 2))
def test_the_sum_of_all_visits_stands_above_its_signature(visits: int) -> None:
    last = pages(render_served(served(visits)))[-1]
    assert "Mengetahui" in last
    for sums in ("Diberi nomor", "Pulang tanpa nomor", "Orang yang datang"):
        assert sums in last


def test_every_kind_of_paper_is_drawn() -> None:
    called = {"village-list": "kades"}
    assert {called.get(kind, kind) for kind in PaperKind} <= set(DRAWN)
