"""F4 on the screen: people at the left, one of them whole at the right."""

from __future__ import annotations

from datetime import date
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from ektp_desk.gui.kit import Card, Choice, Elided, EmptyState, Keycap, ListTable, Option, Pages, named
from ektp_desk.gui.kit.act import Acts
from ektp_desk.gui.kit.cards import in_row, master_detail, stacked
from ektp_desk.gui.kit.shapes import Shape
from ektp_desk.gui.kit.tokens import is_small, px, tokens
from ektp_desk.gui.people.people_list import PeopleList
from ektp_desk.gui.people.person import ClaimsTable, DifferingCard, LineTable, PersonHead
from ektp_desk.gui.people.words import near_note
from ektp_desk.usecases.people.facts import PersonFacts
from ektp_desk.usecases.people.offers import Reasons
from ektp_desk.usecases.visits.absences.queries import TargetStanding
from ektp_desk.words import _
from ektp_desk.words.numbers import count

_HISTORY, _CLAIMS = "history", "claims"
_MODES = ("people_search", "people_unjoined", "people_alike")
_BESIDE_TEXT = (
    *("correct", "join", "part", "undo", "erase"),
    *("decide", "explain_absence", "correct_number", "contact", "show_nik", "people_find", "person_turn"),
)


class PeopleView(QWidget):
    """Each act's letter acts in the lists, never while a text is typed."""

    def __init__(self, acts: Acts) -> None:
        super().__init__()
        self.setObjectName("people")
        self._acts = acts
        self.people, self.head, self.differing = PeopleList(acts), PersonHead(acts), DifferingCard()
        self.line, self.claims = LineTable(), ClaimsTable()
        self.correct, self.join = acts.button("correct", kind="blue"), acts.button("join", tall=True)
        self._why = named(Elided("", "help"), "why_off")
        self._pages, self._stack = named(Pages(), "people_pages"), named(Pages(), "person_pages")
        self.turn = Choice(
            _("Tampilan ([D])"),
            [
                Option(_HISTORY, _("Riwayat"), tone="primary", mark=Shape.CALLED),
                Option(_CLAIMS, _("Data"), tone="primary", mark=Shape.CALLED),
            ],
            name="person_turn",
        )
        self._lay_out()
        self.turn.chosen.connect(self._turn)
        for scope in (self.people.table, self.line, self.claims):
            acts.add_to(scope, *_BESIDE_TEXT)
        acts.add_to(self.people.empty, *_MODES)
        acts.add_to(self.people.table, *_MODES, "people_more")
        acts.add_to(self.people.edit, "people_rows")
        acts.add_to(self)

    def show_person(self, facts: PersonFacts | None, standing: TargetStanding | None, today: date) -> None:
        """None says that nobody is chosen."""
        self._pages.setCurrentIndex(0 if facts else 1)
        if facts is not None:
            shown = facts.line
            near = near_note(facts.near, may_join=self._acts["join"].isVisible())
            self.head.show_person(shown, near, standing, today=today)
            self.differing.show_claims(shown.differing, shown.names)
            self.line.show_line(shown, today)
            self.claims.show_claims(shown)

    def favour(self, *, comparing: bool) -> None:
        """Put the blue on what the list at the left is for: comparing those alike, else correcting."""
        self.join.set_kind("blue" if comparing else "normal")
        self.correct.set_kind("normal" if comparing else "blue")

    def show_reasons(self, reasons: Reasons) -> None:
        """Say why acts rest that this user may do."""
        pairs = {"part": reasons.part, "undo": reasons.undo, "erase": reasons.erase}
        resting = {self._acts[id_]: why for id_, why in pairs.items() if why and self._acts[id_].isVisible()}
        words = {action.text().rstrip("…"): why for action, why in resting.items()}
        whole = " · ".join(f"{act}: {why.whole[:1].lower()}{why.whole[1:]}" for act, why in words.items())
        self._why.set_text(whole, short=" · ".join(f"{act}: {why.short}" for act, why in words.items()))

    def chosen_claim(self) -> tuple[str, str]:
        """Field and value; empty in the history."""
        row = self.claims.selected_row() if self._stack.currentIndex() == 1 else None
        return (row.field, row.claim.value) if row else ("", "")

    def take_focus(self) -> None:
        """Put the focus into the search, ready to be typed over."""
        self.people.edit.setFocus(Qt.FocusReason.OtherFocusReason)
        self.people.edit.selectAll()

    def go_into_rows(self) -> None:
        self.people.go_into_rows()

    def open_line(self) -> None:
        """Go from the list into the line of the chosen person."""
        if self._pages.currentIndex() == 0:
            self._turn(_HISTORY)
            self.line.setFocus(Qt.FocusReason.OtherFocusReason)

    def step_back(self) -> None:
        """Go from the line to the list, from the list to the search."""
        if self.line.hasFocus() or self.claims.hasFocus():
            self.people.table.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.take_focus()

    def turn_over(self) -> None:
        self._turn(_CLAIMS if self._stack.currentIndex() == 0 else _HISTORY)

    def _turn(self, page: str) -> None:
        held = self.line.hasFocus() or self.claims.hasFocus()
        self._stack.setCurrentIndex(0 if page == _HISTORY else 1)
        if held:
            table = self.line if page == _HISTORY else self.claims
            table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_turned(self, shown: int) -> None:
        self.turn.choose((_HISTORY, _CLAIMS)[shown])
        for place, more in enumerate(self._more):
            more.setVisible(place == shown)

    def _lay_out(self) -> None:
        small, acts = is_small(), self._acts
        self._more = [_more_of(table) for table in (self.line, self.claims)]
        quiet = [
            acts.button(id_, kind="quiet")
            for id_ in ("contact", "correct_number", "explain_absence", "decide")
        ]
        card = Card(gap=0, padding=0, name="line_card")
        tabs = card.add_row(self.turn, Keycap("D"), None, *self._more, *quiet)
        tabs.setContentsMargins(px(12), px(4 if small else 6), px(14), px(2 if small else 4))
        self._stack.currentChanged.connect(self._on_turned)  # the first time for the first page
        for table in (self.line, self.claims):
            self._stack.addWidget(table)
        card.add(self._stack, 1)
        card.body.addSpacing(px(4) - tokens().line)
        others = (acts.button("part", tall=True), acts.button("undo", tall=True))
        erase = acts.button("erase", kind="danger", tall=True)
        buttons = in_row(self.correct, self.join, *others, None, erase, gap=4)
        parts = (self.head, self.differing, card, self._why, buttons)
        nobody, help_text = _("Belum ada orang yang dipilih"), _("Riwayat dan data seseorang muncul di sini.")
        self._pages.addWidget(named(stacked(*parts, gap=7 if small else 12, grows=card), "person_page"))
        self._pages.addWidget(EmptyState(nobody, help_text, name="nobody"))
        master_detail(self.people, self._pages, master_width=(400, 288), on=self)


def _more_of(table: ListTable[Any]) -> Elided:
    """Say how many rows stand below the last one shown; in the line of the tabs, it takes no row's room."""
    said = named(Elided("", "help"), f"{table.objectName()}_more")

    def tell(below: int) -> None:
        words = _("{n} lagi ↓").format(n=count(below)) if below else ""
        said.set_text(words, short=f"{count(below)} ↓" if below else "")
        said.keep_short()

    table.more.connect(tell)
    return said
