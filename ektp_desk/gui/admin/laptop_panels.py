"""The chosen laptop; what is asked before a kit is made or a laptop cut off, and where a new kit lies."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from ektp_desk.domain.errors import EktpError
from ektp_desk.gui.admin.passphrase import ConfirmField
from ektp_desk.gui.admin.words import heard_ends, kind_of_laptop, laptop_words, standing_of
from ektp_desk.gui.kit import Card, Choice, Elided, Field, Marked, Note, Option, hairline, label, named
from ektp_desk.gui.kit.act import Act, Acts
from ektp_desk.gui.kit.cards import clear, in_row, stacked
from ektp_desk.gui.kit.form import Panel
from ektp_desk.gui.kit.paths import Look, PathField, short_path
from ektp_desk.gui.kit.saving import default_folder
from ektp_desk.gui.kit.shapes import Shape
from ektp_desk.gui.kit.tokens import is_small
from ektp_desk.usecases.admin.laptops import LaptopStanding, LaptopState
from ektp_desk.usecases.laptops.commands import AskedKit, KitFiles
from ektp_desk.words import _
from ektp_desk.words.numbers import count

LAPTOP_SHAPES = {
    LaptopState.OWN: Shape.DONE,
    LaptopState.JOINED: Shape.DONE,
    LaptopState.WAITING: Shape.WAITING,
    LaptopState.REVOKED: Shape.WRONG,
}


class LaptopPanel(QWidget):
    """The chosen laptop: what it is, how far its journals came here, and what was said of it."""

    def __init__(self, acts: Acts) -> None:
        super().__init__()
        self.setObjectName("laptop_panel")
        self._title, self._kind = Elided("", "title"), Elided("", "body", tone="ink2")
        self._state = named(Marked(Note(Shape.NONE, "")), "laptop_state")
        self._lines = QWidget()
        stacked(gap=3, on=self._lines)
        self._why = label("", "help", wrap=True, name="laptop_why_not")
        card = Card(gap=8, name="laptop_card")
        stacked(card, on=self)
        card.stack(self._title, self._kind, self._state, hairline(), self._lines, None, self._why)
        self._broken, self._revoke = (
            acts.button("laptop_broken"),
            acts.button("laptop_revoke", kind="danger"),
        )
        card.stack(acts.button("laptop_page"), self._broken, self._revoke)
        card.stack(4, hairline(), 4, acts.button("laptop_new", kind="blue"))

    def show_laptop(self, row: LaptopStanding | None, why: str) -> None:
        """Show one; `why` it cannot be cut off."""
        self._title.set_text(_("Laptop {number}").format(number=row.number) if row else "")
        self._kind.set_text(kind_of_laptop(row) if row else "")
        self._state.show_note(
            Note(LAPTOP_SHAPES[row.state], standing_of(row).capitalize()) if row else Note(Shape.NONE, "")
        )
        layout = self._lines.layout()
        assert layout is not None
        clear(layout)
        for line in laptop_words(row) if row else ():
            part = Elided(line, "help") if is_small() else label(line, "help", wrap=True)
            layout.addWidget(part)
            part.show()
        self._why.setText(why)
        self._why.setVisible(bool(why))
        state = row.state if row else None
        # What was never opened does not break, and nothing is cut off twice.
        self._broken.setVisible(state is not LaptopState.WAITING)
        self._revoke.setVisible(state is not LaptopState.REVOKED)


class ConfirmingPanel(Panel):
    """A panel whose last box is the passphrase of who asks; wrong words are said and counted there."""

    proof: ConfirmField

    def refuse(self, error: EktpError) -> None:
        if not self.proof.refuse(error):
            super().refuse(error)


class KitPanel(ConfirmingPanel):
    """For whom, what kind, where the file goes and where the page: never to one place."""

    def __init__(
        self,
        host: QWidget,
        make: Callable[[AskedKit, str], object],
        *,
        look: Look,
    ) -> None:
        means = _(
            "Kit dibuka di laptop baru dengan enam kata, yang hanya ada di lembarnya. "
            "Bawa lembar itu terpisah dari stik."
        )
        super().__init__(host, name="kit_asked", widest=940, title=_("Laptop baru"), help_text=means)
        self._make = make
        options = [
            Option("laptop", _("laptop lapangan"), "primary"),
            Option("office", _("laptop kantor"), "primary"),
        ]
        self.kind = Choice(_("Jenis"), options, name="kit_kind", height=40, numbered=True)
        self.kind.choose("laptop")
        self.label = Field(
            _("Untuk (ditulis di lembar)"), "kit_label", placeholder=_("mis. laptop biru"), reserve=False
        )
        self.label.edit.setMaxLength(60)
        self.file = PathField(
            _("Kit ke"), "kit_folder", look=look, for_stick=True, help_text=_("stik atau kartu")
        )
        self.page = PathField(
            _("Lembar enam kata ke"),
            "page_folder",
            look=look,
            help_text=_("bukan stik itu; cetak, lalu hapus"),
            key="Ctrl+L",
        )
        self.proof = ConfirmField(_("Kata sandi Anda"), "kit_confirm")
        self.put(
            (in_row((self.label, 1), stacked(label(_("Jenis"), "label"), self.kind, None, gap=4), gap=16), 1)
        )
        self.put((self.file, 1), (self.page, 1))
        self.put((self.proof, 1))
        self.page.field.set_text(str(default_folder()))
        self.say_beside(
            {
                "file.": self.file.field,
                "kit.in_data_folder": self.file.field,
                "kit.same_place": self.page.field,
            },
            brief=True,
        )
        self._waits = False
        making = Act(
            id="kit_make", text=self._word, keys=("Enter",), why_not=self._why_waiting, run=self._on_make
        )
        self.foot(making)

    def wait(self, *, waits: bool) -> None:
        """Say that the kit is being made, which takes seconds: nobody asks for two."""
        self._waits = waits
        self.acts.refresh()

    def refuse(self, error: EktpError) -> None:
        self.wait(waits=False)
        super().refuse(error)

    def _word(self) -> str:
        return self._why_waiting() or _("Buat kit dan lembar")

    def _why_waiting(self) -> str:
        return _("Kit sedang dibuat…") if self._waits else ""

    def _on_make(self) -> None:
        file, page = self.file.path(), self.page.path()
        for path, of in ((file, self.file), (page, self.page)):
            if path is None:
                of.field.set_error(_("Pilih dahulu foldernya."))
                of.edit.type_over()
                return
        assert file is not None
        assert page is not None
        if self.proof.is_ready():
            at_office = self.kind.value() == "office"
            self._make(AskedKit(self.label.text(), file, page, at_office=at_office), self.proof.text())


class MadePanel(Panel):
    """Where kit and page lie, and that the words are nowhere else."""

    def __init__(
        self,
        host: QWidget,
        made: KitFiles,
        *,
        print_page: Callable[[], object],
        open_kit: Callable[[], object],
        why_no_printer: str,
    ) -> None:
        title = _("Kit laptop {number} siap").format(number=made.number)
        super().__init__(host, name="kit_made_panel", widest=720, title=title)
        self.put(label(_("Kit"), "label"))
        self.put(label(short_path(made.file), "strong", wrap=True, name="kit_file"))
        self.put(label(_("Lembar enam kata"), "label"))
        self.put(label(short_path(made.page), "strong", wrap=True, name="kit_page"))
        told = (
            why_no_printer,
            _("Cetak lembar itu sekarang, lalu hapus berkasnya: keenam kata tidak ada di tempat lain."),
            _("Di laptop baru: buka ektp-desk, tekan 1, pilih kit di stik, ketik keenam kata."),
        )
        for line in filter(None, told):
            self.put(label(line, "body", tone="ink" if line is why_no_printer else "ink2", wrap=True))
        self.seen(
            Act(
                id="kit_print",
                text=_("Cetak lembar…"),
                keys=("Ctrl+P",),
                why_not=lambda: why_no_printer,
                run=print_page,
            ),
            Act(id="kit_folder", text=_("Buka folder kit"), keys=("Ctrl+Shift+O",), run=open_kit),
        )


class RevokePanel(ConfirmingPanel):
    """Why, and up to which event the laptop's journals count; it cannot be taken back."""

    def __init__(
        self, host: QWidget, row: LaptopStanding, unsafe: int, revoke: Callable[[str, str], object]
    ) -> None:
        is_kit = row.state is LaptopState.WAITING
        title = _("Cabut kit laptop {number}?") if is_kit else _("Cabut laptop {number}?")
        means = _(
            "Yang ditulisnya sesudah yang sudah sampai di sini ditahan, sampai ADB memutuskannya. "
            "Ini tidak dapat dibatalkan. Ada kartunya? Ambil dahulu isinya."
        )
        if is_kit:
            means = _(
                "Bila kit atau lembarnya hilang. Laptop yang memakainya ditahan, sampai ADB memutuskannya. "
                "Ini tidak dapat dibatalkan."
            )
        title = title.format(number=row.number)
        super().__init__(host, name="revoke", widest=640, title=title, help_text=means, tone="bad")
        self._revoke = revoke
        self.put(label(kind_of_laptop(row), "body", tone="ink2"))
        if not is_kit:
            self.put(label(heard_ends(row), "strong", wrap=True, name="revoke_until"))
        if unsafe:
            told = _("{n} rekamannya belum aman di kantor.").format(n=count(unsafe))
            self.put(Marked(Note(Shape.LOOK, told, loud=True)))
        why = _("Mengapa kit ini dicabut?") if is_kit else _("Mengapa laptop ini dicabut?")
        self.reason = Field(why, "revoke_reason", placeholder=_("mis. hilang di jalan"))
        self.proof = ConfirmField(_("Kata sandi Anda"), "revoke_confirm")
        self.put((self.reason, 1))
        self.put((self.proof, 1))
        word = _("Cabut kit") if is_kit else _("Cabut laptop")
        self.foot(Act(id="revoke_now", text=word, keys=("Enter",), run=self._on_revoke))

    def _on_revoke(self) -> None:
        if not self.reason.text():
            self.reason.set_error(_("Tulis dahulu sebabnya."))
            self.reason.edit.type_over()
        elif self.proof.is_ready():
            self._revoke(self.reason.text(), self.proof.text())
