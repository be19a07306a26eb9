"""Passphrases: one's own changed, a new one shown once, and the field to prove again who it is."""

from __future__ import annotations

from collections.abc import Callable
from typing import cast

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from ektp_desk.domain.errors import EktpError
from ektp_desk.gui.admin.section import Section, SectionPage
from ektp_desk.gui.kit import Card, Elided, Pages, PassphraseField, label, named
from ektp_desk.gui.kit.act import Act, Acts
from ektp_desk.gui.kit.cards import in_row, stacked
from ektp_desk.gui.kit.news import Countdown
from ektp_desk.gui.kit.page import Page
from ektp_desk.gui.kit.roles import HeardAs
from ektp_desk.gui.kit.tokens import is_small, px
from ektp_desk.gui.work import Work
from ektp_desk.usecases.admin.commands import NewUser, change_own_passphrase
from ektp_desk.words import _


class WordsPanel(QWidget):
    """New words, shown until somebody says that they are on paper: `done` is the id of that act.

    The words are never selectable, never on the clipboard, and gone from the labels as soon as the panel
    is left, also by the lock. Ctrl+Enter, not Enter: a key pressed twice must not take them away.
    """

    heard_as = HeardAs.Grouping
    wears_ring = True

    def __init__(self, acts: Acts, done: str, *, own: bool = False) -> None:
        super().__init__()
        self.setObjectName("words_panel")
        self.setAccessibleName(_("Kata sandi baru"))
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self._title = Elided("", "lead")
        self._words: list[QLabel] = []
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(px(10))
        self._grid.setVerticalSpacing(px(2))
        self._grid.setColumnStretch(1, 1)
        told = _("Tulis di kertas dan serahkan. Hanya tampil sekali.")
        if own:
            told = _("Tulis di kertas dan simpan. Hanya tampil sekali.")
        card = Card(gap=8, bar="primary", name="words_card")
        card.stack(label(_("Kata sandi baru"), "label"), self._title, 4, self._grid, 4)
        card.stack(label(told, "body", tone="ink2", wrap=True), None)
        card.add(acts.button(done, kind="blue", name="words_done"))
        stacked(card, on=self)
        acts.add_to(self, done)

    def show_words(self, whose: str, passphrase: str) -> None:
        """Show the words of a passphrase, numbered, and take the focus."""
        self.forget()
        self._title.set_text(whose)
        for place, word in enumerate(passphrase.split(), start=1):
            # Smaller where height is scarce.
            large = label(word, "title" if is_small() else "figure", name=f"word_{place}")
            large.setTextInteractionFlags(Qt.TextInteractionFlag.NoTextInteraction)
            for column, part in enumerate((label(str(place), "help"), large)):
                self._grid.addWidget(part, place - 1, column)
                self._words.append(part)
        # Not the button: it would take the words away on a second Enter.
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def state(self) -> tuple[str, str] | None:
        """Whose words are shown, and which; held only while the screen is built anew."""
        if not self._words:
            return None
        return self._title.full_text(), " ".join(part.text() for part in self._words[1::2])

    def put_back(self, state: object) -> None:
        match state:
            case (str(whose), str(passphrase)):
                self.show_words(whose, passphrase)

    def forget(self) -> None:
        """Keep no word in any widget."""
        for part in self._words:
            self._grid.removeWidget(part)
            part.hide()
            part.setText("")
            part.setAccessibleName("")
            part.deleteLater()
        self._words = []

    def holds_words(self) -> bool:
        return bool(self._words)

    def hideEvent(self, event: QHideEvent) -> None:
        """Forget when another place comes to the front; not when the window is only made small."""
        if not event.spontaneous():
            self.forget()
        super().hideEvent(event)


_OURS = ("signin.wrong", "signin.wait", "passphrase.empty")


