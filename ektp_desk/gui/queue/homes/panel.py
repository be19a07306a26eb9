"""What is known of the chosen home, and what is done there."""

from __future__ import annotations

from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from ektp_desk.gui.look.scale import px
from ektp_desk.gui.parts import ActButton, Card, Elided, hairline, label, set_tone
from ektp_desk.gui.parts.labels import Role
from ektp_desk.gui.queue.homes.table import place_line
from ektp_desk.usecases.queue.queries import Stop
from ektp_desk.usecases.shapes import Ticket
from ektp_desk.words import _
from ektp_desk.words.numbers import NONE

_ROLES: tuple[Role, ...] = ("strong", "body", "body", "body", "body")


class HomePanel(QWidget):
    """Buttons only: their keys are bound by the view."""

    def __init__(self) -> None:
        super().__init__()
        self._card = Card()
        self._head = label(_("Berikut didatangi"), "strong", tone="primary")
        self.number = label(NONE, "hero", name="home_number")
        self._parts = [label("", role, wrap=True) for role in _ROLES]
        self.blue = ActButton(_("Layani di rumah"), "Enter", kind="blue", large=True, name="home_serve")
        self.end = ActButton(_("Catat hasil…"), "S", short=_("Hasil…"), name="home_end")
        self.other_day = ActButton(_("Jadwal ulang…"), "J", short=_("Jadwal…"), name="home_other_day")
        self._why, self._pair = Elided("", "label"), QBoxLayout(QBoxLayout.Direction.TopToBottom)
        self.back = ActButton(_("Kembali ke antrean"), "H", name="home_back")
        self._lay_out()
        self.set_small(False)

    def show_stop(self, stop: Stop | None, held: Ticket | None) -> None:
        """Show a home, or that none is left; `held` is whom the desk has in hand."""
        mine = stop is not None and held is not None and held.id == stop.ticket
        self.number.setText(stop.number if stop else NONE)
        for part, words in zip(self._parts, _words_of(stop), strict=True):
            part.setText(words)
            part.setVisible(bool(words))
        self.blue.set_text(_("Lanjutkan") if mine else _("Layani di rumah"))
        self.blue.setEnabled(stop is not None and (held is None or mine))
        busy = held is not None and not mine
        self._why.set_text(_("{number} belum selesai").format(number=held.number) if held and busy else "")
        for button in (self.end, self.other_day):
            button.setEnabled(stop is not None)

    def set_small(self, small: bool) -> None:  # noqa: FBT001  a slot for the shell's signal
        """Take the narrow form."""
        self.setFixedWidth(px(272 if small else 320))
        for part in self._parts:  # else wrapped words ask for the height of a column a word wide
            part.setFixedWidth(px(248 if small else 288))
        self._card.body.setSpacing(px(5 if small else 8))
        set_tone(self.number, None, role="figure" if small else "hero")
        across, down = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        self._pair.setDirection(across if small else down)
        self._pair.setSpacing(px(6 if small else 8))
        self.number.updateGeometry()

    def _lay_out(self) -> None:
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._card)
        for part in (self._head, self.number, *self._parts):
            self._card.add(part)
        set_tone(self._parts[-1], "warn")
        self._card.body.addStretch(1)
        for act in (self.blue, self._why):
            self._card.add(act)
        for button in (self.end, self.other_day):
            self._pair.addWidget(button)
        self._card.body.addLayout(self._pair)
        self._card.add(hairline())
        self._card.add(self.back)


def _words_of(stop: Stop | None) -> tuple[str, str, str, str, str]:
    """Give name, address, hamlet with RT and RW, whom to ask for, and what the person cannot do."""
    if stop is None:
        return _("Semua rumah sudah ada hasilnya"), "", "", "", ""
    where = " · ".join(part for part in (stop.dusun, place_line(stop)) if part)
    asked = _("Cari: {who}").format(who=stop.contact) if stop.contact else ""
    cannot = _("Tidak bisa: {what}").format(what=stop.cannot) if stop.cannot else ""
    who, besides = (stop.name, asked) if stop.name else (asked or _("Belum dikenali"), "")
    return who, stop.address, where, besides, cannot
