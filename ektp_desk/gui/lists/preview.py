"""How a list was understood, before anything is kept: how many rows, each column, each problem."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from ektp_desk.domain.errors import EktpError
from ektp_desk.domain.lists.meanings import ListKind
from ektp_desk.gui.kit import (
    ActButton,
    Banner,
    Card,
    Elided,
    Field,
    Marked,
    Note,
    ProgressCard,
    Pulldown,
    label,
    on_key,
    set_tone,
)
from ektp_desk.gui.kit.page import BlueKey, Page
from ektp_desk.gui.kit.shapes import Shape
from ektp_desk.gui.kit.tokens import px
from ektp_desk.gui.lists.correction import CorrectionPanel
from ektp_desk.gui.lists.findings import ProblemCards
from ektp_desk.gui.lists.preview_tables import Views
from ektp_desk.usecases.lists.preview_words import PreviewWords
from ektp_desk.words import _
from ektp_desk.words.acts.picked import SOURCES
from ektp_desk.words.errors import SENTENCES, in_file
from ektp_desk.words.numbers import count


class Acts(QStackedWidget):
    """The blue button stands at one place whatever is shown above it."""

    def __init__(self) -> None:
        super().__init__()
        self.load = ActButton("", "Enter", kind="blue", large=True, name="list_load")
        self.save = ActButton("", "Ctrl+S", name="refused_save")
        self.cancel = ActButton("", "Esc", name="list_cancel")
        self.progress = ProgressCard(_("Memuat daftar"), name="list_loading")
        self.progress.cancel.set_text(_("Hentikan"))
        for parts in (
            (self.load, self.save, self.cancel),
            (self.progress, label(_("Belum ada yang berubah sampai selesai."), "help", wrap=True)),
        ):
            self.addWidget(_column(*parts))

    def sizeHint(self) -> QSize:
        """Ask for what is in front alone: the findings above have the rest."""
        page = self.currentWidget()
        return super().sizeHint() if page is None else page.sizeHint()

    def minimumSizeHint(self) -> QSize:
        """Live with what is in front alone."""
        page = self.currentWidget()
        return super().minimumSizeHint() if page is None else page.minimumSizeHint()

    def show_understood(self, found: PreviewWords) -> None:
        """Say how many rows the blue button loads, and how many can be saved apart."""
        some = _("Muat {n} wilayah") if found.kind is ListKind.DKB else _("Muat {n} baris")
        words = some.format(n=count(found.accepted))
        nothing = _("Tidak ada yang dapat dimuat")
        self.load.set_text(
            words if found.accepted else nothing, short=words if found.accepted else _("Tidak ada baris")
        )
        self.load.setEnabled(found.accepted > 0)
        listed, words = count(found.refused_listed), _("Simpan {n} baris yang ditolak")
        if found.refused_listed < found.refused:  # more than an import lists
            words = _("Simpan {n} pertama yang ditolak")
        self.save.set_text(words.format(n=listed), short=_("Simpan {n} ditolak").format(n=listed))
        self.save.setVisible(found.refused > 0)

    def offer_look(self) -> None:
        """Let the blue button look at the files anew, also where it could load nothing."""
        self.load.set_text(_("Lihat daftarnya lagi"), short=_("Lihat lagi"))
        self.load.setEnabled(True)

    def show_progress(self) -> None:
        self.setCurrentIndex(1)
        self.updateGeometry()

    def name_cancel(self, *, reading: bool, at_columns: bool) -> None:
        """Say on the foot's key what Esc does now."""
        if reading:
            self.cancel.set_text(_("Hentikan"))
        elif at_columns:
            self.cancel.set_text(_("Batal, tidak ada yang berubah"), short=_("Batal"))
        else:
            self.cancel.set_text(_("Kembali ke kolom"))

    def rest(self) -> None:
        """Show the buttons again."""
        self.setCurrentIndex(0)
        self.updateGeometry()


