"""`import FILE… --kind KIND`: read list files, tell what was understood, keep them as one list."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from ektp_desk.cli.common import DayParam, Signing, signed_in, signing_options, telling, write_json
from ektp_desk.domain.errors import EktpError
from ektp_desk.domain.lists.counts import PROBLEMS_TOLD
from ektp_desk.domain.lists.meanings import ListKind
from ektp_desk.usecases.lists.commands import Imported, import_list
from ektp_desk.usecases.places import village_named
from ektp_desk.words import _
from ektp_desk.words.numbers import count

_KINDS = [kind.value for kind in ListKind]


@click.command(
    "import",
    help=_("Muat satu atau beberapa berkas sebagai satu daftar. KIND: {kinds}.").format(
        kinds=", ".join(_KINDS)
    ),
)
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--kind", required=True, type=click.Choice(_KINDS))
@click.option("--list", "name", metavar="NAME", default="", help=_("Nama daftar; tanpa ini, nama berkas."))
@click.option("--as-of", type=DayParam(), help=_("Keadaan per tanggal; tanpa ini, hari ini."))
@click.option("--source", metavar="TEXT", default="", help=_("Dari mana daftar ini."))
@click.option(
    "--village", metavar="DESA", default="", help=_("Desa mereka yang desanya tidak ada di daftar.")
)
@click.option("--dry-run", is_flag=True, help=_("Hanya periksa, tidak ada yang disimpan."))
@click.option("--json", "as_json", is_flag=True, help=_("Tulis satu dokumen JSON."))
@signing_options
@telling
def import_(
    *,
    files: tuple[Path, ...],
    kind: str,
    name: str,
    as_of: date | None,
    source: str,
    village: str,
    dry_run: bool,
    as_json: bool,
    signing: Signing,
) -> None:
    """Import one list."""
    with signed_in(signing) as (_desk, session):
        done = import_list(
            session,
            files,
            kind,
            name=name,
            as_of=as_of or session.today,
            source=source,
            village=village_named(session, village, outside=False),
            dry_run=dry_run,
            problems_kept=PROBLEMS_TOLD if as_json else 0,
        )
    _tell_beside(done, as_json=as_json)
    if as_json:
        write_json(done.document)
    else:
        _tell(done)
    if not done.counts.accepted:
        raise EktpError("import.none_accepted", refused=done.counts.refused)


def _tell(done: Imported) -> None:
    told = _("{accepted} baris diterima dari {read}; {warned} diberi tanda, {refused} ditolak.")
    click.echo(
        told.format(
            accepted=count(done.counts.accepted),
            read=count(done.counts.rows_read),
            warned=count(done.counts.warned),
            refused=count(done.counts.refused),
        )
    )


def _tell_beside(done: Imported, *, as_json: bool) -> None:
    """Say on standard error what was loaded before and what is not read: the document stays one document."""
    for name in done.loaded_before:
        click.echo(_("Berkas yang sama sudah dimuat sebagai daftar “{name}”.").format(name=name), err=True)
    if as_json and done.counts.problems_unlisted:
        told = _("Dokumen memuat {n} dari {all} temuan.")
        shown, found = count(len(done.counts.problems)), count(done.counts.problems_found)
        click.echo(told.format(n=shown, all=found), err=True)
    if done.mapping.left_out:
        sheets = ", ".join(done.mapping.left_out)
        click.echo(_("Lembar yang tidak dibaca: {sheets}.").format(sheets=sheets), err=True)
