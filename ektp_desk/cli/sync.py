"""`sync --once`: one round with the office's hub while the window is closed."""

from __future__ import annotations

import sys

import click

from ektp_desk.cli.common import Signing, signed_in, signing_options, telling, write_json
from ektp_desk.desk.exchange.line import go_by_line, outbox_of, prepare_line
from ektp_desk.domain.errors import EktpError
from ektp_desk.sync.sending import choose_links
from ektp_desk.words import _
from ektp_desk.words.carrying import refused_lines, retired_words, taken_words
from ektp_desk.words.numbers import count


@click.command(help=_("Kirim ke hub kantor, juga yang dulu ditolak, dan terima dari sana, satu putaran."))
@click.option("--once", is_flag=True, required=True, help=_("Satu putaran, lalu selesai."))
@click.option(
    "--link",
    "links",
    multiple=True,
    metavar="NAME",
    help=_(
        "Jalur yang dipakai mulai sekarang: antarmuka atau alamat; boleh beberapa, kosong: pilihan sistem."
    ),
)
@signing_options
@click.option("--json", "as_json", is_flag=True, help=_("Tulis satu dokumen JSON."))
@telling
def sync(
    *,
    once: bool,  # noqa: ARG001  there is no other way yet
    links: tuple[str, ...],
    signing: Signing,
    as_json: bool,
) -> None:
    """Send what the hub has not, also what it refused before, and take in what it has for this desk.

    Exit 1 where something was refused.
    """
    with signed_in(signing) as (desk, session):
        if not prepare_line(desk, session):
            raise EktpError("line.none")
        outbox = outbox_of(desk)
        if links:
            choose_links(outbox, links)
        done, found = go_by_line(desk, session)
        due, sent, aside = outbox.counts()
    refused = {**done.refused, **done.held}
    if as_json:
        said = {"sent": done.sent, "said": done.said, "came": done.came, "due": due, "receipted": sent}
        said |= {"retired": done.retired}
        write_json(said | {"aside": aside, "refused": refused, "events": found.events, "files": found.files})
    else:
        told = _("{sent} kiriman dan gambar sampai di hub; {due} belum. {taken}.")
        taken = taken_words(found.events, found.files)
        click.echo(told.format(sent=count(done.sent), due=count(due), taken=taken))
        if done.retired:
            click.echo(retired_words(done.retired))
        for line in refused_lines(found.refused, found.damaged):
            click.echo(line)
    sys.exit(1 if refused or found.refused or found.damaged else 0)
