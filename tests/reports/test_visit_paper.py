"""The visit report read back from its PDF: what the office, the Kasi and a checker would look for."""

from __future__ import annotations

import re
from dataclasses import replace
from io import BytesIO

import pytest
from pypdf import PdfReader
from reportlab.graphics.shapes import Rect

from ektp_desk.domain.paper.figures import BySex, Equation, VisitReport, surges
from ektp_desk.domain.tickets import GROUP_OF, Outcome, TicketGroup
from ektp_desk.reports.charts import arrivals_chart
from ektp_desk.reports.paper.ink import WARN
from ektp_desk.reports.paper.page import FLOOR, HEIGHT, MARGIN, RIGHT, WIDTH
from ektp_desk.reports.visit import LEADINGS, render_visit
from ektp_desk.words.outcomes import group_word, outcome_word
from tests.reports import facts
from tests.reports.reading import Placed, in_line, placed_text, table_of


def pages(report: VisitReport) -> list[str]:
    """Read each page's text, spaces made plain."""
    reader = PdfReader(BytesIO(render_visit(report)))
    texts = (page.extract_text().replace("\N{NO-BREAK SPACE}", " ") for page in reader.pages)
    return [text.replace("\n ", "\n") for text in texts]


def text_of(report: VisitReport) -> str:
    """Read the whole paper."""
    return "\n".join(pages(report))


RESULTS, AGES = "Hasil tiap nomor", "Perekaman menurut umur"
# Each outcome's code, its words, and its group's; a group of one outcome has no row beneath it.
OUTCOMES = {
    "recorded": ("Direkam", "Dilayani"),
    "card_handed_over": ("Kartu diserahkan", "Dilayani"),
    "answered": ("Pertanyaan dijawab", "Dilayani"),
    "referred": ("Dirujuk ke layanan lain", "Dilayani"),
    "recording_incomplete": ("Perekaman belum lengkap", "Sebagian dilayani"),
    "no_documents": ("Dokumen tidak dibawa", "Tidak dilayani, dengan alasan"),
    "data_differs": ("Data berbeda, dibetulkan dahulu", "Tidak dilayani, dengan alasan"),
    "not_resident": ("Bukan penduduk kabupaten ini", "Tidak dilayani, dengan alasan"),
    "under_16": ("Belum berumur 16 tahun", "Tidak dilayani, dengan alasan"),
    "already_recorded": ("Sudah pernah direkam", "Tidak dilayani, dengan alasan"),
    "device_failure": ("Alat rusak", "Tidak dilayani, dengan alasan"),
    "power_or_network": ("Listrik atau jaringan putus", "Tidak dilayani, dengan alasan"),
    "out_of_time": ("Waktu habis", "Tidak dilayani, dengan alasan"),
    "refused": ("Tidak bersedia", "Tidak dilayani, dengan alasan"),
    "cannot_today": ("Tidak bisa hari ini", "Tidak dilayani, dengan alasan"),
    "other": ("Alasan lain, tertulis", "Tidak dilayani, dengan alasan"),
    "left": ("Pergi sebelum dilayani", "Pergi sebelum dilayani"),
    "rescheduled": ("Dijadwalkan ulang", "Dijadwalkan ulang"),
    "lost": ("Nomor hilang, menurut supervisor", "Nomor hilang"),
}
PARTED = ("Dilayani", "Tidak dilayani, dengan alasan")


def rows(report: VisitReport, title: str = RESULTS) -> dict[str, list[str]]:
    """Read a table off the paper: by label, the figures under each head."""
    pieces = placed_text(render_visit(report))
    pitches = (13 * leading for leading in LEADINGS)
    tables = (table_of(pieces, title, first=(13 + pitch) / 2, pitch=pitch) for pitch in pitches)
    read = [tuple(row.values()) for row in next(filter(None, tables))]
    found = {label: cells for label, *cells in read}
    assert len(found) == len(read)
    return found


