"""`office breach NUMBER`: whose data a lost laptop held, for the notice; names on demand alone."""

from __future__ import annotations

from pathlib import Path

import click

from ektp_desk.cli.common import Signing, signed_in_by, signing_options, telling, write_json
from ektp_desk.cli.paper.documents import document_of
from ektp_desk.cli.paper.report import write_file
from ektp_desk.domain.paper.breach import BreachNotice
from ektp_desk.domain.paper.names import NameList
from ektp_desk.usecases.reports.breach import breach_names, breach_notice
from ektp_desk.usecases.reports.papers import write_book
from ektp_desk.usecases.session import Session
from ektp_desk.words import _
from ektp_desk.words.paper.breach import laptop_named, not_known, notice_table, visits_table


@click.command(help=_("Sebutkan data siapa yang ada di laptop yang hilang, untuk pemberitahuan 3 × 24 jam."))
@click.argument("number")
@click.option("--names", "named", is_flag=True, help=_("Sebutkan orangnya; perlu --purpose."))
@click.option("--purpose", default="", help=_("Untuk apa nama-nama diperlukan; dicatat di jurnal."))
@click.option("--out", type=click.Path(path_type=Path, dir_okay=False), help=_("Berkas .pdf atau .xlsx."))
@click.option("--json", "as_json", is_flag=True, help=_("Tulis satu dokumen JSON."))
@signing_options
@telling
def breach(
    *, number: str, named: bool, purpose: str, out: Path | None, as_json: bool, signing: Signing
) -> None:
    """Count, and name who asks for it."""
    with signed_in_by(signing) as (_desk, session, passphrase):
        if named:
            target = out or (None if as_json else Path(f"kebocoran-{session.today.isoformat()}.pdf"))
            facts: BreachNotice | NameList = breach_names(
                session, number, purpose=purpose, passphrase=passphrase
            )
        else:
            target, facts = out, breach_notice(session, number)
        if target is not None:
            _write(session, target, facts)
            click.echo(_("Laporan ditulis: {file}").format(file=target), err=True)
    if as_json:
        write_json(document_of(facts))
    elif isinstance(facts, BreachNotice) and out is None:
        _tell(facts)


def _write(session: Session, path: Path, facts: BreachNotice | NameList) -> None:
    if path.suffix.lower() == ".xlsx":
        write_book(session, path, facts)
    else:
        write_file(path, session.prints.pdf(facts))


def _tell(facts: BreachNotice) -> None:
    click.echo(laptop_named(facts).capitalize())
    for what, said in notice_table(facts).rows:
        click.echo(f"{what}: {said}")
    for name, day, *rest in visits_table(facts).rows:
        click.echo(" · ".join(map(str, (name, day, *rest))))
    click.echo(_("Yang tidak diketahui kantor:"))
    for sentence in not_known(facts):
        click.echo(f"- {sentence}")
