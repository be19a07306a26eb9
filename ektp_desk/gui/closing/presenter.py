"""Joins closing the day to the use cases; after the signature it thanks until the screen is left."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject
from PySide6.QtGui import QGuiApplication

from ektp_desk.domain.errors import EktpError
from ektp_desk.domain.paper.kinds import report_of
from ektp_desk.domain.people import CorrectionVerdict
from ektp_desk.domain.recordings import Verdict
from ektp_desk.gui.closing.unclear import UnclearController
from ektp_desk.gui.closing.view import LISTING, ClosingView
from ektp_desk.gui.closing.words import AtHand, bar_words, reading_words
from ektp_desk.gui.kit.act import Act, Acts
from ektp_desk.gui.kit.form import Panels
from ektp_desk.gui.screen import EVERYTHING
from ektp_desk.gui.work import Go, Work
from ektp_desk.usecases.recording.commands import review_exception
from ektp_desk.usecases.recording.queries import Excepted, ToRead, Unwitnessed
from ektp_desk.usecases.recording.reviews import accept_all, review_corrections
from ektp_desk.usecases.reports.closing import (
    ClosingFacts,
    CorrectionFacts,
    Stage,
    read_closing,
    read_corrections,
)
from ektp_desk.usecases.session import Session
from ektp_desk.usecases.visits.commands import Proof, close_visit, prove
from ektp_desk.usecases.visits.queries import visit_name
from ektp_desk.words import _
from ektp_desk.words.dates import long_date, short_date
from ektp_desk.words.errors import message
from ektp_desk.words.numbers import count
from ektp_desk.words.visit_summary import visit_summary


class Presenter(QObject):
    """Keeps the day as last read, also when the visit is no longer the open one; without one, corrections."""

    shows = EVERYTHING

    def __init__(self, work: Work) -> None:
        super().__init__()
        self._work = work
        self._panels = panels = Panels(lambda: self.view)
        self._unclear = UnclearController(
            work, panels, lambda: self.view.unclear, lambda: self._stage() == "unclear"
        )
        self._visit = ""  # empty while none is open
        self._facts: ClosingFacts | CorrectionFacts | None = None
        self._proof: Proof | None = None  # while this screen is in front
        self._fresh = True  # it came to the front and was not read since
        self._looking = False  # at what was reviewed, once more
        self._asking_why = False
        self.view = self.make_view()

    def make_view(self) -> ClosingView:
        self._acts = Acts(self._table(), explain=self._work.explained.emit)
        self.view = ClosingView(self._acts)
        self._acts.setParent(self.view)  # they go with it, on this thread
        self.view.chosen.connect(self._show_stage)
        self._fill()
        self._panels.ask_again()
        return self.view

    def _table(self) -> list[Act]:
        def at(*stages: Stage) -> Callable[[], bool]:
            return lambda: self._stage() in stages

        return [
            Act(
                id="closing_decide",
                text=lambda: _("Putuskan {n} nomor…").format(n=self._doubled()),
                short=lambda: _("Putuskan ({n})").format(n=self._doubled()),
                keys=("Enter",),
                when=at("doubled"),
                run=partial(self._work.go, "decisions"),
            ),
            *self._unclear.table(),
            Act(
                id="closing_prove",
                text=lambda: reading_words(self._to_read()),
                short=_("Tinjau"),
                keys=("Enter",),
                when=at("prove"),
                run=self._prove,
            ),
            Act(
                id="closing_accept",
                text=lambda: self._of_kind(_("Terima {number}"), _("Koreksi sesuai")),
                keys=("T",),
                when=at("review"),
                why_not=self._why_not_review,
                run=lambda: self._review(accepted=True),
            ),
            Act(
                id="closing_repeat",
                text=lambda: self._of_kind(_("Rekam ulang {number}"), _("Koreksi tidak sesuai")),
                keys=("Enter",),
                when=at("why"),
                run=lambda: self._review(accepted=False),
            ),
            Act(
                id="closing_sign",
                text=_("Tutup hari dan tanda tangani"),
                short=_("Tutup hari"),
                keys=("Ctrl+Enter",),
                when=at("sign"),
                run=self._sign,
            ),
            # Enter presses the button, which has the focus.
            Act(
                id="closing_report",
                text=_("Lihat laporan"),
                keys=("Enter",),
                when=at("signed"),
                run=self._to_report,
                bound=False,
            ),
            Act(
                id="closing_again",
                text=lambda: self._of_kind(_("Rekam ulang…"), _("Tidak sesuai…")),
                short=lambda: self._of_kind(_("Ulang…"), _("Tidak…")),
                keys=("U",),
                when=at("review"),
                why_not=self._why_not_review,
                run=lambda: self._turn(looking=self._looking, asking_why=True),
            ),
            Act(
                id="closing_all",
                text=lambda: _("Terima semua ({n})").format(n=count(self._unread())),
                short=lambda: _("Semua ({n})").format(n=count(self._unread())),
                keys=("Shift+T",),
                when=at("review"),
                why_not=lambda: "" if self._unread() else _("Semua sudah ditinjau"),
                run=self._accept_all,
            ),
            Act(
                id="closing_back",
                text=_("Kembali"),
                keys=("Esc",),
                when=at("doubled", *LISTING, "sign"),
                run=self._back,
            ),
            Act(
                id="closing_look",
                text=lambda: _("Tinjauan ({n})").format(n=count(len(self._to_read()))),
                keys=("Alt+P",),
                when=self._may_look,
                run=lambda: self._turn(looking=True),
            ),
            Act(
                id="closing_copy",
                text=_("Salin ringkasan"),
                short=_("Salin"),
                keys=("Alt+C",),
                when=at("unclear", "sign", "signed"),
                run=self._copy,
            ),
            # The key is the navigation's, which prints it where there is no room for both.
            Act(
                id="closing_preview",
                text=_("Pratinjau"),
                keys=("F6",),
                when=lambda: self._stage() in ("unclear", "sign") and not self._may_look(),
                run=self._to_report,
                bound=False,
            ),
            Act(
                id="closing_plan",
                text=_("Kunjungan & daftar"),
                keys=("Enter",),
                when=lambda: not self._visit and self._facts is None,
                run=partial(self._work.go, "visits"),
                bound=False,
            ),
            # The list's foot prints it.
            Act(
                id="closing_person",
                text=_("Riwayat orang"),
                keys=("F",),
                when=self._has_line,
                run=self._to_person,
            ),
            # These keys act also while their button is away; signing then says what is lacking.
            Act(id="sign_key", keys=("Ctrl+Enter",), when=at("doubled", *LISTING), run=self._sign),
            Act(id="copy_key", keys=("Alt+C",), when=at("doubled", "prove", "review", "why"), run=self._copy),
            Act(id="back_key", keys=("Esc",), when=at("signed"), run=self._back),
        ]

    def shown(self, _go: Go) -> None:
        """Come to the front with the open visit; nothing typed before stays."""
        self._visit = self._work.visit.id if self._work.visit else ""
        self._proof = None
        self._fresh = True
        self._begin()
        self._fill()
        self.read_anew()

    def read_anew(self) -> None:
        """Read the day again; the focus goes on to what is next."""
        if visit := self._visit:
            self._work.ask(lambda session: read_closing(session, visit), self._show)
        else:
            self._work.ask(read_corrections, self._show)

    def heading(self) -> tuple[str, str, str]:
        today = self._work.session.today
        facts = self._day() if self._visit else None
        visit = facts.visit if facts else self._work.visit
        if visit is None:
            return _("Tutup hari"), long_date(today), short_date(today)
        place = visit_name(self._work.session, visit)
        return _("Tutup hari"), f"{place} · {long_date(today)}", place

    def _show(self, facts: ClosingFacts | CorrectionFacts | None) -> None:
        """The focus goes on to what is next, but not out of a panel or a page that lies over the place."""
        held = self.view.window().focusWidget()
        is_here = self._panels.open is None and (held is None or self.view.isAncestorOf(held))
        goes_on, self._fresh = self._fresh or is_here, False
        self._facts = facts
        self._fill()
        if goes_on:
            self._take_focus()

    def _fill(self) -> None:
        self.view.show_page(open_=bool(self._visit) or self._facts is not None)
        if self._facts is not None:
            self.view.show_day(self._facts, self._work.session.now)
        self._show_stage()

    def _show_stage(self) -> None:
        facts, stage = self._facts, self._stage()
        if facts is not None and stage is not None:
            at_hand = self._at_hand()
            title, words = bar_words(
                facts, stage, at_hand, who=self._work.session.user.name, proved=self._proof is not None
            )
            self.view.show_stage(stage)
            self.view.bar.show_stage(stage, title, words, wants_why=at_hand.correction)
        self._acts.refresh()

    def _take_focus(self) -> None:
        if (panel := self._panels.open) is not None:
            panel.first().setFocus()
        else:
            self.view.take_focus(self._stage())

    def _stage(self) -> Stage | None:
        if self._facts is None:
            return None
        return self._facts.next_stage(
            proved=self._proof is not None, looking=self._looking, asking_why=self._asking_why
        )

    def _day(self) -> ClosingFacts | None:
        return self._facts if isinstance(self._facts, ClosingFacts) else None

    def _doubled(self) -> int:
        return len(day.doubled) if (day := self._day()) else 0

    def _at_hand(self) -> AtHand:
        stage = self._stage()
        return self.view.at_hand(stage) if stage else AtHand()

    def _of_kind(self, exception: str, correction: str) -> str:
        at_hand = self._at_hand()
        return correction if at_hand.correction else exception.format(number=at_hand.number)

    def _to_read(self) -> tuple[ToRead, ...]:
        return self._facts.to_read if self._facts else ()

    def _unread(self) -> int:
        return sum(one.waits for one in self._to_read())

    def _may_look(self) -> bool:
        return self._stage() == "sign" and bool(self._to_read())

    def _why_not_review(self) -> str:
        return _("Koreksi Anda ditinjau supervisor lain") if self._at_hand().own else ""

    def _has_line(self) -> bool:
        return self._stage() == "review" and self._at_hand().correction

    def _to_person(self) -> None:
        one = self.view.exceptions.chosen()
        if isinstance(one, Unwitnessed):
            self._work.go(Go("people", person=one.person))

    def _begin(self) -> None:
        self._looking = self._asking_why = False
        self.view.bar.passphrase.forget()

    def _turn(self, *, looking: bool = False, asking_why: bool = False) -> None:
        self._looking, self._asking_why = looking, asking_why
        self.view.bar.note.set_text("")
        self._show_stage()
        self._take_focus()

    def _back(self) -> None:
        """Go one step back, and only from the first out of the screen."""
        if self._unclear.drop_marks():
            return
        if self._stage() == "why":
            self._turn(looking=self._looking)
        elif self._looking and not self._unread():
            self._turn()
        else:
            self._work.go("today")

    def _prove(self) -> None:
        visit, passphrase = self._visit, self.view.bar.passphrase.text()

        def proved(proof: Proof) -> None:
            self._proof = proof
            self._begin()
            self.read_anew()

        self._work.ask(lambda session: prove(session, visit, passphrase), proved, self._on_refused)

    def _review(self, *, accepted: bool) -> None:
        visit, proof, one = self._visit, self._proof, self.view.exceptions.chosen()
        note = "" if accepted else self.view.bar.note.text()
        if proof is None or one is None:
            return

        def act(session: Session) -> None:
            if isinstance(one, Excepted):
                verdict = Verdict.ACCEPTED if accepted else Verdict.REPEAT
                review_exception(session, visit, one.recording, verdict, proof=proof, note=note)
            else:
                said = CorrectionVerdict.IN_ORDER if accepted else CorrectionVerdict.NOT_IN_ORDER
                review_corrections(session, visit, [one.event], said, proof=proof, note=note)

        self._work.do(act, self._reviewed, self._on_refused)

    def _reviewed(self, _none: None) -> None:
        self._asking_why = False

    def _accept_all(self) -> None:
        visit, proof = self._visit, self._proof
        if proof:
            self._work.do(lambda session: accept_all(session, visit, proof=proof))

    def _sign(self) -> None:
        """Sign; nobody is asked for a passphrase before the day can be signed at all."""
        visit, proof, facts = self._visit, self._proof, self._day()
        passphrase = self.view.bar.passphrase.text()

        def act(session: Session) -> None:
            close_visit(session, visit, proof=proof or prove(session, visit, passphrase))

        if facts is not None and (lacks := facts.lacks()):
            self._work.refused.emit(lacks)
        elif facts is not None:
            self._work.do(act, self._signed, self._on_refused)

    def _signed(self, _none: None) -> None:
        """Say what can still be done; what was offered before the signature no longer can."""
        self._begin()
        self._work.tell(lambda: _("Hari ditutup. Keliru? F10, lalu [B] membukanya kembali."))

    def _on_refused(self, error: EktpError) -> None:
        if error.code.startswith("signin."):
            self.view.refuse_passphrase(message(error).partition(". ")[0])
        elif error.code == "review.needs_note":
            self.view.refuse_note(message(error).partition(". ")[0])
        else:
            self._work.refused.emit(error)

    def _to_report(self) -> None:
        day = self._day()
        visit = day.visit if day else None
        self._work.go(Go("reports", paper=report_of(visit.id, visit.kind) if visit else None))

    def _copy(self) -> None:
        if (day := self._day()) is not None:
            QGuiApplication.clipboard().setText(visit_summary(day.report, following=day.following))
            self._work.tell(lambda: _("Ringkasan disalin. Tempelkan di WhatsApp."))
