"""The card and the paper it may need, the note, what is lacking: three cards at the side, or one line."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from ektp_desk.domain.people import age_on
from ektp_desk.domain.recordings import CARD_FROM
from ektp_desk.gui.kit import Card, Elided, Keycap, Marked, Note, RingedEdit, Tick, label, named, set_tone
from ektp_desk.gui.kit.act import Acts
from ektp_desk.gui.kit.buttons import rest
from ektp_desk.gui.kit.cards import in_row, keeping_room, stacked
from ektp_desk.gui.kit.shapes import Shape
from ektp_desk.gui.kit.tokens import px
from ektp_desk.gui.recording.around import DenseCard
from ektp_desk.gui.recording.words import (
    card_note,
    lacking_words,
    marriage_word,
    sought_line,
    sought_note,
)
from ektp_desk.usecases.recording.facts import RecordingFacts
from ektp_desk.words import _
from ektp_desk.words.numbers import count


class PaperTick(QWidget):
    """Its act turns it, `show_seen` answers. A click leaves the focus where the keys act."""

    def __init__(self, act: QAction, word: str, short: str, name: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self._act, key = act, act.data()
        self._ticks = (Tick(word, name=f"{name}_tick"), Tick(short, name=f"{name}_short"))
        for tick in self._ticks:
            tick.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            tick.setAccessibleName(f"{word} ({key})")
            tick.clicked.connect(self._on_clicked)
        in_row(*((tick, 1) for tick in self._ticks), Keycap(key), on=self)
        self._seen = False
        self.set_short(False)

    def show_seen(self, seen: bool) -> None:  # noqa: FBT001  what the store says
        self._seen = seen
        for tick in self._ticks:
            tick.setChecked(seen)

    def rest(self, why: str) -> None:
        """Cannot be turned while a sentence is against it."""
        for part in (self, *self._ticks):
            rest(part, why)

    def is_seen(self) -> bool:
        return self._seen

    def set_short(self, short: bool) -> None:  # noqa: FBT001  reads as its sentence
        """Take the short word, for the line of the small form."""
        self._ticks[0].setVisible(not short)
        self._ticks[1].setVisible(short)

    def _on_clicked(self) -> None:
        self.show_seen(self._seen)  # the store's answer turns it
        self._act.trigger()


_WIDE = 236
_ANY_WIDTH = 16_777_215  # Qt's own greatest


class Papers(QObject):
    """One set of controls that moves between `side` (wide) and `line` (dense)."""

    note_left = Signal()

    def __init__(self, acts: Acts, parent: QObject) -> None:
        super().__init__(parent)
        self._dense: bool | None = None
        words = marriage_word(), marriage_word(short=True)
        self.marriage = PaperTick(acts["paper_marriage"], *words, "paper_marriage")
        self.note = RingedEdit(key="N", name="note")
        self.note.setAccessibleName(_("Catatan"))
        self.note.editingFinished.connect(self.note_left)
        self._sought = named(Elided("", "strong"), "line_sought")
        self._same = Marked(Note(Shape.NONE, ""), "strong")
        self._card = Marked(Note(Shape.WAITING, ""))
        self._why = label("", "help", wrap=True)
        self._figure, self._lacks = label("5", "figure", name="lacking"), label("", wrap=True)
        self._hint = Elided("", "help")
        self._cards = [Card(gap=4) for _place in range(3)]
        self._lay_out()
        self.set_dense(dense=True)

    def show_seen(self, seen: RecordingFacts) -> None:
        """Show what the store holds; a note under the hand is left alone."""
        recording = seen.recording
        self.marriage.show_seen(recording is not None and recording.marriage)
        birth = seen.birth
        grown = birth is not None and age_on(birth, seen.today) >= CARD_FROM
        self.marriage.setVisible(not grown or self.marriage.is_seen())
        why = "" if recording else _("Kenali dahulu orangnya.")
        rest(self.note, why)
        self.marriage.rest(why)
        if not (self.note.hasFocus() and self.note.isModified()):
            self.note.setText(recording.note if recording else "")
        self._show_sought(seen)
        self._show_card(seen)
        self._show_lacking(seen)

    def is_shown(self) -> bool:
        return self.side.isVisible() or self.line.isVisible()

    def say_lacking(self, seen: RecordingFacts) -> None:
        """Say loudly what a finish still waits for."""
        set_tone(self._figure, "bad" if seen.lacking else "warn" if seen.lacks else "ok")
        if seen.lacking:
            self._hint.set_text(_("Lengkapi dahulu, atau kecualikan."))

    def set_dense(self, *, dense: bool) -> None:
        """Move to the line, or to the cards; the page shows the one or the other."""
        if dense == self._dense:
            return
        self._dense = dense
        self.line.set_dense(dense=dense)
        self.marriage.set_short(dense)
        # At the side its room stays when it goes: what stands below must not jump.
        keeping_room(self.marriage, keep=not dense)
        self.note.setPlaceholderText(_("catatan") if dense else _("mis. memakai kursi roda"))
        self.note.setMaximumWidth(px(230) if dense else _ANY_WIDTH)
        self._move(dense=dense)

    def _move(self, *, dense: bool) -> None:
        if dense:
            self._row.addWidget(self._sought, 1)
            self._row.addWidget(self._same)
            self._row.addWidget(self._card, 1)
            self._row.addWidget(self.marriage)
            self._row.addWidget(self.note)
        else:
            self._cards[1].body.insertWidget(1, self._card)
            self._cards[1].body.addWidget(self.marriage)
            self._cards[2].body.insertWidget(1, self.note)

    def _show_sought(self, seen: RecordingFacts) -> None:
        """Say in the line whom the team went to, or who is next: band and list, which do it else, are off."""
        stop, note = seen.sought if self._dense else None, sought_note(seen)
        following = next((one.ticket for one in seen.following if not one.here), None)
        words = sought_line(stop) if stop else ""
        self._row.setStretchFactor(self._card, 0 if stop else 1)
        if following is not None and not words:
            words = _("Berikut: {number} {name}").format(number=following.number, name=following.name).strip()
        self._sought.set_text(words)
        self._sought.setVisible(self._dense is True and bool(words))
        self._same.show_note(note)
        self._same.setVisible(stop is not None and bool(note.text))

    def _show_card(self, seen: RecordingFacts) -> None:
        if seen.recording is None:
            self._card.show_note(Note(Shape.NONE, _("Pilih orangnya dahulu")))
            self._why.setText("")
            return
        note, why = card_note(seen)
        if self._dense:
            note = Note(note.shape, note.short)
        self._card.show_note(note)
        self._why.setText(why)

    def _show_lacking(self, seen: RecordingFacts) -> None:
        self._figure.setText(count(len(seen.lacks)))
        set_tone(self._figure, "warn" if seen.asks else None if seen.lacks else "ok")
        self._lacks.setText(lacking_words(seen) or _("semua dijawab"))
        hint = _("Tidak dibawa pun jawaban.") if seen.asks else ""
        self._hint.set_text(hint if seen.lacks else _("Tunjukkan layar: “data saya benar”."))

    def _lay_out(self) -> None:
        lacking, card, note = self._cards
        titles = (_("Masih kurang"), _("Cetak setelah ini"), _("Catatan"))
        for holder, title in zip(self._cards, titles, strict=True):
            holder.add(Elided(title, "strong"))
        self._lacks.setMinimumHeight(px(40))
        lacking.add_row(self._figure, (self._lacks, 1), gap=12)
        lacking.add(self._hint)
        self._why.setMinimumHeight(px(34))
        card.add(self._why)
        note.stack(None)
        # The last card ends where the list beside it ends.
        self.side = stacked(*self._cards, gap=12, grows=note)
        self.side.setFixedWidth(px(_WIDE))
        self.line = DenseCard(name="papers_line")
        self._row = self.line.add_row(gap=12)