class ConfirmField(PassphraseField):
    """A passphrase field that words its own refusals and counts a waiting time down beneath the box.

    `waits` says that a wait began or ended: what the passphrase is for is off meanwhile.
    """

    waits = Signal(bool)

    def __init__(self, title: str, name: str) -> None:
        super().__init__(title, name, help_text=_("supaya pasti Anda yang meminta"))
        self._error = ""
        self._waiting = Countdown(self)
        self._waiting.ticked.connect(self._on_tick)
        self._waiting.ended.connect(self._on_waited)

    def is_ready(self) -> bool:
        """Whether something was typed and no wait is on; else what is missing is said."""
        if self._waiting.left():
            self._on_tick(self._waiting.left())
            self.edit.type_over()
            return False
        if not self.text():
            self.refuse(EktpError("passphrase.empty"))
            return False
        return True

    def must_wait(self) -> bool:
        return self._waiting.left() > 0

    def refuse(self, error: EktpError) -> bool:
        """Say what is wrong; False for what is not this field's to say."""
        if error.code not in _OURS:
            return False
        wait = int(error.facts.get("wait", 0)) or int(error.facts.get("seconds", 0))
        self._error = error.code
        self.set_error(_short(error), error.code)
        if wait:
            self._waiting.start(wait)
            self.waits.emit(self.must_wait())
        self.edit.type_over()
        return True

    def forget(self) -> None:
        """Empty the box; the desk itself remembers who has to wait."""
        self._waiting.stop()
        self.waits.emit(self.must_wait())
        super().forget()

    def state(self) -> object:
        return super().state(), self._error, self._waiting.left()

    def put_back(self, state: object) -> None:
        """Say what was refused, and go on counting."""
        refused, self._error, left = cast("tuple[object, str, int]", state)
        super().put_back(refused)
        if left:
            self._waiting.start(left)
            self.waits.emit(self.must_wait())

    def _on_waited(self) -> None:
        self.clear_error()
        self.waits.emit(self.must_wait())

    def _on_tick(self, seconds: int) -> None:
        wrong = _("Tidak cocok, tunggu {seconds} detik") if self._error == "signin.wrong" else ""
        self.set_error((wrong or _("Tunggu {seconds} detik")).format(seconds=seconds), self._error)


def _short(error: EktpError) -> str:
    """Say it in the room below a box: the box itself says what is meant."""
    return _("Kata sandi tidak cocok") if error.code == "signin.wrong" else _("Isi dahulu")


class PassphrasePage(SectionPage):
    """The form that asks for the old passphrase, or the new words, once."""

    def __init__(self, acts: Acts, entered: Callable[[], object], left: Callable[[], object]) -> None:
        super().__init__()
        self.setObjectName("own_page")
        self.old = ConfirmField(_("Kata sandi sekarang"), "own_old")
        self.words = WordsPanel(acts, "own_written", own=True)
        self._form = Page()
        card = Card(gap=10, name="own_card")
        about = _("Program membuat lima kata acak. Yang lama tidak berlaku lagi begitu yang baru tampil.")
        card.stack(label(_("Kata sandi saya"), "title"), label(about, "body", tone="ink2", wrap=True))
        card.stack(self.old, acts.button("own_change", kind="blue"))
        stacked(card, None, on=self._form)
        self._pages = named(Pages(self._form, self.words), "own_pages")
        self._pages.setMaximumWidth(px(560))
        in_row((self._pages, 1000), None, on=self)
        self._form.entered.connect(entered)
        self._form.left.connect(left)

    def rest(self) -> None:
        self.old.forget()
        self._pages.setCurrentWidget(self._form)

    def show_words(self, whose: str, passphrase: str) -> None:
        self.old.forget()
        self._pages.setCurrentWidget(self.words)
        self.words.show_words(whose, passphrase)

    def take_focus(self) -> None:
        if self._pages.currentWidget() is self._form:
            self.old.edit.setFocus(Qt.FocusReason.OtherFocusReason)


class PassphraseSection(Section[PassphrasePage]):
    """Changes one's own passphrase; Esc in the form gives the keys to the sections."""

    def __init__(self, work: Work, to_sections: Callable[[], None]) -> None:
        super().__init__(work)
        self._to_sections = to_sections
        self._busy = self._waits = False

    def make_page(self) -> PassphrasePage:
        table = [
            Act(
                id="own_change",
                text=_("Buat kata sandi baru"),
                keys=("Enter",),
                why_not=lambda: _("Tunggu sebentar.") if self._waits else "",
                run=self._change,
            ),
            Act(id="own_written", text=_("Sudah ditulis"), keys=("Ctrl+Enter",), run=self._written),
        ]
        self._acts = Acts(table, explain=self._work.explained.emit)
        self.page = PassphrasePage(self._acts, self._change, self._to_sections)
        self._acts.setParent(self.page)  # they go with it, on this thread
        self.page.old.waits.connect(self._on_waits)
        return self.page

    def begin(self) -> None:
        if not self.page.words.holds_words():
            self.page.rest()
        super().begin()

    def _on_waits(self, waits: bool) -> None:  # noqa: FBT001  a slot
        self._waits = waits
        self._acts.refresh()

    def _change(self) -> None:
        if self._busy or not self.page.old.is_ready():
            return
        self._busy = True
        old = self.page.old.text()
        self._work.do(lambda session: change_own_passphrase(session, old), self._changed, self._refuse)

    def _changed(self, made: NewUser) -> None:
        self._busy = False
        self.page.show_words(self._work.session.user.name, made.passphrase)

    def _written(self) -> None:
        if self.page.words.holds_words():
            self.page.words.forget()
            self.page.rest()
            self.page.take_focus()
            self._work.tell(lambda: _("Kata sandi baru Anda berlaku"))

    def _refuse(self, error: EktpError) -> None:
        self._busy = False
        if not self.page.old.refuse(error):
            self._work.refused.emit(error)
