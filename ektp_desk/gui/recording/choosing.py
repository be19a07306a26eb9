"""Who stands at the desk: found by a name or a NIK, or written down because no list has them."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from ektp_desk.domain.errors import EktpError
from ektp_desk.gui.kit import Pick
from ektp_desk.gui.kit.act import Act
from ektp_desk.gui.kit.contact import ContactController
from ektp_desk.gui.kit.form import Panels
from ektp_desk.gui.recording.controller import Controller
from ektp_desk.gui.recording.known import KnownAlready, KnownPanel
from ektp_desk.gui.recording.walk_in import WalkInPanel
from ektp_desk.gui.recording.who import MOST_HITS
from ektp_desk.gui.recording.words import hit_line, hit_remark, like_mark
from ektp_desk.gui.work import Go
from ektp_desk.usecases.admin.rights import may_use
from ektp_desk.usecases.people.queries import Hit
from ektp_desk.usecases.places import (
    village_name,
    village_named,
)
from ektp_desk.usecases.recording.commands import WalkIn, change_person, change_to_walk_in, who_else
from ektp_desk.usecases.recording.queries import candidates
from ektp_desk.usecases.session import Session
from ektp_desk.words import _


class Choosing:
    """Whoever is chosen is identified and their recording begun, in one act."""

    def __init__(self, controller: Controller, panels: Panels) -> None:
        self._controller = controller
        self._contact = ContactController(controller.work, panels)

    def table(self) -> list[Act]:
        controller = self._controller

        def reveal_word(*, short: bool) -> str:
            if controller.whole_nik:
                return _("Tutup") if short else _("Tutup NIK")
            return _("NIK") if short else _("Lihat NIK")

        return [
            Act(
                id="new_person",
                text=_("Orang baru"),
                keys=("Ctrl+N",),
                when=lambda: controller.searching,
                run=self.ask_walk_in,
                opens=True,
            ),
            Act(
                id="contact",
                text=_("Telepon…"),
                short=_("Telp…"),
                keys=("T",),
                when=lambda: not controller.asks,  # some panels have that key for themselves
                run=self._ask_contact,
            ),
            Act(
                id="reveal_nik",
                text=partial(reveal_word, short=False),
                short=partial(reveal_word, short=True),
                keys=("V",),
                why_not=lambda: "" if controller.nik else _("NIK belum ada"),
                run=lambda: controller.show_nik(whole=not controller.whole_nik),
            ),
            Act(
                id="data_differs",
                text=_("Data beda…"),
                short=_("Beda…"),
                keys=("B",),
                when=lambda: may_use(controller.work.session.user.role_set, "people"),
                run=self._to_correction,
            ),
            Act(
                id="change_person",
                text=_("Ganti orang"),
                short=_("Ganti"),
                keys=("G",),
                run=partial(self.look_for_another, wanted=True),
            ),
        ]

    def _to_correction(self) -> None:
        """Where their data are corrected; the recording stays in hand."""
        if (recording := self._controller.recording) is not None:
            self._controller.work.go(Go("people", person=recording.person, at_once=True))

    def _ask_contact(self) -> None:
        """Ask by which telephone whoever is recorded can be reached."""
        if (recording := self._controller.recording) is not None:
            self._contact.ask(recording.person)

    def search(self, text: str) -> None:
        self._controller.work.ask(
            lambda session: _hits(session, text),
            lambda hits: self._controller.view.work.who.search.show_hits(text, hits),
            over="hits",
        )

    def choose(self, person: str) -> None:
        ticket = self._controller.ticket_id
        if ticket is not None:
            self._controller.work.do(lambda session: change_person(session, ticket, person), self._on_begun)

    def meet(self, typed: str) -> None:
        """Ask who somebody is that was looked for at the queue, in vain."""
        self._controller.view.work.who.search.edit.setText(typed)
        self.ask_walk_in()

    def ask_walk_in(self) -> None:
        """Ask who somebody is that stands in no list; asked whether they are known, say that they are not."""
        panel = self._controller.panel
        if isinstance(panel, KnownPanel):
            panel.make_new()
        elif self._controller.searching and not isinstance(panel, WalkInPanel):
            self._ask_walk_in()

    def _ask_walk_in(self, said: WalkIn | None = None) -> None:
        controller = self._controller
        if controller.seen is None:
            return
        typed, today = controller.view.work.who.search.text(), controller.seen.today
        back, here = controller.close_panel, self._village_here()

        def made() -> WalkInPanel:
            return WalkInPanel(
                typed, today, work=controller.work, answer=self._on_met, back=back, village=here, said=said
            )

        controller.ask(made)

    def _village_here(self) -> str:
        """The village a visit to one stands in, by name: most who stand in no list are of it."""
        visit = self._controller.work.visit
        if visit is None or not visit.of_village:
            return ""
        return village_name(self._controller.work.session, visit.village)

    def look_for_another(self, *, wanted: bool) -> None:
        self._controller.changing = wanted
        self._controller.read()

    def _on_met(self, said: WalkIn) -> None:
        """Ask first whether it is one of those who are known."""

        def found(answer: tuple[WalkIn, list[KnownAlready]]) -> None:
            there, known = answer
            if known:
                self._ask_known(said, there, known)
            else:
                self._make(there)

        self._controller.work.ask(lambda session: _known(session, said), found, self._on_refused)

    def _ask_known(self, said: WalkIn, there: WalkIn, known: list[KnownAlready]) -> None:
        make, back = partial(self._make, there), partial(self._ask_walk_in, said)
        self._controller.ask(
            lambda: KnownPanel(said.name, known, answer=self.choose, make_new=make, back=back)
        )

    def _make(self, said: WalkIn) -> None:
        ticket = self._controller.ticket_id
        if ticket is not None:
            self._controller.work.do(
                lambda session: change_to_walk_in(session, ticket, said), self._on_begun, self._on_refused
            )

    def _on_begun(self, _recording: str) -> None:
        self._controller.changing = False

    def _on_refused(self, error: EktpError) -> None:
        panel = self._controller.panel
        if not (isinstance(panel, WalkInPanel) and panel.refuse(error)):
            self._controller.work.refused.emit(error)


def _hits(session: Session, text: str) -> list[Pick]:
    found = candidates(session, text)[:MOST_HITS] if text else []
    return [_pick(session, hit) for hit in found]


def _pick(session: Session, hit: Hit) -> Pick:
    person = hit.person
    about = hit_line(person, village_name(session, person.village))
    return Pick(person.id, person.name, about, hit_remark(person), like_mark(hit.distance))


def _known(session: Session, said: WalkIn) -> tuple[WalkIn, list[KnownAlready]]:
    """The walk-in with their village by its code, and of those known who they may be."""
    there = replace(said, village=village_named(session, said.village))
    return there, [KnownAlready(one, village_name(session, one.village)) for one in who_else(session, there)]
