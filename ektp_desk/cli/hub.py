"""`hub`: `init` makes the office's mailbox, `serve` runs it, `status` says what lies there.

`rebuild` and `restore` put in order one that lost its index, its packs, or its machine.
"""

from __future__ import annotations

import gc
import signal
import sys
from pathlib import Path

import click
import msgspec

from ektp_desk.cli.common import Signing, signed_in, signing_options, telling, write_json
from ektp_desk.desk.hub_start import write_start
from ektp_desk.desk.office_hub import make_hub
from ektp_desk.hub.identity import read_identity
from ektp_desk.hub.keeper import keeping
from ektp_desk.hub.mailbox import Mailbox
from ektp_desk.hub.places import HubPlaces, choose_places
from ektp_desk.hub.rereading import ReadPacks
from ektp_desk.hub.restoring import rebuild_index
from ektp_desk.hub.restoring import restore as restore_hub
from ektp_desk.hub.running import serving_alone
from ektp_desk.hub.scrubbing import ScrubDamage
from ektp_desk.hub.scrubbing import scrub as read_back
from ektp_desk.hub.second_place import SecondPlace, choose_copy
from ektp_desk.hub.serving import listen_at, server
from ektp_desk.usecases.laptops.queries import office_hub
from ektp_desk.words import _
from ektp_desk.words.hub import (
    asked_words,
    copies_words,
    held_words,
    journal_words,
    lacking_words,
    scrub_words,
    summary_words,
)
from ektp_desk.words.numbers import count

_FOLDER = click.Path(path_type=Path, file_okay=False)
_LISTEN = "0.0.0.0:8443"
_TOLD = 100  # packs between two words on how far it is


@click.group(help=_("Hub kantor: kotak surat kiriman yang tersegel. Hub tidak dapat membuka isinya."))
def hub() -> None:
    """Hold the hub's commands."""


@hub.command(help=_("Buat hub kantor ini di folder kosong (ADB), dan beri tahu laptop alamatnya."))
@click.argument("folder", type=_FOLDER)
@click.option(
    "--address", "addresses", multiple=True, required=True, help=_("Alamat, mis. https://10.0.0.2:8443.")
)
@signing_options
@click.option("--json", "as_json", is_flag=True, help=_("Tulis satu dokumen JSON."))
@telling
def init(*, folder: Path, addresses: tuple[str, ...], signing: Signing, as_json: bool) -> None:
    """Make a hub, and say in the journal which one is the office's."""
    with signed_in(signing) as (desk, session):
        fingerprint = make_hub(desk, session, folder, addresses)
        made = office_hub(session.store)
    assert made is not None
    if as_json:
        write_json({"key": made.key, "fingerprint": fingerprint, "addresses": made.addresses.split()})
    else:
        click.echo(
            _("Hub kantor ada di {folder}. Jalankan: ektp-desk hub serve {folder}").format(folder=folder)
        )


@hub.command(help=_("Jalankan hub sampai dihentikan (Ctrl+C)."))
@click.argument("folder", type=_FOLDER)
@click.option("--listen", metavar="HOST:PORT", default=_LISTEN, show_default=True)
@click.option("--index", metavar="URL", default="", help=_("Indeks di PostgreSQL, untuk beberapa proses."))
@click.option("--store", metavar="URL", default="", help=_("Kiriman di S3: s3://ember/awalan."))
@click.option("--copy", type=_FOLDER, help=_("Salin juga ke folder di disk lain; diingat sampai diganti."))
@click.option("--no-copy", is_flag=True, help=_("Tidak menyalin lagi."))
@telling
def serve(*, folder: Path, listen: str, index: str, store: str, copy: Path | None, no_copy: bool) -> None:
    """Serve."""
    host, port = _place(listen)
    read_identity(folder)
    if index or store:
        choose_places(folder, HubPlaces(index, store))
    signal.signal(signal.SIGTERM, lambda *_of: sys.exit(0))  # as at Ctrl+C, what stands around it ends too
    with serving_alone(folder, listen):
        mailbox = Mailbox(folder)
        try:
            if copy or no_copy:
                choose_copy(mailbox.shelf, None if no_copy else copy)
            with listen_at(host, port) as listening:
                told = _("Hub menerima kiriman di {listen}. Ctrl+C menghentikannya.").format(listen=listen)

                def began() -> None:
                    gc.freeze()  # what is loaded by now stays: each whole look for what goes would look at it
                    click.echo(told)

                served = server(mailbox, began=began)
                with keeping(mailbox.shelf, SecondPlace(mailbox.shelf, folder)):
                    served.run(sockets=[listening])
        finally:
            mailbox.close()


@hub.command(help=_("Tulis berkas yang menjalankan hub bersama komputernya."))
@click.argument("folder", type=_FOLDER)
@click.option("--listen", metavar="HOST:PORT", default=_LISTEN, show_default=True)
@telling
def autostart(*, folder: Path, listen: str) -> None:
    """Write a unit for systemd, or a task for Windows, and say what takes it into use."""
    _place(listen)
    read_identity(folder)
    made = write_start(folder.resolve(), listen)
    click.echo(_("{file} ditulis. Jalankan:").format(file=made.file))
    for line in made.commands:
        click.echo(line)


