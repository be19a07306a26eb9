"""A new office: its regency, its ADB, a passphrase, and where the recovery page goes before it counts."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, Signal

from ektp_desk.domain.places import letters
from ektp_desk.gui.admin.passphrase import WordsPanel
from ektp_desk.gui.jobs import ActJobs
from ektp_desk.gui.kit import Choice, Chooser, Field, Option, PassphraseField, Pick, label
from ektp_desk.gui.kit.act import Act, Acts
from ektp_desk.gui.kit.cards import in_row, stacked
from ektp_desk.gui.kit.page import Page
from ektp_desk.gui.kit.paths import PathField
from ektp_desk.gui.shell.setup.page import SetupDone, SetupPage
from ektp_desk.usecases.admin.backup_places import BackupPlace, places
from ektp_desk.usecases.setup import OfficeSetup
from ektp_desk.words import _

_MOST = 8  # regencies that are offered


class FoundPage(SetupPage):
    """Says `checked` once nothing speaks against what was filled in, and `founded` with the page's path."""

    checked = Signal()
    founded = Signal(object)  # Path

    def __init__(self, jobs: ActJobs, setup: OfficeSetup) -> None:
        super().__init__(
            jobs,
            name="found",
            title=_("Buat kantor baru"),
            about=_(
                "Sekali untuk satu kabupaten atau kota. Laptop lain bergabung dengan kit dari kantor ini."
            ),
            verb=_("Lanjut"),
            doing=_("Membuat kantor"),
        )
        self._setup = setup
        self._regencies: Sequence[tuple[str, str]] = ()
        self.passphrase = ""  # as it was checked; kept until the office stands
        self.region = Field(
            _("Kabupaten atau kota"), "found_region", help_text=_("nama atau kode, misalnya 53.02")
        )
        self._regions = Chooser(
            self.region.edit, _("Kabupaten atau kota"), tab_takes=True, name="found_regions"
        )
        self.name = Field(
            _("Nama Anda (ADB)"), "found_name", help_text=_("pengguna pertama, dengan semua peran")
        )
        self.name.edit.setMaxLength(80)
        options = [
            Option("drawn", _("lima kata acak"), "primary"),
            Option("own", _("pilih sendiri"), "primary"),
        ]
        self.how = Choice(_("Kata sandi Anda"), options, name="found_how", height=36, numbered=True)
        self.how.choose("drawn")
        self.own = PassphraseField(
            _("Kata sandi"), "found_own", help_text=_("sedikitnya sekuat lima kata acak")
        )
        self.again = PassphraseField(_("Sekali lagi"), "found_again", key="")
        self.folder = PathField(
            _("Folder halaman pemulihan"),
            "found_folder",
            look=self.looking(places),
            help_text=_("di luar laptop ini: stik, lalu dicetak"),
        )
        self.beside = {
            "place.": self.region,
            "user.": self.name,
            "passphrase.empty": self.own,
        }
        self._own_row = in_row((self.own, 1), (self.again, 1), gap=12)
        how = stacked(label(_("Kata sandi Anda"), "label"), self.how, None, gap=4)
        rows = (in_row((self.region, 1), (self.name, 1), gap=12), in_row((self.folder, 1), (how, 1), gap=12))
        self.card.stack(*rows, self._own_row)
        self.how.chosen.connect(self._show_how)
        self.region.edit.textEdited.connect(self._complete)
        self._regions.chosen.connect(self._take_region)
        self._own_row.hide()
        self.lay_out_page()

    def begin(self) -> None:
        self.forget()
        self.region.edit.type_over()
        if not self._regencies:
            self._jobs.act(self._setup.regencies, done=self._know, failed=self._failed)
        if not self.folder.edit.text():
            self._jobs.act(partial(places, ""), done=self._propose, failed=self._failed)

    def forget(self) -> None:
        """Keep no passphrase in any box."""
        self.passphrase = ""
        self.own.forget()
        self.again.forget()

    def state(self) -> object:
        return super().state(), self._regencies

    def put_back(self, state: object) -> None:
        self._own_row.setVisible(self.how.value() == "own")
        match state:
            case (refused, tuple() | list() as regencies):
                self._regencies = regencies
                super().put_back(refused)

    def go(self) -> None:
        self._take_only_region()
        own = self.how.value() == "own"
        if own and self.own.text() != self.again.text():
            self.again.set_error(_("Tidak sama dengan yang pertama"), "passphrase.differs")
            self.again.edit.type_over()
            return
        folder = self.folder.path()
        if folder is None:
            self.folder.field.set_error(_("Pilih dahulu foldernya."))
            self.folder.edit.type_over()
            return
        self.passphrase = self.own.text() if own else self._setup.new_passphrase()
        check = partial(self._setup.check_founding, self._code(), self.name.text(), self.passphrase, folder)
        self.work(check, lambda _none: self.found() if own else self.checked.emit())

    def found(self) -> None:
        """Found what was checked."""
        folder = self.folder.path()
        assert folder is not None
        line = _("Halaman pemulihan disimpan lebih dahulu: tanpa itu kantor ini tidak jadi.")
        making = partial(self._setup.found, self._code(), self.name.text(), self.passphrase, folder)
        self.work(making, self._on_founded, line=line)

    def _on_founded(self, page: Path) -> None:
        self.forget()
        self.founded.emit(page)

    def _code(self) -> str:
        """The code before the name, or what was typed."""
        typed = self.region.text()
        matching = [code for code, name in self._regencies if typed in (code, _region(code, name))]
        alike = [code for code, name in self._regencies if letters(name) == letters(typed)]
        return next(iter(matching + alike), typed)

    def _know(self, regencies: Sequence[tuple[str, str]]) -> None:
        self._regencies = regencies
        if self.region.edit.isModified():
            self._complete(self.region.edit.text())

    def _complete(self, text: str) -> None:
        found = self._matching(text)[:_MOST]
        self._regions.set_choices([Pick(_region(code, name), name, code) for code, name in found])

    def _matching(self, text: str) -> list[tuple[str, str]]:
        typed = letters(text)
        return [
            (code, name)
            for code, name in self._regencies
            if (typed and typed in letters(name)) or (text.strip() and code.startswith(text.strip()))
        ]

    def _take_only_region(self) -> None:
        """Write out the only one that fits: its list may have been closed, or open too late."""
        matching = self._matching(self.region.text())
        if len(matching) == 1:
            self.region.set_text(_region(*matching[0]))

    def _take_region(self, said: str) -> None:
        self.region.set_text(said)
        self.name.edit.setFocus(Qt.FocusReason.OtherFocusReason)

    def _propose(self, found: list[BackupPlace]) -> None:
        if found and not self.folder.edit.text():
            self.folder.field.set_text(str(found[0].path))

    def _show_how(self, how: str) -> None:
        self._own_row.setVisible(how == "own")
        if how == "own":
            self.own.edit.setFocus(Qt.FocusReason.OtherFocusReason)


