"""F6 on the screen: which paper, its pages as they will be printed, and what to do with them."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from ektp_desk.domain.paper.kinds import PaperKind
from ektp_desk.gui.kit import Card, Elided, EmptyState, Pages, ProgressCard, hairline, named
from ektp_desk.gui.kit.act import Acts
from ektp_desk.gui.kit.cards import in_row, lay_out
from ektp_desk.gui.kit.tokens import is_small
from ektp_desk.gui.reports.cards import LockedPaper
from ektp_desk.gui.reports.index import PaperIndex
from ektp_desk.gui.reports.output import DrawnPaper, SlowWork
from ektp_desk.gui.reports.preview import Preview
from ektp_desk.gui.reports.side import ReportSide
from ektp_desk.words import _
from ektp_desk.words.paper.kinds import paper_about, paper_name


class ReportsView(QWidget):
    """Shows one paper's pages, the lock before its names, or how to come to one."""

    def __init__(self, acts: Acts) -> None:
        super().__init__()
        self.setObjectName("reports")
        self.index, self.side = PaperIndex(acts), ReportSide(acts)
        self.preview, self.locked = Preview(_("Pratinjau laporan")), LockedPaper(acts)
        self._place = named(Elided("", "help"), "page")
        to_lists = acts.button("to_lists", kind="blue")
        self._empty = EmptyState(
            _("Belum ada kunjungan untuk kertas ini"),
            _("Laporan ada sejak meja dibuka, kertas persiapan sejak kunjungan direncanakan."),
            buttons=[to_lists],
            name="no_report",
        )
        self._empty.setFocusProxy(to_lists)
        self._progress = ProgressCard(_("Menyusun laporan"), name="report_progress")
        self._progress.cancel.follow(acts["stop"])
        self._progress.hide()
        self._lay_out(acts)
        acts.add_to(self.preview, "save_from_preview")
        acts.add_to(self._empty, "to_lists")
        acts.add_to(self)
        self.preview.turned.connect(self._show_place)
        bar = self.preview.verticalScrollBar()
        for moved in (bar.valueChanged, bar.rangeChanged):
            moved.connect(acts.refresh)

    def show_paper(self, paper: DrawnPaper, *, from_top: bool) -> None:
        self._show_page(self.preview)
        self.preview.show_paper(paper.sizes, paper.first, from_top=from_top)

    def show_locked(self, kind: PaperKind) -> None:
        self.locked.offer(paper_name(kind), paper_about(kind))
        self._place.set_text("")
        self._show_page(self.locked)

    def show_empty(self) -> None:
        self._place.set_text("")
        self._show_page(self._empty)

    def show_progress(self, slow: SlowWork) -> None:
        self._progress.set_title(slow.title)
        self._progress.step(slow.done, slow.whole)
        self._progress.setVisible(slow.is_seen)

    def take_focus(self) -> None:
        """Put the focus where keys read and act: pages, purpose, or the way out of an empty screen."""
        page = self._pages.currentWidget()
        assert page is not None
        page.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_page(self, page: QWidget) -> None:
        before = self._pages.currentWidget()
        held = self._pages.isAncestorOf(self.focusWidget()) if self.focusWidget() else False
        self._pages.setCurrentWidget(page)
        if before is not page and held and self.isVisible():
            self.take_focus()

    def _show_place(self, page: int, whole: int) -> None:
        words = _("halaman {page} dari {all}").format(page=page, all=whole)
        self._place.set_text(words, short=f"{page}/{whole}")

    def _lay_out(self, acts: Acts) -> None:
        self._pages = Pages(self.preview, self.locked, self._empty)
        head = QHBoxLayout()
        if not is_small():
            head.addWidget(Elided(_("Pratinjau"), "strong"))
        up, down = (acts.button(id_, kind="quiet") for id_ in ("page_up", "page_down"))
        parts = (self.index.pulldown, self._place, None, up, 12, down)
        lay_out(head, *parts, gap=12, grows=self._place, margins=(16, 4, 16, 4))
        over = QGridLayout()
        over.addWidget(self._pages, 0, 0)
        over.addLayout(lay_out(QVBoxLayout(), self._progress, None, margins=(24, 24, 24, 0)), 0, 0)
        middle = Card(padding=0, gap=0)
        # The pages' square ground stays clear of the round corners.
        middle.stack(head, hairline(), over, 6, grows=over)
        gap = 12 if is_small() else 16
        in_row(self.index, middle, self.side, gap=gap, grows=middle, on=self)
