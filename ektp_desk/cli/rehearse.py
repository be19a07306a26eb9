"""`rehearse`: live a whole visit and say in one document whether anything is missing."""

from __future__ import annotations

import sys
from pathlib import Path
from tempfile import TemporaryDirectory, mkdtemp

import click

from ektp_desk.cli.common import as_json_text, telling, write_json
from ektp_desk.cli.paper.documents import visit_document
from ektp_desk.cli.rehearsal.story import (
    Story,
    begin_story,
    crash_in_mid_recording,
    refuse_small,
    serve_half,
    serve_rest,
)
from ektp_desk.domain.errors import EktpError
from ektp_desk.domain.paper.figures import VisitReport
from ektp_desk.settings import Folders
from ektp_desk.store.proof.rebuild import rebuild
from ektp_desk.store.proof.verify import verify_chain, verify_lists, verify_pages
from ektp_desk.store.store import Store
from ektp_desk.store.views import dump_views
from ektp_desk.usecases.session import Session
from ektp_desk.usecases.visit.reporting import visit_report
from ektp_desk.words import _

_CHECKS = ("served_without_recording", "recording_without_outcome", "recordings_left_open")


@click.command(help=_("Jalankan latihan satu kunjungan penuh dengan orang buatan, tanpa layar."))
@click.option("--people", type=int, default=80, show_default=True, help=_("Banyaknya orang."))
@click.option("--out", type=click.Path(path_type=Path, file_okay=False), help=_("Folder hasil cetakan."))
@click.option("--json", "as_json", is_flag=True, help=_("Tulis satu dokumen JSON."))
@telling
def rehearse(*, people: int, out: Path | None, as_json: bool) -> None:
    """Rehearse; exit 1 if anything is missing."""
    refuse_small(people)
    target = out or Path(mkdtemp(prefix="ektp-desk-"))
    try:
        target.mkdir(parents=True, exist_ok=True)
    except OSError:
        raise EktpError("file.cannot_write") from None
    with TemporaryDirectory(prefix="ektp-desk-") as folder:
        place = Folders(Path(folder) / "data", Path(folder) / "state")
        story = begin_story(place, target, people)
        serve_half(story, people // 3)
        serve_rest(story, crash_in_mid_recording(story))
        document = _checked(story)
    if as_json:
        write_json(document)
    else:
        click.echo(_told(story, document))
    sys.exit(0 if document["ok"] else 1)


def _checked(story: Story) -> dict[str, object]:
    """Print the papers, check the store, and count."""
    with story.desk() as (desk, session):
        assert desk.store is not None
        facts = visit_report(session, story.visit)
        pdf, figures = story.out / "laporan-kunjungan.pdf", story.out / "laporan-kunjungan.json"
        pdf.write_bytes(session.prints.visit_report(facts))
        figures.write_text(as_json_text(visit_document(facts)), encoding="utf-8")
        connection = desk.store.connection
        verified = not (
            verify_pages(connection) or list(verify_chain(connection)) or verify_lists(desk.store)
        )
        _check(story, session, desk.store)
    return _document(story, facts, verified=verified)


def _document(story: Story, facts: VisitReport, *, verified: bool) -> dict[str, object]:
    outcomes = {code.value: count.total for code, count in facts.outcomes.items()}
    story.expect("every number has one outcome", holds=sum(outcomes.values()) == facts.equation.numbered)
    story.expect("everybody got a number", holds=facts.equation.numbered == story.people)
    story.expect("the journal verifies", holds=verified)
    return {
        "ok": not story.missing,
        "people": story.people,
        "arrived": facts.equation.arrived,
        "numbered": facts.equation.numbered,
        "outcomes": outcomes,
        "unclear": facts.equation.unclear,
        "recorded": sum(count.total for count in facts.recorded_by_age.values()),
        "events": facts.events,
        "kills": story.kills,
        "verified": verified,
        "reports": sorted(path.name for path in story.out.iterdir()),
        "missing": story.missing,
    }


def _check(story: Story, session: Session, store: Store) -> None:
    held = dump_views(store.connection)
    rebuild(store)
    story.expect("rebuilt rows are the same", holds=dump_views(store.connection) == held)
    for name in _CHECKS:
        story.expect(name, holds=not session.values(name, visit=story.visit))
    for name in ("pemulihan.pdf", "belum-rekam.xlsx", "laporan-kunjungan.pdf"):
        story.expect(name, holds=(story.out / name).is_file())


def _told(story: Story, document: dict[str, object]) -> str:
    if story.missing:
        return _("Latihan gagal: {missing}").format(missing="; ".join(story.missing))
    told = _("Latihan berhasil: {people} orang, {recorded} direkam, 1 mati listrik. Cetakan di {out}")
    return told.format(people=document["people"], recorded=document["recorded"], out=story.out)
