"""What a column's first values look like, for whoever says what it means; titles are read elsewhere."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Sequence
from datetime import date

from ektp_desk.domain.errors import EktpError
from ektp_desk.domain.lists.dates import parse_date
from ektp_desk.domain.lists.layout.titles import BY_VALUE
from ektp_desk.domain.lists.meanings import FIGURES, Meaning
from ektp_desk.domain.lists.values.figures import read_figure
from ektp_desk.domain.lists.values.gone import read_gone
from ektp_desk.domain.lists.values.marital import Marital
from ektp_desk.domain.lists.values.statuses import is_status
from ektp_desk.domain.people import Sex

# How much one value says for a meaning: a shape that hardly another column has, one that a few
# share, or words that could be almost anything.
_SURE, _SHARED, _LOOSE, _VAGUE = 5.0, 3.0, 2.0, 1.0

_FITS = _SHARED * 0.5  # half of the values have a shape of the meaning's own

Score = Callable[[str], float]


def by_likeness(
    meanings: Iterable[Meaning], samples: Sequence[str], *, held: Collection[Meaning] = ()
) -> list[Meaning]:
    """Order meanings by how well a column's values fit, best first; equals stay in the order given.

    Of two that fit as well, the one that no other column has (`held`) comes first. "Not taken" is
    always the last, whatever the values: a person's decision, which no value can propose. Samples may
    be masked (`530232**********`). None of them filled leaves the order, but for those that are held.
    """
    wanted = list(meanings)
    fit = {meaning: likeness(meaning, samples) for meaning in wanted}
    return sorted(wanted, key=lambda one: (one is Meaning.IGNORED, -fit[one], one in held))


def likeness(meaning: Meaning, samples: Sequence[str]) -> float:
    """Tell from 0 to 5 how much the filled samples look like what a column of this meaning holds."""
    filled = [sample.strip() for sample in samples if sample.strip()]
    score = _SCORES.get(meaning)
    if score is None or not filled:
        return 0.0
    return sum(map(score, filled)) / len(filled)


def fits(meaning: Meaning, samples: Sequence[str]) -> bool:
    """Whether these values could stand in a column of this meaning, by more than being words."""
    return likeness(meaning, samples) >= _FITS


def left_with(former: Meaning, samples: Sequence[str]) -> Meaning:
    """Tell what a column means once another took its meaning: what that one meant, if its values fit.

    Two columns that were mistaken for each other are so put right at once; anything else is not taken.
    """
    return former if former is not Meaning.IGNORED and fits(former, samples) else Meaning.IGNORED


def _matching(*shapes: tuple[str, float]) -> Score:
    """Scores a value by the first shape that it has whole."""
    compiled = [(re.compile(shape, re.IGNORECASE), weight) for shape, weight in shapes]
    return lambda value: next((weight for shape, weight in compiled if shape.fullmatch(value)), 0.0)


def _date(value: str) -> float:
    if re.fullmatch(r"[0-9]{4}-[0-9]\*+", value):
        return _SURE  # a day with its midnight, masked for its many digits
    if value.isdigit() and len(value) != 5:
        return 0.0  # a serial of our century has five digits; a year or a house number fewer
    try:
        parse_date(value, today=date.max)
    except EktpError:
        return 0.0
    return _LOOSE if value.isdigit() else _SURE


def _sex(value: str) -> float:
    if Sex.parse(value) is None:
        return 0.0
    return _VAGUE if value.isdigit() else _SURE  # 1 and 2 begin every column of numbers


def _marital(value: str) -> float:
    if Marital.parse(value) is None:
        return 0.0
    return _SURE if len(value) > 2 else _LOOSE  # one letter also says a sex


def _by_word(meaning: Meaning) -> Score:
    shape = next(shape for shape, of in BY_VALUE if of is meaning)
    return lambda value: _SURE if shape.fullmatch(value) else 0.0


_WORD = r"[^\W\d_][^\d_]*"
_ONE_WORD = r"[^\W\d_][^\d_\s]*"
_TWO_DIGITS, _FEW_DIGITS = (r"[0-9]{2}", _LOOSE), (r"[0-9]{1,3}", _LOOSE)
_SIXTEEN = _matching(
    (r"[0-9]{16}|[0-9]{6}\*{10}", _SURE), (r"[0-9]{4,6}\D*\*{6,}", _LOOSE), (r"[0-9]{12,18}", _LOOSE)
)
_PLACE = ((_ONE_WORD, _LOOSE), (_WORD, _VAGUE))

_SCORES: dict[Meaning, Score] = {
    Meaning.NIK: _SIXTEEN,
    Meaning.KK_NUMBER: _SIXTEEN,
    Meaning.NAME: _matching((rf"{_ONE_WORD}\s{_WORD}", _SHARED), (_WORD, _LOOSE)),
    Meaning.SEX: _sex,
    Meaning.BIRTH_PLACE: _matching(*_PLACE),
    Meaning.BIRTH_DATE: _date,
    Meaning.ADDRESS: _matching(
        (r"(?:jl|jln|jalan|gg|gang|lorong)\b.*", _SURE), (r"[^\W\d_].*[0-9].*", _SHARED), (_WORD, _VAGUE)
    ),
    Meaning.RT: _matching((r"rt\W*[0-9]{1,3}", _SURE), (r"0[0-9]{1,2}", _SHARED), _FEW_DIGITS),
    Meaning.RW: _matching((r"rw\W*[0-9]{1,3}", _SURE), (r"0[0-9]{1,2}", _SHARED), _FEW_DIGITS),
    Meaning.RT_RW: _matching((r"(?:rt\W*)?[0-9]{1,3}\s*/\s*(?:rw\W*)?[0-9]{1,3}", _SURE)),
    Meaning.DUSUN: _matching((r"(?:dusun|dsn|lingk\w*)\b.*", _SURE), *_PLACE),
    Meaning.PROVINCE_CODE: _matching(_TWO_DIGITS),
    Meaning.REGENCY_CODE: _matching((r"[0-9]{2}\.[0-9]{2}", _SURE), (r"[0-9]{4}", _LOOSE), _TWO_DIGITS),
    Meaning.DISTRICT_CODE: _matching(
        (r"(?:[0-9]{2}\.){2}[0-9]{2}", _SURE), (r"[0-9]{6}", _SHARED), _TWO_DIGITS
    ),
    Meaning.VILLAGE_CODE: _matching(
        (r"(?:[0-9]{2}\.){3}[0-9]{4}", _SURE), (r"[0-9]{10}", _SHARED), (r"[12][0-9]{3}", _SHARED)
    ),
    Meaning.DISTRICT_NAME: _matching((r"(?:kec|kecamatan)\b.*", _SURE), *_PLACE),
    Meaning.VILLAGE_NAME: _matching((r"(?:desa|kel|kelurahan)\b.*", _SURE), *_PLACE),
    Meaning.POPULATION_STATUS: lambda value: _SURE if value.lower() == "hidup" or read_gone(value) else 0.0,
    Meaning.WKTP_CLASS: _by_word(Meaning.WKTP_CLASS),
    Meaning.RECORD_STATUS: _by_word(Meaning.RECORD_STATUS),
    Meaning.DISABILITY: _matching((r"(?:tuna|cacat|disabilitas|difabel)\b.*", _SURE)),
    Meaning.STATUS_CODE: lambda value: _SURE if is_status(value) else 0.0,
    Meaning.MARITAL: _marital,
    Meaning.NISN: _matching((r"[0-9]{10}", _SHARED)),
    Meaning.ROMBEL: _matching(
        (r"kelas\b.*|(?:x|xi|xii|vii|viii|ix|1?[0-9])[ .-][a-z0-9]+(?: [0-9]+)?", _SURE)
    ),
    Meaning.TPS: _matching((r"tps\W*[0-9]{1,3}", _SURE), _FEW_DIGITS),
    Meaning.REGION: _matching(
        (r"(?:[0-9]{2}\.)+[0-9]{2,4}", _SURE), (r"[0-9]{6}|[0-9]{10}", _LOOSE), (_WORD, _SHARED)
    ),
} | dict.fromkeys(FIGURES, lambda value: _LOOSE if read_figure(value)[0] is not None else 0.0)
