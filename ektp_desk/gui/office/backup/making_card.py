"""Asks where the backup goes, and shows how far it is."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from ektp_desk.domain.errors import EktpError
from ektp_desk.gui.lists.page import Page
from ektp_desk.gui.look.scale import px
from ektp_desk.gui.office.backup.folder_window import ask_folder
from ektp_desk.gui.parts import ActButton, Banner, Card, Chooser, Field, Pick, ProgressCard, label, on_key
from ektp_desk.words import _
from ektp_desk.words.errors import message


class MakingPage(Page):
    """`typed` wants completions, `make_asked` is the blue button; Esc stops or goes back.

    Its owner gives `button` and `cancel` their place.
    """

    typed = Signal(str)
    make_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("backup_making")
        self.folder = Field(
            _("Folder"),
            "backup_folder",
            placeholder=_("ketik, tempel, atau pilih"),
            help_text=_("sebaiknya USB"),
        )
        self.chooser = Chooser(self.folder.edit, _("Folder yang cocok"), name="folder_choices")
        self.browse = ActButton(_("Pilih folder…"), "Ctrl+O", name="backup_browse")
        self.button = ActButton(_("Cadangkan"), "Enter", kind="blue", name="backup_make")
        self.cancel = ActButton(
            _("Batal, tidak ada yang berubah"), "Esc", short=_("Batal"), tall=True, name="backup_back"
        )
        self.banner = Banner("bad", name="backup_refused")
        self.progress = ProgressCard(_("Mencadangkan"), name="backup_progress")
        self._lay_out()
        self._connect()

    def begin(self, proposed: str) -> None:
        """Start with a folder that was used before, or none."""
        self.folder.set_text(proposed)
        self.rest()
        self.banner.hide()
        self.folder.edit.setFocus(Qt.FocusReason.OtherFocusReason)
        self.folder.edit.selectAll()

    def rest(self) -> None:
        """Wait for a person again."""
        self.progress.hide()
        self.folder.edit.setReadOnly(False)
        self._allow()

    def work(self) -> None:
        """Take no more until the answer is there."""
        self.banner.hide()
        self.chooser.hide()
        # Not disabled: a field that is loses the focus, and with it the page would lose Esc.
        self.folder.edit.setReadOnly(True)
        self._allow()

    def refuse(self, error: EktpError) -> None:
        """Say why there is no backup; the folder stays for a second try."""
        self.rest()
        what, _dot, then = message(error).partition(". ")
        self.banner.say("bad", f"{what}." if then else what, then=then, code=error.code)
        self.banner.show()
        self.folder.edit.setFocus(Qt.FocusReason.OtherFocusReason)
        self.folder.edit.selectAll()

    def offer(self, picks: Sequence[Pick]) -> None:
        """Show folders that fit."""
        if self.folder.edit.hasFocus() and not self.folder.edit.isReadOnly():
            self.chooser.set_choices(picks)

    def set_folder(self, path: str) -> None:
        """Put a folder into the field."""
        self.folder.set_text(path)
        self.folder.edit.setFocus(Qt.FocusReason.OtherFocusReason)

    def _connect(self) -> None:
        self.folder.edit.textEdited.connect(self.typed)
        self.chooser.chosen.connect(self.set_folder)
        self.entered.connect(self.make_asked)
        self.button.asked.connect(self.make_asked)
        self.cancel.asked.connect(self.left)
        self.progress.stop_asked.connect(self.left)
        self.browse.asked.connect(self._browse)
        on_key(self, "Ctrl+O", self._browse)

    def _allow(self) -> None:
        """While a backup is made only stopping it makes sense."""
        for button in (self.button, self.browse):
            button.setEnabled(not self.folder.edit.isReadOnly())

    def _browse(self) -> None:
        if self.browse.isEnabled():
            ask_folder(self, Path.home(), self.set_folder)

    def _lay_out(self) -> None:
        form = Card(gap=10, name="backup_form")
        form.add(label(_("Buat cadangan"), "title"))
        about = _("Satu berkas terenkripsi, dibaca ulang sampai habis sebelum dihitung.")
        form.add(label(about, "body", tone="ink2", wrap=True))
        row = QHBoxLayout()
        row.setSpacing(px(8))
        row.addWidget(self.folder, 1)
        # Level with the box, between the field's title and its line of help.
        row.addWidget(self.browse, 0, Qt.AlignmentFlag.AlignVCenter)
        form.body.addLayout(row)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(12))
        for part in (form, self.banner, self.progress):
            column.addWidget(part)
        column.addStretch(1)
