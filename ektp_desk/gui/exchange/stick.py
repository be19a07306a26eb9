"""Which card or stick is meant: those that are plugged in are offered."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QWidget

from ektp_desk.domain.errors import EktpError
from ektp_desk.gui.kit.act import Act
from ektp_desk.gui.kit.form import Panel
from ektp_desk.gui.kit.paths import PathField
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

    def _take(self) -> None:
        if (place := self.place.path()) is None:
            self.refuse(EktpError("carrier.missing"))
        else:
            self._take_place(place)
