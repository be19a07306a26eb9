"""Who should come and who did: the head of desa's list, a school's by rombel, and how the school did."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from itertools import groupby
from typing import Any

from ektp_desk.domain.errors import EktpError
from ektp_desk.domain.paper.counts import ClassLine, SchoolReport
from ektp_desk.domain.paper.figures import BySex, Definition, Signatory
from ektp_desk.domain.paper.kinds import PaperKind
from ektp_desk.domain.paper.names import NameGroup, NameList, NamesRow, Part
from ektp_desk.domain.people import Nik, age_on
from ektp_desk.domain.visits import AbsenceReason, VisitKind
from ektp_desk.usecases.lists.queries import planned_lists
from ektp_desk.usecases.reports.queries import Target, definitions, listed_people, named_targets, origin
from ektp_desk.usecases.session import Session
from ektp_desk.usecases.shapes import Visit
from ektp_desk.usecases.visits.queries import the_visit, visit_place
from ektp_desk.words import N_, _
from ektp_desk.words.dates import digits_date, long_date, plain_date
from ektp_desk.words.numbers import count
from ektp_desk.words.paper.kinds import paper_name
from ektp_desk.words.visit.absences import absence_heading, absence_word
from ektp_desk.words.visit.gaps import Gap


def village_list(session: Session, visit: str) -> NameList:
    """For the head of desa: by dusun, RT/RW and name; raises `visit.unknown`."""
    found = the_visit(session, visit)
    people = sorted(
        named_targets(session, visit), key=lambda t: (t.dusun == "", t.dusun, t.rw, t.rt, t.name, t.person)
    )
    groups = _groups(people, lambda t: t.dusun or _("Dusun tidak tertulis"), _villager)
    if len(groups) == 1 and not people[0].dusun:
        groups = (NameGroup("", groups[0].rows, groups[0].sexes),)  # no list of this desa names a dusun
    return NameList(
        **_about(session, found),
        title=paper_name(PaperKind.VILLAGE_LIST),
        stem="daftar-desa",
        asks=(
            _(
                "Mohon diberi tahu agar datang sendiri dan membawa Kartu Keluarga asli. "
                "Beri tanda pada kolom Datang."
            ),
        ),
        columns=(Part.NAME, Part.SEX, Part.YEAR, Part.NIK, Part.PLACE, Part.NOTE, Part.TICK),
        groups=groups,
        empty=_("Tidak ada orang dalam daftar kunjungan ini."),
        totals=_totals(people),
    )


def school_list(session: Session, visit: str) -> NameList:
    """By rombel: who is 16, who turns 17 by polling day; raises `visit.unknown`.

    It is the teachers' list: who lives in another regency comes too, though they are no target.
    """
    found = the_visit(session, visit)
    people = sorted(listed_people(session, visit), key=lambda t: (t.rombel == "", t.rombel, t.name, t.person))
    elsewhere = sum(1 for t in people if t.elsewhere)
    day = date.fromisoformat(found.day)
    polling_day = date.fromisoformat(found.polling_day) if found.polling_day else None
    totals = [*_totals(people)]
    sixteen = sum(1 for t in people if t.born and age_on(t.born, day) >= 16)
    totals.append((_("Berumur 16 tahun ke atas"), count(sixteen)))
    if polling_day is not None:
        n = sum(1 for t in people if t.born and age_on(t.born, polling_day) >= 17)
        totals.append((_("Berumur 17 pada {day}").format(day=plain_date(polling_day)), count(n)))
    if elsewhere:
        totals.append((_("Luar kabupaten, bukan sasaran"), count(elsewhere)))
    return NameList(
        **_about(session, found),
        title=paper_name(PaperKind.SCHOOL_LIST),
        stem="daftar-siswa",
        asks=(_("Mohon siswa berumur 16 tahun ke atas yang belum merekam datang membawa KK (salinan)."),),
        columns=(Part.NAME, Part.SEX, Part.YEAR, Part.AGE, Part.NIK, Part.NOTE, Part.TICK),
        groups=_groups(
            people,
            lambda t: _("Rombel {name}").format(name=t.rombel) if t.rombel else _("Rombel tidak tertulis"),
            lambda t: _pupil(t, day, polling_day),
        ),
        empty=_("Tidak ada siswa dalam daftar kunjungan ini."),
        totals=tuple(totals),
    )


def absent_targets(session: Session, visit: str) -> NameList:
    """Whom somebody knew to have moved, died, …, by reason; raises `visit.unknown`."""
    found = the_visit(session, visit)
    absent = [t for t in named_targets(session, visit) if t.is_absent]
    told = [t for t in absent if t.explained_here]
    reasons = dict.fromkeys((*AbsenceReason, *(t.absence for t in told)))
    people = sorted(
        told, key=lambda t: (list(reasons).index(t.absence), t.dusun, t.rw, t.rt, t.name, t.person)
    )
    totals = (
        (_("Tidak datang, beralasan"), len(told)),
        (_("Belum datang, tanpa alasan"), len(absent) - len(told)),
    )
    return NameList(
        **_about(session, found),
        title=paper_name(PaperKind.ABSENT),
        stem="tidak-datang",
        asks=(
            _("Untuk kantor: menurut keterangan di tempat, belum dengan surat. Periksa sebelum data diubah."),
        ),
        columns=(Part.NAME, Part.SEX, Part.YEAR, Part.NIK, Part.DUSUN, Part.PLACE, Part.SAID_BY),
        groups=_groups(people, lambda t: absence_heading(t.absence), _absentee),
        empty=_("Belum ada alasan tidak datang yang dicatat pada kunjungan ini."),
        totals=tuple((label, count(n)) for label, n in totals) if told else (),
    )


def refusing_targets(session: Session, visit: str) -> NameGroup:
    """Whom to visit again of those who did not come: the others of whom a reason is known are not there."""
    reason = AbsenceReason.REFUSED
    found = [
        t for t in named_targets(session, visit) if t.is_absent and t.explained_here and t.absence == reason
    ]
    rows = (NamesRow({**_absentee(t).cells, Part.REASON: t.said_by}) for t in found)
    return NameGroup(absence_heading(reason), tuple(rows), sexes(found))


def sexes(people: Iterable[Target]) -> BySex:
    found = [t.sex for t in people]
    return BySex(found.count("L"), found.count("P"), sum(1 for sex in found if sex not in ("L", "P")))


def masked(nik: str) -> str:
    """Hide a NIK's serial; what is no NIK is hidden whole."""
    return Nik(nik).masked() if len(nik) == 16 and nik.isascii() and nik.isdigit() else ""


