"""The cards over F6: for what a paper names people, and the letter's text."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from ektp_desk.domain.errors import EktpError
from ektp_desk.gui.kit import Card, Field, PassphraseField, hairline, label
from ektp_desk.gui.kit.act import Act, Acts
from ektp_desk.gui.kit.cards import in_row
from ektp_desk.gui.kit.form import Panel
from ektp_desk.gui.kit.tokens import px
from ektp_desk.usecases.reports.before import holes
from ektp_desk.words import _
from ektp_desk.words.errors import message

_WIDE = 520


class LockedPaper(QWidget):
    """Asks who wants a paper's names, and what for."""

    def __init__(self, acts: Acts) -> None:
        super().__init__()
        self.setObjectName("locked_paper")
        self._title = label("", "lead", name="locked_title")
        self._what = label("", "body", tone="ink2", wrap=True)
        self._purpose = Field(_("Untuk apa?"), "names_purpose", placeholder=_("mis. dibawa ke kepala desa"))
        self._passphrase = PassphraseField(_("Kata sandi Anda"), "names_passphrase")
        self.setFocusProxy(self._purpose)
        hint = _("Kata sandi lagi; jurnal mencatat siapa, kapan dan untuk apa, bukan namanya.")
        card = Card(name="locked_card", gap=8)
        card.setFixedWidth(px(_WIDE))
        card.stack(self._title, self._what, in_row((self._purpose, 1), (self._passphrase, 1), gap=16))
        card.stack(acts.button("show_names", kind="blue"), label(hint, "help", wrap=True))
        column, row = QVBoxLayout(self), QHBoxLayout()
        row.addStretch(1)
        row.addWidget(card)
        row.addStretch(1)
        column.addStretch(1)
        column.addLayout(row)
        column.addStretch(2)
        acts.add_to(self, "show_names")

    def offer(self, title: str, what: str) -> None:
        self._title.setText(title)
        self._what.setText(what)

    def forget(self) -> None:
        self._purpose.set_text("")
        self._passphrase.forget()

    def take(self) -> tuple[str, str]:
        """Purpose and passphrase, which does not stay here."""
        taken = self._purpose.text(), self._passphrase.text()
        self._purpose.clear_error()
        self._passphrase.forget()
        return taken

    def refuse(self, error: EktpError) -> None:
        """Say a refusal beside the field that it is about."""
        field = self._passphrase if error.code.startswith("signin.") else self._purpose
        field.set_error(message(error).partition(". ")[0], error.code)
        field.edit.type_over()


class LetterText(Panel):
    """Enter is a new line here, Ctrl+Enter keeps the text."""

    def __init__(self, host: QWidget, text: str, answer: Callable[[str], object]) -> None:
        known = ", ".join(f"{{{hole}}}" for hole in holes())
        help_text = _("Diisi sendiri: {known}. Baris yang diawali - menjadi butir.").format(known=known)
        title = _("Teks surat undangan")
        super().__init__(host, name="letter", widest=760, title=title, help_text=help_text)
        self._edit = QPlainTextEdit(text)
        self._edit.setObjectName("letter_words")
        self._edit.setAccessibleName(_("Teks surat"))
        self._edit.setTabChangesFocus(True)
        self._edit.setMinimumHeight(px(208))  # the office's own text without a scroll bar
        self._edit.moveCursor(QTextCursor.MoveOperation.End)
        keep = Act(
            id="letter_keep",
            text=_("Simpan teks"),
            keys=("Ctrl+Enter",),
            run=lambda: answer(self._edit.toPlainText()),
        )
        self.take(keep, blue=keep.id)
        self.head.addStretch(1)
        self.head.addWidget(self.back(kind="quiet"))
        self.card.body.insertWidget(1, hairline())
        self.card.add(self._edit, 1)
        self.card.add(self.acts.button(keep.id, kind="blue"))

    def first(self) -> QWidget:
        return self._edit

    def refuse(self, error: EktpError) -> None:
        super().refuse(error)
        self._edit.setFocus(Qt.FocusReason.OtherFocusReason)
