"""Codes on paper held against what is here: who changes the laptop's data does not get at the papers."""

from __future__ import annotations

from dataclasses import dataclass

from ektp_desk.domain.errors import EktpError
from ektp_desk.domain.journal.labels import MISTYPED, PaperHead, read_head
from ektp_desk.usecases.admin.queries import HeldJournal, code_of_office, held_until, incarnations
from ektp_desk.usecases.ports import EventStore
from ektp_desk.usecases.session import Session


@dataclass(frozen=True, slots=True)
class Codes:
    """What people compare with paper: the office's code, empty without a root, and each journal's head."""

    office: str
    heads: tuple[str, ...]


def codes(session: Session) -> Codes:
    return Codes(code_of_office(session.store), tuple(session.store.heads()))


@dataclass(frozen=True, slots=True)
class PaperCompared:
    """A paper's head of which all is here: up to which event of which journal."""

    journal: str
    seq: int


def compare_typed(session: Session, typed: str) -> PaperCompared:
    """As `compare_in`."""
    return compare_in(session.store, typed)


def compare_in(store: EventStore, typed: str) -> PaperCompared:
    """Compare what somebody typed off a paper.

    Raises `papercode.unreadable` and as `compare_paper`.
    """
    paper = read_head(typed)
    compare_paper(store, paper)
    return PaperCompared(paper.label, paper.seq)


def compare_paper(store: EventStore, paper: PaperHead) -> None:
    """Look whether all that a paper's head stands for is here, and is the same.

    It trusts the links that are kept: `verify` computes them anew.

    Raises `papercode.unknown_journal` (fact `journal`), `papercode.missing` (`journal`, `first`, `last`),
    `papercode.mistyped`, `papercode.other_past`, `papercode.gaps` (`journal`, `seq`).
    """
    doubt = EktpError("papercode.unknown_journal", journal=paper.label)
    for journal in incarnations(store):
        if paper.is_called(journal.label):
            found = _doubt(paper, journal.label, held_until(store, journal, paper.seq))
            if found is None:
                return
            doubt = found
    raise doubt


def _doubt(paper: PaperHead, label: str, held: HeldJournal) -> EktpError | None:
    if not held.link:
        return EktpError("papercode.missing", journal=label, first=held.last + 1, last=paper.seq)
    if differs := paper.differs_by(held.link):
        code = "papercode.mistyped" if differs <= MISTYPED else "papercode.other_past"
        return EktpError(code, journal=label, seq=paper.seq)
    return EktpError("papercode.gaps", journal=label, seq=paper.seq) if held.held < paper.seq else None
