"""`salvage`: what a damaged log still gives, and going on with it."""

from __future__ import annotations

import click

from ektp_desk.cli.common import Signing, find_user, read_passphrase, signing_options, telling, write_json
from ektp_desk.desk.accepting import Accepted, salvage_log
from ektp_desk.desk.desk import Desk
from ektp_desk.domain.errors import EktpError
from ektp_desk.words import _
from ektp_desk.words.errors import sentence
from ektp_desk.words.numbers import count


@click.command(help=_("Baca kembali log yang rusak; dengan --accept lanjutkan tanpa yang hilang (ADB)."))
@signing_options
@click.option("--accept", is_flag=True, help=_("Lanjutkan dengan yang terbaca, dalam jurnal baru."))
@click.option("--json", "as_json", is_flag=True, help=_("Tulis satu dokumen JSON."))
@telling
def salvage(*, signing: Signing, accept: bool, as_json: bool) -> None:
    """Say what came back and what did not; the damaged files are kept."""
    with Desk(signing.folders, today=signing.today) as desk:
        user = find_user(desk, signing.user)
        keys = desk.unlock(user, read_passphrase(signing.passphrase_fd))
        done = salvage_log(desk, user, keys, accept=accept)
    if as_json:
        write_json(_document(done))
    else:
        _tell(done)


def _document(done: Accepted) -> dict[str, object]:
    found = done.found
    return {
        "frames": found.frames,
        "broken": found.broken,
        "held": found.held,
        "saved": found.saved,
        "missing": list(found.missing),
        "beyond": found.beyond,
        "kept_in": str(done.aside),
        "journal": done.label,
    }


def _tell(done: Accepted) -> None:
    found = done.found
    click.echo(
        _("Log: {frames} bagian, {broken} tidak terbaca lagi.").format(
            frames=count(found.frames), broken=count(found.broken)
        )
    )
    click.echo(
        _("{held} peristiwa utuh sebelum yang rusak, {saved} diselamatkan sesudahnya.").format(
            held=count(found.held), saved=count(found.saved)
        )
    )
    if not found.is_all:
        told = _("Kurang {gaps}; {beyond} sesudahnya terbaca tetapi tidak bersambung.")
        click.echo(told.format(gaps=found.gaps, beyond=count(found.beyond)))
    click.echo(_("Berkas yang rusak disimpan utuh di {folder}.").format(folder=done.aside))
    if done.label:
        click.echo(sentence(EktpError("folder.salvaged", label=done.label)))
