"""Papers as a spreadsheet has them: every figure as a number, every definition beneath."""

from __future__ import annotations

from datetime import date

from ektp_desk.domain.paper.breach import BreachNotice
from ektp_desk.domain.paper.counts import SchoolReport, ServedReport
from ektp_desk.domain.paper.figures import BySex, Definition, VisitReport
from ektp_desk.domain.paper.kinds import CountedFacts, PaperKind, TabledFacts
from ektp_desk.domain.paper.names import FOR_A_PEN, NameList
from ektp_desk.domain.paper.origin import PaperOrigin
from ektp_desk.domain.paper.safety import SafetyReport
from ektp_desk.domain.paper.tabled import Book, Tabled, TabledCell
from ektp_desk.domain.tickets import TicketGroup
from ektp_desk.words import _, officially
from ektp_desk.words.dates import clock, long_date, period_words, plain_date
from ektp_desk.words.numbers import count
from ektp_desk.words.outcomes import group_word, outcome_word
from ektp_desk.words.paper.ages import age_word
from ektp_desk.words.paper.breach import (
    breach_title,
    laptop_named,
    not_known,
    notice_table,
    visits_table,
)
from ektp_desk.words.paper.columns import column_head
from ektp_desk.words.paper.counts import class_table, group_table, safety_table, sexes, visit_table
from ektp_desk.words.paper.kinds import office_named, paper_name
from ektp_desk.words.sexes import sex_letter
from ektp_desk.words.visit.absences import absence_rows, absence_word
from ektp_desk.words.visit.notes import correction_rows, visit_notes


@officially
def book_of(facts: TabledFacts | BreachNotice) -> Book:
    if isinstance(facts, VisitReport):
        return _visit(facts)
    if isinstance(facts, ServedReport):
        return _of_period(PaperKind.SERVED, (visit_table(facts), group_table(facts)), facts)
    if isinstance(facts, SafetyReport):
        return _of_period(PaperKind.SAFETY, (safety_table(facts),), facts)
    if isinstance(facts, SchoolReport):
        place, day = facts.place, long_date(facts.day)
        return _book(paper_name(PaperKind.SCHOOL), place, day, (class_table(facts),), facts)
    if isinstance(facts, BreachNotice):
        return _breach(facts)
    return _book(facts.title, facts.place, facts.when, (_names(facts),), facts)


def _of_period(kind: PaperKind, tables: tuple[Tabled, ...], facts: ServedReport | SafetyReport) -> Book:
    period = period_words(facts.first, facts.last)
    return _book(paper_name(kind), facts.region_name or _("semua wilayah"), period, tables, facts)


def _book(
    title: str,
    place: str,
    period: str,
    tables: tuple[Tabled, ...],
    facts: CountedFacts | NameList,
) -> Book:
    origin = facts.origin
    about = (
        place,
        period,
        _base(origin),
        *(_("Belum termasuk: {what}").format(what=m) for m in facts.missing),
    )
    return _of(origin, title, about, tables, facts.definitions)


def _of(
    origin: PaperOrigin,
    title: str,
    about: tuple[str, ...],
    tables: tuple[Tabled, ...],
    definitions: tuple[Definition, ...],
) -> Book:
    head = origin.letterhead
    notes = _notes(definitions, origin)
    return Book(
        title, _sample(about, sample=head.sample), tables, notes, office_named(head.regency), origin.base
    )


def _breach(facts: BreachNotice) -> Book:
    origin = facts.origin
    about = (laptop_named(facts), _base(origin), _("Yang tidak diketahui kantor:"), *not_known(facts))
    tables = (notice_table(facts), *((visits_table(facts),) if facts.visits else ()))
    return _of(origin, breach_title(), about, tables, facts.definitions)


def _sample(about: tuple[str, ...], *, sample: bool) -> tuple[str, ...]:
    return (_("CONTOH, data buatan"), *about) if sample else about


def _base(origin: PaperOrigin) -> str:
    return _("Data s.d. {day}, {time} {zone}").format(
        day=plain_date(origin.base), time=clock(origin.base), zone=origin.zone
    )


def _notes(definitions: tuple[Definition, ...], origin: PaperOrigin) -> tuple[tuple[str, str], ...]:
    source = _("{source}; {n} catatan jurnal").format(source=origin.source, n=count(origin.events))
    return (
        *((each.term, each.text) for each in definitions),
        (_("Sumber"), source),
        (_("Dibuat oleh"), origin.printed_by),
    )


