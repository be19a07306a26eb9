"""The band that says who: number and bearer, the search until there is one, and who is sought at home."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QHideEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QWidget

from ektp_desk.gui.kit import Elided, Marked, Note, label, named, set_tone
from ektp_desk.gui.kit.act import Acts
from ektp_desk.gui.kit.cards import in_row, keeping_room, stacked
from ektp_desk.gui.kit.icons import icon_pixmap
from ektp_desk.gui.kit.labels import PersonName, Role
from ektp_desk.gui.kit.shapes import Shape
from ektp_desk.gui.kit.tokens import px, tokens
from ektp_desk.gui.kit.words import nik_words, person_line
from ektp_desk.gui.recording.around import DenseCard, saved_note
from ektp_desk.gui.recording.who import Search
from ektp_desk.gui.recording.words import (
    cautions,
    sought_at,
    sought_note,
    sought_words,
    ticket_line,
    ticket_short,
)
from ektp_desk.usecases.recording.facts import RecordingFacts
from ektp_desk.words import _
from ektp_desk.words.outcomes import purpose_word

_WIDE, _DENSE = 134, 78  # px of height
_Place = tuple[int, int, int, int] | None  # row, column, and how many of each


class _PersonActs(QWidget):
    """While `short` they ask for no more than their short words: the words beside them come first."""

    short = False

    def sizeHint(self) -> QSize:
        return self.minimumSizeHint() if self.short else super().sizeHint()


class WhoBand(DenseCard):
    """As high with the search as with a person. A long name takes two lines.

    Beside the name the dense form has the person's acts; the wide one has them below, with the NIK.
    """

    dense_top = 2
    wide_top = 8

    hidden = Signal()  # nobody looks at the person any more

    def __init__(self, acts: Acts) -> None:
        super().__init__(bar="primary", name="who_band")
        self.search = Search()
        self.number = label("A000", "hero", name="number")
        self.name, self.saved = PersonName(), Marked(Note(Shape.DONE, "", loud=True), "strong")
        self.nik = named(Elided("", "body", tone="ink2"), "person_nik")
        self.line = named(Elided("", "body"), "person_line")
        self._purpose = named(Elided("", "lead"), "head_purpose")
        self._since = named(Elided("", "body", tone="ink2"), "head_line")
        self._ticket = Elided("", "help")
        self._given = stacked(None, self.number, self._ticket, None, gap=4)
        self._caution = Marked(Note(Shape.LOOK, ""), "strong")
        self._caution.words.setObjectName("person_caution")
        self.name.folded.connect(self._fit)
        # What goes while a panel is open stands first: the others stay where they are.
        of_whom = ("contact", "reveal_nik", "data_differs", "change_person")
        buttons = (acts.button(id_, kind="quiet") for id_ in of_whom)
        self._acts = _PersonActs()
        in_row(*buttons, gap=12, on=self._acts)
        self._searched: object = None
        self._is_dense = self._searches = False
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(px(14))
        self._grid.setColumnStretch(1, 1)
        self.body.addLayout(self._grid)
        self.set_dense(dense=True)

    def show_seen(self, seen: RecordingFacts, *, changing: bool) -> None:
        """Show the person, or the search while there is none or another is wanted."""
        ticket = seen.ticket
        if ticket is None:
            return
        self.number.setText(ticket.number)
        self.number.setAccessibleName(ticket.number)
        self._ticket.set_text(ticket_short(ticket))
        self._purpose.set_text(purpose_word(ticket.purpose))
        self._since.set_text(ticket_line(ticket, seen.now))
        self.saved.show_note(saved_note(seen))
        if seen.person is not None:
            self.name.set_text(seen.person.name)
            self.line.set_text(person_line(seen.person, seen.village, seen.today))
            self._warn(cautions(seen))
        self._searches = seen.person is None or changing
        wanted = (ticket.id, changing) if self._searches else None
        if wanted != self._searched:
            self._searched = wanted
            if wanted is not None:
                self.search.begin(_loss() if changing else None)
                self.hidden.emit()
        self._show_parts()

    def is_searching(self) -> bool:
        return self._searches

    def show_nik(self, nik: str, *, whole: bool) -> None:
        """Show the whole NIK, or hide its serial."""
        self.nik.set_text(nik_words(nik, whole=whole))
        self.nik.setMinimumWidth(self.nik.sizeHint().width())  # it never gives way

    def set_dense(self, *, dense: bool) -> None:
        """Take the lower band, in which nothing stands below the number's bearer."""
        super().set_dense(dense=dense)
        self._is_dense = dense
        self.setFixedHeight(px(_DENSE if dense else _WIDE))
        set_tone(self.number, None, role="figure" if dense else "hero")
        self._acts.short = dense
        while self._grid.takeAt(0) is not None:
            pass
        for part, *places in self._places():
            if (place := places[dense]) is not None:
                self._grid.addWidget(part, *place)
        for part in (self.saved, self._acts):
            self._grid.setAlignment(part, Qt.AlignmentFlag.AlignRight)
        self._grid.setVerticalSpacing(px(1 if dense else 3))
        self._show_parts()

    def _places(self) -> tuple[tuple[QWidget, _Place, _Place], ...]:
        """Where each part stands in the wide and in the dense form."""
        return (
            (self._given, (0, 0, 2, 1), (0, 0, 3, 1)),
            (self.name, (0, 1, 1, 1), (0, 1, 1, 1)),
            (self._purpose, (0, 1, 1, 1), None),
            (self.saved, (0, 2, 1, 1), None),
            (self.line, (1, 1, 1, 2), (1, 1, 1, 1)),
            (self._since, (1, 1, 1, 2), None),
            (self._caution, (2, 0, 1, 3), (2, 1, 1, 2)),
            (self.nik, (3, 0, 1, 2), (1, 2, 1, 1)),
            (self._acts, (3, 1, 1, 2), (0, 2, 1, 1)),
            (self.search, (2, 0, 2, 3), (0, 1, 3, 2)),
        )

    def _show_parts(self) -> None:
        wide, searches = not self._is_dense, self._searches
        for part in (self.name, self.line, self.nik, self._acts):
            part.setVisible(not searches)
        self.search.setVisible(searches)
        for part in (self._purpose, self._since):
            part.setVisible(searches and wide)
        self._ticket.setVisible(not wide)
        self.saved.setVisible(wide)
        self._caution.setVisible(not searches and bool(self._caution.accessibleName()))
        self._fit()

    def _warn(self, told: list[str]) -> None:
        first = told[0] if told else ""
        if len(told) > 1:
            first = _("{caution} (+{n} lagi)").format(caution=first, n=len(told) - 1)
        self._caution.show_note(Note(Shape.LOOK, first, loud=True))
        self._caution.setToolTip("\n".join(told))
        self._caution.setAccessibleDescription(" ".join(told))

    def _fit(self) -> None:
        """A long name gets its second line: from the warning's room, or by writing smaller."""
        warned = self._caution.isVisibleTo(self)
        self.name.set_tight(warned or not self._is_dense)
        small = self.name.long and warned
        _dress(self.line, "small" if small else "body")
        _dress(self._caution.words, "label" if small else "strong")
        # The lines above do not move when a warning comes or goes; a long name moves them anyway.
        keeping_room(self._caution, keep=not self.name.long and not self._searches)

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.hidden.emit()


