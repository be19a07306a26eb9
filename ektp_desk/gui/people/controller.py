"""What F4 does with the person that is shown: corrects, joins, parts, takes back, erases."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from ektp_desk.domain.errors import EktpError
from ektp_desk.domain.roles import OFFICE, RECORDERS
from ektp_desk.gui.kit.absence import AbsenceController
from ektp_desk.gui.kit.act import Act, Acts
from ektp_desk.gui.kit.contact import ContactController
from ektp_desk.gui.kit.correcting import CorrectionController
from ektp_desk.gui.kit.form import Panels
from ektp_desk.gui.people.joining import JoiningPanel
from ektp_desk.gui.people.panels import ClaimPanel, Correction, ErasurePanel
from ektp_desk.gui.people.view import PeopleView
from ektp_desk.gui.work import Work
from ektp_desk.usecases.admin.queries import witnesses
from ektp_desk.usecases.people.commands import Ground, correct, erase_person, say_not_same, say_same
from ektp_desk.usecases.people.facts import (
    Comparison,
    PersonFacts,
    PersonRow,
    candidates,
    compare_people,
    read_person,
)
from ektp_desk.usecases.people.offers import Reasons, act_of, ended_ticket, join_to_part, reasons
from ektp_desk.usecases.people.timeline import Done
from ektp_desk.usecases.session import Session
from ektp_desk.usecases.shapes import User
from ektp_desk.usecases.visits.absences.queries import TargetStanding, target_standing
from ektp_desk.usecases.withdrawal import withdraw
from ektp_desk.words import N_, _


class PersonController:
    """Holds who is shown; the store stays the only memory of what was said."""

    def __init__(self, work: Work, panels: Panels) -> None:
        self._work, self._panels = work, panels
        self._person = self._other = ""  # ids: who is shown, and who they may be
        self._facts: PersonFacts | None = None
        self._entry = ""  # the key of the chosen row of their line
        self._reasons = Reasons()
        self._whole_nik = False
        self._standing: TargetStanding | None = None  # at the open visit, where there is one
        self._absence, self._contact = AbsenceController(work, panels), ContactController(work, panels)
        self._correction = CorrectionController(work, panels)
        self._ended = ""  # their number of the open visit, if it has an outcome

    def table(self) -> list[Act]:
        return [
            Act(id="correct", text=_("Koreksi…"), keys=("K",), run=self.ask_correction, roles=RECORDERS),
            Act(
                id="join",
                text=_("Gabungkan…"),
                short=_("Gabung…"),
                keys=("G",),
                run=self._ask_join,
                roles=RECORDERS,
            ),
            Act(
                id="part",
                text=_("Pisahkan"),
                short=_("Pisah"),
                keys=("P",),
                why_not=lambda: self._reasons.part.whole,
                run=self._part,
                roles=RECORDERS,
            ),
            Act(
                id="undo",
                text=_("Batalkan catatan"),
                short=_("Batalkan"),
                keys=("U",),
                why_not=lambda: self._reasons.undo.whole,
                run=self._undo,
                roles=RECORDERS,
            ),
            Act(
                id="erase",
                text=_("Hapus…"),
                keys=("H",),
                why_not=lambda: self._reasons.erase.whole,
                run=self._ask_erasure,
                roles=OFFICE,
            ),
            Act(
                id="decide",
                text=_("Perlu diputuskan"),
                short=_("Putuskan"),
                keys=("Q",),
                when=lambda: self._facts is not None and self._facts.line.to_decide,
                run=partial(self._work.go, "decisions"),
            ),
            Act(
                id="correct_number",
                text=_("Betulkan nomor…"),
                keys=("Ctrl+B",),
                when=lambda: bool(self._ended),
                run=lambda: self._correction.ask(self._ended),
                opens=True,
            ),
            Act(
                id="explain_absence",
                text=_("Tidak datang…"),
                keys=("F9",),
                when=self._is_absent,
                run=self._ask_absence,
            ),
            Act(
                id="contact",
                text=_("Telepon…"),
                keys=("T",),
                when=lambda: self._facts is not None,
                run=self._ask_contact,
            ),
            Act(
                id="show_nik",
                text=lambda: _("Tutup NIK") if self._whole_nik else _("Lihat NIK"),
                short=lambda: _("Tutup") if self._whole_nik else _("NIK"),
                keys=("V",),
                when=lambda: bool(self._nik()),
                run=lambda: self._show_nik(whole=not self._whole_nik),
            ),
        ]

    def show_in(self, view: PeopleView, acts: Acts) -> None:
        """Show who is shown in another view from now on."""
        self._view, self._acts = view, acts
        self._fill()
        view.line.selected.connect(self._on_entry)
        view.head.hidden.connect(partial(self._on_hidden, view))

    def show(self, person: str, *, other: str = "", then: Callable[[], None] | None = None) -> None:
        """Show a person; `other` is who they may be."""
        self._person, self._other = person, other
        self.read(then)

    def read(self, then: Callable[[], None] | None = None) -> None:
        """Read who is shown anew."""
        person, visit = self._person, self._work.visit.id if self._work.visit else ""
        if not person:
            return

        def read(answer: tuple[PersonFacts, TargetStanding | None]) -> None:
            if person == self._person:
                facts, self._standing = answer
                self._whole_nik = self._whole_nik and facts.line.person.nik == self._nik()
                self._facts = facts
                self._fill()
                if then is not None:
                    then()

        def ask(session: Session) -> tuple[PersonFacts, TargetStanding | None]:
            return read_person(session, person), target_standing(session, visit, person) if visit else None

        self._work.ask(ask, read, self._gone)

    def leave(self) -> None:
        """Show nobody."""
        self._person, self._facts = "", None
        self._fill()

    def _gone(self, error: EktpError) -> None:
        self.leave()
        if error.code != "person.unknown":  # somebody erased, or whose list was withdrawn
            self._work.refused.emit(error)

    def _fill(self) -> None:
        self._view.show_person(self._facts, self._standing, self._work.session.today)
        self._show_nik(whole=self._whole_nik)
        self._offer()

    def _offer(self) -> None:
        visit = self._work.visit
        self._ended = ended_ticket(self._facts.line, visit.id) if self._facts and visit else ""
        self._reasons = reasons(self._facts.line, self._entry) if self._facts else Reasons()
        self._acts.refresh()
        self._view.show_reasons(self._reasons)

    def _on_entry(self, key: str) -> None:
        self._entry = key
        self._offer()

    def _chosen_act(self) -> Done | None:
        return act_of(self._facts.line, self._entry) if self._facts else None

    def _nik(self) -> str:
        return self._facts.line.person.nik if self._facts else ""

    def _show_nik(self, *, whole: bool) -> None:
        self._whole_nik = whole
        self._view.head.show_nik(self._nik(), whole=whole)
        self._acts.refresh()

    def _on_hidden(self, view: PeopleView) -> None:
        """Hide the serial when the screen is left; another look only brings another view."""
        if view is self._view:
            self._show_nik(whole=False)

    def _is_absent(self) -> bool:
        return self._facts is not None and self._standing is not None and self._standing.is_absent

    def _ask_absence(self) -> None:
        if self._facts is not None:
            self._absence.ask(self._person, self._facts.line.person.name)

    def _ask_contact(self) -> None:
        if self._facts is not None:
            self._contact.ask(self._person)

    def ask_correction(self) -> None:
        """Correct the claim or the correction that is chosen, else what sources differ in, else the name."""
        if self._facts is None:
            return
        field, value = self._view.chosen_claim()
        act = self._chosen_act()
        if not field and act is not None and act.correction is not None:
            field = act.correction.field
        # In the order of the data: who comes to correct is not led to a number shown whole.
        differing = [one.field for one in self._facts.line.claims if one.differs]
        self._ask_claim(field or next(iter(differing), "name"), value)

    def _ask_claim(self, field: str, value: str) -> None:
        facts = self._facts
        if facts is None:
            return

        def ask(others: list[User]) -> None:
            self._panels.ask(
                lambda host: ClaimPanel(
                    host,
                    facts.line,
                    self._correct,
                    today=self._work.session.today,
                    witnesses=others,
                    field=field,
                    value=value,
                )
            )

        self._work.ask(witnesses, ask)

    def _correct(self, said: Correction) -> None:
        person, visit = self._person, self._work.visit.id if self._work.visit else ""

        def act(session: Session) -> None:
            correct(
                session,
                person,
                said.field,
                value=said.value,
                ground=said.ground,
                passphrase=said.passphrase,
                witness=said.witness,
                visit=visit,
            )

        self._work.do(act, self._answered(_("Koreksi tersimpan")), self._panels.refuse)

    def _ask_join(self) -> None:
        facts, person, other = self._facts, self._person, self._other
        if facts is None:
            return

        def ask(found: list[PersonRow]) -> None:
            self._panels.ask(
                lambda host: JoiningPanel(
                    host,
                    facts.line.person.name,
                    found,
                    other=other,
                    look_for=self._look_for,
                    compare=self._compare,
                    answer=self._say,
                )
            )

        self._work.ask(lambda session: candidates(session, person, ""), ask)

    def _look_for(self, text: str) -> None:
        def found(rows: list[PersonRow]) -> None:
            if isinstance(panel := self._panels.open, JoiningPanel):
                panel.show_candidates(text, rows)

        person = self._person
        self._work.ask(lambda session: candidates(session, person, text), found, self._panels.refuse)

    def _compare(self, other: str) -> None:
        def compared(both: Comparison) -> None:
            if isinstance(panel := self._panels.open, JoiningPanel):
                panel.show_both(other, both)

        person = self._person
        self._work.ask(lambda session: compare_people(session, person, other), compared, self._panels.refuse)

    def _say(self, other: str, same: bool, ground: str) -> None:  # noqa: FBT001  a panel's answer
        person, say = self._person, say_same if same else say_not_same
        news = N_("Digabungkan. [P] memisahkan lagi.") if same else N_("Dicatat sebagai dua orang")
        self._work.do(
            lambda session: say(session, person, other, ground=ground),
            self._answered(news),
            self._panels.refuse,
        )

    def _part(self) -> None:
        """Part at the chosen line, or at the only place where two were joined."""
        entry = join_to_part(self._facts.line, self._entry) if self._facts else None
        if entry is None:
            return
        one, _tilde, other = entry.entity_id.partition("~")
        self._work.do(
            lambda session: say_not_same(session, one, other),
            lambda _done: self._work.tell(lambda: _("Dipisahkan. Riwayat gabungan tetap terlihat.")),
        )

    def _undo(self) -> None:
        """Take the chosen act back; of a correction that others rest on, offer the former value instead."""
        entry = self._chosen_act()
        if entry is None:
            return

        def refused(error: EktpError) -> None:
            if error.code == "undo.rested_on" and (wrong := entry.correction) is not None:
                self._ask_claim(wrong.field, wrong.was)
            else:
                self._work.refused.emit(error)

        self._work.do(
            lambda session: withdraw(session, entry.entity, entry.entity_id, entry.event),
            lambda _done: self._work.tell(lambda: _("Dibatalkan. Barisnya tetap terlihat, tercoret.")),
            refused,
        )

    def _ask_erasure(self) -> None:
        if self._facts is not None:
            name = self._facts.line.person.name
            self._panels.ask(lambda host: ErasurePanel(host, name, self._erase))

    def _erase(self, ground: Ground, note: str, passphrase: str) -> None:
        person = self._person

        def act(session: Session) -> int:
            return erase_person(session, person, ground=ground, note=note, passphrase=passphrase)

        self._work.do(act, self._answered(N_("Data pribadi sudah dihapus")), self._panels.refuse)

    def _answered(self, news: str) -> Callable[[object], None]:
        """What follows once an open panel's answer is written."""

        def done(_written: object) -> None:
            self._panels.leave()
            self._work.tell(lambda: _(news))

        return done