def _about(session: Session, visit: Visit) -> dict[str, Any]:
    planned = [one for one in planned_lists(session) if one.visit == visit.id]
    named = sorted(planned, key=lambda one: one.as_of, reverse=True)
    source = ", ".join(
        _("{name} per {day}").format(name=one.name, day=plain_date(date.fromisoformat(one.as_of)))
        for one in named
    )
    return {
        "origin": origin(session, source or _("tidak ada daftar pada kunjungan ini")),
        "place": visit_place(session, visit),
        "place_code": visit.village,
        "when": long_date(date.fromisoformat(visit.day)),
        "definitions": definitions(session, "names_of_targets"),
    }


def _groups(
    people: list[Target], heading: Callable[[Target], str], row: Callable[[Target], NamesRow]
) -> tuple[NameGroup, ...]:
    found = []
    for words, each in groupby(people, heading):
        rows = list(each)
        found.append(NameGroup(words, tuple(row(t) for t in rows), sexes(rows)))
    return tuple(found)


def _usual(target: Target) -> dict[Part, str]:
    return {
        Part.NAME: target.name,
        Part.SEX: target.sex,
        Part.YEAR: target.birth[:4],
        Part.NIK: masked(target.nik),
        Part.NOTE: _note(target),
    }


def _note(target: Target) -> str:
    """Say it in one piece: a row stays one line high."""
    said = ""
    if target.recorded_at:
        said = _("direkam {day}").format(day=digits_date(target.recorded_at.date()))
    elif target.explained_at and not target.came:
        said = f"{absence_word(target.absence).lower()} {digits_date(target.explained_at.date())}"
    elif target.elsewhere:
        said = _("luar kabupaten")
    return said.replace(" ", "\N{NO-BREAK SPACE}")


def _villager(target: Target) -> NamesRow:
    place = "/".join(part for part in (target.rt, target.rw) if part)
    return NamesRow({**_usual(target), Part.PLACE: place})


def _absentee(target: Target) -> NamesRow:
    cells = _villager(target).cells
    return NamesRow({**cells, Part.DUSUN: target.dusun or target.rombel, Part.SAID_BY: target.said_by})


def _pupil(target: Target, day: date, polling_day: date | None) -> NamesRow:
    return NamesRow({**_usual(target), Part.AGE: _age_mark(target.born, day, polling_day)})


