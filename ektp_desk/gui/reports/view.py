"""F6 on the screen: which report, its pages as they will be printed, and what to do with them."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedLayout, QWidget

from ektp_desk.gui.look.scale import px
from ektp_desk.gui.parts import (
    ActButton,
    Card,
    Column,
    Elided,
    EmptyState,
    ListTable,
    ProgressCard,
    Pulldown,
    hairline,
    label,
    named,
    on_key,
)
from ektp_desk.gui.reports import phrases
from ektp_desk.gui.reports.preview import Preview
from ektp_desk.gui.reports.side import Side
from ektp_desk.words import _


class ReportsView(QWidget):
    """Asks by its signals; shows one report's pages, or what to do before there is one."""

    save_asked = Signal()
    print_asked = Signal()
    copy_asked = Signal()
    lists_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("reports")
        title: Column[tuple[str, str]] = Column(_("Laporan"), lambda row: row[1], key=True)
        self.list = ListTable([title], lambda row: row[0], name="report_list", accessible_name=_("Laporan"))
        self.pulldown = Pulldown(_("Laporan"), phrases.report_names(), key="L", name="report_pulldown")
        self.preview, self.side = Preview(_("Pratinjau laporan")), Side()
        self._place = named(Elided("", "help"), "page")
        self._back = ActButton(_("Sebelumnya"), "PgUp", kind="quiet", short=_("Kembali"), name="page_up")
        self._on = ActButton(_("Berikutnya"), "PgDn", kind="quiet", short=_("Lanjut"), name="page_down")
        self._lists = ActButton(_("Kunjungan & daftar"), "Enter", kind="blue", name="to_lists")
        self.empty = EmptyState(
            _("Belum ada laporan"),
            _("Laporan ada sejak meja pertama dibuka. Buka kunjungan di Kunjungan & daftar. Tekan Enter."),
            buttons=[self._lists],
            name="no_report",
        )
        self.progress = ProgressCard(_("Menyusun laporan"), name="report_progress")
        self._lay_out()
        self._join()

    def show_page(self) -> None:
        """Show list, preview and side."""
        self._choose(self._page)

    def show_empty(self) -> None:
        """Show what to do before any visit was opened."""
        self._choose(self.empty)

    def show_progress(self, title: str) -> None:
        """Say what takes so long, over the pages."""
        self.progress.set_title(title)
        self.progress.step(0, 0)
        box = self.preview.geometry().adjusted(px(24), px(24), -px(24), 0)
        origin = self._middle.mapTo(self, box.topLeft())
        self.progress.setGeometry(origin.x(), origin.y(), box.width(), self.progress.sizeHint().height())
        self.progress.show()
        self.progress.raise_()

    def take_focus(self) -> None:
        """Put the focus where keys read and act: the pages, or the way out of an empty screen."""
        target = self.preview if self._stack.currentWidget() is self._page else self._lists
        target.setFocus(Qt.FocusReason.OtherFocusReason)

    def set_small(self, small: bool) -> None:  # noqa: FBT001  a slot for the shell's signal
        """Turn the list of reports into the box above the preview."""
        self._left.setVisible(not small)
        self.pulldown.setVisible(small)
        self._title.setVisible(not small)
        self._row.setSpacing(px(12 if small else 16))

    def _choose(self, page: QWidget) -> None:
        if self._stack.currentWidget() is page:
            return
        shown = self.isVisible()
        self._stack.setCurrentWidget(page)
        self.updateGeometry()  # what changed in the page while it was hidden was told to nobody
        self._stack.setGeometry(self.rect())  # now: the pages are drawn for the width this gives
        if shown:
            self.take_focus()

    def _show_place(self, page: int, whole: int) -> None:
        words = _("A4 · halaman {page} dari {all}").format(page=page, all=whole)
        self._place.set_text(words, short=f"{page}/{whole}")

    def _join(self) -> None:
        acts = ((self.side.save, self.save_asked, "Ctrl+S"), (self.side.print, self.print_asked, "Ctrl+P"))
        for button, asked, key in (*acts, (self.side.copy, self.copy_asked, "Alt+C")):
            button.asked.connect(asked)
            on_key(self._page, key, button.click)
        on_key(self.preview, "Enter", self.side.save.click)
        for key, box in (("K", self.side.visits), ("L", self.pulldown)):
            on_key(self._page, key, box.setFocus)
        for button, key, step in ((self._back, "PgUp", -1), (self._on, "PgDown", 1)):
            button.asked.connect(lambda at=step: self.preview.turn(at))
            on_key(self._page, key, button.click)
        self._lists.asked.connect(self.lists_asked)
        self.preview.turned.connect(self._show_place)

    def _lay_out(self) -> None:
        self._blank, self._page = QWidget(), named(QWidget(), "report_page")
        self._stack = QStackedLayout(self)
        for page in (self._blank, self._page, self.empty):
            self._stack.addWidget(page)
        self._left, self._middle = Card(padding=0, name="reports_card"), Card(padding=0, gap=0)
        self._left.setFixedWidth(px(212))
        self._row = QHBoxLayout(self._page)
        self._row.setContentsMargins(0, 0, 0, 0)
        for widget, stretch in ((self._left, 0), (self._middle, 1), (self.side, 0)):
            self._row.addWidget(widget, stretch)
        self._lay_out_left()
        self._lay_out_middle()
        self.progress.setParent(self)
        self.progress.may_stop(may=False)
        self.progress.hide()
        self.set_small(False)

    def _lay_out_left(self) -> None:
        self.pulldown.choose(phrases.VISIT_REPORT)
        self.pulldown.setMinimumWidth(px(212))
        self.list.set_rows(phrases.report_names())
        self.list.select_key(phrases.VISIT_REPORT)
        self.list.setFixedHeight(self.list.height_for(1) + px(2))
        about = label(phrases.about_report(), "help", wrap=True)
        about.setContentsMargins(px(16), px(4), px(16), px(12))
        self._left.add(self.list)
        self._left.add(about)
        self._left.body.addStretch(1)

    def _lay_out_middle(self) -> None:
        head = QHBoxLayout()
        head.setContentsMargins(px(16), px(4), px(16), px(4))
        head.setSpacing(px(12))
        self._title = Elided(_("Pratinjau"), "strong")
        for widget, stretch in ((self._title, 0), (self.pulldown, 3), (self._place, 2)):
            head.addWidget(widget, stretch)
        head.addStretch(1)
        head.addWidget(self._back)
        head.addSpacing(px(12))
        head.addWidget(self._on)
        self._middle.body.addLayout(head)
        self._middle.add(hairline())
        self._middle.add(self.preview, 1)
