"""The card that writes down a home: where it is, whom to ask for, and what the person cannot do."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ektp_desk.domain.errors import EktpError
from ektp_desk.gui.ending.overlay import Overlay
from ektp_desk.gui.look.scale import px
from ektp_desk.gui.parts import ActButton, Field, GoesOn, label
from ektp_desk.usecases.queue.commands import Home
from ektp_desk.words import _
from ektp_desk.words.errors import message


class HomeForm(Overlay):
    """`asked` gives a `Home`; the owner answers with `leave` or `show_error`."""

    asked = Signal(object)

    def __init__(self, host: QWidget) -> None:
        super().__init__(host, name="home_form", widest=680)
        self.setAccessibleName(_("Kunjungan rumah"))

    def furnish_now(self) -> None:
        """Make what stands on the card, once."""
        self.dusun = Field(_("Dusun"), "home_dusun")
        self.rt, self.rw = Field(_("RT"), "home_rt"), Field(_("RW"), "home_rw")
        self.address = Field(_("Alamat atau patokan"), "home_address", reserve=False)
        self.contact = Field(
            _("Siapa yang dicari: nama, telepon"),
            "home_contact",
            help_text=_("Nama menurut KK dipilih nanti, saat merekam di rumahnya."),
        )
        self.cannot = Field(_("Tidak bisa apa?"), "home_cannot", help_text=_("mis. berjalan, duduk, melihat"))
        self.save = ActButton(_("Berikan nomor rumah"), "Enter", kind="blue", name="home_save")
        self.back = ActButton(_("Kembali"), "Esc", name="home_form_back", tall=True)
        self.card.add_row(label(_("Orang yang tidak bisa datang: tim ke rumahnya"), "lead"), None, GoesOn())
        for box in (self.rt, self.rw):
            box.setFixedWidth(px(96))
        self.card.add_row(self.contact, self.cannot)
        self.card.add_row(self.dusun, self.rt, self.rw)
        self.card.add(self.address)
        self.card.body.addSpacing(6)
        self.card.add_row(self.save, None, self.back).setStretch(0, 1)
        self.save.asked.connect(self.confirm)
        self.back.asked.connect(self.leave)

    def ask(self) -> None:
        """Ask for another home; the dusun of the last one stays, since relatives come together."""
        self.furnish()
        for field in (self.rt, self.rw, self.address, self.contact, self.cannot):
            field.set_text("")
        self.open(self.contact.edit)

    def confirm(self) -> None:
        """Tell what was written."""
        home = Home(
            address=self.address.text(),
            dusun=self.dusun.text(),
            rt=self.rt.text(),
            rw=self.rw.text(),
            contact=self.contact.text(),
            cannot=self.cannot.text(),
        )
        self.asked.emit(home)

    def show_error(self, error: EktpError) -> None:
        """Say a refusal below the field it is about."""
        field = self.rt if error.code == "home.bad_rt" else self.dusun
        self.dusun.set_error(message(error))
        field.setFocus()

    def stops(self) -> list[QWidget]:
        """Give where Tab stops."""
        fields = (self.contact, self.cannot, self.dusun, self.rt, self.rw, self.address)
        return [*(field.edit for field in fields), self.save, self.back]
