"""The question above the picture; after the signature it answers and thanks."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from ektp_desk.domain.paper.figures import VisitReport
from ektp_desk.gui.kit import (
    ActButton,
    Card,
    Elided,
    EmptyState,
    Field,
    Marked,
    Note,
    PassphraseField,
    set_tone,
)
from ektp_desk.gui.kit.shapes import Shape
from ektp_desk.gui.kit.tokens import px
from ektp_desk.usecases.reports.closing import ClosingFacts, Stage
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


_FOOT = Qt.AlignmentFlag.AlignBottom
_SAYING: tuple[Stage, ...] = ("unclear", "review", "sign", "signed")
_BLUE_KEYS: dict[Stage, str] = {"review": "T", "sign": "Ctrl+Enter"}  # Enter on all others


class SignBar(QWidget):
    """One stage of closing at a time; `blue_asked` gives the stage whose blue button was pressed."""

    blue_asked = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.passphrase = PassphraseField(_("Kata sandi"), "closing_passphrase", reserve=False)
        self.note = Field(_("Mengapa?"), "review_note", placeholder=_("boleh kosong"), reserve=False)
        self._said: dict[Stage, tuple[Elided, Elided]] = {}
        self.blue = ActButton("", "Enter", kind="blue", name="closing_blue")
        self.again = ActButton(_("Rekam ulang…"), "U", short=_("Ulang…"), tall=True, name="closing_again")
        self.all = ActButton("", "Shift+T", tall=True, name="closing_all")
        self.back = ActButton(_("Kembali"), "Esc", tall=True, name="closing_back")
        self.look = ActButton("", "Alt+P", tall=True, name="closing_look")
        self.copy = ActButton(_("Salin ringkasan"), "Alt+C", short=_("Salin"), tall=True, name="closing_copy")
        self.preview = ActButton(_("Pratinjau"), "F6", tall=True, name="closing_preview")
        self.stage: Stage = "unclear"
        self._slot = QStackedWidget()
        self._pages: dict[Stage, QWidget] = {
            "prove": self.passphrase,
            "why": self.note,
        }
        for stage in _SAYING:
            self._pages[stage] = self._saying(stage)
        self._lay_out()
        self.blue.asked.connect(lambda: self.blue_asked.emit(self.stage))

    def show_stage(self, stage: Stage, title: str, said: str = "", *, words: str, short: str = "") -> None:
        """Show what is next: `title` over what is typed or `said` at the left, `words` on the blue button.

        Without something to say, signing asks for the passphrase.
        """
        self.stage = stage
        page = self.passphrase if stage == "sign" and not said else self._pages[stage]
        self._slot.setCurrentWidget(page)
        if isinstance(page, Field):
            page.set_title(title)
        else:
            for line, text in zip(self._said[stage], (title, said), strict=True):
                line.set_text(text)
        self.blue.set_text(words, short=short)
        self.blue.set_key(_BLUE_KEYS.get(stage, "Enter"))
        for button in (self.again, self.all):
            button.setVisible(stage == "review")
        self.back.setVisible(stage != "signed")
        self.copy.setVisible(stage in ("unclear", "sign", "signed"))

    def say_exceptions(self, unread: int, read: int) -> None:
        """Offer to accept what waits, and to look once more at what was reviewed."""
        self.all.set_text(
            _("Terima semua ({n})").format(n=count(unread)), short=_("Semua ({n})").format(n=count(unread))
        )
        self.all.setEnabled(unread > 0)
        self.look.set_text(_("Tinjauan ({n})").format(n=count(read)))
        looking = self.stage == "sign" and read > 0
        self.look.setVisible(looking)
        # Where both have no room, the navigation prints F6 too.
        self.preview.setVisible(self.stage in ("unclear", "sign") and not looking)

    def asks_passphrase(self) -> bool:
        """Tell whether the passphrase is asked for now."""
        return self._slot.currentWidget() is self.passphrase

    def set_small(self, small: bool) -> None:  # noqa: FBT001  a slot for the shell's signal
        """Keep one width for the left and one for the blue button, so that neither moves between steps."""
        self._slot.setFixedWidth(px(190 if small else 290))
        self.blue.setFixedWidth(px(205 if small else 330))

    def _saying(self, stage: Stage) -> QWidget:
        page, title, said = QWidget(), Elided("", "label"), Elided("", "strong")
        said.setObjectName(f"closing_said_{stage}")
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(4))
        column.addWidget(title)
        column.addStretch(1)
        column.addWidget(said)
        column.addStretch(1)
        self._said[stage] = title, said
        return page

    def _lay_out(self) -> None:
        for page in self._pages.values():
            self._slot.addWidget(page)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(px(8))
        row.addWidget(self._slot)
        for button in (self.blue, self.again, self.all, self.back):
            row.addWidget(button, 0, _FOOT)
        row.addStretch(1)
        for button in (self.look, self.copy, self.preview):
            row.addWidget(button, 0, _FOOT)
        self.set_small(False)


def show_step(
    bar: SignBar, stage: Stage, facts: ClosingFacts, at_hand: tuple[str, str], *, who: str, proved: bool
) -> None:
    """Show a stage on the bar; `at_hand` is number and name of what the keys act on, `who` is signed in."""
    number, _name = at_hand
    chosen = " · ".join(part for part in at_hand if part)
    asking = _("Kata sandi {name}").format(name=who)
    if stage == "unclear":
        bar.show_stage(
            stage, _("Nomor yang dipilih"), chosen, words=_("Beri hasil {number}…").format(number=number)
        )
    elif stage == "prove":
        words = _("Tinjau {n} pengecualian").format(n=count(len(facts.exceptions)))
        bar.show_stage(stage, asking, words=words, short=_("Tinjau"))
    elif stage == "review":
        words = _("Terima {number}").format(number=number)
        bar.show_stage(stage, _("Pengecualian yang dipilih"), chosen, words=words)
    elif stage == "why":
        words = _("Rekam ulang {number}").format(number=number)
        bar.show_stage(stage, _("Mengapa {number} direkam ulang?").format(number=number), words=words)
    elif stage == "sign":
        said = _("{name} · kata sandi benar").format(name=who) if proved else ""
        title = _("Yang menandatangani") if proved else asking
        words = _("Tutup hari dan tanda tangani")
        bar.show_stage(stage, title, said, words=words, short=_("Tutup hari"))
    else:
        bar.show_stage(stage, _("Ditandatangani"), facts.visit.supervisor, words=_("Lihat laporan"))
    bar.say_exceptions(facts.unread, len(facts.exceptions))
