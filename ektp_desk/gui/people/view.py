"""F4 on the screen: people at the left, one of them whole at the right, and the keys of the acts."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ektp_desk.gui.kit import (
    ActButton,
    Card,
    Choice,
    Elided,
    EmptyState,
    Keycap,
    ListTable,
    Option,
    Pages,
    named,
    on_key,
)
from ektp_desk.gui.kit.shapes import Shape
from ektp_desk.gui.kit.tokens import px, tokens
from ektp_desk.gui.people.joining import JoiningPanel
from ektp_desk.gui.people.left import Left
from ektp_desk.gui.people.panels import CorrectionPanel, ErasurePanel
from ektp_desk.gui.people.person import ClaimsTable, DifferingCard, LineTable, PersonHead, rows_of
from ektp_desk.gui.people.words import near_note
from ektp_desk.usecases.people.offers import Reasons
from ektp_desk.usecases.people.proposals import Proposal
from ektp_desk.usecases.people.timeline import Timeline
from ektp_desk.words import _
from ektp_desk.words.numbers import count

_HISTORY, _CLAIMS = "history", "claims"


class PeopleView(QWidget):
    """Asks by its signals; each act's letter acts in the lists, never while a text is typed."""

    correct_asked = Signal()
    join_asked = Signal()
    part_asked = Signal()
    undo_asked = Signal()
    erase_asked = Signal()
    decide_asked = Signal()
    why_asked = Signal(str)  # the key of an act that is not offered was pressed: the reason

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("people")
        self._may = True
        self.left, self.head, self.differing = Left(), PersonHead(), DifferingCard()
        self.line, self.claims = LineTable(), ClaimsTable()
        self.nobody = EmptyState(
            _("Belum ada orang yang dipilih"), _("Riwayat dan data seseorang muncul di sini."), name="nobody"
        )
        self._why = named(Elided("", "help"), "why_off")
        self._make_buttons()
        self.correction, self.joining, self.erasure = (
            CorrectionPanel(self),
            JoiningPanel(self),
            ErasurePanel(self),
        )
        self._lay_out()
        self._bind()

    def show_line(self, shown: Timeline | None, today: date, *, near: Sequence[Proposal] = ()) -> None:
        """Show one person and who else may be the same, or that nobody is chosen."""
        self._pages.setCurrentIndex(0 if shown else 1)
        if shown is not None:
            self.head.show_person(shown, today)
            self.head.show_near(near_note(near, may_join=self._may))
            self.differing.show_claims(shown.differing, shown.names)
            self.line.set_rows(rows_of(shown, today))
            self.claims.show_claims(shown)
            self.decide.setVisible(shown.to_decide)

    def favour(self, *, comparing: bool) -> None:
        """Put the blue on what the list at the left is for: comparing those alike, else correcting."""
        self.join.set_kind("blue" if comparing else "normal")
        self.correct.set_kind("normal" if comparing else "blue")

    def allow(self, *, correct: bool, erase: bool) -> None:
        """Show only the acts that this user may do."""
        self._may = correct
        for button in (self.correct, self.join, self.part, self.undo):
            button.setVisible(correct)
        self.erase.setVisible(erase)

    def offer(self, reasons: Reasons) -> None:
        """Let the acts be pressed that there is something for; the others say why not."""
        pairs = ((self.part, reasons.part), (self.undo, reasons.undo), (self.erase, reasons.erase))
        for button, reason in pairs:
            button.setEnabled(not reason)
            button.setToolTip(reason.whole)
            button.setAccessibleDescription(reason.whole)
        seen = [(b.word().rstrip("…"), reason) for b, reason in pairs if reason and not b.isHidden()]
        whole = " · ".join(f"{act}: {_lower(reason.whole)}" for act, reason in seen)
        self._why.set_text(whole, short=" · ".join(f"{act}: {reason.short}" for act, reason in seen))

    def chosen_claim(self) -> tuple[str, str]:
        """Field and value; empty in the history."""
        row = self.claims.selected_row() if self._stack.currentIndex() == 1 else None
        return (row.field, row.claim.value) if row else ("", "")

    def open_line(self) -> None:
        """Go from the list into the line of the chosen person."""
        if self._pages.currentIndex() == 0:
            self._turn(_HISTORY)
            self.line.setFocus(Qt.FocusReason.OtherFocusReason)

    def step_back(self) -> None:
        """Go from the line to the list, from the list to the search."""
        if self.line.hasFocus() or self.claims.hasFocus():
            self.left.table.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.left.take_focus()

    def set_small(self, small: bool) -> None:  # noqa: FBT001  a slot for the shell's signal
        self.left.setFixedWidth(px(288 if small else 400))
        self._row.setSpacing(px(12 if small else 16))
        self._column.setSpacing(px(7 if small else 12))
        self._tabs.setContentsMargins(px(12), px(4 if small else 6), px(14), px(2 if small else 4))

    def _make_buttons(self) -> None:
        self.correct = ActButton(_("Koreksi…"), "K", kind="blue", name="correct")
        self.join = ActButton(_("Gabungkan…"), "G", short=_("Gabung…"), tall=True, name="join")
        self.part = ActButton(_("Pisahkan"), "P", short=_("Pisah"), tall=True, name="part")
        self.undo = ActButton(_("Tarik baris"), "U", tall=True, name="undo")
        self.erase = ActButton(_("Hapus…"), "H", kind="danger", tall=True, name="erase")
        self.decide = ActButton(_("Perlu diputuskan"), "Q", kind="quiet", short=_("Putuskan"), name="decide")
        self.turn = Choice(
            _("Tampilan (D)"),
            [
                Option(_HISTORY, _("Riwayat"), tone="primary", mark=Shape.CALLED),
                Option(_CLAIMS, _("Data"), tone="primary", mark=Shape.CALLED),
            ],
            name="person_turn",
        )
        self.turn.choose(_HISTORY)

    def _bind(self) -> None:
        pairs = (
            (self.correct, "K", self.correct_asked),
            (self.join, "G", self.join_asked),
            (self.part, "P", self.part_asked),
            (self.undo, "U", self.undo_asked),
            (self.erase, "H", self.erase_asked),
            (self.decide, "Q", self.decide_asked),
        )
        scopes = (self.left.table, self.line, self.claims)
        for button, key, asked in pairs:
            button.asked.connect(asked)
            for scope in scopes:
                on_key(scope, key, partial(self._press, button))
        for scope in scopes:
            on_key(scope, "V", self.head.reveal.click)
            on_key(scope, "D", self._flip)
            on_key(scope, "/", self.left.take_focus)
        on_key(self, "Esc", self.step_back)
        self.left.table.opened.connect(lambda _key: self.open_line())
        self.turn.chosen.connect(self._turn)

    def _press(self, button: ActButton) -> None:
        if button.isVisible() and button.isEnabled():
            button.click()
        elif button.isVisible():
            self.why_asked.emit(button.accessibleDescription())  # a word without room takes the tip

    def _flip(self) -> None:
        self._turn(_CLAIMS if self._stack.currentIndex() == 0 else _HISTORY)

    def _turn(self, page: str) -> None:
        held = self.line.hasFocus() or self.claims.hasFocus()
        self.turn.choose(page)
        self._stack.setCurrentIndex(0 if page == _HISTORY else 1)
        for place, more in enumerate(self._more):
            more.setVisible(place == self._stack.currentIndex())
        if held:
            table = self.line if page == _HISTORY else self.claims
            table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _lay_out(self) -> None:
        self._row, self._stack, self._pages = QHBoxLayout(self), Pages(), Pages()
        self._row.setContentsMargins(0, 0, 0, 0)
        person = named(QWidget(), "person_page")
        self._column = QVBoxLayout(person)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._more = [_more_of(table) for table in (self.line, self.claims)]
        for table in (self.line, self.claims):
            self._stack.addWidget(table)
        card = _Edgeless(gap=0, padding=0, name="line_card")
        self._tabs = card.add_row(self.turn, Keycap("D"), None, *self._more, self.decide)
        card.add(self._stack, 1)
        for part in (self.head, self.differing):
            self._column.addWidget(part)
        self._column.addWidget(card, 1)
        self._column.addWidget(self._why)
        self._column.addLayout(self._acts())
        for page in (person, self.nobody):
            self._pages.addWidget(page)
        self._row.addWidget(self.left)
        self._row.addWidget(self._pages, 1)
        self._pages.setCurrentIndex(1)
        self._turn(_HISTORY)
        self.set_small(False)

    def _acts(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(px(4))
        for button in (self.correct, self.join, self.part, self.undo):
            row.addWidget(button)
        row.addStretch(1)
        row.addWidget(self.erase)
        return row


def _lower(sentence: str) -> str:
    """Begin small behind a colon."""
    return sentence[:1].lower() + sentence[1:]


def _more_of(table: ListTable[Any]) -> Elided:
    """Say how many rows stand below the last one shown; in the line of the tabs, it takes no row's room."""
    said = named(Elided("", "help"), f"{table.objectName()}_more")
    table.more.connect(lambda n: said.set_text(_("{n} lagi ↓").format(n=count(n)) if n else ""))
    return said


class _Edgeless(Card):
    """A card whose table runs to its edges in both forms."""

    def set_small(self, small: bool) -> None:  # noqa: ARG002, FBT001  a slot for the shell's signal
        """Keep the edges."""
        frame = tokens().line
        self.body.setContentsMargins(frame, frame, frame, px(4))
