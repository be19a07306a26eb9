"""`manual`: the manual as PDF, for the shelf beside the desk."""

from __future__ import annotations

from pathlib import Path

import click

from ektp_desk.cli.common import telling
from ektp_desk.cli.paper.report import write_file
from ektp_desk.desk.printing import ReportlabPapers
from ektp_desk.words import _
from ektp_desk.words.paper.manual import STEM


@click.command(help=_("Tulis buku petunjuk sebagai PDF."))
@click.option("--out", type=click.Path(path_type=Path, dir_okay=False), help=_("Berkas PDF."))
@telling
def manual(*, out: Path | None) -> None:
    """Draw and write."""
    target = out or Path(f"{STEM}.pdf")
    write_file(target, ReportlabPapers().manual())
    click.echo(_("Petunjuk ditulis: {file}").format(file=target), err=True)
