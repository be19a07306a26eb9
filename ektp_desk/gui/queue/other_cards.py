"""The cards about a day to come again, another desk, and a home."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ektp_desk.domain.errors import EktpError
from ektp_desk.domain.tickets import DESK_LETTERS
from ektp_desk.gui.kit import ActButton, Elided, Field, label
from ektp_desk.gui.kit.act import Act
from ektp_desk.gui.kit.day_entry import DayEntry
from ektp_desk.gui.kit.form import Panel
from ektp_desk.gui.kit.keycap import keep_keys
from ektp_desk.gui.kit.overlay import Overlay
from ektp_desk.gui.kit.tokens import px
from ektp_desk.usecases.queue.commands import Home
from ektp_desk.usecases.queue.facts import Ahead
from ektp_desk.words import _
from ektp_desk.words.dates import short_date
from ektp_desk.words.errors import message

_LETTERS = "ABCD"  # the next four visits: what lies further ahead is told by its date


class OtherDay(Overlay):
    """`day_chosen` gives an ISO date, `visit_chosen` a visit's id; answered with `leave` or `show_error`."""

    day_chosen = Signal(str)
    visit_chosen = Signal(str)

    def __init__(self, host: QWidget, today: Callable[[], date]) -> None:
        super().__init__(host, name="other_day", widest=600)
        self._title = Elided("", "lead")
        self.day = DayEntry(today)
        self.visits = [ActButton("", letter, name=f"other_day_{letter.lower()}") for letter in _LETTERS]
        self._ahead: tuple[Ahead, ...] = ()
        self._which = label(_("Atau ke kunjungan berikut"), "label")
        self.save = ActButton(_("Jadwalkan ulang"), "Enter", kind="blue", name="other_day_save")
        self.back = ActButton(_("Kembali"), "Esc", name="other_day_back", tall=True)
        self._lay_out()
        for at, button in enumerate(self.visits):
            button.asked.connect(lambda at=at: self.visit_chosen.emit(self._ahead[at].id))
        self.save.asked.connect(self.confirm)
        self.back.asked.connect(self.leave)
        self.day.field.edit.installEventFilter(self)
        keep_keys(self.day.field.edit, _LETTERS + "OM")

    def ask(self, who: str, ahead: Sequence[Ahead]) -> None:
        """Ask when `who` is to come; planned visits are offered by a letter each."""
        title = _("Jadwal ulang {who}").format(who=who)
        self._title.set_text(title)
        self.setAccessibleName(title)
        self.day.field.set_text("")
        self._ahead = tuple(ahead[: len(_LETTERS)])
        self._which.setVisible(bool(self._ahead))
        for at, button in enumerate(self.visits):
            button.setVisible(at < len(self._ahead))
            if at < len(self._ahead):
                button.set_text(f"{short_date(self._ahead[at].day)} · {self._ahead[at].place}")
        self.open(self.day.field.edit)

    def confirm(self) -> None:
        """Tell the day that was typed."""
        try:
            day = self.day.day()
        except EktpError as error:
            self.show_error(error)
            return
        if day:
            self.day_chosen.emit(day)
        else:
            self.day.field.set_error(_("Isi tanggal datang kembali."))
            self.day.setFocus()

    def show_error(self, error: EktpError) -> None:
        """Say a refusal below the day."""
        self.day.field.set_error(message(error))
        self.day.setFocus()

    def stops(self) -> list[QWidget]:
        """Give where Tab stops."""
        quick = [button for button, _days in self.day.quick.values()]
        return [self.day.field.edit, *quick, *self.visits, self.save, self.back]

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take the visits' letters from the box: no date holds a letter."""
        if watched is self.day.field.edit and isinstance(event, QKeyEvent):
            at = _LETTERS.find(event.text().upper()) if event.text() else -1
            if event.type() == QEvent.Type.KeyPress and 0 <= at < len(self._ahead):
                self.visits[at].click()
                return True
        return super().eventFilter(watched, event)

    def _lay_out(self) -> None:
        column = QVBoxLayout()
        column.setSpacing(px(5))
        column.addWidget(self._which)
        for button in self.visits:
            column.addWidget(button)
        self.card.add(self._title)
        self.card.add_row(self.day, None)
        self.card.body.addLayout(column)
        self.card.body.addSpacing(8)
        self.card.add_row(self.save, None, self.back).setStretch(0, 1)


class SecondDesk(Panel):
    """Asks for the letter of another desk; `taken` are letters with spaces between."""

    def __init__(self, host: QWidget, taken: str, answer: Callable[[str], None]) -> None:
        super().__init__(host, name="second_desk", widest=480, title=_("Buka meja lagi di laptop ini"))
        free = (letter for letter in DESK_LETTERS if letter not in taken.split())
        why = _("Untuk petugas lain di laptop yang sama. Di Antrean, M berpindah meja.")
        help_text = _("Nomor yang diberikan di meja itu memakai huruf ini.")
        self.letter = Field(_("Huruf meja"), "desk_letter", help_text=help_text)
        self.letter.set_text(next(free, ""))
        self.put(label(why, tone="ink2", wrap=True))
        self.put(self.letter)
        self.say_beside({"": self.letter})
        self.foot(
            Act(
                id="desk_open",
                text=_("Buka meja"),
                keys=("Enter",),
                run=lambda: answer(self.letter.text().upper()),
            )
        )


class HomeForm(Panel):
    """Asks for another home; the dusun of the last one stays, since relatives come together."""

    def __init__(self, host: QWidget, dusun: str, answer: Callable[[Home], None]) -> None:
        title = _("Orang yang tidak bisa datang: tim ke rumahnya")
        super().__init__(host, name="home_form", widest=680, title=title, goes_on=True)
        self._answer = answer
        self.dusun = Field(_("Dusun"), "home_dusun")
        self.dusun.set_text(dusun)
        self.rt, self.rw = Field(_("RT"), "home_rt"), Field(_("RW"), "home_rw")
        self.address = Field(_("Alamat atau patokan"), "home_address", reserve=False)
        self.contact = Field(
            _("Siapa yang dicari: nama, telepon"),
            "home_contact",
            help_text=_("Nama menurut KK dipilih nanti, saat merekam di rumahnya."),
        )
        self.cannot = Field(_("Tidak bisa apa?"), "home_cannot", help_text=_("mis. berjalan, duduk, melihat"))
        for box in (self.rt, self.rw):
            box.setFixedWidth(px(96))
        self.put(self.contact, self.cannot)
        self.put(self.dusun, self.rt, self.rw)
        self.put(self.address)
        self.say_beside({"": self.dusun, "home.bad_rt": self.rt})
        self.foot(Act(id="home_save", text=_("Berikan nomor rumah"), keys=("Enter",), run=self._tell), gap=6)

    def _tell(self) -> None:
        self._answer(
            Home(
                address=self.address.text(),
                dusun=self.dusun.text(),
                rt=self.rt.text(),
                rw=self.rw.text(),
                contact=self.contact.text(),
                cannot=self.cannot.text(),
            )
        )
