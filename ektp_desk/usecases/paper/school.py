"""How a school did, by rombel: pupils, who is 16, recorded, 17 by polling day, absent."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from itertools import groupby

from ektp_desk.domain.errors import EktpError
from ektp_desk.domain.paper.counts import ClassLine, SchoolReport
from ektp_desk.domain.paper.figures import BySex, Definition, Signatory
from ektp_desk.domain.people import age_on
from ektp_desk.domain.visits import VisitKind
from ektp_desk.usecases.paper.origin import definitions, origin
from ektp_desk.usecases.paper.targets import Target, sexes, targets
from ektp_desk.usecases.session import Session
from ektp_desk.usecases.visit.naming import visit_place
from ektp_desk.usecases.visit.planning import the_visit
from ektp_desk.words import N_, _
from ektp_desk.words.dates import plain_date
from ektp_desk.words.visit.gaps import Gap


def school_report(session: Session, visit: str) -> SchoolReport:
    """Count a school's visit by rombel; raises `visit.unknown`, `report.not_a_school`."""
    found = the_visit(session, visit)
    if found.kind != VisitKind.SCHOOL:
        raise EktpError("report.not_a_school")
    people = sorted(targets(session, visit), key=lambda t: (t.rombel == "", t.rombel))
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