def test_the_day_is_answered_in_two_figures_on_one_page() -> None:
    (page,) = pages(facts.story())
    assert "132\ndilayani\n87,4 % yang datang\n" in page
    assert "19\ntidak terlayani penuh\n11 bernomor, 8 pulang tanpa nomor\n" in page
    assert "151 datang\n0 belum jelas\n" in page
    assert "halaman 1 dari 1" in page
    assert "Desa Noebesi, Kecamatan Nunbena (53.02.32.2003) · 07.30–17.31 WITA · meja A, B, C" in page
    assert "Selasa, 2 April 2019" in page


def test_with_all_that_is_defined_it_is_one_page_still_and_signed_there() -> None:
    (page,) = pages(facts.defined_day())
    assert all(term.term in page.replace("\n", " ") for term in facts.defined_day().definitions)
    assert page.index("Tunggu:") < page.index("Data s.d.:") < page.index("FERDINAN MNUNE")


def test_every_outcome_stands_under_its_group_with_both_sexes_and_those_nobody_asked() -> None:
    report = facts.long_day()
    found = rows(report)
    labels = {code: word if group in PARTED else group for code, (word, group) in OUTCOMES.items()}
    beneath = dict.fromkeys(label for code, label in labels.items() for label in (OUTCOMES[code][1], label))
    assert list(found) == [*beneath, "Belum jelas", "Diberi nomor", "Pulang tanpa nomor", "Orang yang datang"]
    for outcome, n in report.outcomes.items():
        cells = [int(cell.replace("–", "0")) for cell in found[labels[outcome.value]][:4]]
        assert cells == [n.male, n.female, n.unknown, n.male + n.female + n.unknown], outcome
    assert found["Dilayani"] == ["10", "12", "3", "25", "1,40"]
    assert found["Tidak dilayani, dengan alasan"] == ["121", "220", "11", "352", "19,73"]
    assert found["Pulang tanpa nomor"] == ["–", "–", "1.234", "1.234", "69,17"]
    assert found["Orang yang datang"] == ["190", "342", "1.252", "1.784", "100,00"]


def test_the_sums_add_up_to_all_who_came() -> None:
    found = rows(facts.story())
    assert found["Diberi nomor"] == ["65", "76", "2", "143", "94,7"]
    assert found["Pulang tanpa nomor"] == ["–", "–", "8", "8", "5,3"]
    assert found["Orang yang datang"] == ["65", "76", "10", "151", "100,0"]
    assert found["Dilayani"] == ["61", "71", "–", "132", "87,4"]
    assert found["Belum jelas"] == ["–", "–", "–", "0", "0,0"], "zero unclear is said as a figure"
    assert found["Nomor hilang"] == ["–"] * 5, "other zeroes are dashes"
    assert "belum jelas 0" in text_of(facts.story())


def test_recordings_are_split_by_age_and_what_has_no_age_yet_is_counted_too() -> None:
    assert rows(facts.story(), AGES) == {
        "16 tahun": ["6", "8", "14"],
        "17–21 tahun": ["22", "27", "49"],
        "22–59 tahun": ["16", "19", "35"],
        "60 tahun ke atas": ["3", "3", "6"],
        "Direkam": ["47", "57", "104"],
    }
    assert rows(facts.story())["Direkam"] == ["47", "57", "–", "104", "68,9"]
    late = rows(replace(facts.story(), recorded_by_age={"16": BySex(6, 8)}), AGES)
    assert list(late.items())[-2:] == [("Direkam", ["6", "8", "14"]), ("Belum terinci", ["–", "–", "90"])]