@hub.command(help=_("Salin hub juga ke folder di disk lain mulai sekarang; tanpa folder kedua: tidak lagi."))
@click.argument("folder", type=_FOLDER)
@click.argument("place", type=_FOLDER, required=False)
@telling
def copy(*, folder: Path, place: Path | None) -> None:
    """Choose the second place, also while the hub serves."""
    mailbox = Mailbox(folder, reads_packs=False)
    try:
        choose_copy(mailbox.shelf, place)
    finally:
        mailbox.close()


def _place(listen: str) -> tuple[str, int]:
    host, _colon, port = listen.rpartition(":")
    if not port.isdecimal():
        raise click.UsageError("--listen HOST:PORT")
    return host.strip("[]"), int(port)


@hub.command(help=_("Sebutkan laptop yang dikenal hub, dan sampai mana jurnalnya diterima."))
@click.argument("folder", type=_FOLDER)
@click.option("--json", "as_json", is_flag=True, help=_("Tulis satu dokumen JSON."))
@telling
def status(*, folder: Path, as_json: bool) -> None:
    """Say what a hub holds, also while it serves."""
    mailbox = Mailbox(folder, reads_packs=False)
    try:
        found = mailbox.standing()
    finally:
        mailbox.close()
    if as_json:
        write_json(msgspec.to_builtins(found))
        return
    click.echo(f"{found.code}: {summary_words(found)[0]}")
    kept = _("Salinan: {copies}. Baca ulang: {scrub}.")
    click.echo(kept.format(copies=copies_words(found), scrub=scrub_words(found)))
    for one in found.laptops:
        lines = [
            " · ".join(filter(None, (journal_words(each, one.number), lacking_words(each))))
            for each in one.journals
        ]
        told = _("{number}: terdengar {asked}; diterima {spans}")
        spans = "; ".join(lines) or "–"
        click.echo(told.format(number=one.number, asked=asked_words(one, found), spans=spans))
        if one.held:
            click.echo(f"{one.number}: {held_words(one.held)}")


@hub.command(help=_("Baca ulang semua paket hub dari disk, juga selagi hub berjalan. Ctrl+C menundanya."))
@click.argument("folder", type=_FOLDER)
@click.option("--json", "as_json", is_flag=True, help=_("Tulis satu dokumen JSON."))
@telling
def scrub(*, folder: Path, as_json: bool) -> None:
    """Read packs back, and say what was found wrong."""
    mailbox, found = Mailbox(folder, reads_packs=False), list[ScrubDamage]()
    try:
        mailbox.shelf.sweep()
        copy = SecondPlace(mailbox.shelf, folder)
        copy.reach()
        state = read_back(mailbox.shelf, second=copy, tell=found.append)
    finally:
        mailbox.close()
    if as_json:
        write_json({"at": state.ended, "damaged": [msgspec.to_builtins(one) for one in found]})
    for one in () if as_json else found:
        told = _("Paket {pack}, bita {place}: rusak. {done}")
        done = _("Diperbaiki, tidak ada yang hilang.") if one.is_mended else _("Diminta lagi dari laptop.")
        click.echo(told.format(pack=one.pack, place=count(one.place), done=done))
    if not (as_json or found):
        click.echo(_("Semua paket terbaca, tidak ada yang rusak."))
    if any(not one.is_mended for one in found):
        sys.exit(1)


@hub.command(help=_("Buat lagi indeks hub dari paketnya, bila hilang atau rusak. Hub harus berhenti."))
@click.argument("folder", type=_FOLDER)
@click.option("--json", "as_json", is_flag=True, help=_("Tulis satu dokumen JSON."))
@telling
def rebuild(*, folder: Path, as_json: bool) -> None:
    """Read all packs into a new index."""
    _tell_read(rebuild_index(folder, _passed), as_json=as_json)


@hub.command(help=_("Pulihkan hub dari salinan atau cadangan foldernya. Hub harus berhenti."))
@click.argument("folder", type=_FOLDER)
@click.option("--from", "source", type=_FOLDER, required=True, help=_("Folder salinan atau cadangan."))
@click.option("--json", "as_json", is_flag=True, help=_("Tulis satu dokumen JSON."))
@telling
def restore(*, folder: Path, source: Path, as_json: bool) -> None:
    """Bring the packs of another place."""
    _tell_read(restore_hub(folder, source, _passed), as_json=as_json)


def _passed(done: int, total: int) -> None:
    if not done % _TOLD:
        click.echo(f"{done}/{total}", err=True)


def _tell_read(found: ReadPacks, *, as_json: bool) -> None:
    if as_json:
        write_json({"packs": found.packs, "entries": found.entries, "refused": found.refused})
        return
    told = _("Indeks dibuat lagi: {entries} kiriman dari {packs} paket. Laptop menawarkan lagi miliknya.")
    click.echo(told.format(entries=count(found.entries), packs=count(found.packs)))
    if found.refused:
        click.echo(
            _("Tidak diterima: {count} kiriman; paketnya tetap.").format(count=count(len(found.refused)))
        )
