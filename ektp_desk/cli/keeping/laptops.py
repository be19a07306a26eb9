"""`office laptop`, `office desk`, `office revoke`: kits for more laptops, which there are, and lost ones."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import click
from msgspec.structs import asdict

from ektp_desk.cli.common import (
    Signing,
    data_option,
    read_passphrase,
    signed_in,
    signing_options,
    telling,
    write_json,
)
from ektp_desk.desk.keys.rekeying import waits_for
from ektp_desk.desk.kit_files import begin_kit_files
from ektp_desk.desk.kits import MadeKit, found_by_kit, read_kit_file
from ektp_desk.settings import folders
from ektp_desk.usecases.admin.laptops import device_of, office_laptops
from ektp_desk.usecases.exchange.queries import safety_ladder
from ektp_desk.usecases.laptops.commands import revoke_laptop
from ektp_desk.usecases.setup import KIT_ENDING
from ektp_desk.words import _
from ektp_desk.words.laptops import laptop_kind, laptop_state
from ektp_desk.words.numbers import count

R = TypeVar("R")
_FILE = click.Path(path_type=Path, dir_okay=False)


@click.group(help=_("Laptop: buat kit untuk laptop lapangan, buka kit, sebutkan semua."))
def laptop() -> None:
    """Hold the commands."""


@click.group(help=_("Meja kantor: buat kit untuk laptop kantor yang kedua."))
def desk() -> None:
    """Hold the command."""


def _json_option(command: Callable[..., R]) -> Callable[..., R]:
    return click.option("--json", "as_json", is_flag=True, help=_("Tulis satu dokumen JSON."))(command)


def _kit_options(command: Callable[..., R]) -> Callable[..., R]:
    """Add what both kinds of kit are asked with."""
    out = click.option("--out", type=_FILE, help=_("Berkas kit, mis. di stik."))
    page = click.option("--page", type=_FILE, help=_("Berkas PDF lembar enam kata."))
    words = click.option("--words", "told", is_flag=True, help=_("Sebutkan keenam kata di layar."))
    name = click.argument("name", required=False, default="")
    return name(out(page(words(signing_options(_json_option(command))))))


@laptop.command("new", help=_("Buat kit untuk satu laptop lapangan (ADB): berkas, dan lembar enam kata."))
@_kit_options
@telling
def new_laptop(
    *, name: str, out: Path | None, page: Path | None, told: bool, signing: Signing, as_json: bool
) -> None:
    """Make a field laptop's kit."""
    _make(name, out, page, told=told, signing=signing, as_json=as_json, at_office=False)


@desk.command("new", help=_("Buat kit untuk laptop kantor yang lain (ADB): berkas, dan lembar enam kata."))
@_kit_options
@telling
def new_desk(
    *, name: str, out: Path | None, page: Path | None, told: bool, signing: Signing, as_json: bool
) -> None:
    """Make an office desk's kit."""
    _make(name, out, page, told=told, signing=signing, as_json=as_json, at_office=True)


@laptop.command("list", help=_("Sebutkan semua laptop kantor ini."))
@signing_options
@_json_option
@telling
def list_(*, signing: Signing, as_json: bool) -> None:
    """Name every laptop and kit."""
    with signed_in(signing) as (_desk, session):
        found, unsafe = office_laptops(session), safety_ladder(session).unsafe_by_device
    if as_json:
        listed = [asdict(one) | {"unsafe": unsafe.get(one.device, 0)} for one in found]
        write_json({"laptops": listed})
        return
    for one in found:
        parts = [one.number, laptop_kind(one.desk), laptop_state(one.state)]
        if left := unsafe.get(one.device):
            parts.append(_("{n} rekaman belum aman").format(n=count(left)))
        click.echo(" · ".join(parts))


@laptop.command("open", help=_("Buka kit di folder data yang kosong: laptop ini menjadi laptop kantor itu."))
@click.argument("kit", type=_FILE)
@click.option("--words-fd", type=int, metavar="N", help=_("Baca keenam kata dari deskriptor N."))
@data_option
@_json_option
@telling
def open_(*, kit: Path, words_fd: int | None, data: Path | None, as_json: bool) -> None:
    """Found a laptop by a kit."""
    sealed = read_kit_file(kit)
    made = found_by_kit(folders(data), sealed, read_passphrase(words_fd, _("Enam kata")))
    if as_json:
        write_json(
            {
                "number": made.number,
                "device": made.device,
                "office": made.office,
                "office_code": made.office_code,
                "users": list(made.users),
            }
        )
        return
    click.echo(_("Laptop {number} dari {office} siap.").format(number=made.number, office=made.office))
    click.echo(_("Kode kantor: {code}. Bandingkan dengan lembarnya.").format(code=made.office_code))
    click.echo(_("Masuk dengan kata sandi kantor: {users}").format(users=", ".join(made.users)))


@click.command(help=_("Cabut laptop yang hilang (ADB): yang ditulisnya sesudah ini tidak dihitung."))
@click.argument("number")
@click.option("--reason", required=True, metavar="TEXT", help=_("Alasan, untuk jurnal."))
@signing_options
@_json_option
@telling
def revoke(*, number: str, reason: str, signing: Signing, as_json: bool) -> None:
    """Let a laptop in no longer."""
    with signed_in(signing) as (_desk, session):
        device = device_of(session, number)
        revoke_laptop(session, device, reason=reason)
    if as_json:
        write_json({"number": number, "device": device, "revoked": True})
    else:
        told = _("Laptop {number} dicabut. Yang sudah sampai di sini tetap dihitung.")
        click.echo(told.format(number=number))


def _make(
    name: str,
    out: Path | None,
    page: Path | None,
    *,
    told: bool,
    signing: Signing,
    as_json: bool,
    at_office: bool,
) -> None:
    """Write kit and page; the words are told where they were asked for, or at a terminal without a page."""
    shown = told or (page is None and sys.stdout.isatty() and not as_json)
    with signed_in(signing) as (place, session):
        for user in waits_for(place.slots, place.held_store()):
            click.echo(_("{user} harus masuk sekali di laptop kantor.").format(user=user), err=True)

        def files(number: str) -> tuple[Path, Path | None]:
            file = out or Path(f"kit-{number}{KIT_ENDING}")
            return file, page or (None if shown else file.with_suffix(".pdf"))

        kit, file, sheet = begin_kit_files(place, session, files, label=name, at_office=at_office)()
    _tell_kit(kit, file, sheet, shown=shown, as_json=as_json)


def _tell_kit(kit: MadeKit, file: Path, sheet: Path | None, *, shown: bool, as_json: bool) -> None:
    if as_json:
        document = {"number": kit.facts.number, "desk": kit.facts.desk, "kit": str(file)}
        document |= {"page": str(sheet)} if sheet else {}
        write_json(document | ({"words": kit.words} if shown else {}))
        return
    click.echo(_("Kit laptop {number}: {file}").format(number=kit.facts.number, file=file))
    if sheet:
        told = _("Cetak lembar enam kata lalu hapus berkasnya; bawa terpisah dari kit: {file}")
        click.echo(told.format(file=sheet))
    if shown:
        click.echo(_("Enam kata: {words}").format(words=kit.words))
