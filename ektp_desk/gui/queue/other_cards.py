"""The cards about a day to come again, another desk, and a home."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial

from PySide6.QtWidgets import QVBoxLayout, QWidget

from ektp_desk.domain.errors import EktpError
from ektp_desk.domain.tickets import DESK_LETTERS
from ektp_desk.gui.kit import Field, label
from ektp_desk.gui.kit.act import Act
from ektp_desk.gui.kit.day_entry import DayEntry
from ektp_desk.gui.kit.form import Panel
from ektp_desk.gui.kit.tokens import px
from ektp_desk.usecases.queue.commands import Home
from ektp_desk.usecases.queue.facts import Ahead
from ektp_desk.words import _
from ektp_desk.words.dates import short_date

_LETTERS = "ABCD"  # the next four visits: what lies further ahead is told by its date


class OtherDay(Panel):
    """Asks when `who` is to come: on a day, or to one of the visits `ahead`."""

    def __init__(
        self,
        host: QWidget,
        who: str,
        ahead: Sequence[Ahead],
        *,
        today: date,
        on_day: Callable[[str], object],
        to_visit: Callable[[str], object],
    ) -> None:
        super().__init__(host, name="other_day", widest=600, title=_("Jadwal ulang {who}").format(who=who))
        self._on_day = on_day
        visits = [
            Act(
                id=f"other_day_{letter.lower()}",
                text=f"{short_date(visit.day)} · {visit.place}",
                keys=(letter,),
                run=partial(to_visit, visit.id),
            )
            for letter, visit in zip(_LETTERS, ahead, strict=False)
        ]
        letters = _LETTERS[: len(visits)]
        self.day = DayEntry(today, key="" if "C" in letters else "C")
        save = Act(id="other_day_save", text=_("Jadwalkan ulang"), keys=("Enter",), run=self._save)
        self.take(save, *visits, *self.day.acts(), blue=save.id)
        self.day.follow(self.acts, letters)
        self.say_beside({"": self.day.field})
        self.put(self.day, None)
        column = QVBoxLayout()
        column.setSpacing(px(5))
        if visits:
            column.addWidget(label(_("Atau ke kunjungan berikut"), "label"))
        for visit in visits:
            column.addWidget(self.acts.button(visit.id))
        self.card.body.addLayout(column)
        self.put_foot(save.id)

    def _save(self) -> None:
        try:
            day = self.day.day()
        except EktpError as error:
            self.refuse(error)
            return
        if day:
            self._on_day(day)
        else:
            self.day.field.set_error(_("Isi tanggal datang kembali."))
            self.day.setFocus()


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