def test_waits_people_targets_and_voided_numbers_are_told() -> None:
    report = replace(facts.story(), targets_came=104, held_under_17=BySex(3, 4))
    pieces = placed_text(render_visit(report))
    said = {each.text: [other.text for other in in_line(pieces, each)] for each in pieces if each.left == 393}
    times = dict([*said.items()][-10:])
    assert times == {
        "Separuh menunggu paling lama": ["38 menit"],
        "9 dari 10 menunggu paling lama": ["58 menit"],
        "Nomor terakhir selesai": ["17.26"],
        "Dilayani sesudah 16.00": ["31"],
        "Orang berbeda, dari 143 nomor": ["139"],
        "Sasaran": ["187"],
        "Sasaran yang datang": ["104 (55,6 %)"],
        "Sasaran sudah direkam": ["98 (52,4 %)"],
        "Direkam, kartu menunggu 17 tahun": ["7"],
        "Nomor batal, tidak dihitung": ["2"],
    }
    (again,) = [each for each in pieces if each.text == "Dijadwalkan ulang"]
    assert in_line(pieces, again)[0].text == "(11 April 2019)"
    (hero,) = [each for each in pieces if each.text == "132" and each.y > HEIGHT - 190]
    (other,) = [each for each in pieces if each.text == "19" and each.y > HEIGHT - 190]
    assert hero.y == other.y
    assert (hero.right - hero.left) / 3 == pytest.approx((other.right - other.left) / 2, rel=0.1)
    for figure, words in ((hero, "dilayani"), (other, "tidak terlayani penuh")):
        (sentence,) = [each for each in pieces if each.text == words and each.y > HEIGHT - 190]
        assert 7 < sentence.left - figure.right < 14
    beside = [each.text for each in pieces if abs(each.right - RIGHT) < 0.05 and each.y > HEIGHT - 190]
    assert beside[2:] == ["151 datang", "0 belum jelas"]


def test_of_several_days_to_come_again_each_is_named_with_its_number() -> None:
    two = replace(facts.story(), reschedules={"2019-04-12": 2, "2019-04-11": 1})
    assert "\nDijadwalkan ulang ke\n11 April 2019 (1) · 12 April 2019 (2)\n" in text_of(two)
    assert "Dijadwalkan ulang ke" not in text_of(facts.story())


def test_a_reader_can_check_it_heads_definitions_base_source_and_who_printed_it() -> None:
    report = facts.story()
    text = text_of(report)
    for head in report.heads:
        assert head in re.sub(r"\s+", " ", text)
    for definition in report.definitions:
        assert definition.term in text
        assert definition.text in re.sub(r"\s+", " ", text)
    plain = re.sub(r"\s+", " ", text)
    assert "3 April 2019, 08.10 WITA; 1.204 catatan jurnal. Sumber: jurnal kunjungan" in plain
    assert "Dicetak 3 April 2019, 08.16 WITA oleh Yanto B. · ektp-desk" in text
    assert "Belum termasuk: 33 rekaman laptop 02" in text


def test_fifteen_laptops_heads_are_all_printed_though_the_footer_has_room_for_one() -> None:
    report = facts.long_day()
    text = text_of(report)
    plain = re.sub(r"\s+", " ", text)
    assert f"Jurnal {report.heads[0]} · 14 lagi" in plain
    assert all(head in plain.replace("\N{NO-BREAK SPACE}", " ") for head in report.heads)


def test_a_surge_and_the_closing_hour_are_said_in_words() -> None:
    text = text_of(facts.story())
    assert "lonjakan terbesar 15.30–16.00, 4,3 kali biasanya hari itu" in text
    assert "jam tutup 16.00; sesudahnya 31 dilayani" in text
    calm = replace(facts.story(), intervals=facts.intervals()[9:15])
    assert "lonjakan" not in text_of(calm).lower()


def test_only_the_surge_that_is_named_stands_in_brown() -> None:
    def brown(report: VisitReport) -> list[float]:
        shapes = arrivals_chart(report, 480).contents
        return [each.height for each in shapes if isinstance(each, Rect) and each.fillColor == WARN]

    story = facts.story()
    one = tuple(each for each in story.intervals if each.arrived != 22)
    assert "lonjakan 15.30–16.00" in text_of(replace(story, intervals=one))
    assert len(surges(story.intervals)) == 2
    assert len(brown(story)) == 1
    assert brown(replace(story, intervals=one)) == brown(story)


