"""The search for who stands at the desk."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QWidget

from ektp_desk.domain.people import nik_digits
from ektp_desk.gui.kit import Chooser, Marked, Note, Pick, label
from ektp_desk.gui.kit.cards import in_row, stacked
from ektp_desk.gui.kit.saying import say
from ektp_desk.gui.kit.search_edit import SearchEdit
from ektp_desk.gui.kit.shapes import Shape
from ektp_desk.gui.kit.tokens import px
from ektp_desk.words import _, n_
from ektp_desk.words.numbers import count

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

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("person_search")
        self._answered: str | None = None
        self._eager = False
        self._calm: Note = _invitation()
        self.edit = SearchEdit(name="who", height=40)
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
        row = in_row(title, (self.edit, 1), self._many, gap=12)
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
