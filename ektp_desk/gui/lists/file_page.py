"""The page that asks what list: its kind by a digit, its files typed, marked or picked in a window."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import shiboken6
from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget

from ektp_desk.domain.errors import EktpError
from ektp_desk.domain.lists.meanings import ListKind
from ektp_desk.gui.kit import ActButton, Card, Chooser, Elided, Field, Pick, ProgressCard, label, on_key
from ektp_desk.gui.kit.file_dialog import ask_list_file
from ektp_desk.gui.kit.page import BlueKey, Page, above_room
from ektp_desk.gui.kit.tokens import px
from ektp_desk.gui.lists.files import Kinds, MarkedFiles, RefusedFile
from ektp_desk.gui.work import Work
from ektp_desk.usecases.lists.found_files import Found, complete, newest, path_of
from ektp_desk.words import _
from ektp_desk.words.lists import kind_of_list

_UNDER_WAY, _REFUSED = 1, 2  # what stands below the path instead of the files


class FilePage(Page):
    """`typed` wants completions, `chosen` is one of them, `check_asked` the blue button."""

    typed = Signal(str)
    chosen = Signal(str)
    check_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("file_page")
        self.kinds = Kinds(self, self.choose_kind)
        self.path = Field(
            _("Berkas atau folder"),
            "list_path",
            placeholder=_("ketik, tempel, atau pilih"),
            help_text=_("Excel (.xlsx, .xls), CSV, tabel dari web"),
        )
        self.files = MarkedFiles()
        self.browse = ActButton(_("Pilih berkas…"), "Ctrl+O", short=_("Pilih…"), name="list_browse")
        self.button = ActButton(_("Periksa"), "Enter", kind="blue", name="list_check")
        self.cancel = ActButton("", "Esc", tall=True, name="list_back")
        edit, told = self.path.edit, self.files.told
        self.chooser = Chooser(edit, _("Berkas yang cocok"), foot=told, name="path_choices")
        self.refused, self._working = RefusedFile(), False
        self.progress = ProgressCard(_("Memeriksa daftar"), name="list_checking")
        self._lay_out()
        self._connect()

    def begin(self) -> None:
        """Ask for the kind first; the one of last time is at hand."""
        self.path.set_text("")
        self.rest()
        self._name_kind()
        self.kinds.setFocus(Qt.FocusReason.OtherFocusReason)

    def kind(self) -> ListKind:
        return self.kinds.selected_row() or ListKind.BELUM_REKAM

    def choose_kind(self, kind: ListKind) -> None:
        """Take a kind and go on to the files; while some are read their kind stands."""
        if self._working:
            return
        self.kinds.select_key(kind.value)
        self.rest()
        self.path.edit.setFocus(Qt.FocusReason.TabFocusReason)

    def wanted(self) -> tuple[Path, ...]:
        """The typed one and the marked ones, else the one at hand, if any."""
        typed, marked = (path_of(self.path.text()),) if self.path.text() else (), self.files.marked()
        if not typed and not marked and not self._is_refused():
            at_hand = self.files.table.selected_row()
            return (at_hand.path,) if at_hand is not None else ()
        return tuple(dict.fromkeys((*typed, *marked)))

    def rest(self) -> None:
        """Wait for a person again."""
        self._set_working(working=False)
        self._show_files()

    def work(self) -> None:
        """Take no more until the answer is there; the progress is shown only when it takes long."""
        self._show_files()
        self.chooser.hide()
        if self.button.hasFocus():
            self.path.edit.setFocus(Qt.FocusReason.OtherFocusReason)
        self._set_working(working=True)

    def show_progress(self) -> None:
        """Show how far the check is, where the files were; what cannot be pressed now looks so."""
        self._below.setCurrentIndex(_UNDER_WAY)
        self.button.set_text(_("Memeriksa…"))
        self.button.setEnabled(False)
        self.browse.setEnabled(False)

    def show_folder(self, found: Sequence[Found]) -> None:
        """Show what a folder holds, to be marked; the path is done with."""
        self.rest()
        self.path.set_text("")
        self.files.show_files(found, of_folder=True)
        self.files.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def refuse(self, error: EktpError) -> None:
        """Say why the file cannot be this list; the path stays for a second try, another kind is proposed.

        The blue button then takes it so and holds the focus.
        """
        self.rest()
        self._below.setCurrentIndex(_REFUSED)
        self.refused.refuse(error)
        other = self.refused.proposed()
        self._name_cancel()
        if other is None:
            self._ask_again()
            return
        self.button.set_text(_("Periksa sebagai {kind}").format(kind=kind_of_list(other.value)))
        self.button.setEnabled(True)
        self.button.setFocus(Qt.FocusReason.OtherFocusReason)

    def go_back(self) -> None:
        """Close the choices, or go back from a refusal to its files, before leaving; the foot says which."""
        if self.chooser.isVisible():
            self.chooser.hide()
        elif self._is_refused() and self.files.marked():
            self.rest()
            self.files.table.setFocus(Qt.FocusReason.OtherFocusReason)
        elif self._proposed() is not None:
            self.rest()
            self._ask_again()
        else:
            self.left.emit()

    def offer(self, picks: Sequence[Pick]) -> None:
        if self.path.edit.hasFocus():
            self.chooser.set_choices(picks)

    def set_path(self, path: str) -> None:
        self.path.set_text(path)
        self.path.edit.setFocus(Qt.FocusReason.OtherFocusReason)

    def set_small(self, small: bool) -> None:  # noqa: FBT001  a slot for the shell's signal
        """The files get less room than the kinds."""
        self._side.setFixedWidth(px(452 if small else 560))
        self._row.setSpacing(px(12 if small else 16))

    def _connect(self) -> None:
        self.path.edit.textEdited.connect(self.typed)
        self.path.edit.textEdited.connect(self._show_files)
        self.path.changed.connect(lambda _text: self._offer_check())
        self.files.changed.connect(self._offer_check)
        BlueKey(self.button, (self.kinds, self.browse, self.cancel), self.chooser)
        on_key(self, "Ctrl+Enter", self._press)
        self.chooser.chosen.connect(self.chosen)
        self.kinds.selected.connect(lambda _key: self._name_kind())
        self.entered.connect(self._press)
        self.button.asked.connect(self._press)
        self.files.opened.connect(lambda _key: self.check_asked.emit())
        self.cancel.asked.connect(self.go_back)
        self.chooser.turned.connect(self._name_cancel)
        self.browse.asked.connect(self._browse)
        on_key(self, "Ctrl+O", self._browse)
        on_key(self.path, "Down", lambda: self.files.table.setFocus(Qt.FocusReason.TabFocusReason))

    def _show_files(self) -> None:
        self._below.setCurrentWidget(self.files)
        self._offer_check()
        self._name_cancel()

    def _offer_check(self) -> None:
        """Offer the check as soon as there is a file; before, say what is missing."""
        if self._working or self._proposed() is not None:
            return
        some = bool(self.wanted())
        missing, short = _("Pilih dahulu berkasnya"), _("Pilih berkasnya")
        self.button.set_text(_("Periksa") if some else missing, short=_("Periksa") if some else short)
        self.button.setEnabled(some)

    def _set_working(self, *, working: bool) -> None:
        self._working = working
        # Not disabled: a field that is loses the focus, and with it the page would lose Esc.
        self.path.edit.setReadOnly(working)
        self.progress.may_stop(may=False)  # the page's own foot says how to stop
        if not working:
            self.browse.setEnabled(True)
            self._offer_check()
        self._name_cancel()

    def _name_cancel(self) -> None:
        """Say on the foot's key what Esc does now."""
        if self.chooser.isVisible():
            self.cancel.set_text(_("Tutup pilihan"))
        elif self._working:
            self.cancel.set_text(_("Hentikan pemeriksaan"), short=_("Hentikan"))
        elif self._is_refused() and self.files.marked():
            self.cancel.set_text(_("Kembali ke berkas yang ditandai"), short=_("Kembali"))
        elif self._proposed() is not None:
            self.cancel.set_text(_("Pilih berkas lain"), short=_("Berkas lain"))
        else:
            self.cancel.set_text(_("Batal, tidak ada yang berubah"), short=_("Batal"))

    def _ask_again(self) -> None:
        self.path.edit.setFocus(Qt.FocusReason.OtherFocusReason)
        self.path.edit.selectAll()

    def _proposed(self) -> ListKind | None:
        return self.refused.proposed() if self._is_refused() else None

    def _is_refused(self) -> bool:
        return self._below.currentIndex() == _REFUSED

    def _press(self) -> None:
        if (other := self._proposed()) is not None:
            self.choose_kind(other)
        self.check_asked.emit()

    def _browse(self) -> None:
        ask_list_file(self, self.set_path)

    def _name_kind(self) -> None:
        self._title.set_text(_("Muat daftar: {kind}").format(kind=kind_of_list(self.kind().value)))

    def _lay_out(self) -> None:
        kinds, form = Card(padding=0, gap=0, name="kinds_card"), Card(gap=8, name="file_card")
        kinds.add(self.kinds, 1)
        self._title = Elided("", "title")
        said = _("Diperiksa dahulu; belum ada yang disimpan sampai Anda memuatnya.")
        for part in (self._title, label(said, "help", wrap=True)):
            form.add(part)
        row = form.add_row(self.path, self.browse)
        # Level with the box, between the field's title and its line of help.
        row.setAlignment(self.browse, Qt.AlignmentFlag.AlignVCenter)
        self._below = QStackedWidget()
        self._below.addWidget(self.files)
        for below in (self.progress, self.refused):
            self._below.addWidget(above_room(below))
        form.add(self._below, 1)
        form.add_row(self.button, self.cancel, None)
        self._side = form
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.addWidget(kinds, 1)
        self._row.addWidget(form)


