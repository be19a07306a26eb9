"""`report NAME`: any paper as PDF, as a spreadsheet, as JSON; names only with a purpose."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

import click

from ektp_desk.cli.common import DayParam, Signing, signed_in_by, signing_options, telling, write_json
from ektp_desk.cli.paper.documents import document_of
from ektp_desk.domain.errors import EktpError
from ektp_desk.domain.paper.before import read_numbers
from ektp_desk.domain.paper.kinds import NAMED, OF_PERIODS, OF_SCHOOLS, TABLED, Facts, PaperKind, Wanted
from ektp_desk.domain.visits import VisitKind
from ektp_desk.usecases.reports.papers import make, make_named
from ektp_desk.usecases.session import Session
from ektp_desk.usecases.visits.queries import visits
from ektp_desk.words import _
from ektp_desk.words.paper.books import book_of


@dataclass(frozen=True, slots=True)
class _Numbers:
    letter: str = "A"
    first: int = 1
    last: int = 48


class _Range(click.ParamType[_Numbers]):
    """Numbers of one desk, `A1-48`."""

    name = "range"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> _Numbers:
        """Read letter, first and last; anything else is a usage error."""
        if isinstance(value, _Numbers):
            return value
        try:
            return _Numbers(*read_numbers(str(value)))
        except EktpError:
            self.fail(f"{value!r}: A1-48", param, ctx)


@click.command(help=_("Buat laporan atau kertas. NAME: {names}.").format(names=", ".join(PaperKind)))
@click.argument("name", type=click.Choice([kind.value for kind in PaperKind]))
@click.option("--from", "first", type=DayParam(), help=_("Hari pertama masa laporan."))
@click.option("--to", "last", type=DayParam(), help=_("Hari terakhir masa laporan."))
@click.option("--region", metavar="CODE", default="", help=_("Hanya wilayah ini, mis. 53.02.32."))
@click.option("--visit", "visit", metavar="ID", help=_("Kunjungan; tanpa ini, yang terakhir dibuka."))
@click.option(
    "--numbers", type=_Range(), default=_Numbers(), help=_("Nomor antrean yang dicetak, mis. A1-48.")
)
@click.option("--purpose", default="", help=_("Untuk apa nama-nama diperlukan; dicatat di jurnal."))
@click.option("--out", type=click.Path(path_type=Path, dir_okay=False), help=_("Berkas .pdf atau .xlsx."))
@click.option("--json", "as_json", is_flag=True, help=_("Tulis satu dokumen JSON."))
@signing_options
@telling
def report(
    *,
    name: str,
    first: date | None,
    last: date | None,
    region: str,
    visit: str | None,
    numbers: _Numbers,
    purpose: str,
    out: Path | None,
    as_json: bool,
    signing: Signing,
) -> None:
    """Count, draw, write."""
    kind = PaperKind(name)
    with signed_in_by(signing) as (_desk, session, passphrase):
        about = "" if kind in OF_PERIODS else visit or _latest(session, kind)
        serials = (numbers.letter, numbers.first, numbers.last)
        wanted = Wanted(kind, about, first, last, region, *serials)
        if kind in NAMED:
            facts: Facts = make_named(session, wanted, purpose=purpose, passphrase=passphrase)
        else:
            facts = make(session, wanted)
        target = out or (None if as_json else Path(f"{name}-{_stamp(session, about)}.pdf"))
        if target is not None:
            _write(session, target, kind, facts)
            click.echo(_("Laporan ditulis: {file}").format(file=target), err=True)
    if as_json:
        write_json(document_of(facts))


def _latest(session: Session, kind: PaperKind) -> str:
    """The visit that was opened last, or for what comes before a visit the last one planned."""
    found = visits(session)
    if kind in OF_SCHOOLS:
        found = [visit for visit in found if visit.kind == VisitKind.SCHOOL]
    opened = [visit for visit in found if visit.opened_at is not None]
    if not opened and not found:
        raise EktpError("visit.none")
    return (opened or found)[-1].id


def _stamp(session: Session, visit: str) -> str:
    """Date a file's name by the visit's day, else by today: nobody's name stands in it."""
    found = next((one for one in visits(session) if one.id == visit), None)
    return found.day if found else session.today.isoformat()


def _write(session: Session, path: Path, kind: PaperKind, facts: Facts) -> None:
    if path.suffix.lower() != ".xlsx":
        write_file(path, session.prints.pdf(facts))
        return
    if kind not in TABLED:
        raise EktpError("report.no_table")
    session.lists.write_book(path, book_of(facts))  # type: ignore[arg-type]  # those in TABLED are tables


def write_file(path: Path, content: bytes) -> None:
    """Write a result file; raises `file.cannot_write`."""
    try:
        path.write_bytes(content)
    except OSError:
        raise EktpError("file.cannot_write") from None
