"""`ektp-desk`: without a command it opens the desk."""

from __future__ import annotations

from pathlib import Path

import click

from ektp_desk.cli.checks import rebuild, verify
from ektp_desk.cli.common import data_option, telling
from ektp_desk.cli.lists import import_
from ektp_desk.cli.office import office
from ektp_desk.cli.rehearse import rehearse
from ektp_desk.cli.report import report
from ektp_desk.cli.window import open_window
from ektp_desk.logs import start_log
from ektp_desk.settings import folders
from ektp_desk.words import _


@click.group(
    invoke_without_command=True,
    help=_("Meja kerja perekaman e-KTP. Tanpa perintah: membuka jendela meja."),
)
@data_option
@click.option("--sample", is_flag=True, help=_("Buka kantor contoh; semua orangnya buatan."))
@click.option("--keys-fd", type=int, hidden=True)
@click.pass_context
@telling
def main(ctx: click.Context, *, data: Path | None, sample: bool, keys_fd: int | None) -> None:
    """Start the log, then the window when no command was given."""
    start_log(folders().state)
    if ctx.invoked_subcommand is None:
        ctx.exit(open_window(data, sample=sample, keys_fd=keys_fd))


for command in (office, import_, report, rehearse, verify, rebuild):
    main.add_command(command)
