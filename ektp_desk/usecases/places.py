"""Places as the office's gazetteer names them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ektp_desk.domain.errors import EktpError
from ektp_desk.domain.places import PROVINCE, REGENCY, RegionCode, kind_word, letters
from ektp_desk.usecases.session import Session
from ektp_desk.words import _


@dataclass(frozen=True, slots=True)
class Village:
    """A desa of the office: `title` as said aloud ("Desa Noebesi"), `key` its letters only.

    Of who lives outside the office's regency, `is_outside`, only the regency, or the province, is asked.
    """

    code: str
    name: str
    title: str
    district: str
    key: str
    is_outside: bool = False


def village_of(session: Session, code: str) -> Village:
    region = RegionCode.parse(code)
    name = session.gazetteer.place(region).name
    district = session.gazetteer.place(region.at(3)).name
    return Village(code, name, f"{kind_word(region).capitalize()} {name}", district, letters(name))


def office_villages(session: Session) -> tuple[Village, ...]:
    """All of the office's regency, by district."""
    districts = session.gazetteer.children(RegionCode.parse(session.office.region))
    found = (place for district in districts for place in session.gazetteer.children(district.code))
    return tuple(village_of(session, str(place.code)) for place in found)


def places_outside(session: Session) -> tuple[Village, ...]:
    """The other regencies of the office's province, and the other provinces."""
    office = RegionCode.parse(session.office.region)
    own, names = office.at(PROVINCE), session.gazetteer
    regencies = (place for place in names.children(own) if place.code != office.at(REGENCY))
    provinces = (place for place in names.provinces() if place.code != own)
    outside = _("luar kabupaten")
    return tuple(
        Village(str(place.code), place.name, place.name, outside, letters(place.name), is_outside=True)
        for place in (*regencies, *provinces)
    )


def is_outside(session: Session, code: str) -> bool:
    """Whether somebody is known to live outside the office's regency."""
    try:
        return bool(code) and not RegionCode.parse(code).within(RegionCode.parse(session.office.region))
    except EktpError:
        return False


def village_named(session: Session, text: str, *, outside: bool = True) -> str:
    """The code of what is meant by `Noebesi`, `Noebesi, Nunbena` or `Kota Kupang`; empty for no words.

    Without `outside` only the office's villages are meant.
    Raises `place.no_such_village`, also where several are named so.
    """
    key = letters(text)
    if not key:
        return ""
    known = (*office_villages(session), *(places_outside(session) if outside else ()))
    found = [v.code for v in known if key in (v.key, v.key + letters(v.district))]
    if len(found) != 1:
        raise EktpError("place.no_such_village")
    return found[0]


def village_name(session: Session, code: str) -> str:
    """Empty for none, the code where it is no known place; says so of one outside the office's regency."""
    if not code:
        return ""
    try:
        name = session.gazetteer.place(RegionCode.parse(code)).name
    except EktpError:
        name = code
    return f"{name}, {_('luar kabupaten')}" if is_outside(session, code) else name


def matching(
    villages: Sequence[Village], people: Mapping[str, int], text: str, *, most: int = 30
) -> list[Village]:
    """Find villages by letters only, so that `kotolin` finds Kot'Olin.

    Those that begin so come first, among them those with listed people; without text, only those with
    people, which `people` counts by code.
    """
    key = letters(text)
    fit = [v for v in villages if (key in v.key if key else v.code in people)]
    fit.sort(key=lambda v: (not v.key.startswith(key), v.code not in people, v.name))
    return fit[:most]
