"""The tables of a period's visits and of a school's classes, with plain numbers in their cells."""

from __future__ import annotations

from ektp_desk.domain.paper.counts import ClassLine, SchoolReport, ServedReport
from ektp_desk.domain.paper.figures import BySex, Equation
from ektp_desk.domain.paper.safety import SafetyReport
from ektp_desk.domain.paper.tabled import Tabled, TabledCell
from ektp_desk.domain.tickets import TicketGroup
from ektp_desk.words import _
from ektp_desk.words.dates import digits_date
from ektp_desk.words.numbers import count
from ektp_desk.words.outcomes import group_word
from ektp_desk.words.safety import lacking
from ektp_desk.words.sexes import by_sex_title, sex_letter


def visit_table(report: ServedReport) -> Tabled:
    """Every visit as one row: the equation, the recorded, the late, the waits; the sum last."""
    heads = (
        _("Hari"),
        _("Tempat"),
        _("Datang"),
        _("Bernomor"),
        _("Tanpa nomor"),
        _("Dilayani"),
        _("Sebagian"),
        _("Tidak"),
        _("Pergi"),
        _("Dijadwal"),
        _("Hilang"),
        _("Menunggu") if not report.all_closed else _("Belum jelas"),
        _("Direkam"),
        _("Lewat jam"),
        _("Tunggu"),
    )
    rows: list[tuple[TabledCell, ...]] = [
        (digits_date(line.day), line.place, *_terms(line.equation), line.recorded, line.late, line.median)
        for line in report.visits
    ]
    rows.append((_("Jumlah"), "", *_terms(report.total), report.recorded, report.late, report.median))
    return Tabled(_("Per kunjungan"), heads, tuple(rows))


def safety_table(report: SafetyReport) -> Tabled:
    """Every visit and laptop as one row, in F7's seven words; the sum last.

    A cell without a figure: only that laptop knows it.
    """
    heads = (
        _("Hari"),
        _("Tempat"),
        _("Laptop"),
        _("Direkam"),
        _("Disegel"),
        _("Kartu"),
        _("Dikirim"),
        _("Diterima"),
        _("Aman"),
        _("Kurang"),
    )
    rows: list[tuple[TabledCell, ...]] = [
        (
            digits_date(line.day),
            line.place,
            line.number,
            line.recorded,
            *((line.sealed, line.carried, line.sent) if line.own else (None, None, None)),
            line.heard,
            line.safe,
            "; ".join(lacking(line, line.gaps, at_office=report.at_office)),
        )
        for line in report.lines
    ]
    heard = sum(line.heard for line in report.lines)
    told = _("{n} belum aman").format(n=count(report.unsafe)) if report.unsafe else "–"
    rows.append((_("Jumlah"), "", "", report.recorded, None, None, None, heard, report.safe, told))
    return Tabled(_("Per kunjungan dan laptop"), heads, tuple(rows))


def _terms(e: Equation) -> tuple[int, ...]:
    return (e.arrived, e.numbered, e.sent_home, *(e.of(group) for group in TicketGroup), e.unclear)


def group_table(report: ServedReport) -> Tabled:
    """All visits' terms by sex."""
    rows: list[tuple[TabledCell, ...]] = [(group_word(g), *sexes(n)) for g, n in report.by_group.items()]
    waiting = _("Belum jelas") if report.all_closed else _("Menunggu")
    rows.append((waiting, *sexes(report.unclear)))
    numbered = sum(report.by_group.values(), report.unclear)
    home = BySex(unknown=report.total.sent_home)
    rows.append((_("Diberi nomor"), *sexes(numbered)))
    rows.append((_("Pulang tanpa nomor"), *sexes(home)))
    rows.append((_("Orang yang datang"), *sexes(numbered + home)))
    return Tabled(
        by_sex_title(),
        (_("Hasil"), sex_letter("L"), sex_letter("P"), _("Tak dikenal"), _("Jumlah")),
        tuple(rows),
    )


def sexes(n: BySex) -> tuple[int, int, int, int]:
    """L, P, unknown and all."""
    return n.male, n.female, n.unknown, n.total


def class_table(report: SchoolReport) -> Tabled:
    """Every rombel and measure as one row by sex; the whole school last."""
    rows: list[tuple[TabledCell, ...]] = []
    named = [(line.rombel or _("tidak tertulis"), line) for line in report.classes]
    for name, line in (*named, (_("Seluruh sekolah"), report.total)):
        rows += [(name, words, *sexes(n)) for words, n in measures(line, report)]
    heads = (_("Rombel"), _("Hitungan"), sex_letter("L"), sex_letter("P"), _("Tak dikenal"), _("Jumlah"))
    return Tabled(_("Per rombel"), heads, tuple(rows))


def measures(line: ClassLine, report: SchoolReport) -> tuple[tuple[str, BySex], ...]:
    """What is counted of a class, named; 17 by polling day only where that day is known."""
    polled = ((_("17 saat memilih"), line.seventeen),) if report.polling_day else ()
    return (
        (_("Siswa"), line.pupils),
        (_("16+"), line.sixteen),
        (_("Direkam"), line.recorded),
        (_("Direkam lebih dahulu"), line.earlier),
        *polled,
        (_("Tidak datang"), line.absent),
    )
