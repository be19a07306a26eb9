"""The page that asks what list: its kind by a digit, its files typed, marked or picked in a window."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget

from ektp_desk.domain.errors import EktpError
from ektp_desk.domain.lists.meanings import ListKind
from ektp_desk.gui.kit import Banner, Card, Chooser, Elided, Field, Pick, ProgressCard, label
from ektp_desk.gui.kit.act import Acts
from ektp_desk.gui.kit.page import BlueKey, Page, above_room
from ektp_desk.gui.kit.tokens import is_small, px
from ektp_desk.gui.lists.files import FoundFiles, KindsTable, say_refused
from ektp_desk.usecases.lists.found_files import path_of
from ektp_desk.words import _
from ektp_desk.words.lists import kind_of_list


class FilePage(Page):
    """The kinds at the left; at the right the path, and below it files, a reading or a refusal."""

    def __init__(self, acts: Acts) -> None:
        super().__init__()
        self.setObjectName("file_page")
        self.kinds, self.files = KindsTable(), FoundFiles(acts)
        self.path = Field(
            _("Berkas atau folder"),
            "list_path",
            placeholder=_("ketik, tempel, atau pilih"),
            help_text=_("Excel, LibreOffice (.ods), CSV, tabel dari web"),
        )
        self.chooser = Chooser(
            self.path.edit, _("Berkas yang cocok"), foot=self.files.remark, name="path_choices"
        )
        self.refused = Banner("bad", name="list_refused")
        self.progress = ProgressCard(_("Memeriksa daftar"), name="list_checking")
        self.progress.may_stop(may=False)  # the page's own foot says how to stop
        self._title, self._below = Elided("", "title"), QStackedWidget()
        self.check, self._browse = acts.button("list_check", kind="blue"), acts.button("list_browse")
        self._lay_out(acts)
        self._name_kind()
        self.kinds.selected.connect(lambda _key: self._name_kind())
        self.files.table.opened.connect(acts["list_check"].trigger)
        self.entered.connect(acts["list_check"].trigger)
        self.left.connect(acts["list_back"].trigger)
        acts.add_to(self.path, "to_files")
        acts.add_to(self)

    def kind(self) -> ListKind:
        return self.kinds.selected_row() or ListKind.BELUM_REKAM

    def wanted(self, *, at_hand: bool) -> tuple[Path, ...]:
        """The typed file and the marked ones; without any the one `at_hand`, where that is seen."""
        typed, marked = (path_of(self.path.text()),) if self.path.text() else (), self.files.marked()
        if not typed and not marked and at_hand:
            found = self.files.table.selected_row()
            return (found.path,) if found is not None else ()
        return tuple(dict.fromkeys((*typed, *marked)))

    def show_state(self, refusal: EktpError | None, *, working: bool, slow: bool) -> None:
        """Show below the path a refusal, a slow reading, or the files."""
        # Not disabled: a field that is loses the focus, and with it the page would lose Esc.
        self.path.edit.setReadOnly(working)
        if refusal is not None:
            say_refused(self.refused, refusal)
        self._below.setCurrentIndex(2 if refusal is not None else 1 if slow else 0)

    def work(self) -> None:
        """Take no more until the answer is there."""
        self.chooser.hide()
        if self.check.hasFocus() or self._browse.hasFocus():  # both come to rest, and with the focus goes Esc
            self.path.edit.setFocus(Qt.FocusReason.OtherFocusReason)

    def offer(self, picks: Sequence[Pick]) -> None:
        if self.path.edit.hasFocus():
            self.chooser.set_choices(picks)

    def set_path(self, path: str) -> None:
        self.path.set_text(path)
        self.path.edit.setFocus(Qt.FocusReason.OtherFocusReason)

    def ask_again(self) -> None:
        self.path.edit.setFocus(Qt.FocusReason.OtherFocusReason)
        self.path.edit.selectAll()

    def state(self) -> object:
        return self.chooser.isVisible()

    def put_back(self, state: object) -> None:
        """Have the choices that lay open offered again."""
        if state:
            self.path.edit.textEdited.emit(self.path.edit.text())

    def _name_kind(self) -> None:
        self._title.set_text(_("Muat daftar: {kind}").format(kind=kind_of_list(self.kind().value)))

    def _lay_out(self, acts: Acts) -> None:
        kinds, form = Card(padding=0, gap=0, name="kinds_card"), Card(gap=8, name="file_card")
        back = acts.button("list_back", tall=True)
        kinds.add(self.kinds, 1)
        form.add(self._title)
        form.add(
            label(_("Diperiksa dahulu; belum ada yang disimpan sampai Anda memuatnya."), "help", wrap=True)
        )
        # Level with the box, between the field's title and its line of help.
        form.add_row(self.path, self._browse).setAlignment(self._browse, Qt.AlignmentFlag.AlignVCenter)
        for below in (self.files, above_room(self.progress), above_room(self.refused)):
            self._below.addWidget(below)
        form.add(self._below, 1)
        form.add_row(self.check, back, None)
        form.setFixedWidth(px(452 if is_small() else 560))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(px(12 if is_small() else 16))
        row.addWidget(kinds, 1)
        row.addWidget(form)
        BlueKey(self.check, (self.kinds, self._browse, back), self.chooser)