_WHOLE = "folder:"  # no path of a folder begins so


class Completing(QObject):
    """Only the answer to the last question is shown."""

    def __init__(self, work: Work, page: FilePage) -> None:
        super().__init__(page)
        self._work, self._page = work, page
        self._asked = 0
        page.typed.connect(self.complete)
        page.chosen.connect(self._choose)

    def begin(self) -> None:
        """Show the newest lists at hand."""
        self._work.ask(lambda session: newest(session.clock().offset), self._offer_files)

    def complete(self, text: str) -> None:
        """Offer what the typed path may become; an empty field offers nothing."""
        self._asked += 1
        mine = self._asked

        def offered(found: list[Found]) -> None:
            if mine == self._asked and shiboken6.isValid(self._page):
                self._page.offer([*_whole_folder(text, found), *map(_pick, found)])

        self._work.ask(
            lambda session: complete(text, session.clock().offset) if text.strip() else [], offered
        )

    def forget(self) -> None:
        """Drop a question still under way: its answer would open over what came next."""
        self._asked += 1

    def _offer_files(self, found: list[Found]) -> None:
        if shiboken6.isValid(self._page):
            self._page.files.show_files(found)

    def _choose(self, path: str) -> None:
        self._page.set_path(path.removeprefix(_WHOLE))
        if path.startswith(_WHOLE):
            self._page.check_asked.emit()
        elif path.endswith("/"):
            self.complete(path)


def _whole_folder(text: str, found: list[Found]) -> list[Pick]:
    """Offer to open a folder that holds several lists, so that they can be marked."""
    several = sum(not entry.is_folder for entry in found) > 1
    if not several or not text.endswith("/"):
        return []
    return [Pick(f"{_WHOLE}{text}", _("Buka folder ini"), _("tandai yang menjadi satu daftar"))]


def _pick(entry: Found) -> Pick:
    if entry.is_folder:
        return Pick(f"{entry.path}/", f"{entry.path.name}/", str(entry.path.parent))
    return Pick(str(entry.path), entry.path.name, str(entry.path.parent), entry.age)
