"""Joins the search, the form for new people and the change of person to the use cases."""

from __future__ import annotations

from PySide6.QtCore import QObject

from ektp_desk.domain.errors import EktpError
from ektp_desk.gui.parts import Pick
from ektp_desk.gui.recording.doing.hand import Hand
from ektp_desk.gui.recording.phrases import hit_line, hit_remark
from ektp_desk.gui.recording.seen import village_name
from ektp_desk.gui.recording.who.search import MOST_HITS
from ektp_desk.usecases.recording.commands import WalkIn, change_person, change_to_walk_in
from ektp_desk.usecases.session import Session
from ektp_desk.usecases.visits.queries import open_visit

_LOOKED_AT = 100  # so many are put in order; so many as fit the list are shown


class Choosing(QObject):
    """Whoever is chosen is identified and their recording begun, in one act."""

    def __init__(self, hand: Hand) -> None:
        super().__init__()
        self._hand = hand
        work = hand.view.work
        work.who.search.typed.connect(self._on_typed)
        work.who.search.chosen.connect(self._on_chosen)
        work.who.card.change_asked.connect(lambda: self._look_for_another(wanted=True))
        hand.view.keep_asked.connect(lambda: self._look_for_another(wanted=False))
        work.walk_in.submitted.connect(self._on_met)

    def _on_typed(self, text: str) -> None:
        search = self._hand.view.work.who.search
        self._hand.work.ask(lambda session: _hits(session, text), lambda hits: search.show_hits(text, hits))

    def _on_chosen(self, person: str) -> None:
        ticket = self._hand.ticket
        if ticket is not None:
            self._hand.work.do(lambda session: change_person(session, ticket, person), self._on_begun)

    def _on_met(self, said: WalkIn) -> None:
        ticket = self._hand.ticket
        if ticket is not None:
            self._hand.work.do(
                lambda session: change_to_walk_in(session, ticket, said), self._on_begun, self._on_refused
            )

    def _on_begun(self, _recording: str) -> None:
        self._hand.changing = False

    def _on_refused(self, error: EktpError) -> None:
        if not self._hand.view.work.walk_in.refuse(error):
            self._hand.work.refused.emit(error)

    def _look_for_another(self, *, wanted: bool) -> None:
        self._hand.changing = wanted
        self._hand.read()


def _hits(session: Session, text: str) -> list[Pick]:
    visit = open_visit(session)
    here = visit.village if visit else ""
    found = session.store.find_people(text, limit=_LOOKED_AT) if text else []
    # Whoever lives where the desk stands comes first; those recorded already, last.
    found.sort(key=lambda p: (p.recorded_at is not None, p.village != here))
    return [
        Pick(p.id, p.name, hit_line(p, village_name(session, p.village)), hit_remark(p))
        for p in found[:MOST_HITS]
    ]
