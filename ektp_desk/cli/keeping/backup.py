"""`backup` and `restore`: the office as one encrypted file, and back into a folder."""

from __future__ import annotations

from dataclasses import asdict
from datetime import datetime
from functools import partial
from pathlib import Path

import click

from ektp_desk.cli.common import (
    Signing,
    data_option,
    read_passphrase,
    signed_in,
    signing_options,
    telling,
    write_json,
)
from ektp_desk.desk.backup.making import make_backup
from ektp_desk.desk.backup.restoring import (
    Restored,
    check_restorer,
    is_locked,
    unlock_backup,
    unlock_standing,
)
from ektp_desk.desk.backup.restoring import restore as put_back
from ektp_desk.desk.recovery import RECOVERY, keys_of_page
from ektp_desk.domain.errors import EktpError
from ektp_desk.domain.places import RegionCode, zone_of
from ektp_desk.seal.backup import read_slots_of
from ektp_desk.seal.slots.content import Slots, Unlocked
from ektp_desk.settings import Folders, clock_in, folders
from ektp_desk.words import _
from ektp_desk.words.dates import clock, long_date
from ektp_desk.words.errors import sentence
from ektp_desk.words.numbers import count
from ektp_desk.words.safety import copy_words

_FILE = click.Path(path_type=Path, dir_okay=False)


@click.command(help=_("Cadangkan kantor ke satu berkas terenkripsi, dan baca kembali sampai habis."))
@click.argument("file", type=_FILE)
@signing_options
@click.option("--json", "as_json", is_flag=True, help=_("Tulis satu dokumen JSON."))
@telling
def backup(*, file: Path, signing: Signing, as_json: bool) -> None:
    """Write the office to a file."""
    with signed_in(signing) as (desk, session):
        done = make_backup(desk, session, file)
    if as_json:
        write_json({"file": str(file), **asdict(done)})
    else:
        told = _("Cadangan siap dan sudah dibaca kembali: {file} ({events} peristiwa).")
        click.echo(told.format(file=file, events=count(done.events)))
        if done.copy is not None:
            click.echo(copy_words(done.copy))


@click.command(help=_("Pulihkan kantor dari cadangan ke folder data; yang lama tidak pernah dihapus."))
@click.argument("file", type=_FILE)
@data_option
@click.option("--user", metavar="NAME", help=_("Nama pengguna; tak perlu bila hanya satu."))
@click.option("--passphrase-fd", type=int, metavar="N", help=_("Baca kata sandi dari deskriptor N."))
@click.option(
    "--standing-fd",
    type=int,
    metavar="N",
    help=_("Baca kata sandi kantor yang ada di sini dari deskriptor N."),
)
@click.option("--recovery-fd", type=int, metavar="N", help=_("Baca 27 kata pemulihan dari deskriptor N."))
@click.option("--replace", is_flag=True, help=_("Pindahkan kantor yang ada ke samping dahulu."))
@click.option("--json", "as_json", is_flag=True, help=_("Tulis satu dokumen JSON."))
@telling
def restore(
    *,
    file: Path,
    data: Path | None,
    user: str | None,
    passphrase_fd: int | None,
    standing_fd: int | None,
    recovery_fd: int | None,
    replace: bool,
    as_json: bool,
) -> None:
    """Put an office back."""
    slots = read_slots_of(file)
    place = folders(data)
    by, keys, typed = _opened(slots, place, user, passphrase_fd, recovery_fd)
    there = None
    if replace and is_locked(slots, place, (keys,)):
        prompt = partial(_ask_standing, standing_fd, may_ask=passphrase_fd is None)
        there = unlock_standing(slots, place, by, typed, prompt=prompt)
    zone = zone_of(RegionCode.parse(slots.office.region))
    time = clock_in(zone.utc_offset_minutes)
    done = put_back(file, place, keys, by=by, clock=time, there=there, replace_office=replace)
    if as_json:
        write_json(asdict(done) | {"moved_to": str(done.moved_to) if done.moved_to else None})
    else:
        _tell(done)


def _opened(
    slots: Slots, place: Folders, user: str | None, passphrase_fd: int | None, recovery_fd: int | None
) -> tuple[str, Unlocked, str]:
    """Who restores, by id, what they open, and what they typed."""
    if recovery_fd is not None:
        typed = read_passphrase(recovery_fd)
        return RECOVERY, keys_of_page(slots, typed), typed
    found = [slot.user.id for slot in slots.users if user is None or slot.user.name == user]
    if len(found) != 1:
        raise EktpError("user.unknown" if user else "user.name_needed")
    check_restorer(slots, place, found[0])  # told before a passphrase is asked for
    typed = read_passphrase(passphrase_fd)
    return found[0], unlock_backup(slots, place, found[0], typed), typed


def _ask_standing(descriptor: int | None, *, may_ask: bool) -> str:
    """Ask for the passphrase that holds in the office that stands; raises `restore.locked`."""
    refused = EktpError("restore.locked")
    if descriptor is None and not may_ask:
        raise refused
    click.echo(sentence(refused), err=True)
    return read_passphrase(descriptor)


def _tell(done: Restored) -> None:
    made = datetime.fromisoformat(done.made_at)
    click.echo(sentence(EktpError("folder.restored", label=done.label)))
    said = _("Cadangan dari {day} pukul {time}, {events} peristiwa.")
    click.echo(said.format(day=long_date(made.date()), time=clock(made), events=count(done.events)))
    if done.taken_over:
        also = _("{taken} peristiwa sesudah cadangan diambil dari folder yang lama.")
        click.echo(also.format(taken=count(done.taken_over)))
    if done.missing:
        lost = _("{missing} peristiwa sesudahnya pernah tersimpan di laptop ini dan tidak ada lagi.")
        click.echo(lost.format(missing=count(done.missing)), err=True)
    if done.moved_to:
        click.echo(_("Kantor yang lama tetap ada di {folder}.").format(folder=done.moved_to))
