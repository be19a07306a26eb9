"""Which card or stick is meant: those that are plugged in are offered."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtWidgets import QWidget

from ektp_desk.domain.errors import EktpError
from ektp_desk.gui.kit.act import Act
from ektp_desk.gui.kit.form import Panel
from ektp_desk.gui.kit.paths import PathField
from ektp_desk.usecases.admin.backup_places import BackupPlace
from ektp_desk.words import _


class StickPanel(Panel):
    """Enter takes the folder that stands in the box; an only stick stands there at once."""

    def __init__(self, host: QWidget, take: Callable[[Path], object], *, start: str) -> None:
        super().__init__(
            host,
            name="stick",
            widest=560,
            title=_("Kirim dan terima lewat stik"),
            help_text=_("Kartu atau stik menjadi milik kantor ini. Berkas lain di sana tidak disentuh."),
        )
        self._take_place = take
        self.place = PathField(_("Folder kartu atau stik"), "stick_place")
        self.put(self.place)
        self.foot(Act(id="carry_now", text=_("Kirim dan terima"), keys=("Enter",), run=self._take))
        self.say_beside({"": self.place.field})
        if start:
            self.place.set_path(start)
        self.place.settled.connect(self.confirm)

    def offer(self, text: str, found: Sequence[BackupPlace]) -> None:
        """Offer what is at hand; the only stick is put into an empty box."""
        sticks = [place for place in found if place.is_medium]
        if not text and not self.place.edit.text() and len(sticks) == 1:
            self.place.set_path(str(sticks[0].path))
        else:
            self.place.offer(text, found)

    def _take(self) -> None:
        if (place := self.place.path()) is None:
            self.refuse(EktpError("carrier.missing"))
        else:
            self._take_place(place)