def _region(code: str, name: str) -> str:
    return f"{code} {name}"


class FoundWords(Page):
    """The drawn passphrase, to be written down before there is an office that asks for it."""

    written = Signal()

    def __init__(self, whose: str, passphrase: str) -> None:
        super().__init__()
        self.setObjectName("found_words")
        self.setAccessibleName(_("Kata sandi baru"))
        table = [
            Act(
                id="found_written",
                text=_("Sudah ditulis, buat kantor"),
                keys=("Ctrl+Enter",),
                run=self.written.emit,
            ),
            Act(
                id="found_words_back",
                text=_("Kembali"),
                keys=("Esc",),
                run=self.left.emit,
                bound=False,
            ),
        ]
        acts = Acts(table)
        acts.setParent(self)
        self.panel = WordsPanel(acts, "found_written", own=True)
        back = acts.button("found_words_back", tall=True)
        stacked(None, self.panel, back, None, gap=8, on=self)
        self._whose, self._passphrase = whose, passphrase

    def begin(self) -> None:
        self.panel.show_words(self._whose, self._passphrase)
        self._passphrase = ""


def founded_page(page: Path, go_on: Act) -> SetupDone:
    """Where the recovery page lies; `go_on` leads to the sign-in."""
    lines = (
        _("Cetak halaman itu sekarang, simpan kertasnya jauh dari laptop ini, lalu hapus berkasnya."),
        _("Tanpa halaman pemulihan, kata sandi yang lupa berarti data yang hilang."),
    )
    acts = Acts([go_on])
    done = SetupDone(
        acts,
        name="founded",
        title=_("Kantor berdiri. Halaman pemulihannya:"),
        large=page.name,
        lines=(str(page.parent), *lines),
    )
    done.lay_out_page(acts.button(go_on.id, kind="blue"), blue=go_on.id)
    return done
