"""What queue and recording show while no visit is open: a day closed today says so, with the ways on."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget

from ektp_desk.domain.paper.kinds import report_of
from ektp_desk.gui.parts import ActButton, EmptyState
from ektp_desk.usecases.shapes import Visit
from ektp_desk.words import _
from ektp_desk.words.dates import clock


class NoneOpen(QStackedWidget):
    """`plan_asked` goes to the visits, `report_asked` to the closed visit's report."""

    plan_asked = Signal()
    report_asked = Signal(object)  # a Wanted

    def __init__(self, name: str) -> None:
        super().__init__()
        self._closed: Visit | None = None
        self._plan = ActButton(_("Kunjungan & daftar"), "Enter", kind="blue", name=f"{name}_plan")
        self._report = ActButton(_("Laporan"), "Enter", kind="blue", name=f"{name}_report")
        self._next = ActButton(_("Kunjungan & daftar"), "F10", tall=True, name=f"{name}_next")
        nobody = EmptyState(
            _("Belum ada kunjungan yang dibuka"),
            _("Pilih kunjungan dan buka meja laptop ini di Kunjungan & daftar."),
            buttons=(self._plan,),
            name=f"{name}_no_visit",
        )
        self._done = EmptyState("", buttons=(self._report, self._next), name=f"{name}_closed")
        for page in (nobody, self._done):
            self.addWidget(page)
        for button in (self._plan, self._next):
            button.asked.connect(self.plan_asked)
        self._report.asked.connect(self._on_report)

    def show_closed(self, visit: Visit | None) -> None:
        """Tell of the visit that was closed today, if one was."""
        self._closed = visit
        if visit is None or visit.closed_at is None:
            self.setCurrentIndex(0)
            return
        self._done.say(
            _("Hari ditutup {time}").format(time=clock(visit.closed_at)),
            _("Ditandatangani {name}. Hasilnya ada di Laporan.").format(name=visit.supervisor.rstrip(".")),
        )
        self.setCurrentWidget(self._done)

    def _on_report(self) -> None:
        if self._closed is not None:
            self.report_asked.emit(report_of(self._closed.id, self._closed.kind))

    def blue(self) -> ActButton:
        """Give the button that Enter presses."""
        return self._report if self.currentWidget() is self._done else self._plan