def _age_mark(born: date | None, day: date, polling_day: date | None) -> str:
    if born is None:
        return _("tak diketahui")
    if age_on(born, day) >= 17:
        return _("17+")
    young = age_on(born, day) < 16
    if polling_day is not None and age_on(born, polling_day) >= 17:
        return _("16+, 17 saat memilih")
    return _("belum 16") if young else _("16+")


def _totals(people: list[Target]) -> tuple[tuple[str, str], ...]:
    n = sexes(people)
    rows = [(_("Jumlah"), count(n.total)), (_("Laki-laki"), count(n.male)), (_("Perempuan"), count(n.female))]
    if n.unknown:
        rows.append((_("Tak dikenal"), count(n.unknown)))
    recorded = sum(1 for t in people if t.recorded_at)
    if recorded:
        rows.append((_("Sudah direkam"), count(recorded)))
    return tuple(rows) if people else ()


def school_report(session: Session, visit: str) -> SchoolReport:
    """Count a school's visit by rombel; raises `visit.unknown`, `report.not_a_school`."""
    found = the_visit(session, visit)
    if found.kind != VisitKind.SCHOOL:
        raise EktpError("report.not_a_school")
    people = sorted(named_targets(session, visit), key=lambda t: (t.rombel == "", t.rombel))
    day = date.fromisoformat(found.day)
    polling = date.fromisoformat(found.polling_day) if found.polling_day else None
    classes = tuple(
        _line(name, list(each), day, polling) for name, each in groupby(people, key=lambda t: t.rombel)
    )
    return SchoolReport(
        origin=origin(session, _("jurnal kunjungan di laptop ini dan daftar sekolah")),
        place=visit_place(session, found),
        place_code=found.village,
        day=day,
        closed=found.closed_at is not None,
        polling_day=polling,
        classes=classes,
        definitions=(*_meanings(polling), *definitions(session, "names_of_targets")),
        missing=_missing(people, closed=found.closed_at is not None, polling=polling),
        signatories=(
            Signatory(_("Supervisor kunjungan"), found.supervisor),
            Signatory(_("Kepala sekolah"), ""),
        ),
    )


def _line(rombel: str, people: list[Target], day: date, polling: date | None) -> ClassLine:
    def of(holds: Callable[[Target], bool]) -> BySex:
        return sexes(t for t in people if holds(t))

    def aged(target: Target, age: int, on: date | None) -> bool:
        return target.born is not None and on is not None and age_on(target.born, on) >= age

    return ClassLine(
        rombel=rombel,
        pupils=sexes(people),
        sixteen=of(lambda t: aged(t, 16, day)),
        recorded=of(lambda t: t.here),
        earlier=of(lambda t: t.recorded_at is not None and not t.here),
        seventeen=of(lambda t: aged(t, 17, polling)),
        absent=of(lambda t: aged(t, 16, day) and t.recorded_at is None and not t.came),
        unknown_age=of(lambda t: t.born is None),
        younger=of(lambda t: t.here and not aged(t, 16, day)),
    )


def _meanings(polling: date | None) -> tuple[Definition, ...]:
    found = [
        Definition(_("16+"), _("berumur 16 tahun atau lebih pada hari kunjungan, menurut daftar sekolah.")),
        Definition(_("Direkam"), _("rekaman yang selesai pada kunjungan ini.")),
        Definition(_("Direkam lebih dahulu"), _("rekaman selesai pada kunjungan lain di laptop ini.")),
        Definition(_("Tidak datang"), _("16+, belum direkam, dan tidak dikenali pada nomor kunjungan ini.")),
    ]
    if polling is not None:
        text = _("berumur 17 tahun atau lebih pada hari pemungutan suara, {day}.").format(
            day=plain_date(polling)
        )
        found.append(Definition(_("17 saat memilih"), text))
    return tuple(found)


def _missing(people: list[Target], *, closed: bool, polling: date | None) -> tuple[str, ...]:
    found = []
    unborn = sum(1 for t in people if t.born is None)
    if unborn:
        found.append(Gap(N_("umur {n} siswa yang tanggal lahirnya tidak terbaca"), n=unborn))
    if polling is None:
        found.append(
            Gap(N_("siapa berumur 17 saat memilih: hari pemungutan suara belum diisi pada kunjungan"))
        )
    if not closed:
        found.append(Gap(N_("kunjungan belum ditutup; angkanya masih berubah")))
    return tuple(found)