def test_an_open_visit_says_so_on_every_page_and_cannot_be_signed() -> None:
    text = text_of(facts.open_day())
    assert "Sementara: belum ditutup." in text
    assert "14 nomor masih menunggu,\ndipanggil atau dilayani." in text
    assert "121\ndilayani\n80,1 % yang datang\n" in text
    assert "16\ntidak terlayani penuh\n8 bernomor, 8 pulang tanpa nomor\n151 datang\n" in text
    assert rows(facts.open_day())["Menunggu"] == ["4", "6", "4", "14", "9,3"]
    assert "FERDINAN MNUNE" not in text
    assert "Belum dapat ditandatangani" in text
    long = pages(replace(facts.long_day(), closed=None))
    assert len(long) > 1
    assert all("SEMENTARA" in page.upper() for page in long)


def test_a_visit_to_which_nobody_came_is_a_paper_too() -> None:
    (page,) = pages(facts.empty_day())
    assert "0\ndilayani\n0\ntidak terlayani penuh\n0 datang\nTidak ada nomor yang\ndiberikan." in page
    assert "Belum ada kedatangan yang dicatat." in page
    assert rows(facts.empty_day())["Orang yang datang"] == ["–", "–", "–", "0", "–"]


def test_terms_that_do_not_add_up_are_never_covered_up() -> None:
    broken = replace(facts.story(), equation=Equation(numbered=143, served=132))
    assert "Jumlah hasil tidak sama dengan nomor: periksa jurnal." in text_of(broken).replace("\n", " ")


def test_thousands_who_were_not_served_in_full_are_written_whole() -> None:
    text = text_of(facts.long_day())
    assert "1.759\ntidak terlayani penuh\n525 bernomor, 1.234 pulang tanpa nomor\n1.784 datang\n" in text


def test_the_two_who_sign_stand_below_with_capitals_for_names_and_not_for_degrees() -> None:
    text = text_of(facts.story())
    assert "Soe, 3 April 2019\nKepala Seksi Identitas Penduduk\nNAMA CONTOH\nNIP 00000000" in text
    signed = [each.text for each in placed_text(render_visit(facts.story())) if 60 < each.y < 140]
    assert signed == [
        "Supervisor kunjungan", "FERDINAN MNUNE", "NIP 00000000 000000 0 001",
        "Soe, 3 April 2019", "Kepala Seksi Identitas Penduduk", "NAMA CONTOH", "NIP 00000000 000000 0 002",
    ]  # fmt: skip
    at = {each.text: each for each in placed_text(render_visit(facts.story()))}
    lines = [at[text].y for text in signed[3:]]
    assert lines == sorted(lines, reverse=True)
    assert len(set(lines)) == 4
    assert at["Supervisor kunjungan"].y == at["Kepala Seksi Identitas Penduduk"].y
    assert at["FERDINAN MNUNE"].y == at["NAMA CONTOH"].y
    degree = replace(facts.story().signatories[0], name="Nama Contoh, S.Sos.")
    assert "NAMA CONTOH, S.Sos." in text_of(replace(facts.story(), signatories=(degree,)))


def test_who_signs_has_what_the_figures_mean_on_the_same_page() -> None:
    closing = ("Datang:", "Data s.d.:", "Supervisor kunjungan", "NAMA CONTOH")
    ends = []
    for more in range(12):  # the figures end farther and farther down the page
        missing = tuple(f"{n} rekaman laptop {n}." for n in range(10, 10 + more))
        pieces = placed_text(render_visit(replace(facts.story(), missing=missing)))
        ends.append([each.page for each in pieces if each.text in closing])
    first, last = [0] * len(closing), [1] * len(closing)
    assert ends == [first] * ends.count(first) + [last] * ends.count(last)
    assert ends[0] == first
    assert ends[-1] == last


