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
