"""A kit: its file, its six words, and the office's code to be held against the kit's page."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal

from ektp_desk.gui.jobs import ActJobs
from ektp_desk.gui.kit import Field
from ektp_desk.gui.kit.act import Act, Acts
from ektp_desk.gui.kit.paths import PathField
from ektp_desk.gui.shell.setup.page import SetupDone, SetupPage
from ektp_desk.usecases.admin.backup_places import files
from ektp_desk.usecases.setup import KIT_ENDING, JoinedOffice, OfficeSetup
from ektp_desk.words import _


class JoinPage(SetupPage):
    """Says `joined` with what became of this laptop."""

    joined = Signal(object)  # JoinedOffice

    def __init__(self, jobs: ActJobs, setup: OfficeSetup) -> None:
        super().__init__(
            jobs,
            name="join",
            title=_("Buka kit dari ADB"),
            about=_("Satu kit untuk satu laptop. Sesudahnya petugas masuk dengan kata sandi kantornya."),
            verb=_("Buka kit"),
            doing=_("Membuka kit"),
        )
        self._setup = setup
        self.kit = PathField(
            _("Berkas kit"),
            "join_kit",
            look=self.looking(partial(files, ending=KIT_ENDING)),
            ending=KIT_ENDING,
            help_text=_("dari stik atau kartu; berakhir .kit"),
        )
        self.words = Field(_("Enam kata"), "join_words", help_text=_("dari lembar kit, dipisah spasi"))
        self.beside = {"kit.word": self.words, "kit.wrong_words": self.words, "file.": self.kit.field}
        self.card.stack(self.kit, self.words)
        self.kit.settled.connect(lambda: self.words.edit.setFocus(Qt.FocusReason.OtherFocusReason))
        self.lay_out_page()

    def begin(self) -> None:
        self.words.set_text("")
        self.kit.edit.type_over()
        self.kit.want()

    def go(self) -> None:
        path, words = self.kit.path(), self.words.text()
        if path is None:
            self.kit.field.set_error(_("Pilih dahulu berkas kitnya."))
            self.kit.edit.type_over()
        elif not words:
            self.words.edit.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            line = _("Keenam kata diperiksa, lalu laptop ini dibuat: beberapa detik.")
            self.work(partial(self._setup.join, path, words), self._on_joined, line=line)

    def _on_joined(self, made: JoinedOffice) -> None:
        self.words.set_text("")
        self.joined.emit(made)


def joined_page(made: JoinedOffice, same: Act, other: Act) -> SetupDone:
    """Ask whether the office's code is the page's; neither answer is given beforehand, so Enter is none."""
    lines = (
        _("Ini kode kantor. Bandingkan dengan kode di kaki lembar kit, tanda demi tanda."),
        _("Bila berbeda, kit ini bukan dari kantor itu: batalkan, dan beri tahu ADB."),
    )
    acts = Acts([same, other])
    title = _("Laptop {number} · {office}").format(number=made.number, office=made.office)
    page = SetupDone(acts, name="kit_opened", title=title, large=made.code, lines=lines)
    page.lay_out_page(acts.button(same.id, tall=True), acts.button(other.id, tall=True))
    return page
