"""How a list was understood, before anything is kept: how many rows, each column, each problem."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget

from ektp_desk.domain.errors import EktpError
from ektp_desk.domain.lists.meanings import ListKind
from ektp_desk.domain.typed_days import read_past_day
from ektp_desk.gui.kit import (
    ActButton,
    Banner,
    Card,
    Elided,
    Field,
    Marked,
    Note,
    Pages,
    ProgressCard,
    Pulldown,
    label,
)
from ektp_desk.gui.kit.act import Acts
from ektp_desk.gui.kit.cards import stacked
from ektp_desk.gui.kit.page import BlueKey, Page
from ektp_desk.gui.kit.saying import say
from ektp_desk.gui.kit.shapes import Shape
from ektp_desk.gui.kit.tokens import is_small, px
from ektp_desk.gui.lists.correction import ColumnCorrection
from ektp_desk.gui.lists.findings import ProblemCards
from ektp_desk.gui.lists.preview_tables import TablesCard
from ektp_desk.usecases.lists.preview_words import PreviewWords
from ektp_desk.words import _
from ektp_desk.words.acts.picked import SOURCES
from ektp_desk.words.errors import SENTENCES, in_file, message
from ektp_desk.words.numbers import count


class PreviewFoot(Pages):
    """The blue button stands at one place whatever is shown above it, or how far a reading is."""

    def __init__(self, acts: Acts) -> None:
        super().__init__()
        self.load = acts.button("list_load", kind="blue", large=True)
        self.progress = ProgressCard(_("Memuat daftar"), name="list_loading")
        self.progress.cancel.set_text(_("Hentikan"))
        self.progress.stop_asked.connect(acts["list_cancel"].trigger)
        unchanged = label(_("Belum ada yang berubah sampai selesai."), "help", wrap=True)
        for parts in (
            (self.load, acts.button("refused_save"), acts.button("list_cancel")),
            (self.progress, unchanged),
        ):
            self.addWidget(stacked(None, *parts, gap=8))
        acts.add_to(self, "to_table")

    def sizeHint(self) -> QSize:
        """Ask for what is in front alone: the findings above have the rest."""
        page = self.currentWidget()
        return super().sizeHint() if page is None else page.sizeHint()


class HeadCard(Card):
    """The hero, its sentence and the file; the two counts stand at the right also when they are nought."""

    def __init__(self) -> None:
        super().__init__(gap=0, name="accepted_card")
        self._hero = label("0", "figure" if is_small() else "hero", name="accepted")
        self._of, self._about = Elided("", "lead"), Elided("", "help")
        self._warned = Marked(Note(Shape.LOOK, ""), "strong")
        self._refused = Marked(Note(Shape.WRONG, ""), "strong")
        row = self.add_row(self._hero, gap=16)
        row.addWidget(stacked(None, self._of, self._about, None, gap=2), 1)
        row.addWidget(stacked(None, self._warned, self._refused, None, gap=2))

    def show_words(self, found: PreviewWords) -> None:
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
        wrong = _("{n} ditolak").format(n=refused)
        self._refused.show_note(_mark(Shape.WRONG, found.refused, wrong))
        say(self, ", ".join((f"{self._hero.text()} {self._of.full_text()}", marked, wrong)))


def _mark(shape: Shape, number: int, words: str) -> Note:
    # Nought is no warning: no colour, and the plain tick of a step gone well.
    return Note(shape, words, loud=True) if number else Note(Shape.DONE, words)


class NoteCard(Card):
    """Three boxes in two lines, each below its title; a day that the file's name tells is called a guess."""

    def __init__(self) -> None:
        super().__init__(gap=8, name="list_note")
        self.name = Field(_("Nama daftar"), "list_name", placeholder=_("nama daftar"), reserve=False)
        self.as_of = Field(
            _("Per tanggal"), "list_as_of", placeholder=_("hari-bulan-tahun"), show_title=False, reserve=False
        )
        self._day_title, self._guessed = Elided("", "label"), False
        self.source = Pulldown(_("Sumber"), [(word, _(word)) for word in SOURCES], name="list_source")
        # The title stands in half a card; heard, it says the whole.
        self.as_of.edit.setAccessibleName(_("Keadaan per tanggal (hari-bulan-tahun)"))
        self.as_of.edit.setToolTip(_("Keadaan daftar ini per tanggal"))
        self.add(self.name)
        row = self.add_row()
        row.addWidget(stacked(self._day_title, self.as_of, None, gap=4), 9)  # shorter than "Kemendagri"
        row.addWidget(stacked(label(_("Sumber"), "label"), self.source, None, gap=4), 11)
        self.as_of.edit.textEdited.connect(lambda _text: self._name_day(guessed=False))
        self._name_day(guessed=False)

    def fill(self, name: str, as_of: str, source: str, *, guessed: bool) -> None:
        """Propose a name, a day, `guessed` from the file's name or today's, and a source."""
        self._name_day(guessed=guessed)
        self.name.set_text(name)
        self.name.edit.setCursorPosition(0)
        self.as_of.set_text(as_of)
        self.source.choose(source)

    def day(self, today: date) -> date | None:
        """The day that is typed; None where it cannot be read, which is said beside the box."""
        try:
            return read_past_day(self.as_of.text(), today=today)
        except EktpError as error:
            self.as_of.set_error(message(error).split(". ")[0], error.code)
            self.as_of.edit.setFocus(Qt.FocusReason.OtherFocusReason)
            return None

    def state(self) -> object:
        return self._guessed

    def put_back(self, state: object) -> None:
        self._name_day(guessed=bool(state))

    def _name_day(self, *, guessed: bool) -> None:
        self._guessed = guessed
        words = (_("Per tanggal · ditebak"), _("Tanggal ditebak")) if guessed else (_("Per tanggal"), "")
        self._day_title.set_text(words[0], short=words[1])


