"""F6 on the screen: which paper, its pages as they will be printed, and what to do with them."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ektp_desk.domain.paper.kinds import PaperKind
from ektp_desk.gui.kit import (
    ActButton,
    Card,
    Elided,
    EmptyState,
    ProgressCard,
    hairline,
    named,
    on_key,
)
from ektp_desk.gui.kit.redressing import Pages
from ektp_desk.gui.kit.tokens import px
from ektp_desk.gui.reports.cards import LetterText, Locked
from ektp_desk.gui.reports.index import Index
from ektp_desk.gui.reports.preview import Preview
from ektp_desk.gui.reports.side import Side
from ektp_desk.words import _
from ektp_desk.words.paper.kinds import paper_about, paper_name


class ReportsView(QWidget):
    """Asks by its signals; shows one paper's pages, the lock before its names, or how to come to one."""

    save_asked = Signal()
    print_asked = Signal()
    excel_asked = Signal()
    copy_asked = Signal()
    lists_asked = Signal()
    stop_asked = Signal()
    open_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("reports")
        self.index, self.side, self.preview = Index(), Side(), Preview(_("Pratinjau laporan"))
        self.locked = Locked()
        self._place = named(Elided("", "help"), "page")
        self._back = ActButton(_("Sebelumnya"), "PgUp", kind="quiet", short=_("Kembali"), name="page_up")
        self._on = ActButton(_("Berikutnya"), "PgDn", kind="quiet", short=_("Lanjut"), name="page_down")
        self._lists = ActButton(_("Kunjungan & daftar"), "Enter", kind="blue", name="to_lists")
        self.empty = EmptyState(
            _("Belum ada kunjungan untuk kertas ini"),
            _("Laporan ada sejak meja dibuka, kertas persiapan sejak kunjungan direncanakan."),
            buttons=[self._lists],
            name="no_report",
        )
        self.progress = ProgressCard(_("Menyusun laporan"), name="report_progress")
        self._lay_out()
        self.progress.setParent(self)
        self.progress.hide()
        self.letter = LetterText(self)
        self._join()

    def show_paper(self) -> None:
        self._choose(self.preview)

    def show_locked(self, kind: PaperKind) -> None:
        """Ask who wants these names, and what for."""
        self.locked.offer(paper_name(kind), paper_about(kind))
        self._place.set_text("")
        self._choose(self.locked)

    def show_empty(self) -> None:
        """Show what to do before any visit fits this paper."""
        self._place.set_text("")
        self._choose(self.empty)

    def show_progress(self, title: str) -> None:
        """Say what takes so long, over the pages."""
        self.progress.set_title(title)
        self.progress.step(0, 0)
        box = self._stack.geometry().adjusted(px(24), px(24), -px(24), 0)
        origin = self._middle.mapTo(self, box.topLeft())
        self.progress.setGeometry(origin.x(), origin.y(), box.width(), self.progress.sizeHint().height())
        self.progress.show()
        self.progress.raise_()

    def take_focus(self) -> None:
        """Put the focus where keys read and act: pages, purpose, or the way out of an empty screen."""
        shown = self._stack.currentWidget()
        if shown is self.locked:
            self.locked.take_focus()
            return
        (self._lists if shown is self.empty else self.preview).setFocus(Qt.FocusReason.OtherFocusReason)

    def set_small(self, small: bool) -> None:  # noqa: FBT001  a slot for the shell's signal
        """Turn the list of papers into the box above the preview."""
        self.index.card.setVisible(not small)
        self.index.pulldown.setVisible(small)
        self._title.setVisible(not small)
        self._row.setSpacing(px(12 if small else 16))

    def _choose(self, page: QWidget) -> None:
        before = self._stack.currentWidget()
        held = self._stack.isAncestorOf(self.focusWidget()) if self.focusWidget() else False
        self._stack.setCurrentWidget(page)
        self._offer_turns()
        if before is not page and held and self.isVisible():
            self.take_focus()

    def _show_place(self, page: int, whole: int) -> None:
        words = _("halaman {page} dari {all}").format(page=page, all=whole)
        self._place.set_text(words, short=f"{page}/{whole}")

    def _offer_turns(self) -> None:
        """Offer a page's turn where there is one."""
        seen = self._stack.currentWidget() is self.preview
        for button, step in ((self._back, -1), (self._on, 1)):
            button.setEnabled(seen and self.preview.may_turn(step))

    def _join(self) -> None:
        self._bind_acts()
        on_key(self.preview, "Enter", self.side.save.click)
        for button, key, step in ((self._back, "PgUp", -1), (self._on, "PgDown", 1)):
            button.asked.connect(lambda at=step: self.preview.turn(at))
            on_key(self, key, button.click)
        self._lists.asked.connect(self.lists_asked)
        on_key(self.empty, "Enter", self.lists_asked.emit)
        self.index.opened.connect(self.open_asked)
        self.preview.turned.connect(self._show_place)
        bar = self.preview.verticalScrollBar()
        for moved in (bar.valueChanged, bar.rangeChanged):
            moved.connect(self._offer_turns)
        self.progress.stop_asked.connect(self.stop_asked)
        on_key(self, "Esc", lambda: self.stop_asked.emit() if self.progress.isVisible() else None)

    def _bind_acts(self) -> None:
        """Bind the keys that are printed on buttons and boxes; what is not seen answers to none."""
        side, options = self.side, self.side.options
        for button, asked, key in (
            (side.save, self.save_asked, "Ctrl+S"),
            (side.print, self.print_asked, "Ctrl+P"),
            (side.excel, self.excel_asked, "Ctrl+E"),
            (side.copy, self.copy_asked, "Alt+C"),
        ):
            button.asked.connect(asked)
            on_key(self, key, button.click)
        for key, box in (("K", options.visits), ("W", options.region)):
            on_key(self, key, partial(_go_to, box))
        on_key(self, "U", lambda: options.text.click() if options.text.isVisible() else None)
        on_key(self, "L", self.index.take_focus)
        on_key(self, "/", self.index.find)

    def _lay_out(self) -> None:
        self._middle, self._stack = Card(padding=0, gap=0), Pages()
        for page in (self.preview, self.locked, self.empty):
            self._stack.addWidget(page)
        head = QHBoxLayout()
        head.setContentsMargins(px(16), px(4), px(16), px(4))
        head.setSpacing(px(12))
        self._title = Elided(_("Pratinjau"), "strong")
        for widget, stretch in ((self._title, 0), (self.index.pulldown, 0), (self._place, 1)):
            head.addWidget(widget, stretch)
        head.addStretch(1)
        head.addWidget(self._back)
        head.addSpacing(px(12))
        head.addWidget(self._on)
        self._middle.body.addLayout(head)
        self._middle.add(hairline())
        self._middle.add(self._stack, 1)
        self._middle.body.addSpacing(px(6))  # the pages' square ground stays clear of the round corners
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        self._row = QHBoxLayout()
        for part, stretch in ((self.index.card, 0), (self._middle, 1), (self.side, 0)):
            self._row.addWidget(part, stretch)
        whole.addLayout(self._row)
        self.set_small(False)


def _go_to(box: QWidget) -> None:
    """Put the focus into a box that is seen."""
    if box.isVisible():
        box.setFocus(Qt.FocusReason.ShortcutFocusReason)
