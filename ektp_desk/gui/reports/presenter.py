"""Joins F6 to its papers: what is previewed is exactly what is saved and printed."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from datetime import date
from pathlib import Path

from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QGuiApplication

from ektp_desk.domain.errors import EktpError
from ektp_desk.domain.paper.before import read_numbers
from ektp_desk.domain.paper.kinds import NAMED, TABLED, PaperKind, Wanted
from ektp_desk.domain.places import RegionCode
from ektp_desk.gui.kit.printing import Printers, draw_page
from ektp_desk.gui.reports import words as phrases
from ektp_desk.gui.reports.keeping import Keeping, Waiting
from ektp_desk.gui.reports.shelf import Paper, Shelf, read_named, read_shelf
from ektp_desk.gui.reports.view import ReportsView
from ektp_desk.gui.screen import EVERYTHING
from ektp_desk.gui.work import Go, Work
from ektp_desk.settings import Choices
from ektp_desk.usecases.reports.before import invitation_text
from ektp_desk.usecases.reports.commands import Disclosure, set_invitation, show_names
from ektp_desk.words import _
from ektp_desk.words.dates import long_date, short_date
from ektp_desk.words.paper.summaries import has_summary, summary_of


class Remembered:
    """Choices kept at this laptop; a visit is not among them, since each day has its own."""

    def __init__(self, choices: Choices, today: date) -> None:
        self._choices, self._today = choices, today

    def wanted(self) -> Wanted:
        """From the last time; a period that was chosen in another month begins anew."""
        kind = self._choices.get("report.kind", PaperKind.VISIT.value)
        letter, first, last = self._numbers()
        begun, ended = self._period()
        return Wanted(
            PaperKind(kind) if kind in set(PaperKind) else PaperKind.VISIT,
            first=begun,
            last=ended,
            region=self._choices.get("report.region"),
            letter=letter,
            from_serial=first,
            to_serial=last,
        )

    def keep(self, wanted: Wanted) -> None:
        """Remember what a paper was asked for with."""
        first, last = wanted.first or self._today, wanted.last or self._today
        self._choices.keep(
            **{
                "report.kind": wanted.kind.value,
                "report.region": wanted.region,
                "report.period": f"{first.isoformat()} {last.isoformat()} {self._today:%Y-%m}",
                "report.numbers": f"{wanted.letter}{wanted.from_serial}-{wanted.to_serial}",
            }
        )

    def _numbers(self) -> tuple[str, int, int]:
        with suppress(EktpError):
            return read_numbers(self._choices.get("report.numbers", "A1-48"))
        return "A", 1, 48

    def _period(self) -> tuple[date, date]:
        first, _space, rest = self._choices.get("report.period").partition(" ")
        last, _space, month = rest.partition(" ")
        with suppress(ValueError):
            if month == f"{self._today:%Y-%m}":
                return date.fromisoformat(first), date.fromisoformat(last)
        return self._today.replace(day=1), self._today


_OVER = "reports"
_PAUSE_MS = 120  # while somebody walks down the list, only where they rest is made


class Presenter(QObject):
    """Shows the wanted paper; `printers` and `folder` can be others in a test."""

    shows = EVERYTHING

    def __init__(self, work: Work, *, printers: Printers | None = None, folder: Path | None = None) -> None:
        super().__init__()
        self._work = work
        self._remembered = Remembered(work.choices, work.session.today)
        self._wanted = self._remembered.wanted()
        self._paper: Paper | None = None
        self._choices: Shelf | None = None
        self.view = ReportsView()
        self._waiting = Waiting(self.view)
        self._keeping = Keeping(work, self.view, self._waiting, printers=printers, folder=folder)
        self._pause = QTimer(self.view, singleShot=True, interval=_PAUSE_MS)
        self._stop: Callable[[], None] = lambda: None  # ends what is being made
        self._goes_in = False  # Enter was pressed before the paper was there
        self._join()

    def _join(self) -> None:
        view, options = self.view, self.view.side.options
        view.save_asked.connect(lambda: self._keeping.save(self._paper))
        view.print_asked.connect(lambda: self._keeping.print(self._paper))
        view.excel_asked.connect(lambda: self._keeping.excel(self._paper))
        view.copy_asked.connect(self._on_copy)
        view.lists_asked.connect(lambda: self._work.go("lists"))
        view.index.chosen.connect(self._on_kind)
        view.locked.asked.connect(self._on_names)
        view.preview.page_wanted.connect(self._on_page)
        options.visit_chosen.connect(self._on_visit)
        options.changed.connect(self._on_options)
        options.text_asked.connect(self._on_text)
        view.letter.submitted.connect(self._on_new_text)
        view.open_asked.connect(self._on_open)
        self._pause.timeout.connect(self.read_anew)
        self._waiting.stopped.connect(lambda _number: self._give_up())
        session = self._work.session
        districts = session.gazetteer.children(RegionCode.parse(session.office.region))
        options.offer_regions([(str(place.code), place.name) for place in districts])

    def shown(self, go: Go) -> None:
        """Come to the front with a visit's report, with a paper, or with the one that was shown last.

        Names that were shown are asked for anew: somebody else may sit here by now.
        """
        if go.paper:
            now = self._wanted  # its period and region stay as they were chosen
            self._wanted = replace(go.paper, first=now.first, last=now.last, region=now.region)
        if self._wanted.kind in NAMED:
            self._paper = None
        self.view.take_focus()
        self.read_anew()

    def read_anew(self) -> None:
        """Make the paper again: it says what the journal holds now. Shown names stay as they were made."""
        if self._paper is not None and self._wanted.kind in NAMED and self._paper.wanted == self._wanted:
            return
        wanted, width = self._wanted, self.view.preview.page_width()
        number = self._waiting.begin(_("Menyusun laporan"))

        def read(shelf: Shelf) -> None:
            if self._waiting.is_latest(number):
                self._waiting.end(number)
                self._show(shelf)
                self._go_in()

        self._stop = self._work.make(
            lambda session: read_shelf(session, wanted, width=width), read, self._refused(number), over=_OVER
        )

    def _go_in(self) -> None:
        if self._goes_in:
            self._goes_in = False
            self.view.take_focus()

    def heading(self) -> tuple[str, str, str]:
        session = self._work.session
        where, day = session.office.name, session.today
        return _("Laporan"), f"{where} · {long_date(day)}", short_date(day)

    def _show(self, shelf: Shelf) -> None:
        self._wanted, self._choices = shelf.wanted, shelf
        self.view.index.choose(shelf.wanted.kind)
        options = self.view.side.options
        options.show_visits(phrases.choice_words(shelf.choices), shelf.wanted.visit)
        options.show_for(shelf.wanted)
        if shelf.paper is not None:
            self._show_paper(shelf.paper)
            return
        self._paper = None
        locked = shelf.wanted.kind in NAMED and bool(shelf.wanted.visit)
        number, whom, note = phrases.not_there(shelf.wanted.kind, locked=locked)
        self.view.side.show_figure(number, whom, note=note, as_of="")
        self.view.side.allow(paper=False, table=False, summary=False)
        self.view.side.say("warn", "", "")
        if locked:
            self.view.show_locked(shelf.wanted.kind)
        else:
            self.view.show_empty()

    def _show_paper(self, paper: Paper) -> None:
        before, self._paper = self._paper, paper
        number, whom, note = phrases.figure(paper.facts)
        side, kind = self.view.side, paper.wanted.kind
        side.show_figure(number, whom, note=note, as_of=phrases.as_of(paper.facts))
        side.allow(paper=True, table=kind in TABLED, summary=has_summary(paper.facts))
        side.say("warn", *(phrases.provisional(paper.facts) or ("", "")))
        another = before is None or before.wanted != paper.wanted
        self.view.show_paper()
        self.view.preview.show_paper(paper.sizes, paper.first, from_top=another)

    def _on_kind(self, key: str) -> None:
        if key == self._wanted.kind.value and (self._paper or not self._pause.isActive()):
            return
        self._wanted = replace(self._wanted, kind=PaperKind(key))
        self._remembered.keep(self._wanted)
        self._pause.start()

    def _on_open(self) -> None:
        """Go into the chosen paper, once it is the one that is shown."""
        if self._pause.isActive():
            self._pause.stop()
            self._goes_in = True
            self.read_anew()
        else:
            self.view.take_focus()

    def _on_visit(self, visit: str) -> None:
        self._wanted = replace(self._wanted, visit=visit)
        self.read_anew()

    def _on_options(self) -> None:
        said = self.view.side.options.said(self._wanted)
        if said is not None:
            self._wanted = said
            self._remembered.keep(said)
            self.read_anew()

    def _on_page(self, at: int) -> None:
        paper, width = self._paper, self.view.preview.page_width()
        if paper is None:
            return
        self._work.make(
            lambda _session: draw_page(paper.pdf, at, width=width),
            lambda page: self.view.preview.show_page(at, page) if self._paper is paper else None,
        )

    def _on_names(self, purpose: str, passphrase: str) -> None:
        wanted, width = self._wanted, self.view.preview.page_width()
        number = self._waiting.begin(_("Memeriksa kata sandi, menyusun daftar"))

        def made(paper: Paper) -> None:
            if self._waiting.is_latest(number) and self._wanted == wanted:
                self._waiting.end(number)
                self._show_paper(paper)
                self.view.take_focus()

        def refused(error: EktpError) -> None:
            self._waiting.end(number)
            if error.code.startswith(("signin.", "report.")):
                self.view.locked.refuse(error)
            else:
                self._work.refused.emit(error)

        def shown(seen: Disclosure) -> None:
            self._stop = self._work.make(
                lambda session: read_named(session, seen, width=width), made, refused, over=_OVER
            )

        self._work.do(
            lambda session: show_names(session, wanted, purpose=purpose, passphrase=passphrase),
            shown,
            refused,
        )

    def _on_text(self) -> None:
        self._work.ask(invitation_text, self.view.letter.open_for)

    def _on_new_text(self, text: str) -> None:
        def kept(_answer: object) -> None:
            self.view.letter.leave()
            self._work.told.emit(_("Teks surat disimpan."))

        self._work.do(lambda session: set_invitation(session, text), kept, self.view.letter.show_error)

    def _on_copy(self) -> None:
        if self._paper is not None and has_summary(self._paper.facts):
            QGuiApplication.clipboard().setText(summary_of(self._paper.facts))
            self._work.told.emit(_("Ringkasan disalin. Tempelkan di WhatsApp."))

    def _give_up(self) -> None:
        self._stop()
        self._stay()

    def _stay(self) -> None:
        """Mark again the paper that is still shown: the one that was asked for does not come."""
        if self._paper is None:
            return
        self._wanted = self._paper.wanted
        self._remembered.keep(self._wanted)
        self.view.index.choose(self._wanted.kind)
        self.view.side.options.visits.choose(self._wanted.visit)
        self.view.side.options.show_for(self._wanted)

    def _refused(self, number: int) -> Callable[[EktpError], None]:
        def refused(error: EktpError) -> None:
            self._waiting.end(number)
            self._stay()
            self._work.refused.emit(error)

        return refused