def _heads(first: str) -> tuple[str, ...]:
    return (first, sex_letter("L"), sex_letter("P"), _("Tak dikenal"), _("Jumlah"))


def _visit(report: VisitReport) -> Book:
    origin = PaperOrigin(
        report.letterhead,
        report.base,
        report.zone,
        report.source,
        report.printed_by,
        report.heads,
        report.events,
    )
    about: tuple[str, ...] = (report.place, long_date(report.day), *visit_notes(report), _base(origin))
    if report.closed is None:
        about = (*about, _("Sementara: belum ditutup. Angka berubah sampai hari ditutup."))
    about = (*about, *(_("Belum termasuk: {what}").format(what=m) for m in report.missing))
    tables = _results(report), _ages(report), _facts(report), _half_hours(report)
    return _of(origin, paper_name(PaperKind.VISIT), about, tables, report.definitions)


def _results(report: VisitReport) -> Tabled:
    rows: list[tuple[TabledCell, ...]] = [(group_word(g), *sexes(report.group(g))) for g in TicketGroup]
    unclear = _("Menunggu") if report.closed is None else _("Belum jelas")
    rows.append((unclear, *sexes(report.unclear)))
    numbered = sum(report.outcomes.values(), report.unclear)
    home = BySex(unknown=report.equation.sent_home)
    rows.append((_("Diberi nomor"), *sexes(numbered)))
    rows.append((_("Pulang tanpa nomor"), *sexes(home)))
    rows.append((_("Orang yang datang"), *sexes(numbered + home)))
    rows += [(outcome_word(code), *sexes(n)) for code, n in report.outcomes.items()]
    return Tabled(_("Hasil"), _heads(_("Hasil")), tuple(rows))


def _ages(report: VisitReport) -> Tabled:
    rows = [(age_word(code), *sexes(n)) for code, n in report.recorded_by_age.items()]
    rows.append((_("Direkam"), *sexes(sum(report.recorded_by_age.values(), BySex()))))
    rows.append((_("Di antaranya kartu menunggu 17 tahun"), *sexes(report.held_under_17)))
    rows.append((_("Di antaranya luar kabupaten"), *sexes(report.recorded_outside)))
    return Tabled(_("Umur"), _heads(_("Umur pada {day}").format(day=plain_date(report.day))), tuple(rows))


def _facts(report: VisitReport) -> Tabled:
    waits = report.waits
    rows: list[tuple[TabledCell, ...]] = [
        (_("Separuh menunggu paling lama (menit)"), waits.median),
        (_("9 dari 10 menunggu paling lama (menit)"), waits.p90),
        (_("Nomor terakhir selesai"), clock(waits.last_ended) if waits.last_ended else None),
        (_("Dilayani sesudah {hour}").format(hour=report.closing_hour), waits.served_after_hours),
        (_("Orang berbeda"), report.people),
        (_("Sasaran"), report.targets),
        (_("Sasaran yang datang"), report.targets_came),
        (_("Sasaran sudah direkam"), report.targets_recorded),
        *absence_rows(report),
        *((f"{_('Tidak datang')}: {absence_word(why).lower()}", n) for why, n in report.absences.items()),
        (_("Nomor batal, tidak dihitung"), report.equation.voided),
        *correction_rows(report),
    ]
    for day, n in sorted(report.reschedules.items()):
        rows.append((_("Dijadwalkan ulang ke {day}").format(day=plain_date(date.fromisoformat(day))), n))
    return Tabled(_("Waktu dan orang"), (_("Hal"), _("Jumlah")), tuple(rows))


def _half_hours(report: VisitReport) -> Tabled:
    rows = tuple((f"{each.start:%d-%m-%Y %H.%M}", each.arrived, each.served) for each in report.intervals)
    return Tabled(_("Kedatangan"), (_("Mulai"), _("Datang"), _("Dilayani")), rows)


def _names(names: NameList) -> Tabled:
    columns = tuple(part for part in names.columns if part not in FOR_A_PEN)
    grouped = any(group.heading for group in names.groups)
    heads = (*((_("Kelompok"),) if grouped else ()), *(column_head(part) for part in columns))
    rows = tuple(
        (*((group.heading,) if grouped else ()), *(row.cells.get(part, "") for part in columns))
        for group in names.groups
        for row in group.rows
    )
    return Tabled(_("Daftar"), heads, rows)