class SoughtBand(DenseCard):
    """Whom the team went to, and whether that is who was chosen; in the wide form of a home visit alone."""

    def __init__(self) -> None:
        super().__init__(name="sought_band")
        self._who = named(Elided("", "strong"), "sought_who")
        self._where = named(Elided("", "small"), "sought_where")
        self._same = Marked(Note(Shape.NONE, ""), "strong")
        self._same.words.setObjectName("sought_same")
        words = stacked(self._who, self._where)
        self.add_row((words, 1), self._same, gap=12).setContentsMargins(px(34), 0, 0, 0)
        self._stop = self._is_dense = False

    def show_seen(self, seen: RecordingFacts) -> None:
        stop, note = seen.sought, sought_note(seen)
        self._stop = stop is not None
        if stop is not None:
            self._who.set_text(sought_words(stop))
            self._where.set_text(sought_at(stop))
        self._same.show_note(note)
        self._same.setVisible(bool(note.text))
        self.setVisible(self._stop and not self._is_dense)

    def set_dense(self, *, dense: bool) -> None:
        super().set_dense(dense=dense)
        self._is_dense = dense
        self.setVisible(self._stop and not dense)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter, line = QPainter(self), tokens().line
        painter.setPen(QColor(tokens().hairline))
        painter.setBrush(QColor(tokens().selected))
        inside = QRectF(self.rect()).adjusted(line / 2, line / 2, -line / 2, -line / 2)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.drawRoundedRect(inside, px(10), px(10))
        house = icon_pixmap("house-line", px(20), "primary", ratio=self.devicePixelRatioF())
        painter.drawPixmap(px(16), (self.height() - px(20)) // 2, house)


def _dress(part: Elided, role: Role) -> None:
    """Write a line in another size; its tone stays."""
    set_tone(part, part.property("tone"), role=role)
    part.updateGeometry()


def _loss() -> Note:
    words = _("Langkah yang sudah diisi tidak ikut ke orang lain. Esc: tetap orang yang tadi.")
    return Note(Shape.LOOK, words, loud=True)
