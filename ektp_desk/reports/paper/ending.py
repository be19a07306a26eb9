"""What reports of several tables share: the answer above, then gaps, definitions and signatures."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from ektp_desk.domain.paper.figures import Definition
from ektp_desk.domain.paper.kinds import CountedFacts
from ektp_desk.reports.paper.blocks import SIGNATURE, define, definitions_height, notice, sign
from ektp_desk.reports.paper.furniture import base_definition, origin_furniture, title_block
from ektp_desk.reports.paper.ink import BOLD, INK, Style, fit, fold, write
from ektp_desk.reports.paper.page import INNER, LEFT, PaperCanvas
from ektp_desk.words import _
from ektp_desk.words.dates import plain_date
from ektp_desk.words.numbers import count

_HERO, _SENTENCE, _BESIDE = Style(44, BOLD), Style(13, BOLD), Style(9.5)
_BESIDE_LINE = 11.5


@dataclass(frozen=True, slots=True)
class Answer:
    """What a report says first: of when and where, one figure, its sentence, and what stands beside it."""

    title: str
    when: str
    place: str
    place_code: str
    figure: int
    sentence: str
    beside: str


def render_counted(
    report: CountedFacts,
    answer: Answer,
    *tables: Callable[[PaperCanvas, float], None],
    final: bool,
) -> bytes:
    """Draw answer, tables and ending; `final` leaves room to sign. The same facts give the same bytes.

    A table is told how many points must be left beneath its last rows.
    """
    origin = report.origin
    running = f"{answer.title} · {answer.place} · {answer.when}"
    paper = PaperCanvas(origin_furniture(origin, answer.title, running))
    title_block(paper, answer.title, answer.when, answer.place, answer.place_code, origin)
    _hero(paper, answer)
    for at, table in enumerate(tables, start=1):
        paper.y -= 10
        table(paper, _height(report) if at == len(tables) else 0.0)
    _end(paper, report, final=final)
    return paper.finish()


def _hero(paper: PaperCanvas, answer: Answer) -> None:
    """Write the answer large, with what it is a part of, and under that what it leaves open."""
    base = paper.y - 42
    shown = count(answer.figure)
    write(paper.canvas, shown, (LEFT - 2, base), _HERO)
    left = LEFT + _HERO.width(shown) + 10
    room = LEFT + INNER - left
    sentence, style = fit(answer.sentence, _SENTENCE, room)
    write(paper.canvas, sentence, (left, base + 18), style)
    beside = Style(_BESIDE.size, colour=INK)
    for at, line in enumerate(fold(answer.beside, beside, room)):
        write(paper.canvas, line, (left, base + 3 - at * _BESIDE_LINE), beside)
        paper.y = base - 8 - max(at - 1, 0) * _BESIDE_LINE


def _height(report: CountedFacts) -> float:
    """Of gaps, definitions and signatures, in points."""
    gaps = 30.0 + 11.5 * len(report.missing) if report.missing else 0.0
    return 12 + gaps + definitions_height(_meant(report)) + SIGNATURE + 8


def _meant(report: CountedFacts) -> tuple[Definition, ...]:
    return (*report.definitions, base_definition(report.origin))


def _end(paper: PaperCanvas, report: CountedFacts, *, final: bool) -> None:
    """Write the box of what is missing, what every figure means, and room to sign what is final."""
    origin, missing = report.origin, report.missing
    paper.y -= 12
    if missing:
        first = _("Belum termasuk: {what}").format(what=missing[0])
        rest = missing[1:]
        if len(rest) > 1:
            first, rest = _("Belum termasuk, {n} hal:").format(n=len(missing)), missing
        notice(paper, first, rest)
        paper.y -= 10
    meant = _meant(report)
    if not paper.room(definitions_height(meant) + SIGNATURE + 8):
        paper.turn()
    define(paper, meant)
    paper.y -= 8
    if not final:
        notice(paper, _("Belum dapat ditandatangani: hari belum ditutup."))
        return
    town, day = origin.letterhead.town, plain_date(origin.base)
    sign(paper, report.signatories, place_and_date=f"{town}, {day}" if town else day)
