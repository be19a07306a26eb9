"""What the visit report tells of the visit itself: its kind, who went, that its day went on."""

from __future__ import annotations

from dataclasses import replace

from tests.reports import facts
from tests.reports.test_visit_paper import pages, text_of


def test_a_school_says_what_it_is_and_who_went_and_needs_no_desa() -> None:
    school = replace(
        facts.story(), place="SMA Contoh", place_code="", kind="sekolah", team=("Maria T.", "Noh L.")
    )
    text = text_of(school)
    assert "SMA Contoh · 07.30–17.31 WITA" in text
    assert "Sekolah · tim: Maria T., Noh L." in text
    assert "()" not in text


def test_a_day_that_was_opened_again_says_how_often_and_why() -> None:
    assert "Dibuka kembali" not in text_of(facts.story())
    once = replace(facts.story(), reopened="hasil A041 salah", times_reopened=1)
    (page,) = pages(once)
    assert "Dibuka kembali sesudah ditutup: hasil A041 salah" in page
    text = text_of(replace(once, times_reopened=3))
    assert "3 kali dibuka kembali sesudah ditutup, terakhir: hasil A041 salah" in text
