"""What a list's title says of where its people live: "DAFTAR PENDUDUK … DESA KUATAE KECAMATAN KOTA SOE"."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from ektp_desk.domain.lists.cells import Cell, text_of
from ektp_desk.domain.lists.layout.labels import Said
from ektp_desk.domain.lists.meanings import Meaning

_PLACE = re.compile(
    r"\b(?:(?P<district>kec(?:amatan\b|\.))|(?:desa|kelurahan)\b|(?:kel|ds)\.)", re.IGNORECASE
)
_END = re.compile(
    r"[,;:()\[\]|\n]|\s[-\u2013]\s|\b(?:kab|kabupaten|provinsi|prov|tahun|per|tanggal)\b", re.IGNORECASE
)
_MOST_WORDS = 5  # of a place's name

IsPlace = Callable[[str], bool]


def places_in(row: Sequence[Cell], is_village: IsPlace, is_district: IsPlace) -> Said:
    """The district and the village that a title names, by the longest name that is one."""
    said: Said = {}
    for text in (text_of(cell) for cell in row if isinstance(cell, str)):
        for meaning, words in _named(text):
            is_place = is_district if meaning is Meaning.DISTRICT_NAME else is_village
            names = (" ".join(words[:count]) for count in range(len(words), 0, -1))
            if name := next(filter(is_place, names), ""):
                said.setdefault(meaning, name)
    return said


def _named(text: str) -> Iterator[tuple[Meaning, list[str]]]:
    for place in _PLACE.finditer(text):
        meaning = Meaning.DISTRICT_NAME if place["district"] else Meaning.VILLAGE_NAME
        words = _PLACE.split(text[place.end() :], maxsplit=1)[0].strip(" :/-")
        yield meaning, _END.split(words, maxsplit=1)[0].split()[:_MOST_WORDS]
