"""Shows how a list was understood, checks it anew where somebody knows better, and keeps it when told."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial

from PySide6.QtCore import QObject, Qt

from ektp_desk.domain.errors import EktpError
from ektp_desk.domain.lists.meanings import Meaning
from ektp_desk.domain.lists.values.day_in_name import day_in_name
from ektp_desk.gui.kit.act import Act, Acts
from ektp_desk.gui.kit.form import Panels
from ektp_desk.gui.kit.saving import Saver
from ektp_desk.gui.kit.state import put_back, read_state
from ektp_desk.gui.lists.placing import ListVillage
from ektp_desk.gui.lists.preview import PreviewPage
from ektp_desk.gui.lists.preview_tables import COLUMNS, ROWS, TALLY
from ektp_desk.gui.lists.reading import Reading
from ektp_desk.gui.lists.words import load_words, origin_words, save_words, take_words
from ektp_desk.gui.work import Work
from ektp_desk.usecases.lists.columns import ColumnShown, MeaningChoice, choices_for
from ektp_desk.usecases.lists.commands import Imported, save_refused
from ektp_desk.usecases.lists.preview import (
    ListTitle,
    ToCheck,
    check_files,
    forget_layouts,
    keep_checked,
    with_column,
)
from ektp_desk.usecases.lists.preview_words import ListPreview, in_words, name_from
from ektp_desk.usecases.session import Session
from ektp_desk.words import _, spoken
from ektp_desk.words.dates import digits_date
from ektp_desk.words.lists import usual_source
from ektp_desk.words.numbers import count

STOPPED = ("import.cancelled", "import.stopped")
_CHANGED = "import.changed"


class PreviewController(QObject):
    """`end` hears the id of the list that was kept, "" if none was; `refuse` why the files cannot be kept."""

    page: PreviewPage

    def __init__(
        self,
        work: Work,
        reading: Reading,
        *,
        end: Callable[[str], object],
        refuse: Callable[[EktpError], object],
    ) -> None:
        super().__init__()
        self._work, self._reading, self._on_end, self._on_refuse = work, reading, end, refuse
        self._panels = Panels(lambda: self.page)
        self._saver = Saver(work, self._panels)
        self._village = ListVillage(work, self._panels, seen=lambda: self._seen, check=self._check_anew)
        self._seen: ListPreview | None = None
        self._changed: EktpError | None = None  # why what was seen is no longer in the files
        self._front = COLUMNS
        self._column: ColumnShown | None = None  # the one that is corrected
        self._choice: MeaningChoice | None = None  # what it would become

    def make_page(self) -> PreviewPage:
        self._acts = Acts(self._table(), explain=self._work.explained.emit)
        self.page = page = PreviewPage(self._acts)
        self._acts.setParent(page)  # they go with it, on this thread
        page.tables.columns.opened.connect(self._correct)
        page.correction.changed.connect(self._name_choice)
        if self._seen is not None:
            self._fill(self._seen)
        if self._column is not None:
            self._show_column(self._column)
        self._panels.ask_again()
        return page

    def begin(self, seen: ListPreview) -> None:
        """Show a first check, and propose what is said of the list."""
        name = name_from(seen.wanted.files)
        guess = day_in_name(name, today=seen.today)
        day, source = digits_date(guess or seen.today), usual_source(seen.wanted.kind)
        self.page.note.fill(name, day, source, guessed=guess is not None)
        self._see(seen)

    def forget(self) -> None:
        self._seen, self._changed, self._column, self._front = None, None, None, COLUMNS

    def show(self) -> None:
        reading = self._reading
        self.page.show_state(changed=self._changed, corrects=self._column is not None, slow=reading.is_slow)
        if reading.busy:
            reading.show_on(self.page.foot.progress)
        self._acts.refresh()

    def _see(self, seen: ListPreview) -> None:
        self.forget()
        self._seen = seen
        self._fill(seen)
        self._rest()

    def _fill(self, seen: ListPreview) -> None:
        self.page.show_words(seen.words)
        self.page.tables.show_origin(origin_words(seen))
        self.page.tables.turn_to(self._front)
        self.show()
        if seen.words.language != spoken():
            self._work.make(lambda session: in_words(session, seen), self._worded)

    def _worded(self, worded: ListPreview) -> None:
        """Say the same check in the language that is spoken now."""
        if self._seen is None or self._seen.imported is not worded.imported:
            return  # another one is shown by now
        kept, self._seen = read_state(self.page), worded
        self._fill(worded)
        for column in worded.words.columns:
            if self._column is not None and column.key == self._column.key:
                self._show_column(column)
        put_back(self.page, kept)

    def _rest(self) -> None:
        """Wait for a person: at the blue button, or at the columns where Enter must not load.

        That is where nothing can be loaded, and where the same file was: one Enter too many loads it twice.
        """
        self._column = None
        self.show()
        words = self._seen.words if self._seen is not None else None
        may = self._changed is not None or (words is not None and words.accepted and not words.loaded_before)
        at = self.page.foot.load if may else self.page.tables.columns
        at.setFocus(Qt.FocusReason.OtherFocusReason)

    def _table(self) -> list[Act]:
        return [
            Act(
                id="list_load",
                text=lambda: self._load_words()[0],
                short=lambda: self._load_words()[1],
                keys=("Enter", "Ctrl+Enter"),
                when=lambda: self._column is None,
                why_not=self._nothing_word,
                run=self._load,
            ),
            self._village.act(self._busy_word),
            Act(
                id="refused_save",
                text=lambda: self._save_words()[0],
                short=lambda: self._save_words()[1],
                keys=("Ctrl+S",),
                when=lambda: self._seen is not None and self._seen.words.refused > 0,
                run=self._save_refused,
            ),
            Act(
                id="list_cancel",
                text=lambda: self._cancel_words()[0],
                short=lambda: self._cancel_words()[1],
                keys=("Esc",),
                when=lambda: self._column is None,
                run=self._go_back,
            ),
            *self._tables_acts(),
            *self._correction_acts(),
        ]

    def _tables_acts(self) -> Iterator[Act]:
        """Each is offered while it changes something; its key acts always."""
        turns = (
            ("to_columns", COLUMNS, "K", _("Kolom"), ""),
            ("to_rows", ROWS, "L", _("Lihat barisnya"), _("Baris")),
            ("to_tally", TALLY, "A", lambda: self._seen.words.tally.short if self._seen else "", ""),
        )
        for id_, front, key, text, short in turns:
            run, when = partial(self._turn, front), partial(self._is_behind, front)
            yield from _with_key(Act(id=id_, text=text, short=short, keys=(key,), when=when, run=run))
        change = Act(
            id="column_change",
            text=_("Ubah kolom"),
            short=_("Ubah"),
            keys=("U",),
            when=lambda: self._front == COLUMNS,
            why_not=self._busy_word,
            run=self._correct_in_columns,
        )
        yield from _with_key(change)
        yield Act(
            id="layout_forget",
            text=_("Tebak lagi"),
            keys=("G",),
            when=lambda: self._seen is not None and bool(self._seen.remembered),
            why_not=self._busy_word,
            run=self._forget_layouts,
        )
        yield Act(id="to_table", keys=("Up", "Down"), run=self._focus_table)

    def _correction_acts(self) -> Iterator[Act]:
        def corrects() -> bool:
            return self._column is not None

        yield Act(
            id="column_take",
            text=lambda: self._take_words()[0],
            short=lambda: self._take_words()[1],
            keys=("Enter", "Ctrl+Enter"),
            when=corrects,
            why_not=lambda: "" if self._choice else self._take_words()[0],
            run=lambda: self._take(self._choice.meaning if self._choice else Meaning.IGNORED),
        )
        yield Act(
            id="column_leave",
            text=_("Biarkan seperti semula"),
            short=_("Biarkan"),
            keys=("Esc",),
            when=corrects,
            run=self._leave_column,
        )
        yield Act(
            id="column_ignore", keys=("Ctrl+T",), when=corrects, run=partial(self._take, Meaning.IGNORED)
        )

    def _load_words(self) -> tuple[str, str]:
        if self._changed is not None:
            return _("Lihat daftarnya lagi"), _("Lihat lagi")
        return load_words(self._seen.words) if self._seen is not None else ("", "")

    def _nothing_word(self) -> str:
        some = self._changed is not None or (self._seen is not None and self._seen.words.accepted)
        return "" if some else self._load_words()[0]

    def _save_words(self) -> tuple[str, str]:
        return save_words(self._seen.words) if self._seen is not None else ("", "")

    def _cancel_words(self) -> tuple[str, str]:
        if self._reading.busy:
            return _("Hentikan"), ""
        if self._front == COLUMNS:
            return _("Batal, tidak ada yang berubah"), _("Batal")
        return _("Kembali ke kolom"), ""

    def _take_words(self) -> tuple[str, str]:
        return take_words(self._choice, self._column.meaning) if self._column is not None else ("", "")

    def _busy_word(self) -> str:
        return _("Menunggu pembacaan selesai") if self._reading.busy else ""

    def _go_back(self) -> None:
        """Stop a reading, or go back from another table to the columns, before leaving."""
        if self._reading.busy:
            self._reading.stop()
        elif self._front != COLUMNS:
            self._turn(COLUMNS)
        else:
            self.forget()
            self._on_end("")

    def _is_behind(self, front: int) -> bool:
        rows = self._seen.words.rows if self._seen is not None else ()
        return front != self._front and (front != ROWS or bool(rows))

    def _turn(self, front: int) -> None:
        if self._is_behind(front):
            self._front = front
            self.page.tables.turn_to(front)
            self.show()
        if front == self._front:
            self._focus_table()

    def _focus_table(self) -> None:
        self.page.tables.in_front().setFocus(Qt.FocusReason.OtherFocusReason)

    def _correct_in_columns(self) -> None:
        self._turn(COLUMNS)
        self._correct()

    def _correct(self) -> None:
        column = self.page.tables.columns.selected_row()
        if column is not None and not self._reading.busy:
            self._show_column(column)
            self.page.correction.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_column(self, column: ColumnShown) -> None:
        if self._seen is not None:
            self._column = column
            words = self._seen.words
            self.page.correction.show_column(column, choices_for(column, words.columns, words.kind))
            self.show()

    def _name_choice(self) -> None:
        self._choice = self.page.correction.at_hand()
        self._acts.refresh()

    def _leave_column(self) -> None:
        self._rest()
        self.page.tables.columns.setFocus(Qt.FocusReason.OtherFocusReason)

    def _take(self, meaning: Meaning) -> None:
        seen, column = self._seen, self._column
        if seen is None or column is None or meaning is column.meaning:
            self._leave_column()
            return
        self._rest()
        self._check_anew(with_column(seen, column.layout, place=column.place, meaning=meaning))

    def _check_anew(self, wanted: ToCheck) -> None:
        """Check the same files otherwise; the earlier understanding stands until it is done."""
        if self._reading.busy or self._seen is None:
            return
        stop = self._reading.start(_("Memeriksa ulang"), whole=self._seen.imported.counts.rows_read)
        self.show()

        def read(session: Session) -> ListPreview:
            return in_words(session, check_files(session, wanted, stop=stop.is_set, step=self._reading.step))

        self._work.make(read, self._checked_anew, self._not_anew)

    def _checked_anew(self, seen: ListPreview) -> None:
        self._reading.finish()
        self._see(seen)

    def _not_anew(self, error: EktpError) -> None:
        self._reading.finish()
        if error.code == _CHANGED:
            self._changed = error
        elif error.code in STOPPED:
            self._work.tell(lambda: _("Pemeriksaan dihentikan. Tidak ada yang disimpan."))
        else:
            self._work.refused.emit(error)
        self._rest()

    def _forget_layouts(self) -> None:
        if (seen := self._seen) is not None:
            wanted = ToCheck(seen.wanted.kind, seen.wanted.files, village=seen.wanted.village)
            self._work.do(
                lambda session: forget_layouts(session, seen), lambda _done: self._check_anew(wanted)
            )

    def _load(self) -> None:
        seen = self._seen
        if seen is None or self._reading.busy:
            return
        if self._changed is not None:  # corrections of what the files were tell nothing of what they are
            self._check_anew(ToCheck(seen.wanted.kind, seen.wanted.files, village=seen.wanted.village))
            return
        as_of = self.page.note.day(seen.today)
        if as_of is None:
            return
        name, source = self.page.note.name.text(), self.page.note.source.value() or ""
        title = ListTitle(name or name_from(seen.wanted.files), as_of, source)
        stop = self._reading.start(_("Memuat daftar"), whole=seen.imported.counts.rows_read)
        self.show()
        self._work.do(
            lambda session: keep_checked(session, seen, title, stop=stop.is_set, step=self._reading.step),
            self._loaded,
            self._not_loaded,
        )

    def _loaded(self, done: Imported) -> None:
        self._reading.finish()
        self.forget()
        self.show()
        loaded = done.counts.accepted
        # Without its name: that may be long, and the list is seen at once.
        self._work.tell(lambda: _("{n} baris dimuat").format(n=count(loaded)))
        self._on_end(done.list_id)

    def _not_loaded(self, error: EktpError) -> None:
        self._reading.finish()
        if error.code == _CHANGED:
            self._changed = error
        self._rest()
        if error.code in STOPPED:
            self._work.tell(lambda: _("Pemuatan dihentikan. Tidak ada yang disimpan."))
        elif error.code != _CHANGED:
            self._on_refuse(error)

    def _save_refused(self) -> None:
        seen = self._seen
        if seen is None or self._reading.busy:
            return
        first, counts = seen.wanted.files[0], seen.imported.counts
        self._saver.ask(
            _("{name}-ditolak.csv").format(name=first.stem),
            lambda session, path: save_refused(
                session, path, counts.problems, unlisted=counts.problems_unlisted
            ),
            title=_("Simpan baris yang ditolak ke…"),
            beside=first.absolute().parent,
        )


def _with_key(act: Act) -> tuple[Act, Act]:
    """The act, and its key alone while its button is not offered."""
    offered = act.when
    return act, replace(act, id=f"{act.id}_key", text="", short="", when=lambda: not (offered and offered()))
