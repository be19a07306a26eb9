"""Putting an ended number right: the panel that asks what is wrong and who vouches, and who opens it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import partial
from typing import cast

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from ektp_desk.domain.tickets import Outcome, TicketState
from ektp_desk.gui.kit.act import Act
from ektp_desk.gui.kit.cards import hairline, in_row, stacked
from ektp_desk.gui.kit.choices import Choice, Option
from ektp_desk.gui.kit.chooser import Chooser, Pick, Pulldown
from ektp_desk.gui.kit.ending import ChosenEnding, EndingPanel
from ektp_desk.gui.kit.fields import Field
from ektp_desk.gui.kit.form import Panel, Panels
from ektp_desk.gui.kit.labels import Elided, label
from ektp_desk.gui.kit.outcomes import VOIDED
from ektp_desk.gui.kit.passphrase import PassphraseField
from ektp_desk.gui.kit.shapes import Shape
from ektp_desk.gui.kit.walk_in import WalkInQuestion
from ektp_desk.gui.kit.words import person_line
from ektp_desk.gui.work import Go, Work
from ektp_desk.usecases.places import village_name, village_named
from ektp_desk.usecases.queue.queries import the_ticket
from ektp_desk.usecases.recording.commands import WalkIn
from ektp_desk.usecases.recording.corrections import (
    Correctable,
    Vouched,
    correct_outcome,
    correct_person,
    correct_to_walk_in,
    correctable,
    reopen,
)
from ektp_desk.usecases.recording.queries import candidates
from ektp_desk.usecases.session import Session
from ektp_desk.words import _
from ektp_desk.words.dates import clock
from ektp_desk.words.outcomes import outcome_word

_PAUSE_MS = 120
_MOST_HITS = 20


class WrongPart(StrEnum):
    """What of an ended number was wrong."""

    PERSON = "person"
    STEPS = "steps"
    OUTCOME = "outcome"


@dataclass(frozen=True, slots=True, repr=False)
class SaidCorrection:
    """What is wrong, who it was or how it ended instead, and who vouches for it."""

    wrong: WrongPart
    vouched: Vouched
    person: str = ""
    ending: ChosenEnding | None = None
    walk_in: WalkIn | None = None  # the right person stands in no list

    def write(self, session: Session, ticket: str, *, desk: str) -> TicketState:
        """Give how the number stands now."""
        if self.walk_in is not None:
            there = replace(self.walk_in, village=village_named(session, self.walk_in.village))
            correct_to_walk_in(session, ticket, there, self.vouched, desk=desk)
        elif self.wrong is WrongPart.PERSON:
            correct_person(session, ticket, self.person, self.vouched, desk=desk)
        elif self.ending is not None:
            said = self.ending
            outcome = None if said.value == VOIDED else Outcome(said.value)
            correct_outcome(session, ticket, outcome, self.vouched, text=said.text, on=said.on)
        else:
            reopen(session, ticket, self.vouched, desk=desk)
        return the_ticket(session, ticket).state


class CorrectingPanel(Panel):
    """`look_for` a text is answered by `show_hits`; `ask_ending` opens the board of outcomes, which opens
    this panel again with the `ending` that was chosen there, `ask_new` a form, with the `walk_in`.
    """

    def __init__(
        self,
        host: QWidget,
        facts: Correctable,
        answer: Callable[[SaidCorrection], object],
        *,
        look_for: Callable[[str], object],
        ask_ending: Callable[[], object],
        ask_new: Callable[[str], object],
        ending: ChosenEnding | None,
        walk_in: WalkIn | None,
    ) -> None:
        number, name = facts.ticket.number, facts.ticket.name
        super().__init__(
            host,
            name="correcting",
            widest=660,
            title=_("Betulkan {number}: {name}").format(number=number, name=name or _("belum dikenali")),
            help_text=_kept_words(facts),
        )
        self._facts, self._answer, self._ending = facts, answer, ending
        self._look_for, self._ask_ending, self._person, self._walk_in = look_for, ask_ending, "", walk_in
        self._hits: Sequence[Pick] = ()
        self.wrong = Choice(_("Apa yang salah?"), self._options(), name="correcting_wrong", numbered=True)
        self.person = Field(_("Orang yang benar"), "correcting_person", placeholder=_("nama atau NIK"))
        self._chooser = Chooser(self.person.edit, _("Orang yang cocok"), name="correcting_hits")
        self._outcome = Elided("", "strong")
        self.reason = Field(_("Alasan"), "correcting_reason")
        self.reason.edit.setPlaceholderText(_("bila perlu") if facts.fresh else _("wajib diisi"))
        others = [("", _("Tanpa saksi")), *((user.id, user.name) for user in facts.witnesses)]
        self.witness = Pulldown(_("Orang kedua"), others, key="Alt+S", name="correcting_witness")
        self.witness.choose("")
        self.passphrase = PassphraseField("", "correcting_passphrase")
        self._signs = Elided("", "help")
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        save = Act(
            id="correcting_save",
            text=_("Betulkan {number}").format(number=number),
            keys=("Enter",),
            run=self._save,
        )
        new = Act(
            id="correcting_new",
            text=_("Orang baru…"),
            keys=("Ctrl+N",),
            when=lambda: self.wrong.value() == WrongPart.PERSON,
            run=lambda: ask_new(self.person.text()),
        )
        self._lay_out()
        witness = Act(id="correcting_witness_key", keys=("Alt+S",), run=self.witness.setFocus)
        self.foot(save, new, also=(witness,))
        self.say_beside(
            {
                **dict.fromkeys(("correction.same_person", "person."), self.person),
                **dict.fromkeys(("signin.", "user.", "witness."), self.passphrase),
                "correction.needs_reason": self.reason,
            },
            brief=True,
        )
        self.wrong.chosen.connect(self._on_wrong)
        self.person.edit.textEdited.connect(self._on_typed)
        self._pause.timeout.connect(lambda: look_for(self.person.text()))
        self._chooser.chosen.connect(self._on_chosen)
        self.witness.chosen.connect(self._on_witness)
        self.wrong.choose(WrongPart.OUTCOME if ending else WrongPart.PERSON if walk_in else None)
        if walk_in is not None:
            self.person.set_text(walk_in.name)
            self.person.set_help(_("orang baru, tidak ada di daftar"))
        self._follow_choices()

    def first(self) -> QWidget:
        """What is wrong, until that is said."""
        return self.reason.edit if self._ending or self._walk_in else self.wrong

    def show_hits(self, text: str, hits: Sequence[Pick]) -> None:
        """Show who matches, unless the typing has gone on."""
        if text == self.person.text() and not self._person:
            self._hits = hits
            self._chooser.set_choices(hits if self.person.edit.hasFocus() else ())

    def state(self) -> object:
        return self._person, super().state()

    def put_back(self, state: object) -> None:
        self._person, refused = cast("tuple[str, object]", state)
        self._follow_choices()
        super().put_back(refused)

    def _options(self) -> list[Option]:
        words = {
            WrongPart.PERSON: _("Orangnya"),
            WrongPart.STEPS: _("Langkah atau dokumen"),
            WrongPart.OUTCOME: _("Hasilnya"),
        }
        return [Option(wrong, word, tone="primary", mark=Shape.CALLED) for wrong, word in words.items()]

    def _on_wrong(self, wrong: str) -> None:
        self.calm()
        self._follow_choices()
        if wrong == WrongPart.OUTCOME:
            self._ask_ending()
        else:
            (self.person if wrong == WrongPart.PERSON else self.reason).setFocus()

    def _on_typed(self) -> None:
        self._person, self._walk_in = "", None
        self.person.set_help("")
        self._pause.start()

    def _on_chosen(self, key: str) -> None:
        self._person = key
        self.person.set_text(next((hit.text for hit in self._hits if hit.key == key), ""))
        self.reason.setFocus()

    def _on_witness(self) -> None:
        """Whoever signs is another now: what was typed before was somebody else's."""
        self.passphrase.forget()
        self._follow_choices()

    def _follow_choices(self) -> None:
        wrong = self.wrong.value()
        self.acts.refresh()
        self.person.setVisible(wrong == WrongPart.PERSON)
        self._outcome.setVisible(wrong == WrongPart.OUTCOME and self._ending is not None)
        if self._ending is not None:
            said = self._ending.value
            word = _("nomor dibatalkan") if said == VOIDED else outcome_word(Outcome(said))
            self._outcome.set_text(_("Hasil yang benar: {outcome}").format(outcome=word))
        if self.witness.value():
            name = self.witness.currentText()
            self.passphrase.set_title(_("Kata sandi {name}").format(name=name))
            self._signs.set_text(_("Saksi mengetik kata sandinya sendiri."))
        else:
            self.passphrase.set_title(_("Kata sandi Anda"))
            self._signs.set_text(_("Supervisor lain meninjaunya sebelum hari ditutup."))

    def _save(self) -> None:
        wrong = self.wrong.value()
        if wrong is None or (wrong == WrongPart.OUTCOME and self._ending is None):
            self._say(_("Pilih dahulu apa yang salah."))
            self.wrong.setFocus()
        elif wrong == WrongPart.PERSON and not (self._person or self._walk_in):
            self.person.set_error(_("Cari, lalu pilih orangnya."))
            self.person.setFocus()
        else:
            vouched = Vouched(self.reason.text(), self.witness.value() or "", self.passphrase.text())
            ending = self._ending if wrong == WrongPart.OUTCOME else None
            walk_in = self._walk_in if wrong == WrongPart.PERSON else None
            self._answer(SaidCorrection(WrongPart(wrong), vouched, self._person, ending, walk_in))

    def _lay_out(self) -> None:
        self.card.add(hairline())
        self.card.add(label(_("Apa yang salah?"), "label"))
        self.card.add(self.wrong)
        if not self._facts.ticket.recording:
            why = _("Langkah atau dokumen: tidak ada rekaman untuk nomor ini.")
            self.wrong.rest(WrongPart.STEPS, why)
            self.card.add(label(why, "help", name="correcting_rests"))
        self.card.add(self._outcome)
        self.card.add(in_row((self.person, 3), (self.reason, 2), gap=16))
        if not self._facts.fresh:
            witness = stacked(label(_("Orang kedua"), "label"), self.witness, self._signs, gap=4)
            self.card.add(in_row((witness, 1), (self.passphrase, 1), gap=16))


