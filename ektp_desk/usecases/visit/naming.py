"""What a visit is called on screens and paper: after its desa, or after its school or counter."""

from __future__ import annotations

from ektp_desk.domain.places import RegionCode, kind_word
from ektp_desk.domain.visits import VisitKind
from ektp_desk.usecases.session import Session
from ektp_desk.usecases.shapes import Visit
from ektp_desk.words import _
from ektp_desk.words.visit.kinds import visit_kind


def visit_title(session: Session, visit: Visit) -> str:
    """Give the short name: `Desa Noebesi`, `SMA Contoh`, `Loket kantor`."""
    if visit.of_village:
        return _village_words(session, visit.village)
    if visit.kind == VisitKind.OFFICE:
        return visit.place or _("Loket kantor")
    return visit.place or visit_kind(visit.kind)


def visit_name(session: Session, visit: Visit) -> str:
    """Give the name for a heading, which tells the kind: `Desa Noebesi`, `SMA Contoh · Sekolah`."""
    title = visit_title(session, visit)
    return title if visit.of_village else f"{title} · {visit_kind(visit.kind)}"


def visit_place(session: Session, visit: Visit) -> str:
    """Give the name with its district: `Desa Noebesi, Kecamatan Nunbena`, `SMA Contoh, Kecamatan Nunbena`."""
    title, district = visit_title(session, visit), district_of(session, visit)
    return _("{place}, Kecamatan {district}").format(place=title, district=district) if district else title


def district_of(session: Session, visit: Visit) -> str:
    """Name the district of a visit's village; empty where it has none."""
    code = RegionCode.parse(visit.village) if visit.village else None
    if code is None or code.parent is None or code not in session.gazetteer:
        return ""
    return session.gazetteer.place(code.parent).name


def _village_words(session: Session, village: str) -> str:
    code = RegionCode.parse(village)
    if code not in session.gazetteer:
        return village
    return f"{kind_word(code).capitalize()} {session.gazetteer.place(code).name}"
