"""Lists of those who should come: the head of desa's by dusun, a school's by rombel."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date, datetime
from itertools import groupby
from typing import Any

from ektp_desk.domain.paper.figures import BySex
from ektp_desk.domain.paper.kinds import PaperKind
from ektp_desk.domain.paper.names import Named, NameGroup, NameList, Part
from ektp_desk.domain.people import Nik, age_on
from ektp_desk.usecases.paper.origin import definitions, origin
from ektp_desk.usecases.session import Session
from ektp_desk.usecases.shapes import Shape, Visit
from ektp_desk.usecases.visit.naming import visit_place
from ektp_desk.usecases.visit.planning import the_visit
from ektp_desk.words import _
from ektp_desk.words.dates import digits_date, long_date, plain_date
from ektp_desk.words.numbers import count
from ektp_desk.words.paper.kinds import paper_name


class Target(Shape, frozen=True):
    """Somebody whom a visit's lists name; `here` and `came` are of this visit."""

    person: str
    name: str
    nik: str
    sex: str
    birth: str  # ISO, or empty
    rt: str
    rw: str
    dusun: str
    rombel: str
    recorded_at: datetime | None
    here: bool
    came: bool

    @property
    def born(self) -> date | None:
        """The birth date, when it is known."""
        return date.fromisoformat(self.birth) if self.birth else None


class _Listed(Shape, frozen=True):
    name: str
    as_of: str


def targets(session: Session, visit: str) -> list[Target]:
    """Give everybody whom a visit's lists name, each once."""
    return session.store.ask("names_of_targets", Target, visit=visit)


def village_list(session: Session, visit: str) -> NameList:
    """Give the list for the head of desa: by dusun, RT/RW and name; raises `visit.unknown`."""
    found = the_visit(session, visit)
    people = sorted(
        targets(session, visit), key=lambda t: (t.dusun == "", t.dusun, t.rw, t.rt, t.name, t.person)
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
    """Give a school's list by rombel, who is 16, who turns 17 by polling day; raises `visit.unknown`."""
    found = the_visit(session, visit)
    people = sorted(targets(session, visit), key=lambda t: (t.rombel == "", t.rombel, t.name, t.person))
    day = date.fromisoformat(found.day)
    polling_day = date.fromisoformat(found.polling_day) if found.polling_day else None
    totals = [*_totals(people)]
    sixteen = sum(1 for t in people if t.born and age_on(t.born, day) >= 16)
    totals.append((_("Berumur 16 tahun ke atas"), count(sixteen)))
    if polling_day is not None:
        n = sum(1 for t in people if t.born and age_on(t.born, polling_day) >= 17)
        totals.append((_("Berumur 17 pada {day}").format(day=plain_date(polling_day)), count(n)))
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


def sexes(people: Iterable[Target]) -> BySex:
    """Count people by sex."""
    found = [t.sex for t in people]
    return BySex(found.count("L"), found.count("P"), sum(1 for sex in found if sex not in ("L", "P")))


def masked(nik: str) -> str:
    """Hide a NIK's serial; what is no NIK is hidden whole."""
    return Nik(nik).masked() if len(nik) == 16 and nik.isascii() and nik.isdigit() else ""


def _about(session: Session, visit: Visit) -> dict[str, Any]:
    named = session.store.ask("lists_of_visit", _Listed, visit=visit.id)
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
    people: list[Target], heading: Callable[[Target], str], row: Callable[[Target], Named]
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
        Part.NOTE: _recorded_on(target.recorded_at.date()) if target.recorded_at else "",
    }


def _recorded_on(day: date) -> str:
    """Say it in one piece: a row stays one line high."""
    return _("direkam {day}").format(day=digits_date(day)).replace(" ", "\N{NO-BREAK SPACE}")


def _villager(target: Target) -> Named:
    place = "/".join(part for part in (target.rt, target.rw) if part)
    return Named({**_usual(target), Part.PLACE: place})


def _pupil(target: Target, day: date, polling_day: date | None) -> Named:
    return Named({**_usual(target), Part.AGE: _age_mark(target.born, day, polling_day)})


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
