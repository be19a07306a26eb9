"""`office package`: what the office gives a visit, on a card or stick."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from ektp_desk.cli.common import Signing, signed_in, signing_options, telling, write_json
from ektp_desk.desk.exchange.packages import give_package
from ektp_desk.domain.errors import EktpError
from ektp_desk.domain.visits import VisitState
from ektp_desk.store.asking.places import office_root
from ektp_desk.sync.carrier import mark_carrier
from ektp_desk.usecases.session import Session
from ektp_desk.usecases.visits.packages.queries import letters_typed
from ektp_desk.usecases.visits.queries import visit_name, visits
from ektp_desk.words import _
from ektp_desk.words.carrying import given_words
from ektp_desk.words.dates import plain_date
from ektp_desk.words.numbers import count

_SIGNS = 6  # of a visit's id: enough to tell those of one office apart


@click.command(help=_("Buat paket satu kunjungan untuk laptopnya, di kartu atau stik."))
@click.argument("visit", required=False, default="")
@click.option(
    "--out",
    required=True,
    type=click.Path(path_type=Path, file_okay=False),
    help=_("Folder kartu atau stik."),
)
@click.option(
    "--letter",
    "letters",
    multiple=True,
    metavar="LETTER=LAPTOP",
    help=_("Laptop mana memberi nomor huruf itu, mis. A=02/a; boleh beberapa."),
)
@signing_options
@click.option("--json", "as_json", is_flag=True, help=_("Tulis satu dokumen JSON."))
@telling
def package(*, visit: str, out: Path, letters: tuple[str, ...], signing: Signing, as_json: bool) -> None:
    """Give a visit's laptops what they need."""
    with signed_in(signing) as (desk, session):
        visit = _visit(session, visit)
        given = letters_typed(session, " ".join(letters))
        carrier = mark_carrier(out, office_root(desk.held_store().connection).hex())
        made = give_package(desk, session, visit, carrier, letters=given)
    if as_json:
        write_json(
            {
                "visit": visit,
                "number": made.number,
                "expires": made.expires.isoformat(),
                "laptops": made.laptops,
                "waiting": made.waiting,
                "rows": made.rows,
            }
        )
        return
    whose = given_words(made.number, laptops=made.laptops, waiting=made.waiting)
    told = _("{package} ada di sana dan dibaca kembali. Berlaku sampai {day}.")
    click.echo(told.format(package=whose, day=plain_date(made.expires)))
    if made.rows:
        click.echo(_("{n} baris daftar ikut.").format(n=count(made.rows)))


def _visit(session: Session, typed: str) -> str:
    """The visit whose id begins so; the only one that is not closed needs no word.

    Raises `visit.which` (fact `known`) where several fit, or none does.
    """
    known_here = visits(session)
    coming = [visit for visit in known_here if visit.state is not VisitState.CLOSED]
    found = [visit for visit in (known_here if typed else coming) if visit.id.startswith(typed)]
    if len(found) == 1:
        return found[0].id
    known = (
        f"{visit.id[:_SIGNS]} {plain_date(date.fromisoformat(visit.day))} {visit_name(session, visit)}"
        for visit in found or coming
    )
    raise EktpError("visit.which", known="; ".join(known) or "–")
