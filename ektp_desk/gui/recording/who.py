"""The band that says who: the search until somebody is chosen, then the person; as high either way."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QTimer, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QStackedWidget, QWidget

from ektp_desk.domain.people import nik_digits
from ektp_desk.gui.kit import (
    Chooser,
    Elided,
    Marked,
    Note,
    Pick,
    RingedEdit,
    label,
    named,
    set_tone,
)
from ektp_desk.gui.kit.act import Acts
from ektp_desk.gui.kit.cards import in_row, keeping_room, stacked
from ektp_desk.gui.kit.labels import PersonName, Role
from ektp_desk.gui.kit.saying import say
from ektp_desk.gui.kit.shapes import Shape
from ektp_desk.gui.kit.tokens import px
from ektp_desk.gui.kit.words import nik_words, person_line
from ektp_desk.gui.recording.around import DenseCard
from ektp_desk.gui.recording.words import cautions, ticket_short
from ektp_desk.usecases.recording.facts import RecordingFacts
from ektp_desk.words import _, n_
from ektp_desk.words.numbers import count


class PersonCard(QWidget):
    """Three lines; the last keeps its room when there is nothing to look at. A long name takes two.

    `hidden` tells that the screen was left.
    """

    hidden = Signal()

    def __init__(self, acts: Acts) -> None:
        super().__init__()
        self._dense = False
        self.name = PersonName()
        self.nik = named(Elided("", "body", tone="ink2"), "person_nik")
        self.line = named(Elided("", "body"), "person_line")
        self._caution = Marked(Note(Shape.LOOK, ""), "strong")
        self._caution.words.setObjectName("person_caution")
        self.name.folded.connect(self._fit)
        # As high as a line of the name, so that both stand in one line.
        self.nik.setMinimumHeight(self.name.sizeHint().height())
        top = in_row(self.name, (stacked(self.nik, None), 1), gap=16)
        lines = stacked(None, top, self.line, self._caution, None, gap=1)
        reveal, change = acts.button("reveal_nik", kind="quiet"), acts.button("change_person")
        in_row((lines, 1), reveal, change, gap=12, on=self)

    def show_person(self, seen: RecordingFacts) -> None:
        person = seen.person
        if person is None:
            return
        self.name.set_text(person.name)
        self.line.set_text(person_line(person, seen.village, seen.today))
        self._warn(cautions(seen))

    def show_nik(self, nik: str, *, whole: bool) -> None:
        """Show the whole NIK, or hide its serial."""
        self.nik.set_text(nik_words(nik, whole=whole))
        self.nik.setMinimumWidth(self.nik.sizeHint().width())  # a long name gives way, the NIK never

    def set_dense(self, *, dense: bool) -> None:
        self._dense = dense
        self._fit()

    def _fit(self) -> None:
        """A long name gets its second line: from the warning's room, or by writing smaller."""
        warned = self._caution.isVisibleTo(self)
        self.name.set_tight(self._dense and warned)
        small = self.name.long and self._dense and warned
        _dress(self.line, "small" if small else "body")
        _dress(self._caution.words, "label" if small else "strong")
        # The lines above do not move when a warning comes or goes; a long name moves them anyway.
        keeping_room(self._caution, keep=not self.name.long)

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.hidden.emit()

    def _warn(self, told: list[str]) -> None:
        first = told[0] if told else ""
        if len(told) > 1:
            first = _("{caution} (+{n} lagi)").format(caution=first, n=len(told) - 1)
        self._caution.show_note(Note(Shape.LOOK, first, loud=True))
        self._caution.setVisible(bool(told))
        self._fit()
        self._caution.setToolTip("\n".join(told))
        self._caution.setAccessibleDescription(" ".join(told))


def _dress(part: Elided, role: Role) -> None:
    """Write a line in another size; its tone stays."""
    set_tone(part, part.property("tone"), role=role)
    part.updateGeometry()


_PAUSE_MS = 120
_NIK = 16  # digits
MOST_HITS = 20  # what a search gives at most


