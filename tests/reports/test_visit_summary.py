"""The visit as a message: the first line is enough, the rest adds up, no person is in it."""

from __future__ import annotations

from dataclasses import replace

from ektp_desk.words.visit_summary import visit_summary
from tests.reports import facts


def test_on_the_evening_itself_the_first_line_thanks() -> None:
    report = facts.story()
    tonight = replace(report, base=facts.at(17, 31), letterhead=replace(report.letterhead, sample=False))
    assert visit_summary(tonight).splitlines()[0] == "132 orang terlayani hari ini. Terima kasih."


def test_the_next_morning_it_no_longer_says_today() -> None:
    text = visit_summary(facts.story())
    assert text.startswith("CONTOH, data buatan\n132 orang terlayani pada 2 April 2019.")
    assert "hari ini" not in text


def test_the_equation_and_what_is_missing_go_along() -> None:
    text = visit_summary(facts.story())
    assert "Datang 151 = bernomor 143 + pulang tanpa nomor 8." in text
    assert (
        "Bernomor 143: dilayani 132, sebagian 2, tidak dilayani 3, pergi 5, dijadwal ulang 1, "
        "nomor hilang 0, belum jelas 0." in text
    )
    assert "Direkam 104 (L 47, P 57)." in text
    assert "Belum termasuk: 33 rekaman laptop 02" in text
    assert "Data s.d. 3 April 2019, 08.10 WITA." in text


def test_an_open_visit_is_called_provisional() -> None:
    text = visit_summary(facts.open_day())
    assert "121 orang terlayani sampai 16.52. Sementara: belum ditutup." in text
    assert "menunggu 14." in text


def test_no_name_is_in_it() -> None:
    report = facts.story()
    text = visit_summary(report)
    for name in (report.printed_by, *(each.name for each in report.signatories)):
        assert name not in text


def test_a_visit_without_tickets_and_targets_is_short_and_whole() -> None:
    text = visit_summary(replace(facts.empty_day(), targets=0))
    assert "Tunggu" not in text
    assert "Sasaran" not in text
    assert "Bernomor 0:" in text
