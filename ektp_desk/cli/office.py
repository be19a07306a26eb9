"""`office`: `init` makes one, `user` says who may open it, `laptop` where, `package` with what."""

from __future__ import annotations

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
from ektp_desk.cli.keeping.breach import breach
from ektp_desk.cli.keeping.laptops import desk as desk_commands
from ektp_desk.cli.keeping.laptops import laptop as laptop_commands
from ektp_desk.cli.keeping.laptops import revoke
from ektp_desk.cli.keeping.packages import package
from ektp_desk.cli.keeping.users import user as user_commands
from ektp_desk.desk.founding import charter_of, found
from ektp_desk.desk.keys.passphrases import new_passphrase
from ektp_desk.desk.recovery import drill as drill_page
from ektp_desk.desk.recovery import make_page, page_file, write_page
from ektp_desk.desk.sample.making import make_sample
from ektp_desk.domain.places import RegionCode, zone_of
from ektp_desk.settings import clock_in, folders
from ektp_desk.words import _
from ektp_desk.words.dates import long_date


@click.group(help=_("Kantor: dirikan."))
def office() -> None:
    """Hold the office's commands."""


for command in (user_commands, laptop_commands, desk_commands, revoke, breach, package):
    office.add_command(command)


@office.command(help=_("Dirikan kantor di folder data yang kosong, dan tulis halaman pemulihan."))
@data_option
@click.option("--region", metavar="CODE", help=_("Kode kabupaten atau kota, mis. 53.02."))
@click.option("--user", metavar="NAME", help=_("Nama pengguna pertama (ADB)."))
@click.option("--passphrase-fd", type=int, metavar="N", help=_("Baca kata sandi dari deskriptor N."))
@click.option("--out", type=click.Path(path_type=Path, dir_okay=False), help=_("Berkas halaman pemulihan."))
@click.option("--sample", is_flag=True, help=_("Kantor contoh: orang buatan, kata sandi disebutkan."))
@click.option("--json", "as_json", is_flag=True, help=_("Tulis satu dokumen JSON."))
@telling
def init(
    *,
    data: Path | None,
    region: str | None,
    user: str | None,
    passphrase_fd: int | None,
    out: Path | None,
    sample: bool,
    as_json: bool,
) -> None:
    """Found an office."""
    if sample:
        _found_sample(data, as_json=as_json)
        return
    if not region or not user:
        raise click.UsageError(_("Perlu --region dan --user, atau --sample."))
    _found_real(data, RegionCode.parse(region), user, passphrase_fd, out=out, as_json=as_json)


@office.command("recovery-page", help=_("Buat halaman pemulihan baru (ADB); yang lama tidak membuka lagi."))
@signing_options
@click.option("--out", type=click.Path(path_type=Path, dir_okay=False), help=_("Berkas halaman pemulihan."))
@click.option("--json", "as_json", is_flag=True, help=_("Tulis satu dokumen JSON."))
@telling
def recovery_page(*, signing: Signing, out: Path | None, as_json: bool) -> None:
    """Make another recovery page."""
    with signed_in(signing) as (desk, session):
        page = page_file(session.office.region, session.today, desk.folders, out=out)
        make_page(desk, session, lambda recovery: write_page(page, recovery))
    if as_json:
        write_json({"recovery_page": str(page)})
    else:
        told = _("Halaman pemulihan baru berlaku, yang lama tidak lagi. Cetak lalu hapus berkasnya: {file}")
        click.echo(told.format(file=page))


@office.command(help=_("Uji halaman pemulihan (ADB): 27 katanya membuka sebuah benda uji."))
@click.option("--words-fd", type=int, metavar="N", help=_("Baca 27 kata pemulihan dari deskriptor N."))
@signing_options
@click.option("--json", "as_json", is_flag=True, help=_("Tulis satu dokumen JSON."))
@telling
def drill(*, words_fd: int | None, signing: Signing, as_json: bool) -> None:
    """Try the recovery page out."""
    with signed_in(signing) as (desk, session):
        code = drill_page(desk, session, read_passphrase(words_fd, _("27 kata pemulihan")))
        day = session.today
    if as_json:
        write_json({"opened": True, "day": day, "office_code": code})
        return
    click.echo(_("Halaman pemulihan membuka kantor ini. Diuji {day}.").format(day=long_date(day)))
    click.echo(_("Kode kantor: {code}. Bandingkan dengan lembarnya.").format(code=code))


def _found_sample(data: Path | None, *, as_json: bool) -> None:
    made = make_sample(folders(data, sample=True))
    if as_json:
        write_json({"user": made.user, "passphrase": made.passphrase, "visit": made.visit, "sample": True})
    else:
        click.echo(_("Kantor contoh siap. Pengguna: {user}").format(user=made.user))
        click.echo(_("Kata sandi: {passphrase}").format(passphrase=made.passphrase))


def _found_real(
    data: Path | None,
    region: RegionCode,
    user: str,
    descriptor: int | None,
    *,
    out: Path | None,
    as_json: bool,
) -> None:
    place = folders(data)
    given = read_passphrase(descriptor) if descriptor is not None else new_passphrase()
    clock = clock_in(zone_of(region).utc_offset_minutes)
    page = page_file(str(region), clock().day, place, out=out)
    found(
        place,
        charter_of(region),
        user_name=user,
        passphrase=given,
        clock=clock,
        keep=lambda recovery: write_page(page, recovery),
    )
    _tell(region, user, page, passphrase=None if descriptor is not None else given, as_json=as_json)


def _tell(region: RegionCode, user: str, page: Path, *, passphrase: str | None, as_json: bool) -> None:
    """Say what was made; a passphrase only if the program chose it."""
    if as_json:
        document = {"region": str(region), "user": user, "recovery_page": str(page), "sample": False}
        write_json(document | ({"passphrase": passphrase} if passphrase else {}))
    else:
        told = _("Kantor didirikan. Cetak halaman pemulihan lalu hapus berkasnya: {file}")
        click.echo(told.format(file=page))
        if passphrase:
            click.echo(_("Kata sandi {user}: {passphrase}").format(user=user, passphrase=passphrase))