def test_the_same_facts_give_the_same_bytes() -> None:
    assert render_visit(facts.story()) == render_visit(facts.story())
    assert render_visit(facts.story()) != render_visit(facts.open_day())


def test_a_sample_says_so_on_every_page_and_a_real_office_never_does() -> None:
    assert all("CONTOH" in page for page in pages(facts.long_day()))
    letterhead = replace(facts.story().letterhead, sample=False)
    real = replace(facts.story(), letterhead=letterhead, signatories=())
    assert "CONTOH" not in text_of(real)


@pytest.mark.parametrize("report", [facts.story(), facts.open_day(), facts.empty_day(), facts.long_day()])
def test_every_font_is_embedded_so_that_any_printer_prints_it(report: VisitReport) -> None:
    reader = PdfReader(BytesIO(render_visit(report)))
    for page in reader.pages:
        for font in page["/Resources"]["/Font"].values():  # type: ignore[index]  # pypdf's objects are untyped
            assert "/FontFile2" in font.get_object()["/FontDescriptor"], font["/BaseFont"]


@pytest.mark.parametrize("report", [facts.story(), facts.long_day()])
def test_no_text_leaves_the_margins(report: VisitReport) -> None:
    assert [line for line in placed_text(render_visit(report)) if not _inside(line)] == []


def _inside(line: Placed) -> bool:
    tick = re.fullmatch(r"[0-9.]+", line.text) is not None  # the chart's scale hangs in the margin
    left = MARGIN - (20 if tick else 2.5)
    return left <= line.left and line.right <= WIDTH - MARGIN + 0.6 and 20 < line.y < HEIGHT - 34


def test_the_text_of_two_columns_never_meets() -> None:
    lines = [line for line in placed_text(render_visit(facts.long_day())) if line.y > FLOOR]
    for one in lines:
        for other in lines:
            if one is not other and one.page == other.page and abs(one.y - other.y) < 2:
                assert one.right <= other.left + 0.5 or other.right <= one.left + 0.5, (one.text, other.text)


def test_every_outcome_and_every_group_is_called_as_written_here() -> None:
    assert {o.value: (outcome_word(o), group_word(GROUP_OF[o])) for o in Outcome} == OUTCOMES
    assert [group_word(group, short=True) for group in TicketGroup] == [
        "dilayani", "sebagian", "tidak dilayani", "pergi", "dijadwal ulang", "nomor hilang"
    ]  # fmt: skip


def test_nobody_who_signs_or_prints_is_named_in_a_traceback() -> None:
    shown = repr(replace(facts.story(), team=("Noh L.",)))
    assert not any(name in shown for name in ("Ferdinan", "Nama Contoh", "Yanto", "Noh"))


def test_ages_below_sixteen_and_unknown_have_a_row_only_when_somebody_is_in_it() -> None:
    assert "Di bawah 16 tahun" not in text_of(facts.story())
    ages = {"0-15": BySex(1, 0), "22-59": BySex(46, 57), "unknown": BySex(0, 0, 0)}
    found = rows(replace(facts.story(), recorded_by_age=ages), AGES)
    assert found["Di bawah 16 tahun"] == ["1", "–", "1"]
    assert found["Umur tak dikenal"] == ["–", "–", "–"]
    assert rows(facts.long_day(), AGES)["Direkam"] == ["2", "–", "1", "3"], "a column for those nobody asked"


def test_the_columns_count_numbers_when_those_sent_home_have_no_hour() -> None:
    without = replace(facts.intervals()[0], arrived=14)
    text = text_of(replace(facts.story(), intervals=(without, *facts.intervals()[1:])))
    assert "diberi nomor 143" in text
    assert "datang 151" in text_of(facts.story())
