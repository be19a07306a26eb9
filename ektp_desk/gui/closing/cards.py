"""The question above the picture, and the bar below it: who signs, and the ways on."""

from __future__ import annotations

from typing import Literal

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from ektp_desk.domain.paper.figures import VisitReport
from ektp_desk.gui.look.scale import px
from ektp_desk.gui.look.shapes import Shape
from ektp_desk.gui.parts import ActButton, Card, Elided, Field, Marked, Note, set_tone
from ektp_desk.words import _
from ektp_desk.words.dates import clock, hour
from ektp_desk.words.numbers import count

_TOP = Qt.AlignmentFlag.AlignTop
Stage = Literal["unclear", "sign", "signed"]


class Question(Card):
    """Asks whether all who queued were served; after the signature it answers and thanks."""

    _small, _told = False, ("", "")  # the card takes its form before there are words

    def __init__(self) -> None:
        super().__init__(gap=0)
        self.title = Elided("", "title")
        self._help, self._more = Elided("", tone="ink2"), Elided("", tone="ink2")
        self.title.setObjectName("closing_title")
        self._mark = Marked(Note(Shape.NONE, ""), "strong")
        column = QVBoxLayout()
        column.setSpacing(0)
        column.addWidget(self.title)
        column.addWidget(self._help)
        column.addWidget(self._more)
        row = QHBoxLayout()
        row.setSpacing(px(16))
        row.addLayout(column, 1)
        row.addWidget(self._mark)
        self.body.addLayout(row)

    def set_small(self, small: bool) -> None:  # noqa: FBT001  a slot for the shell's signal
        """Take less height."""
        side, top = px(12 if small else 16), px(4 if small else 10)
        self.body.setContentsMargins(side, top, side, top)
        self._small = small
        if any(self._told):
            self._fit()

    def _fit(self) -> None:
        """Tell all in one line, or in two where one would be cut."""
        times, waits = self._told
        both = " · ".join(part for part in self._told if part)
        self._help.set_text(times or waits if self._small else both)
        self._more.set_text(waits if self._small and times else "")
        self._more.setVisible(bool(self._more.full_text()))

    def ask(self, report: VisitReport) -> None:
        """Ask, with what helps to answer."""
        set_tone(self.title, None, role="title")
        self.title.set_text(_("Apakah semua yang antre terlayani?"))
        self._told = (" · ".join(_times(report)), _waits(report))
        self._fit()
        unclear = report.equation.unclear
        if unclear:
            words = _("{n} belum jelas: beri hasil dahulu").format(n=count(unclear))
            short = _("{n} belum jelas").format(n=count(unclear))
            self._mark.show_note(Note(Shape.LOOK, words, short, loud=True))
        else:
            self._mark.show_note(
                Note(Shape.FINISHED, _("0 belum jelas: hari boleh ditutup"), _("0 belum jelas"), loud=True)
            )

    def thank(self, report: VisitReport, supervisor: str) -> None:
        """Say the day's last line."""
        served = _("{n} orang terlayani hari ini. Terima kasih.").format(n=count(report.equation.served))
        set_tone(self.title, None, role="figure")
        self.title.set_text(served)
        at = clock(report.closed) if report.closed else ""
        self._told = (_("Ditutup {time}, ditandatangani {name}").format(time=at, name=supervisor), "")
        self._fit()
        self._mark.show_note(Note(Shape.FINISHED, _("Hari ditutup"), loud=True))


class SignBar(QWidget):
    """One stage of closing at a time, its blue button first; copying and preview stand at the right."""

    def __init__(self) -> None:
        super().__init__()
        self.supervisor = Field(
            _("Nama supervisor yang menandatangani"),
            "supervisor",
            placeholder=_("nama supervisor"),
            show_title=False,
            reserve=False,
        )
        self.sign = ActButton(
            _("Tutup hari dan tanda tangani"),
            "Ctrl+Enter",
            kind="blue",
            short=_("Tutup hari"),
            name="closing_sign",
        )
        self.back = ActButton(_("Kembali"), "Esc", tall=True, name="closing_back")
        self.report = ActButton(_("Lihat laporan"), "Enter", kind="blue", name="closing_report")
        self.copy = ActButton(_("Salin ringkasan"), "Alt+C", short=_("Salin"), tall=True, name="closing_copy")
        self.preview = ActButton(_("Pratinjau"), "F6", tall=True, name="closing_preview")
        self.end = ActButton(_("Beri hasil…"), "Enter", kind="blue", name="closing_end")
        self.leave = ActButton(_("Kembali"), "Esc", tall=True, name="closing_leave")
        self._left = QStackedWidget()
        self._pages: dict[Stage, QWidget] = {"unclear": QWidget(), "sign": QWidget(), "signed": QWidget()}
        self._lay_out()

    def show_stage(self, stage: Stage) -> None:
        """Show what is next: give outcomes, sign, or go on to the report."""
        self._left.setCurrentWidget(self._pages[stage])
        self.preview.setVisible(stage != "signed")

    def _lay_out(self) -> None:
        unclear, sign, signed = (_row(page) for page in self._pages.values())
        self.supervisor.setMinimumWidth(px(180))
        sign.addLayout(self._name(), 1)
        for row, buttons in (
            (unclear, (self.end, self.leave)),
            (sign, (self.sign, self.back)),
            (signed, (self.report,)),
        ):
            for button in buttons:
                row.addWidget(button, 0, _TOP)
        unclear.addStretch(1)
        signed.addStretch(1)
        for page in self._pages.values():
            self._left.addWidget(page)
        row = _row(self)
        row.addWidget(self._left, 1)
        row.addWidget(self.copy, 0, _TOP)
        row.addWidget(self.preview, 0, _TOP)

    def _name(self) -> QVBoxLayout:
        # The box is lower than the buttons: set in the middle of their height.
        column = QVBoxLayout()
        column.setContentsMargins(0, px(4), 0, 0)
        column.setSpacing(0)
        column.addWidget(self.supervisor)
        column.addStretch(1)
        return column


def _row(widget: QWidget) -> QHBoxLayout:
    row = QHBoxLayout(widget)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(px(8))
    return row


def _waits(report: VisitReport) -> str:
    waits = report.waits
    if waits.median is None or waits.p90 is None:
        return ""
    return _("Tunggu: nilai tengah {median} menit, 9 dari 10 orang paling lama {p90} menit").format(
        median=waits.median, p90=waits.p90
    )


def _times(report: VisitReport) -> list[str]:
    waits, parts = report.waits, []
    if waits.last_ended:
        parts.append(_("Nomor terakhir selesai {time}").format(time=clock(waits.last_ended)))
    if waits.served_after_hours:
        parts.append(
            _("{n} dilayani setelah pukul {hour}").format(
                n=count(waits.served_after_hours), hour=hour(report.closing_hour)
            )
        )
    return parts
