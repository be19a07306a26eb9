"""Places as the office's gazetteer names them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ektp_desk.domain.errors import EktpError
from ektp_desk.domain.places import RegionCode, kind_word, letters
from ektp_desk.usecases.session import Session


@dataclass(frozen=True, slots=True)
class Village:
    """A desa of the office: `title` as said aloud ("Desa Noebesi"), `key` its letters only."""

    code: str
    name: str
    title: str
    district: str
    key: str


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


def village_named(session: Session, text: str) -> str:
    """The code of the one that is meant by `Noebesi` or `Noebesi, Nunbena`; empty for no words.

    Raises `place.no_such_village`, also where several are named so.
    """
    key = letters(text)
    if not key:
        return ""
    found = [v.code for v in office_villages(session) if key in (v.key, v.key + letters(v.district))]
    if len(found) != 1:
        raise EktpError("place.no_such_village")
    return found[0]


def village_name(session: Session, code: str) -> str:
    """Empty for none, the code where it is no place of this office."""
    if not code:
        return ""
    try:
        return session.gazetteer.place(RegionCode.parse(code)).name
    except EktpError:
        return code


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
