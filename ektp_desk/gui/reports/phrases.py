"""What F6 says around the paper: choices, state, and what stood in the way."""

from __future__ import annotations

from datetime import date

from ektp_desk.domain.errors import EktpError
from ektp_desk.domain.paper.figures import VisitReport
from ektp_desk.gui.look.shapes import Shape
from ektp_desk.gui.parts import Note
from ektp_desk.gui.reports.paper.shelf import Choice
from ektp_desk.words import _
from ektp_desk.words.dates import clock, digits_date, plain_date
from ektp_desk.words.numbers import count

VISIT_REPORT = "visit"


def report_names() -> list[tuple[str, str]]:
    """Give the reports there are: key and name."""
    return [(VISIT_REPORT, _("Kunjungan harian"))]


def about_report() -> str:
    """Say what the visit report answers."""
    return _(
        "Apakah semua yang datang dilayani? Hasil tiap nomor menurut L/P, kedatangan per 15 menit, "
        "umur yang direkam, waktu tunggu, definisi dan tanda tangan. Hanya jumlah, tanpa nama."
    )


def choice_words(choices: tuple[Choice, ...]) -> list[tuple[str, str]]:
    """Name the visits: `02-04-2019 · Desa Noebesi`; a narrow box never cuts the day."""
    return [(c.visit, f"{digits_date(date.fromisoformat(c.day))} · {c.place}") for c in choices]


def of_whom(report: VisitReport) -> str:
    """Say what the key figure is a part of."""
    return _("dari {all} orang dilayani").format(all=count(report.equation.arrived))


def state(report: VisitReport) -> Note:
    """Say whether the day's numbers all have an outcome; green once that is signed."""
    unclear = _("{n} belum jelas").format(n=count(report.equation.unclear))
    if report.closed is not None:
        return Note(Shape.LOOK if report.equation.unclear else Shape.FINISHED, unclear)
    return Note(Shape.WAITING, _("hari masih berjalan") if report.equation.unclear else unclear)


def as_of(report: VisitReport) -> str:
    """Say what moment the figures are of."""
    return _("Data s.d. {day}, {time}").format(day=plain_date(report.base.date()), time=clock(report.base))


def provisional(report: VisitReport) -> tuple[str, str] | None:
    """Say that figures may still change, and until when; None once the visit is signed."""
    if report.closed is not None:
        return None
    then = _("Angka berubah sampai hari ditutup.")
    if report.equation.unclear:
        words = _("Sementara: {n} nomor belum jelas")
        return words.format(n=count(report.equation.unclear)), then
    return _("Sementara: hari belum ditutup"), then


def not_saved(error: EktpError) -> tuple[str, str]:
    """Say that the file could not be written."""
    what = _("PDF belum tersimpan. Data laporan tetap aman.")
    folder = str(error.facts.get("folder", ""))
    return what, _("Folder tidak bisa ditulisi: {folder}. Kosongkan disk atau periksa izinnya.").format(
        folder=folder
    )


def sheets(number: int) -> str:
    """Say how much paper it takes."""
    return _("{n} lembar A4").format(n=count(number))


def no_printer() -> tuple[str, str]:
    """Say that there is nothing to print on."""
    return (
        _("Tidak ada printer di laptop ini."),
        _("Simpan PDF (Ctrl+S), lalu cetak di laptop yang punya printer."),
    )


def not_printed() -> tuple[str, str]:
    """Say that the printer took no pages."""
    return _("Printer tidak menerima halaman. Laporan tetap utuh."), _("Periksa printer, lalu Ctrl+P lagi.")
