"""The cards about one number or many: why first, what for, not from here, shown in the hall."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ektp_desk.domain.errors import EktpError
from ektp_desk.domain.tickets import Priority, Purpose
from ektp_desk.gui.kit import ActButton, Choice, Elided, Field, GoesOn, Option, Tick, label, set_tone
from ektp_desk.gui.kit.overlay import Overlay
from ektp_desk.gui.kit.tokens import px
from ektp_desk.usecases.queue.commands import NewGroup
from ektp_desk.words import _
from ektp_desk.words.errors import message
from ektp_desk.words.outcomes import priority_word, purpose_word

PURPOSE_KEYS = {Purpose.RECORD: "N", Purpose.FETCH_CARD: "K", Purpose.QUESTION: "A"}
"""What somebody came for: below the list and on a number's card; with Alt where something is typed.

A bare digit or letter beside a choice went into the box that held the focus. On Windows Alt with a digit of
the number pad types a sign: digits are meant to be those above the letters.
"""


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


class UnseenNumber(Overlay):
    """`serve_asked` and `wait_asked`; the owner answers with `leave` or `show_error`."""

    serve_asked = Signal()
    wait_asked = Signal()

    def __init__(self, host: QWidget) -> None:
        super().__init__(host, name="unseen", widest=560)
        self._title, self._hint = Elided("", "lead"), label("", tone="ink2", wrap=True)
        self.serve = ActButton(_("Catat dan layani"), "Enter", kind="blue", name="unseen_serve")
        self.wait = ActButton(_("Catat, biar menunggu"), "M", tall=True, name="unseen_wait")
        self.back = ActButton(_("Kembali"), "Esc", tall=True, name="unseen_back")
        self.card.add(self._title)
        self.card.add(self._hint)
        self.card.body.addSpacing(8)
        self.card.add_row(self.serve, self.wait, self.back).setStretch(0, 1)
        self.serve.asked.connect(self.confirm)
        self.wait.asked.connect(self.wait_asked)
        self.back.asked.connect(self.leave)

    def ask(self, number: str, *, own: bool, held: str) -> None:
        """Ask about a number; `own` says that this laptop gives its letter, `held` whom the desk has."""
        free = not held
        title = _("{number} belum dibagikan di laptop ini").format(number=number)
        self._title.set_text(title)
        self.setAccessibleName(title)
        self._hint.setText(
            _("Nomor dari lembar yang sudah dicetak? Catat sekarang; namanya ditanyakan nanti.")
            if own
            else _("Dibagikan laptop lain? Layani saja: catatan kedua laptop nanti bersatu sendiri.")
        )
        set_tone(self._hint, "ink2")
        if held:
            said = (
                _("{number} masih di meja ini; yang ini dapat dicatat dan menunggu.")
                if own
                else _(
                    "{number} masih di meja ini. Sesudah itu cari lagi: "
                    "nomor ini tetap menunggu di laptop pembaginya."
                )
            )
            self._hint.setText(said.format(number=held))
        self.serve.setEnabled(free)
        self.wait.setEnabled(own)
        self.wait.setVisible(own)  # another laptop's number waits there, in one queue only
        self.open(self.serve if free else self.wait if own else self.back)

    def confirm(self) -> None:
        """Serve, where the desk is free."""
        if self.serve.isEnabled():
            self.serve_asked.emit()
        elif self.wait.isEnabled():
            self.wait_asked.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let the printed letter act."""
        if event.text().upper() == "M" and not event.isAutoRepeat():
            event.accept()
            self.wait.click()
        else:
            super().keyPressEvent(event)

    def show_error(self, error: EktpError) -> None:
        """Say a refusal in place of the explanation."""
        self._hint.setText(message(error))
        set_tone(self._hint, "bad")

    def stops(self) -> list[QWidget]:
        """Give where Tab stops."""
        return [self.serve, self.wait, self.back]


class NumbersShown(Overlay):
    """`turn_asked` opens or closes the display, `chime_asked` turns the chime, `try_asked` rings once."""

    turn_asked = Signal()
    chime_asked = Signal()
    try_asked = Signal()

    def __init__(self, host: QWidget) -> None:
        super().__init__(host, name="numbers_shown", widest=480)
        self.setAccessibleName(_("Layar nomor"))
        self.turn = ActButton("", "Enter", kind="blue", name="display_turn")
        self.chime = ActButton("", "B", name="display_chime")
        self.trial = ActButton(_("Coba bel"), "C", name="display_try")
        self.back = ActButton(_("Kembali"), "Esc", name="display_back")
        words = _("Layar kedua untuk ruang tunggu: hanya nomor dan meja, tanpa nama.")
        self.card.add(label(_("Layar nomor"), "lead"))
        self.card.add(label(words, tone="ink2", wrap=True))
        for button in (self.turn, self.chime, self.trial, self.back):
            self.card.add(button)
        self.turn.asked.connect(self.turn_asked)
        self.chime.asked.connect(self.chime_asked)
        self.trial.asked.connect(self.try_asked)
        self.back.asked.connect(self.leave)

    def show_state(self, *, shown: bool, heard: bool) -> None:
        """Say what the keys do now."""
        self.turn.set_text(_("Tutup layar nomor") if shown else _("Buka layar nomor"))
        self.chime.set_text(_("Bel saat memanggil: nyala") if heard else _("Bel saat memanggil: mati"))

    def ask(self) -> None:
        """Come to the front."""
        self.open(self.turn)

    def confirm(self) -> None:
        """Open or close the display."""
        self.turn_asked.emit()

    def stops(self) -> list[QWidget]:
        """Give where Tab stops."""
        return [self.turn, self.chime, self.trial, self.back]

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let the printed letters act."""
        button = {"B": self.chime, "C": self.trial}.get(event.text().upper())
        if button is not None and not event.isAutoRepeat():
            event.accept()
            button.click()
        else:
            super().keyPressEvent(event)
