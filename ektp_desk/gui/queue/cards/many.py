"""The card that gives many numbers at once, or one for another purpose."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ektp_desk.domain.errors import EktpError
from ektp_desk.domain.tickets import Purpose
from ektp_desk.gui.ending.overlay import Overlay
from ektp_desk.gui.parts import ActButton, Choice, Field, GoesOn, Option, Tick, label
from ektp_desk.gui.queue.keys import PURPOSE_KEYS
from ektp_desk.usecases.queue.commands import NewGroup
from ektp_desk.words import _
from ektp_desk.words.errors import message
from ektp_desk.words.outcomes import purpose_word


class ManyNumbers(Overlay):
    """`given` tells how many, what for, and a group or None; answered with `leave` or `show_error`."""

    given = Signal(int, str, object)

    def __init__(self, host: QWidget) -> None:
        super().__init__(host, name="many", widest=540)
        self.setAccessibleName(_("Banyak nomor"))

    def furnish_now(self) -> None:
        """Make what stands on the card, once."""
        self.count = Field(_("Berapa nomor?"), "many_count", help_text=_("1 sampai 200 sekaligus, berurutan"))
        options = [Option(each.value, purpose_word(each), tone="primary") for each in Purpose]
        keys = [f"Alt+{key}" for key in PURPOSE_KEYS.values()]
        self.purpose = Choice(_("Keperluan"), options, name="many_purpose", height=36, keys=keys)
        self.group = Field(_("Rombongan dari (bila ada)"), "many_group", reserve=False)
        self.brought_by = Field(_("Dibawa oleh"), "many_brought_by", reserve=False)
        self.at_once = Tick(_("Semua datang bersamaan"), "Alt+S", name="many_at_once")
        self.give = ActButton(_("Berikan nomor"), "Enter", kind="blue", name="many_give")
        self.back = ActButton(_("Kembali"), "Esc", name="many_back", tall=True)
        self.card.add_row(label(_("Banyak nomor sekaligus"), "lead"), None, GoesOn())
        self.card.add(self.count)
        self.card.add(label(_("Keperluan"), "label"))
        self.card.add_row(self.purpose, None)
        self.card.add_row(self.group, self.brought_by)
        self.card.add(self.at_once)
        self.card.body.addSpacing(4)
        self.card.add_row(self.give, None, self.back).setStretch(0, 1)
        for purpose, key in PURPOSE_KEYS.items():
            self.bind(f"Alt+{key}", partial(self.purpose.take, purpose.value))
        self.bind("Alt+S", self.at_once.toggle)
        self.give.asked.connect(self.confirm)
        self.back.asked.connect(self.leave)

    def ask(self) -> None:
        """Ask for a count, for recording unless said otherwise."""
        self.furnish()
        self.count.set_text("")
        self.purpose.choose(Purpose.RECORD.value)
        self.group.set_text("")
        self.brought_by.set_text("")
        self.at_once.setChecked(False)
        self.open(self.count.edit)

    def confirm(self) -> None:
        """Tell what was asked for."""
        typed = self.count.text()
        if not typed.isdecimal():
            self.count.set_error(_("Tulis angka, mis. 24."))
            self.count.setFocus()
            return
        self.given.emit(int(typed), self.purpose.value() or Purpose.RECORD.value, self._together())

    def _together(self) -> NewGroup | None:
        said = NewGroup(self.group.text(), self.brought_by.text(), at_once=self.at_once.isChecked())
        return said if said != NewGroup() else None

    def show_error(self, error: EktpError) -> None:
        """Say a refusal below the count."""
        self.count.set_error(message(error))
        self.count.setFocus()

    def stops(self) -> list[QWidget]:
        """Give where Tab stops."""
        chosen = self.purpose.focusProxy()
        whose = [self.group.edit, self.brought_by.edit, self.at_once]
        return [self.count.edit, *([chosen] if chosen else []), *whose, self.give, self.back]
