"""Joins F4's view to the use cases: finds, shows, and hands on what somebody decides of people."""

from __future__ import annotations

from PySide6.QtCore import QObject

from ektp_desk.domain.errors import EktpError
from ektp_desk.domain.journal.events import Entity
from ektp_desk.gui.people import asking
from ektp_desk.gui.people.controller import Doing
from ektp_desk.gui.people.left import MOST, Line, Mode
from ektp_desk.gui.people.view import PeopleView
from ektp_desk.gui.work import Go, Work
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
        self.view = PeopleView()
        self._doing = Doing(work, self.view)
        self._lines: list[Line] = []
        self._after: str | None = ""
        self._lists = True  # whether any stand
        self._answered = ""  # what was asked for when the rows that are shown came
        left = self.view.left
        left.typed.connect(self._search)
        left.turned.connect(lambda _mode: self._turn())
        left.more.connect(self._look_on)
        left.table.selected.connect(self._on_selected)

    def shown(self, go: Go) -> None:
        """Come to the front, with the line of a person if one was named."""
        self._doing.allow()
        self.view.left.take_focus()
        if go.person:
            self.view.left.begin()
            self._show_lines([], search=True)
            self._doing.show(go.person, then=self.view.open_line)
        else:
            self.read_anew()

    def read_anew(self) -> None:
        """Read rows and person again; the rows do not move under the eye."""
        self._doing.read()
        if self.view.left.mode is Mode.SEARCH:
            self._search(self.view.left.text())
        elif self.view.left.mode is Mode.UNJOINED:
            self._turn()
        else:
            self._show_anew()

    def heading(self) -> tuple[str, str, str]:
        today = self._work.session.today
        return _("Orang"), long_date(today), short_date(today)

    def _search(self, text: str) -> None:
        def found(answer: tuple[list[Line], bool]) -> None:
            lines, self._lists = answer
            if text == self.view.left.text() and self.view.left.mode is Mode.SEARCH:
                self._answered = text
                self._show_lines(lines, search=True)

        self._work.ask(lambda session: asking.found_lines(session, text), found, self._failed, over="people")

    def _turn(self) -> None:
        self._lines, self._after = [], ""
        mode = self.view.left.mode
        if mode is Mode.SEARCH:
            self._search(self.view.left.text())
        elif mode is Mode.UNJOINED:
            self._work.ask(asking.unjoined_lines, self._show_unjoined, self._failed)
        else:
            self._look_on()

    def _show_unjoined(self, lines: list[Line]) -> None:
        if self.view.left.mode is Mode.UNJOINED:
            self._show_lines(lines)
            self._into_rows()

    def _look_on(self) -> None:
        self._look(_STRETCHES, enough=len(self._lines) + _ENOUGH)

    def _look(self, stretches: int, *, enough: int) -> None:
        """Look through so many stretches of birth dates at most, or until enough are found."""
        after = self._after
        if after is None:
            return

        def looked(alike: asking.Alike) -> None:
            if self.view.left.mode is Mode.ALIKE:
                self._after = alike.after
                self._show_lines(asking.same_keys(self._lines, alike.lines), more=alike.after is not None)
                self._into_rows()
                if stretches > 1 and len(self._lines) < enough:
                    self._look(stretches - 1, enough=enough)

        self._work.ask(lambda session: asking.alike_lines(session, after), looked, self._failed)

    def _show_anew(self) -> None:
        """Name those alike as their lines name them now; who was decided on stays where they stand."""
        lines, after = self._lines, self._after

        def shown(renewed: list[Line]) -> None:
            if self.view.left.mode is Mode.ALIKE and self._lines is lines:
                self._show_lines(renewed, more=after is not None)

        self._work.ask(lambda session: asking.shown_anew(session, lines), shown, self._failed)

    def _into_rows(self) -> None:
        if not self.view.left.edit.hasFocus() and self._lines:
            self.view.left.table.setFocus()

    def _show_lines(self, lines: list[Line], *, search: bool = False, more: bool = False) -> None:
        self._lines = lines
        self.view.favour(comparing=not search and any(line.other for line in lines))
        title, help_text = self._empty_words(search=search)
        self.view.left.show_lines(lines, title=title, help_text=help_text, more=more)

    def _empty_words(self, *, search: bool) -> tuple[str, str]:
        if search and self.view.left.text():
            return _("Tidak ditemukan"), _("Periksa ejaan, atau ketik empat angka pertama NIK atau lebih.")
        if search and not self._lists:
            return _("Belum ada daftar"), _("Muat daftar dahulu: F10, lalu I. Orang dicari dari daftar itu.")
        if search:
            return _("Cari orang"), _("Paling banyak {n} orang terlihat sekaligus.").format(n=MOST)
        if self.view.left.mode is Mode.UNJOINED:
            return _("Semua sudah tergabung"), _(
                "Orang baru dari meja yang belum ada di daftar muncul di sini."
            )
        return _("Tidak ada yang mirip"), _("Nama mirip dengan tanggal lahir sama muncul di sini.")

    def _failed(self, error: EktpError) -> None:
        self.view.left.show_failed(_("Tidak terbaca"), f"{message(error)} [{error.code}]")

    def _on_selected(self, key: str) -> None:
        line = next((one for one in self._lines if one.key == key), None)
        if line is not None:
            self._doing.show(line.person, other=line.other)