class PreviewPage(Page):
    """Enter loads, except in a table and on another button: there Ctrl+Enter loads, and is printed.

    In the columns Enter corrects; a finding or a figure at hand has no act of its own.
    """

    def __init__(self, acts: Acts) -> None:
        super().__init__()
        self.setObjectName("preview_page")
        self.note, self.tables = NoteCard(), TablesCard(acts)
        self.foot, self.correction = PreviewFoot(acts), ColumnCorrection(acts)
        self._head, self._problems = HeadCard(), ProblemCards()
        self._changed, self._side = Banner("bad", name="list_changed"), QStackedWidget()
        self._lay_out()
        self._acts = acts
        self.entered.connect(self._go_on)
        acts.add_to(self)
        blue = (self.foot.load, self.correction.button)
        others = [one for one in self.findChildren(ActButton) if one not in blue]
        for button in blue:
            BlueKey(button, (*self.tables.all(), *others))

    def show_words(self, found: PreviewWords) -> None:
        self._head.show_words(found)
        self.tables.show_words(found)
        self._problems.show_problems(found.problems)

    def show_state(self, *, changed: EktpError | None, corrects: bool, slow: bool) -> None:
        """Show instead of the figures that the files are others by now, a correction, or a slow reading."""
        self._changed.setVisible(changed is not None)
        self._head.setVisible(changed is None)
        if changed is not None:
            what, _dot, then = _(SENTENCES[changed.code]).partition(". ")
            self._changed.say("bad", in_file(changed, f"{what}."), then=then, code=changed.code)
        self._side.setCurrentIndex(int(corrects))
        self.foot.setCurrentIndex(int(slow))

    def go_back(self) -> None:
        self._acts["column_leave" if self._corrects() else "list_cancel"].trigger()

    def _go_on(self) -> None:
        self._acts["column_take" if self._corrects() else "list_load"].trigger()

    def _corrects(self) -> bool:
        return self._side.currentWidget() is self.correction

    def _lay_out(self) -> None:
        gap = 8 if is_small() else 12
        left = stacked(self._changed, self._head, self.tables, gap=gap, grows=self.tables)
        parts = (self.note, self._problems, self._problems.rest, self.foot)
        self._side.addWidget(stacked(*parts, gap=gap, grows=self._problems))
        self._side.addWidget(self.correction)
        self._side.setFixedWidth(px(272 if is_small() else 340))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(px(12 if is_small() else 16))
        row.addWidget(left, 1)
        row.addWidget(self._side)
