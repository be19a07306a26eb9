"""The left card: today's people in lists under one search, the giving of numbers, a menu of what is rare."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QMenu, QSizePolicy, QStackedWidget, QWidget

from ektp_desk.gui.kit import Card, Elided, EmptyState, Keycap, ListTable, TableFoot, hairline, named
from ektp_desk.gui.kit.act import Acts
from ektp_desk.gui.kit.cards import in_row, stacked
from ektp_desk.gui.kit.saying import say
from ektp_desk.gui.kit.search_edit import SearchEdit
from ektp_desk.gui.kit.tabs import Tab, Tabs
from ektp_desk.gui.kit.ticket_table import queue_table
from ektp_desk.gui.kit.tokens import is_small
from ektp_desk.gui.queue.context import Shown
from ektp_desk.gui.queue.figures import FigureLine, QueueEquation
from ektp_desk.gui.queue.finished import FinishedFilter, finished_table
from ektp_desk.gui.queue.people import in_sections, people_table
from ektp_desk.gui.queue.words import missing_words
from ektp_desk.usecases.queue.facts import Ended, QueueFacts
from ektp_desk.usecases.queue.queries import NumberedTicket
from ektp_desk.usecases.queue.today import DayPerson
from ektp_desk.usecases.shapes import Ticket
from ektp_desk.words import NP_, _, n_
from ektp_desk.words.numbers import count

_RARE = (
    *("queue_many", "queue_for_record", "queue_for_card", "queue_for_question", ""),
    *("finished_kk", "finished_f102", "finished_contact", "finished_message", ""),
    *("queue_new_home", "queue_homes", ""),
    *("queue_desk", "queue_new_desk", "queue_display", ""),
    "queue_close_day",
)


class Workspace(QWidget):
    """The search holds the focus; keys that go up and down move in whichever list is shown."""

    turned = Signal()  # to another list

    def __init__(self, acts: Acts, today: date) -> None:
        super().__init__()
        self._small, self._acts = is_small(), acts
        self.figures, self.equation = FigureLine(), QueueEquation(acts)
        self.table = queue_table(name="queue_table", accessible_name=_("Antrean, yang menunggu"), boxes=False)
        self.finished = finished_table()
        self.to_come = people_table(
            today, name="to_come_table", accessible_name=_("Sasaran yang belum datang")
        )
        self.found = people_table(today, name="found_table", accessible_name=_("Orang yang cocok"), days=True)
        self._ended: Sequence[NumberedTicket] = ()
        self.filter = FinishedFilter()
        self.filter.changed.connect(self._on_filtered)
        self._matching = named(Elided("", "help"), "found_count")
        self.search = SearchEdit(name="queue_search")
        self.search.setAccessibleName(_("Cari nama, nomor atau NIK"))
        self.search.setPlaceholderText(_("nama, nomor, NIK; pindai QR"))
        self.search.moved.connect(self._move)
        tabs = [
            Tab(Shown.WAITING, _("Menunggu")),
            Tab(Shown.FINISHED, _(NP_("those who", "Selesai"))),
            Tab(Shown.TO_COME, _("Belum datang")),
        ]
        self.tabs = Tabs(_("Daftar orang hari ini"), tabs, name="queue_tabs")
        self.tabs.currentChanged.connect(self._on_turned)
        for table in (
            self.table,
            self.finished,
            self.to_come,
            self.found,
        ):  # the keys stay with the search, whatever is clicked
            table.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._more = acts.button("queue_more", kind="quiet")
        self._lay_out()

    def shown(self) -> Shown:
        return Shown.FOUND if self.search.text().strip() else Shown(self.tabs.current())

    def show_facts(self, facts: QueueFacts) -> None:
        """Show all but the rows and what changes with the minute."""
        self._say_keys(facts)
        self.equation.show_equation(facts.equation)
        counts = {Shown.WAITING: facts.equation.unclear, Shown.FINISHED: len(facts.ended)}
        self.tabs.show_counts({key: count(people) for key, people in counts.items()})
        self._ended = facts.ended
        self._fill_finished()
        if facts.tickets:
            self._middle.setCurrentIndex(0)
        elif facts.stops:
            words = _("{n} rumah masih perlu didatangi: Ctrl+Shift+H.").format(n=count(len(facts.stops)))
            self._done.say(_("Di meja semua selesai"), words)
            self._middle.setCurrentWidget(self._done)
        elif facts.equation.numbered:
            self._done.say(
                _("Semua {n} nomor ada hasilnya").format(n=count(facts.equation.numbered)),
                _("Tekan Ins bila masih ada yang datang, atau tutup hari."),
            )
            self._middle.setCurrentWidget(self._done)
        else:
            self._middle.setCurrentWidget(self._none)

    def show_ended(self, ticket: str) -> None:
        """Choose the row of one that has an outcome, whichever of them are shown."""
        self.tabs.choose(Shown.FINISHED)
        if not self.finished.select_key(ticket):
            self.filter.take(Ended.ALL)
            self.finished.select_key(ticket)

    def _on_filtered(self) -> None:
        self._fill_finished()
        self._say_chosen(self.filter.word())
        self.turned.emit()

    def _fill_finished(self) -> None:
        self.filter.show_counts({each: sum(map(each.takes, self._ended)) for each in Ended})
        rows = [ticket for ticket in self._ended if self.filter.value().takes(ticket)]
        self.finished.set_rows(rows)
        if not self.finished.selected_key():
            self.finished.select_first()
        self._nobody.setCurrentIndex(0 if rows else 1)
        if self._ended:
            words = _("Ctrl+↓ menampilkan yang lain, Esc semua.")
            self._none_ended.say(_("Tidak ada yang {word}").format(word=self.filter.word()), words)
        else:
            words = _("Siapa yang sudah ada hasilnya muncul di sini.")
            self._none_ended.say(_("Belum ada yang selesai"), words)

    def show_to_come(self, people: Sequence[DayPerson]) -> None:
        self.to_come.set_rows(people)
        self.tabs.show_counts({Shown.TO_COME: count(sum(one.target and not one.absence for one in people))})
        if people and not self.to_come.selected_key():
            self.to_come.select_first()
        self._all_came.setCurrentIndex(0 if people else 1)

    def show_found(self, text: str, people: Sequence[DayPerson], held: Ticket | None) -> None:
        """Show who answers `text`: none is as good as an answer, and is said; without a text nobody yet."""
        self.found.set_rows(in_sections(people))
        self.found.select_first()
        words = _("{n} cocok · Enter buka · Esc kosongkan").format(n=count(len(people)))
        self._matching.set_text(words if text else _("mencari…"))
        near = any(one.near for one in people)
        self._found_foot.say_keys(_("Mirip: periksa tanggal lahir dan RT sebelum memilih") if near else "")
        is_missing = bool(text) and not people
        if is_missing:  # not before: it would be heard while it goes
            self._missing.say(_("Tidak ditemukan"), missing_words(text, held))
        self._nobody_found.setCurrentIndex(1 if is_missing else 0)
        if people:
            found = n_("{n} cocok", "{n} cocok", len(people)).format(n=count(len(people)))
            self._say_chosen(found)

    def tell_missing(self) -> None:
        """Say again what stands there: Enter found nobody."""
        say(self.search, self._missing.accessibleName())

    def open_menu(self) -> QMenu:
        """Open what is rare, above the button that names it."""
        menu = named(QMenu(self), "queue_menu")
        for id_ in _RARE:
            if id_:
                menu.addAction(self._acts[id_])
            else:
                menu.addSeparator()
        menu.aboutToHide.connect(menu.deleteLater)
        corner = self._more.mapToGlobal(QPoint(self._more.width(), 0))
        menu.popup(corner)
        menu.move(corner - QPoint(menu.width(), menu.height()))  # as high and wide as it is now
        menu.setActiveAction(next(action for action in menu.actions() if action.isVisible()))
        return menu

    def list_shown(self) -> ListTable[Any]:
        """In which the keys move."""
        tables: dict[Shown, ListTable[Any]] = {
            Shown.WAITING: self.table,
            Shown.FINISHED: self.finished,
            Shown.TO_COME: self.to_come,
            Shown.FOUND: self.found,
        }
        return tables[self.shown()]

    def _move(self, event: QKeyEvent) -> None:
        QApplication.sendEvent(self.list_shown(), event)
        self._say_chosen()

    def _on_turned(self, place: int) -> None:
        self.turn()
        self._say_chosen(self.tabs.tabText(place))

    def _say_chosen(self, first: str = "") -> None:
        """The lists never hold the focus, so that nobody would hear their rows."""
        table = self.list_shown()
        at, columns = table.currentIndex().row(), range(table.rows.columnCount())
        cells = [table.rows.cell(at, column).text.strip() for column in columns] if at >= 0 else []
        row = ", ".join(cell for cell in cells if cell)
        say(self.search, ": ".join(part for part in (first, row) if part))

    def turn(self) -> None:
        """Show the list of the tab, or who was found while something is typed."""
        shown = self.shown()
        self._lists.setCurrentIndex(list(Shown).index(shown))
        self.figures.setVisible(shown is Shown.WAITING)
        self.filter.setVisible(shown is Shown.FINISHED)
        self._matching.setVisible(shown is Shown.FOUND)
        self.turned.emit()

    def _say_keys(self, facts: QueueFacts) -> None:
        # It is written on paper for whoever just came.
        last = _("nomor terakhir {number}").format(number=facts.last_number) if facts.last_number else ""
        fold = _("→ buka/lipat rombongan") if facts.groups else ""
        homes = _("{n} di rumah: Ctrl+Shift+H").format(n=count(len(facts.stops))) if facts.stops else ""
        slip = _("Ctrl+P bukti {number}").format(number=facts.ended_last) if facts.ended_last else ""
        said = [part for part in (last, slip, homes, fold, _("Spasi menandai")) if part]
        short = [part for part in said if part != slip]  # which is told in the menu too
        self.foot.say_keys(" · ".join(said), short=" · ".join(short))

    def _lay_out(self) -> None:
        self._middle, self._nobody, self._lists = QStackedWidget(), QStackedWidget(), QStackedWidget()
        self._all_came, self._nobody_found = QStackedWidget(), QStackedWidget()
        words = _("Tekan Ins untuk nomor pertama, Ctrl+Ins untuk membagikan banyak.")
        self._none = EmptyState(_("Belum ada nomor"), words, name="queue_none")
        buttons = [self._acts.button(id_, kind="quiet") for id_ in ("queue_close_day", "queue_slip")]
        self._done = EmptyState("", "", buttons=buttons, name="queue_done")
        self._none_ended = EmptyState("", "", name="finished_none")
        for each in (self.table, self._none, self._done):
            self._middle.addWidget(each)
        self._nobody.addWidget(self.finished)
        self._nobody.addWidget(self._none_ended)
        words = _("Yang ada di daftar kunjungan sudah direkam atau sudah punya nomor.")
        self._all_came.addWidget(self.to_come)
        self._all_came.addWidget(EmptyState(_("Tidak ada yang ditunggu"), words))
        self._missing = EmptyState("", "", name="found_none")
        self._nobody_found.addWidget(self.found)
        self._nobody_found.addWidget(self._missing)
        self.foot = TableFoot(self.table, lambda n: _("{n} nomor lagi").format(n=n), "")
        below = TableFoot(self.finished, lambda n: _("{n} baris lagi").format(n=n), "")
        below.say_keys(_("“siapa A001?”: ketik nomor atau nama"))
        self._lists.addWidget(stacked((self._middle, 1), self.foot))
        self._lists.addWidget(stacked((self._nobody, 1), below))
        foot = TableFoot(self.to_come, lambda n: _("{n} orang lagi").format(n=n), "")
        foot.say_keys(_("ketik nama, atau pilih: Ins memberi nomor, F9 mengapa tidak datang"))
        self._lists.addWidget(stacked((self._all_came, 1), foot))
        self._found_foot = TableFoot(self.found, lambda n: _("{n} lagi").format(n=n), "")
        self._lists.addWidget(stacked((self._nobody_found, 1), self._found_foot))
        small, side = self._small, 12 if self._small else 16
        card = Card(padding=0, gap=0)
        turns = Keycap("Ctrl+Tab")
        turns.setAccessibleName(_("Daftar berikut ({key})").format(key="Ctrl+Tab"))
        tabs = in_row(self.tabs, None, turns, margins=(0, 0, side, 0))
        found = in_row(
            (self.search, 1),
            self.figures,
            self.filter,
            self._matching,
            gap=12,
            margins=(side - 4, 4, side, 4),
        )
        buttons = [self._acts.button("queue_one", icon="plus-bold"), self._acts.button("queue_many")]
        quiet = [self._acts.button("queue_undo", kind="quiet"), self._more]
        for button in (*buttons, *quiet):
            button.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        gap = 6 if small else 7
        acts = in_row(*buttons, None, *quiet, gap=12, margins=(side - 4, gap, side, gap))
        card.stack(tabs, hairline(), found, (self._lists, 1), hairline(), acts)
        self._matching.hide()
        self.filter.hide()
        stacked((card, 1), self.equation, gap=6 if small else 8, on=self)
