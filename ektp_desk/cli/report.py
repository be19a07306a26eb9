"""`report NAME`: a report as PDF, as JSON, or both."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path

import click

from ektp_desk.cli.common import Signing, signed_in, signing_options, telling, write_json
from ektp_desk.domain.errors import EktpError
from ektp_desk.domain.paper.figures import BySex, VisitReport
from ektp_desk.usecases.session import Session
from ektp_desk.usecases.visit.planning import visits
from ektp_desk.usecases.visit.reporting import visit_report
from ektp_desk.words import _

REPORTS = ("visit",)


@click.command(help=_("Buat laporan. NAME: visit (laporan kunjungan)."))
@click.argument("name", type=click.Choice(REPORTS))
@click.option("--visit", "visit", metavar="ID", help=_("Kunjungan; tanpa ini, yang terakhir dibuka."))
@click.option("--out", type=click.Path(path_type=Path, dir_okay=False), help=_("Berkas PDF."))
@click.option("--json", "as_json", is_flag=True, help=_("Tulis satu dokumen JSON."))
@signing_options
@telling
def report(*, name: str, visit: str | None, out: Path | None, as_json: bool, signing: Signing) -> None:
    """Count, draw, write."""
    with signed_in(signing) as (_desk, session):
        facts = visit_report(session, visit or _latest(session))
        target = out or (None if as_json else Path(f"{name}-{facts.day}.pdf"))
        if target is not None:
            write_file(target, session.prints.visit_report(facts))
            click.echo(_("Laporan ditulis: {file}").format(file=target), err=True)
    if as_json:
        write_json(visit_document(facts))


def _latest(session: Session) -> str:
    found = [visit for visit in visits(session) if visit.opened_at is not None]
    if not found:
        raise EktpError("visit.none")
    return found[-1].id


def write_file(path: Path, content: bytes) -> None:
    """Write a result file; raises `file.cannot_write`."""
    try:
        path.write_bytes(content)
    except OSError:
        raise EktpError("file.cannot_write") from None


def visit_document(facts: VisitReport) -> dict[str, object]:
    """Give the visit report as one document: every figure of the paper, by name."""
    document = asdict(facts)
    document["equation"] |= {"arrived": facts.equation.arrived}
    document["outcomes"] = {code.value: _sexes(count) for code, count in facts.outcomes.items()}
    document["unclear"] = _sexes(facts.unclear)
    document["recorded_by_age"] = {name: _sexes(count) for name, count in facts.recorded_by_age.items()}
    return document


def _sexes(count: BySex) -> dict[str, int]:
    return {"L": count.male, "P": count.female, "unknown": count.unknown, "total": count.total}
