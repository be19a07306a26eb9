"""The page that asks which file: typed, pasted, chosen from what is at hand, or picked in a window."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ektp_desk.domain.errors import EktpError
from ektp_desk.gui.lists.load.file_window import ask_list_file
from ektp_desk.gui.lists.page import Page
from ektp_desk.gui.look.scale import px
from ektp_desk.gui.parts import ActButton, Banner, Card, Chooser, Field, Pick, ProgressCard, label, on_key
from ektp_desk.words import _
from ektp_desk.words.errors import SENTENCES, message


class FilePage(Page):
    """`typed` wants completions, `chosen` is one of them, `check_asked` the blue button."""

    typed = Signal(str)
    chosen = Signal(str)
    check_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("file_page")
        self.path = Field(
            _("Berkas"),
            "list_path",
            placeholder=_("ketik, tempel, atau pilih"),
            help_text=_("Excel (.xlsx) atau CSV"),
        )
        self.chooser = Chooser(self.path.edit, _("Berkas yang cocok"), name="path_choices")
        self.browse = ActButton(_("Pilih berkas…"), "Ctrl+O", name="list_browse")
        self.button = ActButton(_("Periksa"), "Enter", kind="blue", large=True, name="list_check")
        self.cancel = ActButton(
            _("Batal, tidak ada yang berubah"), "Esc", short=_("Batal"), tall=True, name="list_back"
        )
        self.banner = Banner("bad", name="list_refused")
        self.progress = ProgressCard(_("Memeriksa daftar"), name="list_checking")
        self._lay_out()
        self._connect()

    def begin(self) -> None:
        """Start with an empty path."""
        self.path.set_text("")
        self.rest()
        self.banner.hide()
        self.path.edit.setFocus(Qt.FocusReason.OtherFocusReason)

    def rest(self) -> None:
        """Wait for a person again."""
        self.progress.hide()
        self.path.edit.setReadOnly(False)

    def work(self) -> None:
        """Take no more until the answer is there; the progress is shown only when it takes long."""
        self.banner.hide()
        self.chooser.hide()
        # Not disabled: a field that is loses the focus, and with it the page would lose Esc.
        self.path.edit.setReadOnly(True)

    def refuse(self, error: EktpError) -> None:
        """Say why the file cannot be a list; the path stays for a second try."""
        self.rest()
        if error.code in SENTENCES:
            what, _dot, then = message(error).partition(". ")
            self.banner.say("bad", f"{what}." if then else what, then=then, code=error.code)
        else:
            then = _("Belum ada yang dimuat. Pilih berkas lain.")
            self.banner.say(
                "bad", _("Berkas ini tidak dapat dibaca sebagai daftar."), then=then, code=error.code
            )
        self.banner.show()
        self.path.edit.setFocus(Qt.FocusReason.OtherFocusReason)
        self.path.edit.selectAll()

    def offer(self, picks: Sequence[Pick]) -> None:
        """Show files and folders that fit."""
        if self.path.edit.hasFocus():
            self.chooser.set_choices(picks)

    def set_path(self, path: str) -> None:
        """Put a path into the field."""
        self.path.set_text(path)
        self.path.edit.setFocus(Qt.FocusReason.OtherFocusReason)

    def _connect(self) -> None:
        self.path.edit.textEdited.connect(self.typed)
        self.chooser.chosen.connect(self.chosen)
        self.entered.connect(self.check_asked)
        self.button.asked.connect(self.check_asked)
        self.cancel.asked.connect(self.left)
        self.browse.asked.connect(self._browse)
        self.progress.stop_asked.connect(self.left)
        on_key(self, "Ctrl+O", self._browse)

    def _browse(self) -> None:
        ask_list_file(self, self.set_path)

    def _lay_out(self) -> None:
        form = Card(gap=10, name="file_card")
        form.add(label(_("Muat daftar belum rekam"), "title"))
        about = _("Berkas dibaca dan diperiksa dahulu. Belum ada yang disimpan sampai Anda memuatnya.")
        form.add(label(about, "body", tone="ink2", wrap=True))
        row = QHBoxLayout()
        row.setSpacing(px(8))
        row.addWidget(self.path, 1)
        # Level with the box, between the field's title and its line of help.
        row.addWidget(self.browse, 0, Qt.AlignmentFlag.AlignVCenter)
        form.body.addLayout(row)
        form.add_row(self.button, self.cancel, None)
        column = QVBoxLayout()
        column.setSpacing(px(12))
        for part in (form, self.banner, self.progress):
            column.addWidget(part)
        column.addStretch(1)
        holder = QWidget()
        holder.setMaximumWidth(px(820))
        holder.setLayout(column)
        column.setContentsMargins(0, 0, 0, 0)
        middle = QHBoxLayout(self)
        middle.setContentsMargins(0, 0, 0, 0)
        middle.addWidget(holder)
