"""What F6 says around the paper: choices, state, and what stood in the way."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from ektp_desk.domain.errors import EktpError
from ektp_desk.domain.paper.before import PER_SHEET, Letter, NumberSheets
from ektp_desk.domain.paper.counts import SchoolReport, ServedReport
from ektp_desk.domain.paper.figures import VisitReport
from ektp_desk.domain.paper.kinds import Facts, PaperKind
from ektp_desk.gui.kit import Note
from ektp_desk.gui.kit.shapes import Shape
from ektp_desk.gui.reports.shelf import Choice
from ektp_desk.words import _
from ektp_desk.words.dates import clock, digits_date, plain_date
from ektp_desk.words.numbers import count
from ektp_desk.words.paper.kinds import paper_name
from ektp_desk.words.visit.gaps import here

_NOTHING = Note(Shape.NONE, "")


def choice_words(choices: Sequence[Choice]) -> list[tuple[str, str]]:
    """Name the visits: `02-04-2019 · Desa Noebesi`; a narrow box never cuts the day."""
    return [(c.visit, f"{digits_date(date.fromisoformat(c.day))} · {c.place}") for c in choices]


def not_there(kind: PaperKind, *, locked: bool) -> tuple[str, str, Note]:
    """Name a paper that is not there: it waits for somebody to ask for its names, or for a visit."""
    return "", paper_name(kind), Note(Shape.LOCKED, _("terkunci")) if locked else _NOTHING


def figure(facts: Facts) -> tuple[str, str, Note]:
    """A paper's key figure, what it is a part of, and how final it is; green once that is signed."""
    if isinstance(facts, VisitReport):
        whom = _("dari {all} orang dilayani").format(all=count(facts.equation.arrived))
        return count(facts.equation.served), whom, _state(facts.equation.unclear, closed=bool(facts.closed))
    if isinstance(facts, ServedReport):
        whom = _("dari {all} orang dilayani").format(all=count(facts.total.arrived))
        return count(facts.total.served), whom, _state(facts.total.unclear, closed=facts.all_closed)
    if isinstance(facts, SchoolReport):
        total = facts.total
        whom = _("direkam, dari {n} berumur 16+").format(n=count(total.sixteen.total))
        return count(total.recorded_of_sixteen), whom, _state(0, closed=facts.closed)
    if isinstance(facts, NumberSheets):
        sheets_needed = -(-len(facts.numbers) // PER_SHEET)
        words = _("nomor untuk digunting, {sheets}")
        return (
            count(len(facts.numbers)),
            words.format(sheets=sheets(sheets_needed).replace(" ", "\N{NO-BREAK SPACE}")),
            _NOTHING,
        )
    if isinstance(facts, Letter):
        return "", _("Surat kepada {place}").format(place=facts.place), _NOTHING
    return count(facts.count), _("orang pada kertas ini"), Note(Shape.LOOK, _("memuat nama"))


def _state(unclear: int, *, closed: bool) -> Note:
    """Before the close numbers wait; only what a closed day left open is unclear."""
    if closed:
        words = _("{n} belum jelas").format(n=count(unclear))
        return Note(Shape.LOOK if unclear else Shape.FINISHED, words)
    return Note(
        Shape.WAITING, _("{n} menunggu").format(n=count(unclear)) if unclear else _("hari masih berjalan")
    )


def as_of(facts: Facts) -> str:
    """Say what moment the figures are of; a paper without any says nothing."""
    base = _base(facts)
    return _("Data s.d. {day}, {time}").format(day=plain_date(base.date()), time=clock(base)) if base else ""


def _base(facts: Facts) -> datetime | None:
    if isinstance(facts, NumberSheets):
        return None
    return facts.base if isinstance(facts, VisitReport) else facts.origin.base


def provisional(facts: Facts) -> tuple[str, str] | None:
    """Say that figures may still change, and until when, or what is not in them; None when nothing is."""
    if isinstance(facts, VisitReport) and facts.closed is None:
        then = _("Angka berubah sampai hari ditutup.")
        if facts.equation.unclear:
            words = _("Sementara: {n} nomor menunggu")
            return words.format(n=count(facts.equation.unclear)), then
        return _("Sementara: hari belum ditutup"), then
    if isinstance(facts, NumberSheets | Letter) or not facts.missing:
        return None
    return _("Belum termasuk"), here(facts.missing)


def not_saved(error: EktpError) -> tuple[str, str]:
    """Say that the file could not be written."""
    what = _("Berkas belum tersimpan. Data laporan tetap aman.")
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
    return _("Printer tidak menerima halaman. Kertas ini tetap utuh."), _(
        "Periksa printer, lalu Ctrl+P lagi."
    )
