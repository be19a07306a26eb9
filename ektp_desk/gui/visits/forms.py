"""What is asked about a visit or a list in its panel's place: another day, an opening again, a withdrawal."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date

from PySide6.QtCore import Qt

from ektp_desk.domain.errors import EktpError
from ektp_desk.domain.typed_days import read_day
from ektp_desk.gui.kit import Elided, Field, PassphraseField, hairline, label
from ektp_desk.gui.kit.act import Act, Acts
from ektp_desk.gui.kit.buttons import Kind
from ektp_desk.gui.kit.page import BlueKey, Page
from ektp_desk.words import _
from ektp_desk.words.errors import message


def refuse(field: Field, error: EktpError) -> None:
    """Say beside a box why it is refused, and go there."""
    field.set_error(message(error).split(". ")[0], error.code)
    field.edit.setFocus(Qt.FocusReason.OtherFocusReason)
    field.edit.selectAll()


class AskForm(Page):
    """Enter does the one act, Esc leaves everything as it is."""

    def __init__(self, name: str, title: str, who: str, *, day: str = "", means: str) -> None:
        super().__init__()
        self.setObjectName(f"{name}_form")
        self._name = name
        self._refusals: Mapping[str, Field] = {}
        self._means = label(means, "small", wrap=True, name=f"{name}_means")
        self._card = self.add_card(gap=6)
        self._card.add(label(title, "lead"))
        self._card.add(Elided(who, "strong"))
        if day:
            self._card.add(Elided(day, "help"))
        self._card.add(hairline())
        self._card.add(self._means)
        self._card.body.addStretch(1)

    def foot(self, word: str, refusals: Mapping[str, Field], run: Callable[[], object], kind: Kind) -> None:
        """Lay out the boxes, by the beginning of the codes that are about them, and the two buttons."""
        self._refusals = refusals
        keep, cancel = f"{self._name}_keep", f"{self._name}_cancel"
        self._acts = Acts(
            [
                Act(id=keep, text=word, keys=("Enter",), run=run, bound=False),
                Act(id=cancel, text=_("Batal"), keys=("Esc",), run=self.left.emit, bound=False),
                Act(id=f"{self._name}_surely", keys=("Ctrl+Enter",), run=run),
            ],
            explain=self._means.setText,
        )
        self._acts.setParent(self)  # they go with it, on this thread
        self._acts.add_to(self)
        self.entered.connect(self._acts[keep].trigger)
        button, back = self._acts.button(keep, kind=kind, tall=True), self._acts.button(cancel)
        BlueKey(button, (back,))
        for part in (*refusals.values(), button, back):
            self._card.add(part)

    def take_focus(self) -> None:
        next(iter(self._refusals.values())).edit.setFocus(Qt.FocusReason.OtherFocusReason)

    def refuse(self, error: EktpError) -> bool:
        """Say a refusal beside the box it is about; False where it is about none."""
        box = next((box for start, box in self._refusals.items() if error.code.startswith(start)), None)
        if box is not None:
            refuse(box, error)
        return box is not None

    def forget(self) -> None:
        """Empty the boxes: a passphrase may be in one."""
        for box in self._refusals.values():
            box.set_text("")


class PostponeForm(AskForm):
    """Asks for the new day and why."""

    def __init__(self, visit: str, day: str, answer: Callable[[date, str], object]) -> None:
        means = _("Rencana, daftar dan petugasnya tetap. Hari yang semula tetap terlihat.")
        super().__init__("postpone", _("Tunda kunjungan ini?"), visit, day=day, means=means)
        self._answer = answer
        self._day = Field(_("Hari baru"), "postpone_day", help_text=_("hari-bulan-tahun"))
        self._reason = Field(_("Mengapa?"), "postpone_reason", placeholder=_("mis. jalan putus"))
        boxes = {"visit.day_not_ahead": self._day, "visit.needs_reason": self._reason}
        self.foot(_("Tunda kunjungan"), boxes, self._keep, "blue")

    def _keep(self) -> None:
        try:
            day = read_day(self._day.text())
        except EktpError as error:
            refuse(self._day, error)
        else:
            self._answer(day, self._reason.text())


class ReopenForm(AskForm):
    """Asks why, and for the supervisor's passphrase."""

    def __init__(self, visit: str, day: str, answer: Callable[[str, str], object]) -> None:
        means = _(
            "Antrean dan perekaman berjalan lagi; lalu hari ini ditutup dan ditandatangani lagi. "
            "Tanda tangan lama tetap."
        )
        super().__init__("reopen", _("Buka kembali hari ini?"), visit, day=day, means=means)
        reason = Field(_("Mengapa?"), "reopen_reason", placeholder=_("mis. dua orang masih datang"))
        passphrase = PassphraseField(_("Kata sandi Anda"), "reopen_passphrase")
        boxes = {"visit.needs_reason": reason, "signin.": passphrase}
        self.foot(_("Buka kembali"), boxes, lambda: answer(reason.text(), passphrase.text()), "blue")


class LetterForm(AskForm):
    """Asks for a supervisor's word where letters were assigned, and this laptop has others.

    Whoever is signed in as a supervisor (`own_word`) is known, and says it by the passphrase alone.
    """

    def __init__(
        self, visit: str, letter: str, answer: Callable[[str, str], object], *, own_word: bool
    ) -> None:
        means = _(
            "Dua laptop dengan satu huruf memberi nomor yang sama dua kali. Supervisor boleh mengizinkan, "
            "misalnya bila laptop huruf itu rusak."
        )
        title = _("Huruf {letter}: izin supervisor").format(letter=letter)
        super().__init__("allow_letter", title, visit, means=means)
        by = None if own_word else Field(_("Nama supervisor"), "allowed_by")
        whose = _("Kata sandi Anda") if own_word else _("Kata sandi supervisor")
        passphrase = PassphraseField(whose, "allowed_passphrase")
        boxes: dict[str, Field] = {"recording.no_supervisor": by} if by else {}
        boxes["signin."] = passphrase
        word = _("Buka meja {letter}").format(letter=letter)
        self.foot(word, boxes, lambda: answer(by.text() if by else "", passphrase.text()), "blue")


class WithdrawForm(AskForm):
    """Asks why; what the withdrawal means is read meanwhile."""

    def __init__(self, name: str, means: str, answer: Callable[[str], object]) -> None:
        super().__init__("withdraw", _("Cabut daftar ini?"), name, means=means)
        self._answer = answer
        placeholder = _("misalnya: salah kecamatan")
        self._reason = Field(_("Mengapa dicabut?"), "withdraw_reason", placeholder=placeholder)
        self.foot(_("Cabut daftar"), {"list.no_reason": self._reason}, self._keep, "danger")

    def say(self, means: str) -> None:
        self._means.setText(means)

    def _keep(self) -> None:
        if reason := self._reason.text():
            self._answer(reason)
        else:
            self._reason.set_error(_("Tulis dahulu sebabnya."), "list.no_reason")
            self.take_focus()
