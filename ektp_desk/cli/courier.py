"""`courier export|import`: what this desk wrote onto a card or stick, and what others wrote from one."""

from __future__ import annotations

import sys
from dataclasses import asdict
from pathlib import Path

import click

from ektp_desk.cli.common import Signing, signed_in, signing_options, telling, write_json
from ektp_desk.desk.exchange.courier import put_on
from ektp_desk.desk.exchange.incoming import import_packs
from ektp_desk.store.asking.places import office_root
from ektp_desk.store.store import Store
from ektp_desk.sync.carrier import find_carrier, mark_carrier
from ektp_desk.usecases.laptops.carried_words import brought_lines, got_lines
from ektp_desk.usecases.laptops.courier import CarrierImport
from ektp_desk.words import _
from ektp_desk.words.carrying import refused_lines
from ektp_desk.words.numbers import count

_FOLDER = click.Path(path_type=Path, file_okay=False)


@click.group(help=_("Salin catatan ke kartu atau stik, dan ambil dari sana."))
def courier() -> None:
    """Carry by hand what no line carries."""


@courier.command(help=_("Salin semua yang belum ada di kartu atau stik itu, dan baca kembali."))
@click.argument("folder", type=_FOLDER)
@signing_options
@click.option("--json", "as_json", is_flag=True, help=_("Tulis satu dokumen JSON."))
@telling
def export(*, folder: Path, signing: Signing, as_json: bool) -> None:
    """Put what is not there on a card or stick."""
    with signed_in(signing) as (desk, session):
        done = put_on(desk, session, mark_carrier(folder, _root(desk.held_store())))
        heads = session.store.heads()
    if as_json:
        write_json(asdict(done))
        return
    click.echo("\n".join(got_lines(done)))
    click.echo(_("Semua ada di sana sampai {head}.").format(head=heads[0]))


@courier.command("import", help=_("Ambil yang dibawa kartu atau stik itu dari meja lain."))
@click.argument("folder", type=_FOLDER)
@signing_options
@click.option("--json", "as_json", is_flag=True, help=_("Tulis satu dokumen JSON."))
@telling
def import_(*, folder: Path, signing: Signing, as_json: bool) -> None:
    """Take in what is new on a card or stick; exit 1 where something was not taken."""
    with signed_in(signing) as (desk, session):
        found = import_packs(desk, session, find_carrier(folder, _root(desk.held_store())))
        awaited = desk.held_store().awaited_rows()
    if as_json:
        write_json(asdict(found) | {"refused": dict(found.refused), "awaited": awaited})
    else:
        _tell(found, awaited=len(awaited))
    sys.exit(1 if found.amiss or found.damaged else 0)


def _tell(found: CarrierImport, *, awaited: int) -> None:
    said = brought_lines(found)
    if awaited:
        told = _("Isi {n} daftar kunjungan belum datang. Pasang lagi stik yang memuat paketnya.")
        said.append(told.format(n=count(awaited)))
    click.echo("\n".join([*said, *refused_lines(found.amiss, found.damaged)]))


def _root(store: Store) -> str:
    return office_root(store.connection).hex()