def _kept_words(facts: Correctable) -> str:
    kept = _("Yang tercatat sekarang tetap di jurnal.")
    if facts.slip_at is None:
        return kept
    printed = _("Bukti sudah dicetak {hour}: minta kembali.").format(hour=clock(facts.slip_at))
    return f"{printed} {kept}"


class CorrectionController:
    """Opens the panel over a screen for an ended number; what is gone on with opens on F3."""

    def __init__(self, work: Work, panels: Panels) -> None:
        self._work, self._panels = work, panels

    def ask(self, ticket: str) -> None:
        self._work.ask(lambda session: correctable(session, ticket), self._open)

    def _open(
        self, facts: Correctable, ending: ChosenEnding | None = None, walk_in: WalkIn | None = None
    ) -> None:
        self._panels.ask(
            lambda host: CorrectingPanel(
                host,
                facts,
                partial(self._write, facts),
                look_for=self._search,
                ask_ending=partial(self._ask_ending, facts),
                ask_new=partial(self._ask_new, facts),
                ending=ending,
                walk_in=walk_in,
            )
        )

    def _ask_ending(self, facts: Correctable) -> None:
        ticket, today, may_refuse = facts.ticket, self._work.session.today, self._work.may_refuse

        def answer(ending: ChosenEnding) -> None:
            self._open(facts, ending)

        self._panels.ask(
            lambda host: EndingPanel(
                host, ticket.number, answer, purpose=ticket.purpose, today=today, may_refuse=may_refuse
            )
        )

    def _ask_new(self, facts: Correctable, typed: str) -> None:
        def answer(said: WalkIn) -> None:
            self._open(facts, walk_in=said)

        work = self._work
        self._panels.ask(lambda host: WalkInQuestion(host, typed, work.session.today, answer, work=work))

    def _search(self, text: str) -> None:
        today = self._work.session.today

        def look(session: Session) -> list[Pick]:
            found = candidates(session, text)[:_MOST_HITS] if text else []
            return [
                Pick(
                    hit.person.id,
                    hit.person.name,
                    person_line(hit.person, village_name(session, hit.person.village), today),
                )
                for hit in found
            ]

        def found(hits: list[Pick]) -> None:
            if isinstance(panel := self._panels.open, CorrectingPanel):
                panel.show_hits(text, hits)

        self._work.ask(look, found, self._panels.refuse, over="correcting_hits")

    def _write(self, facts: Correctable, said: SaidCorrection) -> None:
        ticket, desk = facts.ticket, self._work.desk

        def done(state: TicketState) -> None:
            self._panels.leave()
            if state is TicketState.SERVING:
                self._work.go(Go("recording", ticket=ticket.id))
            self._work.tell(lambda: _news(ticket.number, state))

        self._work.do(lambda session: said.write(session, ticket.id, desk=desk), done, self._panels.refuse)


def _news(number: str, state: TicketState) -> str:
    if state is TicketState.SERVING:
        return _("{number} dibuka lagi di meja ini.").format(number=number)
    if state is TicketState.WAITING:
        return _("{number} dibuka lagi dan menunggu paling depan.").format(number=number)
    return _("{number} dibetulkan.").format(number=number)
