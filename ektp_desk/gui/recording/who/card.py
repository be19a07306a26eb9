"""The person at the desk, once chosen: name, NIK with its serial hidden, and what to look at."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ektp_desk.gui.look.scale import px
from ektp_desk.gui.look.shapes import Shape
from ektp_desk.gui.parts import ActButton, Elided, Marked, Note, named
from ektp_desk.gui.recording.phrases import cautions, nik_words, person_line
from ektp_desk.gui.recording.seen import Seen
from ektp_desk.words import _


class PersonCard(QWidget):
    """Three lines; the third keeps its room when there is nothing to look at."""

    change_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._nik, self._whole = "", False
        self.name = named(Elided("", "lead"), "person_name")
        self.nik = named(Elided("", "body", tone="ink2"), "person_nik")
        self.line = named(Elided("", "body"), "person_line")
        self._caution = Marked(Note(Shape.LOOK, ""), "strong")
        self._caution.words.setObjectName("person_caution")
        self.reveal = ActButton(_("Lihat NIK"), "V", kind="quiet", short=_("NIK"), name="reveal_nik")
        self.change = ActButton(_("Ganti orang"), "G", short=_("Ganti"), name="change_person")
        self.reveal.asked.connect(self.toggle_nik)
        self.change.asked.connect(self.change_asked)
        self._lay_out()

    def show_person(self, seen: Seen) -> None:
        """Show who is recorded; another person's NIK begins hidden."""
        person = seen.person
        if person is None:
            return
        if person.nik != self._nik:
            self._whole = False
        self._nik = person.nik
        self.name.set_text(person.name)
        self.line.set_text(person_line(person, seen.village, seen.today))
        self._warn(cautions(seen))
        self._show_nik()

    def toggle_nik(self) -> None:
        """Show the whole NIK, or hide its serial again."""
        self._whole = not self._whole
        self._show_nik()

    def hideEvent(self, event: QHideEvent) -> None:
        """Hide the serial when the screen is left."""
        super().hideEvent(event)
        self._whole = False
        self._show_nik()

    def _show_nik(self) -> None:
        self.nik.set_text(nik_words(self._nik, whole=self._whole))
        self.nik.setMinimumWidth(self.nik.sizeHint().width())  # a long name gives way, the NIK never
        word, short = (_("Tutup NIK"), _("Tutup")) if self._whole else (_("Lihat NIK"), _("NIK"))
        self.reveal.set_text(word, short=short)
        self.reveal.setEnabled(bool(self._nik))

    def _warn(self, told: list[str]) -> None:
        first = told[0] if told else ""
        if len(told) > 1:
            first = _("{caution} (+{n} lagi)").format(caution=first, n=len(told) - 1)
        self._caution.show_note(Note(Shape.LOOK, first, loud=True))
        # Retained: the lines above must not move when a warning comes or goes.
        policy = self._caution.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        self._caution.setSizePolicy(policy)
        self._caution.setVisible(bool(told))
        self._caution.setToolTip("\n".join(told))
        self._caution.setAccessibleDescription(" ".join(told))

    def _lay_out(self) -> None:
        row, column, top = QHBoxLayout(self), QVBoxLayout(), QHBoxLayout()
        for layout in (row, column):
            layout.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(px(12))
        column.setSpacing(px(1))
        top.setSpacing(px(16))
        top.addWidget(self.name)
        top.addWidget(self.nik, 1)
        column.addStretch(1)
        column.addLayout(top)
        column.addWidget(self.line)
        column.addWidget(self._caution)
        column.addStretch(1)
        row.addLayout(column, 1)
        row.addWidget(self.reveal)
        row.addWidget(self.change)
