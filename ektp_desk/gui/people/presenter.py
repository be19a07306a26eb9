"""Joins F4's view to the use cases: finds people, and shows the chosen one."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject

from ektp_desk.domain.errors import EktpError
from ektp_desk.domain.journal.events import Entity
from ektp_desk.gui.kit.act import Act, Acts
from ektp_desk.gui.kit.form import Panels
from ektp_desk.gui.people.controller import PersonController
from ektp_desk.gui.people.people_list import Mode
from ektp_desk.gui.people.view import PeopleView
from ektp_desk.gui.work import Go, Work
from ektp_desk.usecases.people.facts import (
    MOST_FOUND,
    PersonRow,
    alike_anew,
    alike_people,
    found_people,
    unjoined_people,
)
from ektp_desk.words import _
from ektp_desk.words.dates import long_date, short_date
from ektp_desk.words.errors import message

_ENOUGH = 25  # proposals that one look brings, if there are so many
_STRETCHES = 40  # that one look goes through at most


class Presenter(QObject):
    """Opens on the search; with a person's id, on that person."""

    shows = frozenset(
        {Entity.PERSON, Entity.PAIR, Entity.RECORDING, Entity.TICKET, Entity.LIST, Entity.VISIT}
    )

    def __init__(self, work: Work) -> None:
        super().__init__()
        self._work = work
        self._panels = Panels(lambda: self.view)
        self._person = PersonController(work, self._panels)
        self._mode = Mode.SEARCH
        self._rows: list[PersonRow] = []
        self._chosen = ""  # the key of a row
        self._after: str | None = ""  # where the next stretch of those alike begins; None at the end
        self._has_lists = True
        self._text = ""  # what the rows of the search answer
        self._typed = ""  # what was searched for, while another list is shown
        self._goes_in = False  # into the rows of a list that was turned to, once they were read
        self._failure: EktpError | None = None
        self.view = self.make_view()

    def make_view(self) -> PeopleView:
        work = self._work
        acts = Acts(self._table(), explain=work.explained.emit, roles=work.session.user.role_set)
        self._acts, self.view = acts, PeopleView(acts)
        acts.setParent(self.view)  # they go with it, on this thread
        people = self.view.people
        people.modes.choose(self._mode)
        self._fill()
        people.table.select_key(self._chosen)
        people.edit.textEdited.connect(self._on_edited)
        people.typed.connect(partial(self._search, typed=True))
        people.modes.chosen.connect(lambda mode: self._turn(Mode(mode)))
        people.table.selected.connect(self._on_selected)
        people.table.opened.connect(lambda _key: self.view.open_line())
        self._person.show_in(self.view, acts)
        self._panels.ask_again()
        return self.view

    def _table(self) -> list[Act]:
        return [
            *self._person.table(),
            Act(
                id="people_more",
                text=_("Periksa lahir berikutnya"),
                keys=("B",),
                when=lambda: self._mode is Mode.ALIKE and bool(self._after) and self._failure is None,
                run=self._look_on,
            ),
            *(
                Act(id=f"people_{mode}", keys=(str(at),), run=partial(self._turn, mode))
                for at, mode in enumerate(Mode, 1)
            ),
            Act(id="people_rows", keys=("Down", "Enter"), run=partial(self._move, PeopleView.go_into_rows)),
            Act(id="people_find", keys=("/",), run=partial(self._move, PeopleView.take_focus)),
            Act(id="people_back", keys=("Esc",), run=partial(self._move, PeopleView.step_back)),
            Act(id="person_turn", keys=("D",), run=partial(self._move, PeopleView.turn_over)),
        ]

    def _move(self, move: Callable[[PeopleView], None]) -> None:
        move(self.view)

    def shown(self, go: Go) -> None:
        """Come to the front, with the line of a person if one was named, or with their data to correct."""
        self.view.take_focus()
        if go.person:
            self.view.people.edit.clear()
            self._text = ""
            self._on_edited()
            self._show([])
            line = partial(self._move, PeopleView.open_line)
            self._person.show(go.person, then=self._person.ask_correction if go.at_once else line)
        else:
            self.read_anew()

    def read_anew(self) -> None:
        """Read rows and person again; the rows do not move under the eye."""
        self._person.read()
        if self._mode is Mode.SEARCH:
            self._search(self.view.people.text())
        elif self._mode is Mode.UNJOINED:
            self._read_unjoined()
        else:
            self._read_alike_anew()

    def heading(self) -> tuple[str, str, str]:
        today = self._work.session.today
        return _("Orang"), long_date(today), short_date(today)

    def _on_edited(self) -> None:
        """What is typed is searched for, whichever list was shown."""
        self._mode, self._typed = Mode.SEARCH, ""
        self.view.people.modes.choose(self._mode)
        self._acts.refresh()

    def _search(self, text: str, *, typed: bool = False) -> None:
        """Where nobody answers what was `typed`, nobody stays at the right, whom a key could erase."""

        def found(answer: tuple[list[PersonRow], bool]) -> None:
            if text == self.view.people.text() and self._mode is Mode.SEARCH:
                self._text = text
                rows, self._has_lists = answer
                self._show(rows)
                if typed and text and not rows:
                    self._person.leave()

        self._work.ask(lambda session: found_people(session, text), found, self._failed, over="people")

    def _turn(self, mode: Mode) -> None:
        """Show another list; the box holds what was typed only where that counts."""
        people = self.view.people
        self._typed = people.edit.text() or self._typed
        people.edit.setText(self._typed if mode is Mode.SEARCH else "")
        people.modes.choose(mode)
        self._mode, self._rows, self._after = mode, [], ""
        self._goes_in = mode is not Mode.SEARCH
        self._acts.refresh()
        if mode is Mode.SEARCH:
            self._search(people.text())
        elif mode is Mode.UNJOINED:
            self._read_unjoined()
        else:
            self._look_on()

    def _read_unjoined(self) -> None:
        self._work.ask(unjoined_people, self._show_unjoined, self._failed)

    def _show_unjoined(self, rows: list[PersonRow]) -> None:
        if self._mode is Mode.UNJOINED:
            self._show(rows)
            self._into_rows()

    def _look_on(self) -> None:
        self._look(_STRETCHES, enough=len(self._rows) + _ENOUGH)

    def _look(self, stretches: int, *, enough: int) -> None:
        """Look through so many stretches of birth dates at most, or until enough are found."""
        after = self._after
        if after is None:
            return

        def looked(answer: tuple[list[PersonRow], str | None]) -> None:
            if self._mode is Mode.ALIKE:
                alike, self._after = answer
                self._show(list({row.key: row for row in (*self._rows, *alike)}.values()))
                self._into_rows()
                if stretches > 1 and len(self._rows) < enough:
                    self._look(stretches - 1, enough=enough)

        self._work.ask(lambda session: alike_people(session, after), looked, self._failed)

    def _read_alike_anew(self) -> None:
        """Those alike as their lines name them now; who was decided on stays where they stand."""
        rows = self._rows

        def read(anew: list[PersonRow]) -> None:
            if self._mode is Mode.ALIKE and self._rows is rows:
                self._show(anew)

        self._work.ask(lambda session: alike_anew(session, rows), read, self._failed)

    def _into_rows(self) -> None:
        """Go into the first rows of a list that was turned to, unless something else was begun meanwhile."""
        if not self._goes_in or not self._rows:
            return
        self._goes_in = False
        held = self.view.window().focusWidget()
        elsewhere = held is not None and not self.view.isAncestorOf(held)
        if not elsewhere and self._panels.open is None and held is not self.view.people.edit:
            self.view.people.table.setFocus()

    def _show(self, rows: list[PersonRow]) -> None:
        self._rows, self._failure = rows, None
        self._fill()

    def _failed(self, error: EktpError) -> None:
        self._failure = error
        self._fill()

    def _fill(self) -> None:
        rows = self._rows
        self.view.favour(comparing=self._mode is not Mode.SEARCH and any(row.other for row in rows))
        title, help_text = self._empty_words()
        self.view.people.show_rows(() if self._failure else rows, title=title, help_text=help_text)
        self._acts.refresh()

    def _empty_words(self) -> tuple[str, str]:
        if self._failure is not None:
            return _("Tidak terbaca"), f"{message(self._failure)} [{self._failure.code}]"
        if self._mode is Mode.UNJOINED:
            return _("Semua sudah tergabung"), _(
                "Orang baru dari meja yang belum ada di daftar muncul di sini."
            )
        if self._mode is Mode.ALIKE:
            return _("Tidak ada yang mirip"), _("Nama mirip dengan tanggal lahir sama muncul di sini.")
        if self._text:
            return _("Tidak ditemukan"), _("Periksa ejaan, atau ketik empat angka pertama NIK atau lebih.")
        if not self._has_lists:
            return _("Belum ada daftar"), _(
                "Muat daftar dahulu: F10, lalu [I]. Orang dicari dari daftar itu."
            )
        return _("Cari orang"), _("Paling banyak {n} orang terlihat sekaligus.").format(n=MOST_FOUND)

    def _on_selected(self, key: str) -> None:
        self._chosen = key
        row = next((one for one in self._rows if one.key == key), None)
        if row is not None:
            self._person.show(row.id, other=row.other_id)
