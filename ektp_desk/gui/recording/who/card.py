"""The person at the desk, once chosen: name, NIK with its serial hidden, and what to look at."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ektp_desk.gui.look.dressing.words import Role
from ektp_desk.gui.look.scale import px
from ektp_desk.gui.look.shapes import Shape
from ektp_desk.gui.parts import ActButton, Elided, Marked, Note, named, set_tone
from ektp_desk.gui.parts.texts.name import PersonName
from ektp_desk.gui.recording.phrases import cautions, nik_words, person_line
from ektp_desk.gui.recording.seen import Seen
from ektp_desk.words import _


class PersonCard(QWidget):
    """Three lines; the last keeps its room when there is nothing to look at. A long name takes two."""

    change_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._nik, self._whole, self._dense = "", False, False
        self.name = PersonName()
        self.nik = named(Elided("", "body", tone="ink2"), "person_nik")
        self.line = named(Elided("", "body"), "person_line")
        self._caution = Marked(Note(Shape.LOOK, ""), "strong")
        self._caution.words.setObjectName("person_caution")
        self.reveal = ActButton(_("Lihat NIK"), "V", kind="quiet", short=_("NIK"), name="reveal_nik")
        self.change = ActButton(_("Ganti orang"), "G", short=_("Ganti"), name="change_person")
        self.reveal.asked.connect(self.toggle_nik)
        self.change.asked.connect(self.change_asked)
        self.name.folded.connect(self._fit)
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

    def set_dense(self, *, dense: bool) -> None:
        """Make do with the dense form's height."""
        self._dense = dense
        self._fit()

    def _fit(self) -> None:
        """Give a long name its second line: from the warning's room, or by writing smaller."""
        warned = self._caution.isVisibleTo(self)
        self.name.set_tight(self._dense and warned)
        small = self.name.long and self._dense and warned
        _dress(self.line, "small" if small else "body")
        _dress(self._caution.words, "label" if small else "strong")
        self._keep_warning_room(keep=not self.name.long)

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
        self._caution.setVisible(bool(told))
        self._fit()
        self._caution.setToolTip("\n".join(told))
        self._caution.setAccessibleDescription(" ".join(told))

    def _keep_warning_room(self, *, keep: bool) -> None:
        """Keep the lines above from moving when a warning comes or goes; a long name moves them anyway."""
        policy = self._caution.sizePolicy()
        policy.setRetainSizeWhenHidden(keep)
        self._caution.setSizePolicy(policy)

    def _lay_out(self) -> None:
        row, column, top = QHBoxLayout(self), QVBoxLayout(), QHBoxLayout()
        for layout in (row, column):
            layout.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(px(12))
        column.setSpacing(px(1))
        top.setSpacing(px(16))
        top.addWidget(self.name)
        # As high as a line of the name, so that both stand in one line.
        self.nik.setMinimumHeight(self.name.sizeHint().height())
        top.addWidget(self.nik, 1, Qt.AlignmentFlag.AlignTop)
        column.addStretch(1)
        column.addLayout(top)
        column.addWidget(self.line)
        column.addWidget(self._caution)
        column.addStretch(1)
        row.addLayout(column, 1)
        row.addWidget(self.reveal)
        row.addWidget(self.change)


def _dress(part: Elided, role: Role) -> None:
    """Write a line in another size; its tone stays."""
    set_tone(part, part.property("tone"), role=role)
    part.updateGeometry()
