"""The preview's first glance: how many rows can be loaded, how many are marked, how many refused."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from ektp_desk.domain.lists.meanings import ListKind
from ektp_desk.gui.lists.load.preview.understood import Understood
from ektp_desk.gui.look.scale import px
from ektp_desk.gui.look.shapes import Shape
from ektp_desk.gui.parts import Card, Elided, Marked, Note, label, set_tone
from ektp_desk.words import _
from ektp_desk.words.numbers import count


class HeadCard(Card):
    """The hero, its sentence and the file; the two counts stand at the right also when they are nought."""

    def __init__(self) -> None:
        super().__init__(gap=0, name="accepted_card")
        self._hero = label("0", "hero", name="accepted")
        self._of, self._about = Elided("", "lead"), Elided("", "help")
        self._warned = Marked(Note(Shape.LOOK, ""), "strong")
        self._refused = Marked(Note(Shape.WRONG, ""), "strong")
        words, marks = QVBoxLayout(), QVBoxLayout()
        for column, parts in ((words, (self._of, self._about)), (marks, (self._warned, self._refused))):
            column.setSpacing(px(2))
            column.addStretch(1)
            for part in parts:
                column.addWidget(part)
            column.addStretch(1)
        row = QHBoxLayout()
        row.setSpacing(px(16))
        row.addWidget(self._hero)
        row.addLayout(words, 1)
        row.addLayout(marks)
        self.body.addLayout(row)

    def show_understood(self, found: Understood) -> None:
        """Show a dry run."""
        read, words = count(found.read), _("baris dapat dimuat, dari {n}")
        if found.kind is ListKind.DKB:
            words = _("wilayah dapat dimuat, dari {n}")
        self._hero.setText(count(found.accepted))
        self._of.set_text(words.format(n=read), short=_("dapat dimuat, dari {n}").format(n=read))
        self._about.set_text(found.about)
        warned, refused = count(found.warned), count(found.refused)
        marked, looked_at = _("{n} diberi tanda").format(n=warned), found.warned
        if found.repeated and not found.warned:  # no tick above the card that warns of them
            marked, looked_at = _("{n} NIK berulang").format(n=count(found.repeated)), found.repeated
        self._warned.show_note(_mark(Shape.LOOK, looked_at, marked))
        self._refused.show_note(_mark(Shape.WRONG, found.refused, _("{n} ditolak").format(n=refused)))

    def set_small(self, small: bool) -> None:  # noqa: FBT001  a slot for the shell's signal
        """Take the lower hero of the small form."""
        super().set_small(small)
        if hasattr(self, "_hero"):
            set_tone(self._hero, None, role="figure" if small else "hero")


def _mark(shape: Shape, number: int, words: str) -> Note:
    # Nought is no warning: no colour, and the plain tick of a step gone well.
    return Note(shape, words, loud=True) if number else Note(Shape.DONE, words)