def _column(*parts: QWidget) -> QWidget:
    page = QWidget()
    column = QVBoxLayout(page)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(px(8))
    column.addStretch(1)
    for part in parts:
        column.addWidget(part)
    return page


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

    def show_understood(self, found: PreviewWords) -> None:
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
        super().set_small(small)
        if hasattr(self, "_hero"):
            set_tone(self._hero, None, role="figure" if small else "hero")


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
        self._day_title = Elided("", "label")
        self.source = Pulldown(_("Sumber"), [(word, _(word)) for word in SOURCES], name="list_source")
        # The title stands in half a card; heard, it says the whole.
        self.as_of.edit.setAccessibleName(_("Keadaan per tanggal (hari-bulan-tahun)"))
        self.as_of.edit.setToolTip(_("Keadaan daftar ini per tanggal"))
        day = _below(self._day_title, self.as_of)
        source = _below(label(_("Sumber"), "label"), self.source)
        self.add(self.name)
        row = QHBoxLayout()
        row.setSpacing(px(8))
        row.addLayout(day, 9)  # a date is shorter than "Kemendagri"
        row.addLayout(source, 11)
        self.body.addLayout(row)
        self.as_of.edit.textEdited.connect(lambda _text: self._name_day(guessed=False))
        self._name_day(guessed=False)

    def fill(self, name: str, as_of: str, source: str, *, guessed: bool) -> None:
        """Propose a name, a day, `guessed` from the file's name or today's, and a source."""
        self._name_day(guessed=guessed)
        self.name.set_text(name)
        self.name.edit.setCursorPosition(0)
        self.as_of.set_text(as_of)
        self.source.choose(source)

    def _name_day(self, *, guessed: bool) -> None:
        words = (_("Per tanggal · ditebak"), _("Tanggal ditebak")) if guessed else (_("Per tanggal"), "")
        self._day_title.set_text(words[0], short=words[1])


def _below(title: QWidget, box: QWidget) -> QVBoxLayout:
    column = QVBoxLayout()
    column.setSpacing(px(4))
    for part in (title, box):
        column.addWidget(part)
    column.addStretch(1)
    return column


