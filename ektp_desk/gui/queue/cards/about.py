"""The card about the chosen number or group: why it goes first, what it came for, or another day."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ektp_desk.domain.tickets import Priority, Purpose
from ektp_desk.gui.ending.overlay import Overlay
from ektp_desk.gui.look.scale import px
from ektp_desk.gui.parts import ActButton, Elided, label
from ektp_desk.gui.queue.keys import PURPOSE_KEYS
from ektp_desk.words import _
from ektp_desk.words.outcomes import priority_word, purpose_word

_ARROWS = {Qt.Key.Key_Down: True, Qt.Key.Key_Right: True, Qt.Key.Key_Up: False, Qt.Key.Key_Left: False}


class AboutNumber(Overlay):
    """`reason_chosen` gives a priority, empty to take it back; `purpose_chosen` what somebody came for."""

    reason_chosen = Signal(str)
    purpose_chosen = Signal(str)
    other_day_asked = Signal()

    def __init__(self, host: QWidget) -> None:
        super().__init__(host, name="about", widest=600)
        self._title, self._now = Elided("", "lead"), Elided("", "help")
        self.reasons = {
            each.value: ActButton(priority_word(each), str(at)) for at, each in enumerate(Priority, 1)
        }
        self.no_reason = ActButton(_("Tidak didahulukan"), "0", name="about_none")
        self.purposes = {each.value: ActButton(purpose_word(each), key) for each, key in PURPOSE_KEYS.items()}
        self.other_day = ActButton(_("Jadwal ulang…"), "J", name="about_other_day")
        self.back = ActButton(_("Kembali"), "Esc", kind="quiet", name="about_back")
        self._lay_out()
        self._connect()

    def ask(self, who: str, line: str, *, priority: str, purpose: Purpose | None, waits: bool = True) -> None:
        """Ask about a number or a group; None for its purpose leaves that as it is for each of them.

        The reason that stands, or the first, has the focus; for one who is at the desk (`waits` is false)
        no reason is asked.
        """
        self._title.set_text(who)
        self.setAccessibleName(who)
        self._now.set_text(line)
        for button in self.reasons.values():
            button.setEnabled(waits)
        self.no_reason.setEnabled(waits and bool(priority))
        for each, button in self.purposes.items():
            button.setEnabled(purpose is not None and each != purpose)
        at_hand = self.reasons.get(priority) or next(iter(self.reasons.values()))
        self.open(at_hand if waits else next(b for b in self.purposes.values() if b.isEnabled()))

    def confirm(self) -> None:
        """Enter presses what has the focus; the card itself has nothing to confirm."""

    def stops(self) -> list[QWidget]:
        """Give where Tab stops."""
        return [*self.reasons.values(), self.no_reason, *self.purposes.values(), self.other_day, self.back]

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let a printed key act at once, and arrows move."""
        button = self._by_key().get(event.text().upper())
        if button is not None and not event.isAutoRepeat():
            event.accept()
            button.click()
        elif (forward := _ARROWS.get(Qt.Key(event.key()))) is not None:
            event.accept()
            self.focusNextPrevChild(forward)
        else:
            super().keyPressEvent(event)

    def _by_key(self) -> dict[str, ActButton]:
        buttons = [*self.reasons.values(), self.no_reason, *self.purposes.values(), self.other_day]
        keys = [*(str(at) for at in range(1, len(self.reasons) + 1)), "0", *PURPOSE_KEYS.values(), "J"]
        return dict(zip(keys, buttons, strict=True))

    def _connect(self) -> None:
        for reason, button in self.reasons.items():
            button.setObjectName(f"about_{reason}")
            button.asked.connect(lambda reason=reason: self.reason_chosen.emit(reason))
        for purpose, button in self.purposes.items():
            button.setObjectName(f"about_{purpose}")
            button.asked.connect(lambda purpose=purpose: self.purpose_chosen.emit(purpose))
        self.no_reason.asked.connect(lambda: self.reason_chosen.emit(""))
        self.other_day.asked.connect(self.other_day_asked)
        self.back.asked.connect(self.leave)

    def _lay_out(self) -> None:
        self.card.add_row(self._title, self._now, self.back, gap=16).setStretch(1, 1)
        columns = QHBoxLayout()
        columns.setSpacing(px(16))
        reasons = [*self.reasons.values(), self.no_reason]
        columns.addLayout(_column(_("Dahulukan karena"), reasons), 1)
        right = _column(_("Keperluan"), self.purposes.values())
        right.addLayout(_column(_("Hari lain"), [self.other_day]))
        columns.addLayout(right, 1)
        self.card.body.addLayout(columns)
        order = _("Urutan panggilan: datang kembali, didahulukan, giliran biasa, lalu yang dilewati.")
        self.card.add(label(order, tone="ink2", wrap=True))


def _column(title: str, buttons: Iterable[ActButton]) -> QVBoxLayout:
    column = QVBoxLayout()
    column.setSpacing(px(5))
    column.addWidget(label(title, "label"))
    for button in buttons:
        column.addWidget(button)
    column.addStretch(1)
    return column
