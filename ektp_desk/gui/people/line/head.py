"""Who is shown: name, NIK with its serial hidden, what is known of recording and status, and who is alike."""

from __future__ import annotations

from datetime import date

from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from ektp_desk.gui.look.scale import px
from ektp_desk.gui.look.shapes import Shape
from ektp_desk.gui.parts import ActButton, Card, Elided, Marked, Note, named
from ektp_desk.gui.parts.texts.name import PersonName
from ektp_desk.gui.people.words import status_note
from ektp_desk.gui.recording.phrases import nik_words, person_line
from ektp_desk.usecases.people.timeline import Timeline
from ektp_desk.words import _
from ektp_desk.words.dates import plain_date


class PersonHead(Card):
    """Three lines, of which a long name takes two; the NIK hides again with the screen."""

    def __init__(self) -> None:
        super().__init__(gap=2, name="person_head")
        self._nik, self._whole = "", False
        self.name = named(PersonName(), "shown_name")
        self.line = named(Elided("", "body"), "shown_line")
        self.nik = named(Elided("", "body", tone="ink2"), "shown_nik")
        self.reveal = ActButton(_("Lihat NIK"), "V", kind="quiet", short=_("NIK"), name="show_nik")
        self._state = named(Marked(Note(Shape.WAITING, ""), "strong"), "shown_state")
        self._about = named(Elided("", "help"), "shown_about")
        self._near = named(Marked(Note(Shape.NONE, ""), "help"), "shown_near")
        self.reveal.asked.connect(self.toggle_nik)
        self._lay_out()

    def show_person(self, shown: Timeline, today: date) -> None:
        """Show who it is; another person's NIK begins hidden."""
        person = shown.person
        self._whole = self._whole and person.nik == self._nik
        self._nik = person.nik
        self.name.set_text(person.name or _("Nama sudah dihapus"))
        self.line.set_text(person_line(person, shown.village, today))
        self._show_nik()
        note, about = _state_of(shown)
        self._state.show_note(note)
        self._about.set_text(about)
        self._about.setVisible(bool(about))

    def show_near(self, note: Note | None) -> None:
        """Say quietly who else may be the same, or nothing; the left column keeps the height."""
        self._near.setVisible(note is not None)
        if note is not None:
            self._near.show_note(note)

    def toggle_nik(self) -> None:
        """Show the whole NIK, or hide its serial again."""
        self._whole = not self._whole
        self._show_nik()

    def set_small(self, small: bool) -> None:  # noqa: FBT001  a slot for the shell's signal
        """Leave the height to the rows below."""
        super().set_small(small)
        if small:
            self.body.setContentsMargins(px(12), px(7), px(12), px(5))
        if hasattr(self, "name"):
            self.name.set_tight(small)

    def hideEvent(self, event: QHideEvent) -> None:
        """Hide the serial when the screen is left."""
        super().hideEvent(event)
        self._whole = False
        self._show_nik()

    def _show_nik(self) -> None:
        self.nik.set_text(nik_words(self._nik, whole=self._whole))
        self.nik.setMinimumWidth(self.nik.sizeHint().width())
        word, short = (_("Tutup NIK"), _("Tutup")) if self._whole else (_("Lihat NIK"), _("NIK"))
        self.reveal.set_text(word, short=short)
        self.reveal.setEnabled(bool(self._nik))
        self.reveal.setVisible(bool(self._nik))

    def _lay_out(self) -> None:
        row, left, right, last = QHBoxLayout(), QVBoxLayout(), QVBoxLayout(), QHBoxLayout()
        row.setSpacing(px(16))
        self.reveal.setMaximumHeight(px(28))  # in a line of text
        keep = self.reveal.sizePolicy()
        keep.setRetainSizeWhenHidden(True)
        self.reveal.setSizePolicy(keep)
        for column in (left, right):
            column.setSpacing(px(1))
        last.setSpacing(px(10))
        last.addWidget(self.nik)
        last.addWidget(self.reveal)
        last.addStretch(1)
        left.addWidget(self.name)
        left.addWidget(self.line)
        left.addLayout(last)
        right.addStretch(1)
        right.addWidget(self._state)
        right.addWidget(self._about)
        right.addWidget(self._near)
        right.addStretch(1)
        row.addLayout(left, 3)
        row.addLayout(right, 2)
        self.body.addLayout(row)


def _state_of(shown: Timeline) -> tuple[Note, str]:
    """Say the most useful of what is known: the ministry's status, else our recording, else neither."""
    together = _("{n} orang tergabung").format(n=len(shown.together)) if len(shown.together) > 1 else ""
    if shown.to_decide:
        return Note(Shape.LOOK, _("Perlu diputuskan"), loud=True), together
    if shown.status is not None:
        note, about = status_note(shown.status)
        return note, " · ".join(part for part in (about, together) if part)
    if shown.person.recorded_at is not None:
        day = plain_date(shown.person.recorded_at.date())
        return Note(Shape.DONE, _("Direkam {day}").format(day=day)), together
    return Note(Shape.WAITING, _("Belum direkam di laptop ini")), together
