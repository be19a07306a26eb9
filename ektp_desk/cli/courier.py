"""`courier export|import`: what this desk wrote onto a card or stick, and what others wrote from one."""

from __future__ import annotations

import sys
from dataclasses import asdict
from pathlib import Path

import click

from ektp_desk.cli.common import Signing, signed_in, signing_options, telling, write_json
from ektp_desk.desk.exchange.courier import put_on
from ektp_desk.desk.exchange.incoming import import_packs
from ektp_desk.domain.errors import EktpError
from ektp_desk.store.asking.places import office_root
from ektp_desk.store.store import Store
from ektp_desk.sync.carrier import find_carrier, mark_carrier
from ektp_desk.usecases.laptops.courier import CarrierImport, Inspection
from ektp_desk.words import _
from ektp_desk.words.carrying import (
    packages_words,
    refused_lines,
    taken_words,
    unlisted_words,
    verdict_words,
    withheld_words,
)
from ektp_desk.words.errors import sentence
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
    told = _("{runs} kiriman dan {files} gambar disalin dan dibaca kembali. Semua ada di sana sampai {head}.")
    click.echo(told.format(runs=count(done.runs), files=count(done.files), head=heads[0]))
    also = [verdict_words(done.verdicts)] if done.verdicts else []
    also += [packages_words(done.packages)] if done.packages else []
    if also:
        click.echo(_("Ikut disalin: {what}.").format(what=", ".join(also)))
    if done.withheld:
        click.echo(withheld_words(done.withheld))
    if done.unlisted:
        click.echo(unlisted_words(done.unlisted))
    if done.lacking:
        click.echo(sentence(EktpError("capture.lacking", count=done.lacking)))


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
    sys.exit(1 if found.refused or found.damaged else 0)


def _tell(found: CarrierImport, *, awaited: int) -> None:
    click.echo(f"{taken_words(found.events, found.files)}.")
    if found.packages:
        click.echo(_("{n} paket kantor diambil.").format(n=count(found.packages)))
    if awaited:
        told = _("Isi {n} daftar kunjungan belum datang. Pasang lagi stik yang memuat paketnya.")
        click.echo(told.format(n=count(awaited)))
    if found.others:
        click.echo(_("{n} kiriman untuk meja lain dilewati.").format(n=count(found.others)))
    if found.verdicts:
        click.echo(_("Diambil: {what}.").format(what=verdict_words(found.verdicts)))
    if found.removed.files:
        told = _("{n} gambar yang aman di kantor dihapus dari laptop ini.")
        click.echo(told.format(n=count(found.removed.files)))
    _tell_dropped(found)
    _tell_opened(found.opened)
    for line in refused_lines(found.refused, found.damaged):
        click.echo(line)


def _tell_dropped(found: CarrierImport) -> None:
    """Say what held words that the office erased."""
    if found.dropped:
        told = _("{n} kiriman atau gambar dihapus kantor: dilewati, dan dibuang dari kartu atau stik itu.")
        click.echo(told.format(n=count(found.dropped)))
    if found.undropped:
        told = _("{n} di antaranya masih ada di sana: kartu atau stik itu penuh, terkunci, atau rusak.")
        click.echo(told.format(n=count(found.undropped)))


def _tell_opened(opened: Inspection) -> None:
    """Say what an office desk found in captured files."""
    if opened.whole:
        click.echo(_("{n} gambar dibuka dan utuh.").format(n=count(opened.whole)))
    if opened.wrong:
        told = _("{n} gambar rusak: laptopnya diberi tahu lewat tanda terima. Minta orangnya difoto lagi.")
        click.echo(told.format(n=count(opened.wrong)))
    if opened.missing:
        told = _("{n} gambar belum sampai di sini, atau berubah di disk. Ambil kartu laptopnya sekali lagi.")
        click.echo(told.format(n=count(opened.missing)))
    if opened.waiting:
        told = _("{n} gambar menunggu ADB masuk: hanya kunci kantor membukanya.")
        click.echo(told.format(n=count(opened.waiting)))


def _root(store: Store) -> str:
    return office_root(store.connection).hex()
