"""Every paper of the day in one folder: before the visit, at the desk, and after it."""

from __future__ import annotations

from ektp_desk.cli.common import as_json_text
from ektp_desk.cli.paper.documents import document_of
from ektp_desk.cli.rehearsal.serving import DESK
from ektp_desk.cli.rehearsal.story import Rehearsed
from ektp_desk.domain.paper.kinds import PaperKind, Wanted
from ektp_desk.domain.paper.slip import SlipForm
from ektp_desk.domain.tickets import Number, TicketId
from ektp_desk.usecases.reports.papers import make, make_named
from ektp_desk.usecases.reports.slip import slip
from ektp_desk.usecases.session import Session
from ektp_desk.words.paper.books import book_of

BEFORE = {PaperKind.NUMBERS: "lembar-nomor", PaperKind.LETTER: "surat-undangan"}
REPORTS = {PaperKind.VISIT: "laporan-kunjungan", PaperKind.SERVED: "semua-terlayani",
           PaperKind.SAFETY: "aman-di-kantor", PaperKind.SCHOOL: "laporan-sekolah"}  # fmt: skip
NAMED = {PaperKind.VILLAGE_LIST: "daftar-kepala-desa", PaperKind.NAMES: "nama-di-balik-angka",
         PaperKind.AGAIN: "kunjungan-ulang", PaperKind.SCHOOL_LIST: "daftar-siswa",
         PaperKind.HOMES: "kunjungan-rumah", PaperKind.ABSENT: "tidak-datang"}  # fmt: skip
_SLIPS = 3
NAMES = (
    "pemulihan.pdf",
    "belum-rekam.xlsx",
    "dapodik.xlsx",
    *(f"{stem}.pdf" for stem in (*BEFORE.values(), *REPORTS.values(), *NAMED.values())),
    *(f"{stem}{suffix}" for stem in REPORTS.values() for suffix in (".xlsx", ".json")),
    *(f"slip-{number}.pdf" for number in range(1, _SLIPS + 1)),
)
"""What must lie in the folder at the end."""


def print_before(story: Rehearsed) -> None:
    """Print what the team takes along: numbers to cut out, the letter, the list for the head of the desa."""
    with story.desk() as (_desk, session):
        for kind, stem in BEFORE.items():
            facts = make(session, Wanted(kind, story.visit, letter=DESK))
            _put(story, f"{stem}.pdf", session.prints.pdf(facts))
        _print_named(story, session, PaperKind.VILLAGE_LIST)


def print_round(story: Rehearsed, session: Session) -> None:
    """Print the homes still to go to, before the team sets out."""
    _print_named(story, session, PaperKind.HOMES)


def print_after(story: Rehearsed, session: Session) -> None:
    """Print the reports as PDF, spreadsheet and document, the lists behind them, and some slips."""
    for kind, stem in REPORTS.items():
        visit = story.school if kind is PaperKind.SCHOOL else story.visit
        facts = make(session, Wanted(kind, visit, first=session.today, last=session.today))
        _put(story, f"{stem}.pdf", session.prints.pdf(facts))
        session.lists.write_book(story.out / f"{stem}.xlsx", book_of(facts))  # type: ignore[arg-type]  # a table
        _put(story, f"{stem}.json", as_json_text(document_of(facts)).encode())
    for kind in (PaperKind.NAMES, PaperKind.AGAIN, PaperKind.ABSENT, PaperKind.SCHOOL_LIST):
        _print_named(story, session, kind)
    for number in range(1, _SLIPS + 1):
        said = slip(session, str(TicketId(story.visit, Number(DESK, number))))
        _put(story, f"slip-{number}.pdf", session.prints.slip(said, SlipForm.ROLL))


def _print_named(story: Rehearsed, session: Session, kind: PaperKind) -> None:
    visit = story.school if kind is PaperKind.SCHOOL_LIST else story.visit
    named = make_named(session, Wanted(kind, visit), purpose="latihan", passphrase=story.passphrase)
    _put(story, f"{NAMED[kind]}.pdf", session.prints.pdf(named))


def _put(story: Rehearsed, name: str, content: bytes) -> None:
    (story.out / name).write_bytes(content)