class PreviewPage(Page):
    """Enter loads, except in a table and on another button: there Ctrl+Enter loads, and is printed.

    In the columns Enter corrects; a finding or a figure at hand has no act of its own.

    `load_asked` is the blue button, `look_asked` is it when the files have changed; `correct_asked` wants the
    chosen column corrected.
    """

    load_asked = Signal()
    look_asked = Signal()
    save_asked = Signal()
    correct_asked = Signal()
    forget_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("preview_page")
        self.note, self.acts, self.correction = NoteCard(), Acts(), CorrectionPanel()
        self.views = Views()
        self.table, self.progress = self.views.columns, self.acts.progress
        self._head, self._problems, self._reading = HeadCard(), ProblemCards(), False
        self._changed = Banner("bad", name="list_changed")
        self._loaded_before = self._is_changed = False
        self._lay_out()
        self._connect()

    def show_understood(self, found: PreviewWords) -> None:
        """Show a dry run; Enter loads, an arrow goes to the columns."""
        self._loaded_before = found.loaded_before
        self._set_changed(changed=False)
        self._head.show_understood(found)
        self.views.show_understood(found)
        self._problems.show_problems(found.problems)
        self.acts.show_understood(found)
        self.rest()

    def show_changed(self, error: EktpError) -> None:
        """Say instead of the figures that the files are others by now; Enter looks at them anew."""
        what, _dot, then = _(SENTENCES[error.code]).partition(". ")
        self._changed.say("bad", in_file(error, f"{what}."), then=then, code=error.code)
        self._set_changed(changed=True)
        self.acts.offer_look()
        self.rest()

    def show_origin(self, words: str, *, may_forget: bool) -> None:
        """Say whose understanding of the columns this is."""
        self.views.show_origin(words, may_forget=may_forget)

    def rest(self) -> None:
        """Wait for a person: at the blue button, or at the columns where Enter must not load.

        That is where nothing can be loaded, and where the same file was: one Enter too many loads it twice.
        """
        self._side.setCurrentIndex(0)
        self.acts.rest()
        self._set_reading(reading=False)
        may = self._is_changed or (self.acts.load.isEnabled() and not self._loaded_before)
        at = self.acts.load if may else self.table
        at.setFocus(Qt.FocusReason.OtherFocusReason)

    def work(self) -> None:
        """Take nothing but Esc until the reading has ended."""
        self._set_reading(reading=True)

    def is_reading(self) -> bool:
        return self._reading

    def show_correction(self) -> None:
        """Show the panel in which a column is corrected."""
        self._side.setCurrentWidget(self.correction)

    def leave_correction(self) -> None:
        """Go back to the column, which is as it was."""
        self.rest()
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_progress(self) -> None:
        self.acts.show_progress()

    def go_back(self) -> None:
        """Leave a correction first, then go back to the columns from another table, then leave."""
        if self._side.currentWidget() is self.correction:
            self.leave_correction()
        elif self.views.page() and not self._reading:
            self.views.turn_to(0)
        else:
            self.left.emit()

    def set_small(self, small: bool) -> None:  # noqa: FBT001  a slot for the shell's signal
        """Take the narrower side and the lower hero of the small form."""
        self._side.setFixedWidth(px(272 if small else 340))
        self._row.setSpacing(px(12 if small else 16))
        for column in (self._left, self._right):
            column.setSpacing(px(8 if small else 12))

    def _connect(self) -> None:
        acts, views = self.acts, self.views
        self.entered.connect(self._press)
        acts.load.asked.connect(self._press)
        acts.cancel.asked.connect(self.go_back)
        views.turned.connect(self._name_cancel)
        acts.save.asked.connect(self.save_asked)
        acts.progress.stop_asked.connect(self.left)
        views.change.asked.connect(self.correct_asked)
        views.forget_asked.connect(self.forget_asked)
        views.columns.opened.connect(lambda _key: self.correct_asked.emit())
        blue = (acts.load, self.correction.button)
        others = [one for one in self.findChildren(ActButton) if one not in blue]
        for button in blue:
            BlueKey(button, (*views.tables(), *others))
        keys = {
            "U": self._correct, "L": lambda: views.turn_to(1), "A": lambda: views.turn_to(2),
            "K": lambda: views.turn_to(0), "G": self.forget_asked.emit,
            "Ctrl+S": self.save_asked.emit, "Ctrl+Enter": self._load,
        }  # fmt: skip
        for key, act in keys.items():
            on_key(self, key, act)
        for arrow in ("Up", "Down"):
            on_key(acts, arrow, lambda: views.table().setFocus(Qt.FocusReason.OtherFocusReason))

    def _set_reading(self, *, reading: bool) -> None:
        self._reading = reading
        self.views.set_reading(reading=reading)
        self._name_cancel()

    def _name_cancel(self) -> None:
        self.acts.name_cancel(reading=self._reading, at_columns=not self.views.page())

    def _load(self) -> None:
        if self._side.currentWidget() is self.correction:
            self.correction.take()
        else:
            self._press()

    def _press(self) -> None:
        (self.look_asked if self._is_changed else self.load_asked).emit()

    def _set_changed(self, *, changed: bool) -> None:
        self._is_changed = changed
        self._changed.setVisible(changed)
        self._head.setVisible(not changed)

    def _correct(self) -> None:
        self.views.turn_to(0)
        self.correct_asked.emit()

    def _lay_out(self) -> None:
        self._left, self._right, self._side = QVBoxLayout(), QVBoxLayout(), QStackedWidget()
        self._row, usual = QHBoxLayout(self), QWidget()
        self._row.addLayout(self._left, 1)
        self._row.addWidget(self._side)
        usual.setLayout(self._right)
        self._side.addWidget(usual)
        self._side.addWidget(self.correction)
        for layout in (self._row, self._left, self._right):
            layout.setContentsMargins(0, 0, 0, 0)
        self._left.addWidget(self._changed)
        self._left.addWidget(self._head)
        self._left.addWidget(self.views, 1)
        self._right.addWidget(self.note)
        self._right.addWidget(self._problems, 1)
        self._right.addWidget(self._problems.rest)
        self._right.addWidget(self.acts)
