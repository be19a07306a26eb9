"""The question above the picture; after the signature it answers and thanks."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from ektp_desk.domain.paper.figures import VisitReport
from ektp_desk.gui.closing.reading import ClosingFacts
from ektp_desk.gui.look.scale import px
from ektp_desk.gui.look.shapes import Shape
from ektp_desk.gui.parts import ActButton, Card, Elided, EmptyState, Marked, Note, set_tone
from ektp_desk.words import _
from ektp_desk.words.dates import clock, hour
from ektp_desk.words.numbers import count


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
        self.setFixedHeight(px(72 if small else 80))  # one height before and after the signature
        if any(self._told):
            self._fit()

    def _fit(self) -> None:
        """Tell all in one line, or in two where one would be cut."""
        times, waits = self._told
        both = " · ".join(part for part in self._told if part)
        self._help.set_text(times or waits if self._small else both)
        self._more.set_text(waits if self._small and times else "")
        self._more.setVisible(bool(self._more.full_text()))

    def show_day(self, facts: ClosingFacts) -> None:
        """Ask, or answer what was signed."""
        if facts.signed:
            self.thank(facts.report, facts.visit.supervisor, facts.following)
        else:
            self.ask(facts.report, unread=facts.unread)

    def ask(self, report: VisitReport, *, unread: int = 0) -> None:
        """Ask, with what helps to answer; `unread` exceptions wait for the supervisor's eye."""
        set_tone(self.title, None, role="title")
        self.title.set_text(_("Apakah semua yang antre terlayani?"))
        self._told = (" · ".join([*_again(report), *_times(report)]), _waits(report))
        self._fit()
        unclear = report.equation.unclear
        if unclear:
            words = _("{n} belum jelas: beri hasil dahulu").format(n=count(unclear))
            short = _("{n} belum jelas").format(n=count(unclear))
            self._mark.show_note(Note(Shape.LOOK, words, short, loud=True))
        elif unread:
            words = _("{n} pengecualian belum ditinjau").format(n=count(unread))
            self._mark.show_note(Note(Shape.LOOK, words, loud=True))
        else:
            self._mark.show_note(
                Note(Shape.FINISHED, _("0 belum jelas: hari boleh ditutup"), _("0 belum jelas"), loud=True)
            )

    def thank(self, report: VisitReport, supervisor: str, following: str) -> None:
        """Say the day's last line, and which visit is next."""
        served = _("{n} orang terlayani hari ini. Terima kasih.").format(n=count(report.equation.served))
        set_tone(self.title, None, role="figure")
        self.title.set_text(served)
        at = clock(report.closed) if report.closed else ""
        signed = _("Ditutup {time}, ditandatangani {name}").format(time=at, name=supervisor)
        ahead = [_("Berikutnya: {visit}").format(visit=following)] if following else []
        self._told = (" · ".join([signed, *ahead, *_again(report)]), "")
        self._fit()
        self._mark.show_note(Note(Shape.FINISHED, _("Hari ditutup"), loud=True))


def nobody_open(plan: ActButton) -> EmptyState:
    """Say that no visit is open, and give the way on."""
    return EmptyState(
        _("Tidak ada kunjungan yang dibuka"),
        _("Hari yang sudah ditutup ada di Laporan. Kunjungan berikutnya ada di Kunjungan & daftar."),
        buttons=(plan,),
        name="closing_no_visit",
    )


def _waits(report: VisitReport) -> str:
    waits = report.waits
    if waits.median is None or waits.p90 is None:
        return ""
    return _("Tunggu: separuh paling lama {median} menit, 9 dari 10 paling lama {p90} menit").format(
        median=waits.median, p90=waits.p90
    )


def _again(report: VisitReport) -> list[str]:
    """Say that the day had been closed before, and why it went on."""
    return [_("Dibuka kembali: {why}").format(why=report.reopened)] if report.reopened else []


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
