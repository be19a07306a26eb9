"""What F6 says around the paper: choices, state, and what stood in the way."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from ektp_desk.domain.paper.before import PER_SHEET, Letter, NumberSheets
from ektp_desk.domain.paper.counts import SchoolReport, ServedReport
from ektp_desk.domain.paper.figures import VisitReport
from ektp_desk.domain.paper.kinds import Facts, PaperKind, TabledFacts
from ektp_desk.domain.paper.safety import SafetyReport
from ektp_desk.gui.kit import Note
from ektp_desk.gui.kit.news import BannerKind
from ektp_desk.gui.kit.shapes import Shape
from ektp_desk.words import _
from ektp_desk.words.dates import clock, digits_date, plain_date
from ektp_desk.words.numbers import count
from ektp_desk.words.paper.kinds import paper_name
from ektp_desk.words.visit.gaps import here

_NOTHING = Note(Shape.NONE, "")


@dataclass(frozen=True, slots=True, repr=False)
class KeyFigure:
    """A paper's figure, of what it is a part, how final it is, and of when."""

    number: str
    whom: str
    note: Note = _NOTHING
    as_of: str = ""


@dataclass(frozen=True, slots=True, repr=False)
class Notice:
    """What is not final or did not work, and what follows from it."""

    kind: BannerKind
    what: str
    then: str
    code: str = ""


def visit_words(day: str, title: str) -> str:
    """`02-04-2019 · Desa Noebesi`: a narrow box never cuts the day, which is an ISO date here."""
    return f"{digits_date(date.fromisoformat(day))} · {title}"


def not_there(kind: PaperKind, *, locked: bool) -> KeyFigure:
    """A paper that waits for somebody to ask for its names, or for a visit."""
    return KeyFigure("", paper_name(kind), Note(Shape.LOCKED, _("terkunci")) if locked else _NOTHING)


def key_figure(facts: Facts) -> KeyFigure:
    """Green once it is signed."""
    if isinstance(facts, NumberSheets):
        needed = sheets(-(-len(facts.numbers) // PER_SHEET)).replace(" ", "\N{NO-BREAK SPACE}")
        whom = _("nomor untuk digunting, {sheets}").format(sheets=needed)
        return KeyFigure(count(len(facts.numbers)), whom)
    number, whom, note = _figure(facts)
    return KeyFigure(number, whom, note, _as_of(facts))


def _figure(facts: TabledFacts | Letter) -> tuple[str, str, Note]:
    if isinstance(facts, VisitReport):
        whom = _("dari {all} orang dilayani").format(all=count(facts.equation.arrived))
        return count(facts.equation.served), whom, _state(facts.equation.unclear, closed=bool(facts.closed))
    if isinstance(facts, ServedReport):
        whom = _("dari {all} orang dilayani").format(all=count(facts.total.arrived))
        return count(facts.total.served), whom, _state(facts.total.unclear, closed=facts.all_closed)
    if isinstance(facts, SafetyReport):
        whom = _("dari {all} rekaman aman di kantor").format(all=count(facts.recorded))
        words = _("{n} belum aman").format(n=count(facts.unsafe))
        return count(facts.safe), whom, Note(Shape.LOOK if facts.unsafe else Shape.FINISHED, words)
    if isinstance(facts, SchoolReport):
        total = facts.total
        whom = _("direkam, dari {n} berumur 16+").format(n=count(total.sixteen.total))
        return count(total.recorded_of_sixteen), whom, _state(0, closed=facts.closed)
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


def _as_of(facts: TabledFacts | Letter) -> str:
    base = facts.base if isinstance(facts, VisitReport) else facts.origin.base
    return _("Data s.d. {day}, {time}").format(day=plain_date(base.date()), time=clock(base))


def provisional(facts: Facts) -> Notice | None:
    """That figures may still change, and until when, or what is not in them."""
    if isinstance(facts, VisitReport) and facts.closed is None:
        then = _("Angka berubah sampai hari ditutup.")
        if facts.equation.unclear:
            words = _("Sementara: {n} nomor menunggu")
            return Notice("warn", words.format(n=count(facts.equation.unclear)), then)
        return Notice("warn", _("Sementara: hari belum ditutup"), then)
    if isinstance(facts, NumberSheets | Letter) or not facts.missing:
        return None
    return Notice("warn", _("Belum termasuk"), here(facts.missing))


def no_printer() -> Notice:
    then = _("Simpan PDF (Ctrl+S), lalu cetak di laptop yang punya printer.")
    return Notice("warn", _("Tidak ada printer di laptop ini."), then)


def not_printed() -> Notice:
    what = _("Printer tidak menerima halaman. Kertas ini tetap utuh.")
    return Notice("bad", what, _("Periksa printer, lalu Ctrl+P lagi."), "report.not_printed")


def sheets(number: int) -> str:
    return _("{n} lembar A4").format(n=count(number))
