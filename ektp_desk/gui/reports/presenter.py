"""Joins F6 to its papers: what is previewed is exactly what is saved and printed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtWidgets import QWidget

from ektp_desk.domain.errors import EktpError
from ektp_desk.domain.paper.kinds import NAMED, OF_PERIODS, Facts, PaperKind, Wanted
from ektp_desk.domain.places import RegionCode
from ektp_desk.gui.kit.act import Act, Acts
from ektp_desk.gui.kit.form import Panels
from ektp_desk.gui.kit.printing import Printers, Raster, draw_page, sizes_of
from ektp_desk.gui.kit.tokens import is_small
from ektp_desk.gui.reports import words as phrases
from ektp_desk.gui.reports.cards import LetterText
from ektp_desk.gui.reports.output import DrawnPaper, PaperOutput, SlowWork
from ektp_desk.gui.reports.view import ReportsView
from ektp_desk.gui.screen import EVERYTHING
from ektp_desk.gui.work import Go, Work
from ektp_desk.usecases.reports.before import invitation_text
from ektp_desk.usecases.reports.last_wanted import keep_wanted, last_wanted
from ektp_desk.usecases.reports.papers import Disclosure, draw, draw_names, set_invitation, show_names
from ektp_desk.usecases.reports.queries import visit_for, visits_for
from ektp_desk.usecases.session import Session
from ektp_desk.usecases.visits.queries import the_visit, visit_title
from ektp_desk.words import NP_, _
from ektp_desk.words.dates import long_date, short_date

_OVER = "reports"
_PAUSE_MS = 120  # while somebody walks down the list, only where they rest is made


@dataclass(frozen=True, slots=True, repr=False)
class PaperRead:
    """The visits that a kind of paper can be of, in words, newest first; which one is meant; the paper.

    There is none where no visit fits, nor of one that names people before somebody asked for them.
    """

    visits: tuple[tuple[str, str], ...]
    wanted: Wanted
    paper: DrawnPaper | None


class Presenter(QObject):
    """Shows the wanted paper; `printers` and `folder` can be others in a test."""

    shows = EVERYTHING

    def __init__(self, work: Work, *, printers: Printers | None = None, folder: Path | None = None) -> None:
        super().__init__()
        self._work = work
        self._wanted = last_wanted(work.choices, work.session.today)
        self._read: PaperRead | None = None  # what is shown
        self._notice: phrases.Notice | None = None  # of what did not work with it
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._pause.timeout.connect(self.read_anew)
        self._slow = SlowWork(self)
        self._slow.changed.connect(self._show_progress)
        self._panels = Panels(lambda: self.view)
        self._output = PaperOutput(
            work,
            self._slow,
            self._say,
            panels=self._panels,
            window=lambda: self.view,
            printers=printers,
            folder=folder,
        )
        self._names_asked: Wanted | None = None  # of a paper that is not shown yet
        self._stop: Callable[[], None] = lambda: None  # ends what is being made
        self._goes_in = False  # Enter was pressed before the paper was there
        self.view = self.make_view()

    def make_view(self) -> ReportsView:
        session = self._work.session
        self._acts = Acts(self._table(), explain=self._work.explained.emit)
        self.view = view = ReportsView(self._acts)
        self._acts.setParent(view)  # they go with it, on this thread
        view.index.chosen.connect(self._on_kind)
        view.index.opened.connect(self._go_in)
        view.preview.page_wanted.connect(self._draw_page)
        options = view.side.options
        options.visits.chosen.connect(self._on_visit)
        options.changed.connect(self._on_options)
        districts = session.gazetteer.children(RegionCode.parse(session.office.region))
        options.offer_regions([(str(place.code), place.name) for place in districts])
        self._fill()
        self._show_progress()
        self._panels.ask_again()
        return view

    def _table(self) -> list[Act]:
        list_title, search = _("Daftar laporan"), _("Cari laporan")
        if is_small():
            list_title, search = _("Laporan"), ""
        return [
            *self._output.table(),
            Act(
                id="page_up",
                text=_("Sebelumnya"),
                short=_("Kembali"),
                keys=("PgUp",),
                why_not=partial(self._why_no_turn, -1),
                run=lambda: self.view.preview.turn(-1),
            ),
            Act(
                id="page_down",
                text=_("Berikutnya"),
                short=_("Lanjut"),
                keys=("PgDn",),
                why_not=partial(self._why_no_turn, 1),
                run=lambda: self.view.preview.turn(1),
            ),
            Act(id="show_names", text=_("Tampilkan nama"), keys=("Enter",), run=self._ask_names),
            Act(
                id="letter_text",
                text=_("Ubah teks surat…"),
                keys=("U",),
                when=lambda: self._asked().kind is PaperKind.LETTER,
                run=self._ask_letter,
            ),
            Act(
                id="to_lists",
                text=_("Kunjungan & daftar"),
                keys=("Enter",),
                run=partial(self._work.go, "visits"),
            ),
            Act(
                id="stop", text=_("Batal"), keys=("Esc",), when=lambda: self._slow.is_seen, run=self._give_up
            ),
            Act(id="open_paper", keys=("Enter",), run=self._go_in),
            # Printed in the boxes that they go to.
            Act(id="to_index", text=list_title, keys=("L",), run=partial(self._to_box, "report_list")),
            Act(id="to_search", text=search, keys=("/",), run=partial(self._to_box, "report_search")),
            Act(
                id="to_visits",
                text=_(NP_("one", "Kunjungan")),
                keys=("K",),
                when=lambda: self._asked().kind not in OF_PERIODS,
                run=partial(self._to_box, "visits"),
            ),
            Act(
                id="to_region",
                text=_("Wilayah"),
                keys=("W",),
                when=lambda: self._asked().kind in OF_PERIODS,
                run=partial(self._to_box, "period_region"),
            ),
        ]

    def shown(self, go: Go) -> None:
        """Come to the front with a visit's report, with a paper, or with the one that was shown last.

        Names that were shown are asked for anew: somebody else may sit here by now.
        """
        if go.paper:
            now = self._wanted  # its period and region stay as they were chosen
            self._wanted = replace(go.paper, first=now.first, last=now.last, region=now.region)
        if self._wanted.kind in NAMED:
            self._output.paper = None
        self._forget_names()
        self.view.take_focus()
        self.read_anew()

    def read_anew(self) -> None:
        """Make the paper again: it says what the journal holds now. Asked for, names stay as they were."""
        paper, wanted, width = self._output.paper, self._wanted, self.view.preview.page_width()
        if wanted.kind in NAMED and wanted in (self._names_asked, paper.wanted if paper else None):
            return
        self._slow.begin(_("Menyusun laporan"))
        self._stop = self._work.make(
            lambda session: _read(session, wanted, width=width),
            partial(self._on_read, wanted),
            self._on_refused,
            over=_OVER,
        )

    def heading(self) -> tuple[str, str, str]:
        session = self._work.session
        where, day = session.office.name, session.today
        return _("Laporan"), f"{where} · {long_date(day)}", short_date(day)

    def _on_read(self, wanted: Wanted, read: PaperRead) -> None:
        if wanted != self._wanted:
            return  # another one is wanted by now
        self._slow.end()
        if self._asked() != read.wanted:
            self._forget_names()
        self._wanted, self._read = read.wanted, read
        self._show(read.paper)
        if self._goes_in:
            self._goes_in = False
            self.view.take_focus()

    def _on_refused(self, error: EktpError) -> None:
        self._slow.end()
        self._stay()
        self._work.refused.emit(error)

    def _show(self, paper: DrawnPaper | None) -> None:
        before, self._output.paper, self._notice = self._output.paper, paper, None
        self._fill(from_top=before is None or paper is None or before.wanted != paper.wanted)

    def _fill(self, *, from_top: bool = True) -> None:
        view, read, paper = self.view, self._read, self._output.paper
        if read is None:
            return
        self._mark(read)
        if paper is not None:
            view.side.show_figure(phrases.key_figure(paper.facts))
            view.side.show_notice(self._notice or phrases.provisional(paper.facts))
            view.show_paper(paper, from_top=from_top)
        else:
            locked = read.wanted.kind in NAMED and bool(read.wanted.visit)
            view.side.show_figure(phrases.not_there(read.wanted.kind, locked=locked))
            view.side.show_notice(None)
            if locked:
                view.show_locked(read.wanted.kind)
            else:
                view.show_empty()
        self._acts.refresh()

    def _mark(self, read: PaperRead) -> None:
        options = self.view.side.options
        self.view.index.choose(read.wanted.kind)
        options.show_visits(read.visits, read.wanted.visit)
        options.show_for(read.wanted)

    def _say(self, notice: phrases.Notice) -> None:
        self._notice = notice
        self.view.side.show_notice(notice)

    def _show_progress(self) -> None:
        self.view.show_progress(self._slow)
        self._acts.refresh()

    def _asked(self) -> Wanted:
        """What page and boxes are of: what is wanted now may still have to be read."""
        return self._read.wanted if self._read else self._wanted

    def _why_no_turn(self, step: int) -> str:
        if (why := self._output.why_no_paper()) or self.view.preview.may_turn(step):
            return why
        return _("Ini akhir kertas") if step > 0 else _("Ini awal kertas")

    def _to_box(self, name: str) -> None:
        box = self.view.findChild(QWidget, name)
        assert isinstance(box, QWidget)
        box.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _want(self, wanted: Wanted) -> None:
        self._wanted = wanted
        keep_wanted(self._work.choices, wanted, self._work.session.today)

    def _on_kind(self, key: str) -> None:
        if key == self._wanted.kind.value and (self._output.paper or not self._pause.isActive()):
            return
        self._want(replace(self._wanted, kind=PaperKind(key)))
        self._pause.start()

    def _go_in(self) -> None:
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
        entered = self.view.side.options.entered(self._wanted)
        if entered is not None:
            self._want(entered)
            self.read_anew()

    def _draw_page(self, at: int) -> None:
        paper, width = self._output.paper, self.view.preview.page_width()
        if paper is not None:
            self._work.make(
                lambda _session: draw_page(paper.pdf, at, width=width), partial(self._on_page, paper, at)
            )

    def _on_page(self, paper: DrawnPaper, at: int, page: Raster) -> None:
        if self._output.paper is paper:
            self.view.preview.show_page(at, page)

    def _ask_names(self) -> None:
        wanted, (purpose, passphrase) = self._wanted, self.view.locked.take()
        self._names_asked = wanted
        self._slow.begin(_("Memeriksa kata sandi, menyusun daftar"))
        self._work.do(
            lambda session: show_names(session, wanted, purpose=purpose, passphrase=passphrase),
            self._draw_names,
            self._on_names_refused,
        )

    def _draw_names(self, seen: Disclosure) -> None:
        if seen.wanted != self._names_asked:
            return  # given up
        width = self.view.preview.page_width()
        self._stop = self._work.make(
            lambda session: _drawn(session, seen.wanted, session.aside(draw_names, seen), width),
            self._on_names,
            self._on_names_refused,
            over=_OVER,
        )

    def _on_names(self, paper: DrawnPaper) -> None:
        if paper.wanted == self._wanted == self._names_asked:
            self._slow.end()
            self._forget_names()
            self._show(paper)
            self.view.take_focus()

    def _on_names_refused(self, error: EktpError) -> None:
        self._slow.end()
        self._names_asked = None
        if error.code.startswith(("signin.", "report.")):
            self.view.locked.refuse(error)
        else:
            self._work.refused.emit(error)

    def _forget_names(self) -> None:
        """Whoever wants names from now on says anew who they are and what for."""
        self._names_asked = None
        self.view.locked.forget()

    def _ask_letter(self) -> None:
        def opened(text: str) -> None:
            self._panels.ask(partial(LetterText, text=text, answer=self._keep_letter))

        self._work.ask(invitation_text, opened)

    def _keep_letter(self, text: str) -> None:
        def kept(_answer: object) -> None:
            self._panels.leave()
            self._work.tell(lambda: _("Teks surat disimpan."))

        self._work.do(lambda session: set_invitation(session, text), kept, self._panels.refuse)

    def _give_up(self) -> None:
        self._slow.end()
        self._names_asked = None
        self._output.stop_printing()
        self._stop()
        self._stay()

    def _stay(self) -> None:
        """Mark again the paper that is still shown: the one that was asked for does not come."""
        if self._read is not None and self._output.paper is not None:
            self._want(self._read.wanted)
            self._mark(self._read)


def _read(session: Session, wanted: Wanted, *, width: int) -> PaperRead:
    """With its first page `width` dots wide."""
    fitting = visits_for(session, wanted.kind)
    meant = replace(wanted, visit=visit_for(fitting, wanted.visit))
    visits = tuple((v.id, phrases.visit_words(v.day, visit_title(session, v))) for v in fitting)
    if meant.kind in NAMED or (not meant.visit and meant.kind not in OF_PERIODS):
        return PaperRead(visits, meant, None)
    return PaperRead(visits, meant, _drawn(session, meant, session.aside(draw, meant), width))


def _drawn(session: Session, wanted: Wanted, made: tuple[Facts, bytes], width: int) -> DrawnPaper:
    facts, pdf = made
    visit = the_visit(session, wanted.visit) if wanted.visit else None
    return DrawnPaper(wanted, visit, facts, pdf, sizes_of(pdf), draw_page(pdf, 0, width=width))