class Search(QWidget):
    """`typed` asks for matches of a text, `show_hits` answers; `chosen` gives a person's id.

    Enter chooses the only one who is named as it is typed, never one who is only named like that. It chooses
    from what answers the text in the field: a list that is one word behind the typing is asked for again, so
    that a quick hand never takes the wrong person.
    """

    typed = Signal(str)
    chosen = Signal(str)

    def __init__(self, acts: Acts) -> None:
        super().__init__()
        self.setObjectName("person_search")
        self._answered: str | None = None
        self._eager = False
        self._calm: Note = _invitation()
        self.edit = _Sought()
        self.edit.setAccessibleName(_("Siapa? Nama atau NIK"))
        self.edit.setPlaceholderText(_("nama atau NIK"))
        self.chooser = Chooser(self.edit, _("Orang yang cocok"), name="hits")
        self._says = Marked(self._calm, "help")
        self._many = label("", "label", tone="ink2", name="hits_count")
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._pause.timeout.connect(self._ask)
        self.edit.textEdited.connect(self._on_edited)
        self.edit.returnPressed.connect(self._on_enter)
        self.chooser.chosen.connect(self._on_picked)
        self.setFocusProxy(self.edit)
        title = label(_("Siapa?"), "lead")
        self._many.setFixedWidth(px(76))
        row = in_row(title, (self.edit, 1), self._many, acts.button("new_person"), gap=12)
        below = in_row(self._says)
        below.setContentsMargins(title.sizeHint().width() + px(12), 0, 0, 0)
        stacked(None, row, below, None, gap=6, on=self)

    def begin(self, calm: Note | None = None) -> None:
        """Empty the field; `calm` is what stands below it while nothing is typed."""
        self._calm = calm or _invitation()
        self.edit.clear()
        self._answered, self._eager = None, False
        self._pause.stop()
        self.chooser.set_choices(())
        self._tell(self._calm)

    def text(self) -> str:
        return self.edit.text().strip()

    def state(self) -> object:
        return self.text() or None

    def put_back(self, _state: object) -> None:
        """Ask again for what answers the text that was put back."""
        self._ask()

    def show_hits(self, text: str, hits: Sequence[Pick]) -> None:
        """Show who matches `text`, unless the typing has gone on."""
        if text != self.text():
            return
        eager, self._eager, self._answered = self._eager, False, text
        sure = [hit for hit in hits if not hit.mark]
        if eager and len(sure) == 1:
            self.chosen.emit(sure[0].key)
            return
        self.chooser.set_choices(hits if self.edit.hasFocus() else ())
        lost = bool(text) and not hits
        note = Note(Shape.LOOK, _missing(text), loud=True) if lost else self._calm
        say(self, note.text if lost else "")
        self._tell(note, len(sure), len(hits) - len(sure))

    def _tell(self, note: Note, sure: int = 0, like: int = 0) -> None:
        self._says.show_note(note)
        words = n_("{n} cocok", "{n} cocok", sure).format(n=count(sure)) if sure else ""
        words = words or (_("{n} mirip").format(n=count(like)) if like else "")
        self._many.setText(_("{n} teratas").format(n=count(sure)) if sure >= MOST_HITS else words)

    def _on_edited(self) -> None:
        self._eager = False
        self._pause.start()

    def _on_enter(self) -> None:
        if self.text():
            self._eager = True
            self._ask()

    def _on_picked(self, key: str) -> None:
        if self._answered == self.text():
            self.chosen.emit(key)
        else:
            self._on_enter()

    def _ask(self) -> None:
        self._pause.stop()
        self.typed.emit(self.text())


class _Sought(RingedEdit):
    """An empty box has no typing to take back: Ctrl+Z is then whose it is printed."""

    def __init__(self) -> None:
        super().__init__(icon="magnifying-glass", name="who")

    def event(self, event: QEvent) -> bool:
        """Pass the key on before it is taken for the typing."""
        # Its class first, as in `Page`: to ask for the type takes longer than most events their work.
        if isinstance(event, QKeyEvent) and self._passes(event):
            event.ignore()
            return False
        return super().event(event)

    def _passes(self, event: QKeyEvent) -> bool:
        asked = event.type() is QEvent.Type.ShortcutOverride
        return asked and not self.text() and event.matches(QKeySequence.StandardKey.Undo)


def _missing(text: str) -> str:
    """Say that nobody was found, and what of the text to look at again."""
    digits = nik_digits(text)
    if not digits:
        return _("Tidak ditemukan. Periksa ejaan, atau Ctrl+N bila orang ini tidak ada di daftar.")
    if len(digits) != _NIK:
        words = _("Tidak ditemukan. NIK 16 angka; ini {n}. Cocokkan dengan KK, atau cari namanya.")
        return words.format(n=len(digits))
    return _("NIK ini tidak ada di daftar. Cocokkan dengan KK, cari namanya, atau Ctrl+N: orang baru.")


def _invitation() -> Note:
    return Note(Shape.WAITING, _("Ketik beberapa huruf nama, atau pindai NIK dari KK."))


class WhoBand(DenseCard):
    """In the dense form the ticket's number stands here too, since the head has no room.

    The height is left to the lines, which stand in its middle: a long name and a warning need it.
    """

    dense_top = wide_top = 2

    def __init__(self, acts: Acts) -> None:
        super().__init__(bar="primary", name="who_band")
        self.search, self.card = Search(acts), PersonCard(acts)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.search)
        self._stack.addWidget(self.card)
        self._number = label("", "figure", name="small_number")
        self._line = Elided("", "help")
        self._ticket = stacked(None, self._number, self._line, None, gap=4, margins=(4, 0, 0, 0))
        self.add_row(self._ticket, (self._stack, 1), gap=16)
        self._searching: object = None

    def show_seen(self, seen: RecordingFacts, *, changing: bool) -> None:
        """Show the person, or the search while there is none or another is wanted."""
        if seen.ticket is None:
            return
        self._number.setText(seen.ticket.number)
        self._number.setAccessibleName(seen.ticket.number)
        self._line.set_text(ticket_short(seen.ticket))
        if seen.recording is not None and not changing:
            self._searching = None
            self.card.show_person(seen)
            self._stack.setCurrentWidget(self.card)
            return
        wanted = (seen.ticket.id, changing)
        if wanted != self._searching:
            self._searching = wanted
            self.search.begin(_loss() if changing else None)
        self._stack.setCurrentWidget(self.search)

    def is_searching(self) -> bool:
        return self._stack.currentWidget() is self.search

    def set_dense(self, *, dense: bool) -> None:
        """Take the lower band with the number in it."""
        super().set_dense(dense=dense)
        self.card.set_dense(dense=dense)
        self.setFixedHeight(px(78 if dense else 98))
        self._ticket.setVisible(dense)


def _loss() -> Note:
    words = _("Langkah yang sudah diisi tidak ikut ke orang lain. Esc: tetap orang yang tadi.")
    return Note(Shape.LOOK, words, loud=True)
