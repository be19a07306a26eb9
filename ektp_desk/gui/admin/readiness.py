"""Joins "Laptop siap?" to what the desk and its machine say; writes nothing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtPrintSupport import QPrinterInfo
from PySide6.QtWidgets import QHBoxLayout, QWidget

from ektp_desk.domain.visits import VisitState
from ektp_desk.gui.kit import (
    ActButton,
    Card,
    Cell,
    Column,
    Elided,
    ListTable,
    Pulldown,
    TableFoot,
    hairline,
    label,
    on_key,
    set_tone,
)
from ektp_desk.gui.kit.shapes import Shape
from ektp_desk.gui.kit.tokens import DRAWN_AT, Tone, least_base, px
from ektp_desk.gui.work import Work
from ektp_desk.usecases.environment import Environment
from ektp_desk.usecases.session import Session
from ektp_desk.usecases.shapes import Visit
from ektp_desk.usecases.visits.queries import visit_title, visits
from ektp_desk.usecases.visits.readiness import BAD, OK, WARN, Machine, Point, Readiness, readiness
from ektp_desk.words import _
from ektp_desk.words.dates import digits_date
from ektp_desk.words.numbers import count
from ektp_desk.words.visit.readiness import STATES, found_words, point_title, ready_words, todo_words

_SHAPES: dict[str, tuple[Shape, Tone]] = {
    "ok": (Shape.DONE, "ok"),
    "warn": (Shape.LOOK, "warn"),
    "bad": (Shape.WRONG, "bad"),
}


@dataclass(frozen=True, slots=True, repr=False)
class Line:
    """One point in words; `todo` is empty where nothing is to do."""

    name: str
    title: str
    found: str
    todo: str
    state: str


class ReadyPage(QWidget):
    """`again_asked` is the blue button, `visit_chosen` gives the id of another visit, `left` is Esc."""

    again_asked = Signal()
    visit_chosen = Signal(str)
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("ready_page")
        self.table: ListTable[Line] = ListTable(
            _columns(), lambda line: line.name, name="points", accessible_name=_("Yang diperiksa"), lines=2
        )
        self._foot = TableFoot(self.table, lambda n: _("{n} lagi").format(n=count(n)))
        self.visit = Pulldown(_("Untuk kunjungan"), key="V", name="ready_visit")
        self._asks = label("", "label", wrap=True, name="ready_of")
        self._answer = label("", "hero", name="ready_answer")
        self._why = label("", "body", wrap=True, name="ready_why")
        self._title, self._todo = Elided("", "strong"), label("", "body", wrap=True, name="ready_todo")
        self.again = ActButton(_("Periksa lagi"), "Enter", kind="blue", name="ready_again")
        self.back = ActButton(_("Ke kunjungan"), "Esc", name="ready_back")
        self._lay_out()
        self.table.selected.connect(lambda _key: self._show_chosen())
        self.table.opened.connect(lambda _key: self.again_asked.emit())
        self.again.asked.connect(self.again_asked)
        self.back.asked.connect(self.left)
        self.visit.chosen.connect(self.visit_chosen)
        on_key(self, "Esc", self.left.emit)
        on_key(self, "V", self.visit.showPopup)

    def show_visits(self, visits: Sequence[tuple[str, str]], chosen: str, name: str) -> None:
        """Offer the visits still to come as (id, words); the question says the chosen one's whole `name`."""
        self.visit.set_options(visits)
        self.visit.choose(chosen)
        self.visit.setEnabled(bool(visits))
        self._asks.setText(
            _("{visit}: laptop ini siap?").format(visit=name) if name else _("Laptop ini siap?")
        )

    def show_answer(self, answer: str, why: str, tone: Tone, lines: Sequence[Line]) -> None:
        """Show the answer and what it stands on; the first that is not well is chosen."""
        self._answer.setText(answer)
        set_tone(self._answer, tone)
        self._why.setText(why)
        self.table.set_rows(lines)
        self._foot.say_keys(_("panah ↑ ↓ memilih") if lines else "")
        first = next((line for line in lines if line.todo), lines[0] if lines else None)
        if first is not None:
            self.table.select_key(first.name)
        elif self.table.hasFocus():
            self.again.setFocus(Qt.FocusReason.OtherFocusReason)  # an empty table shows no focus
        self._show_chosen()

    def take_focus(self) -> None:
        """Put the focus into the points."""
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def scopes(self) -> tuple[QWidget, ...]:
        """Give the parts in which the keys of the sections act."""
        return (self,)

    def set_small(self, small: bool) -> None:  # noqa: FBT001  a slot for the shell's signal
        """Take the narrower panel and the lower answer of the small form."""
        self._panel.setFixedWidth(px(290 if small else 340))
        self._row.setSpacing(px(12 if small else 16))
        set_tone(self._answer, self._answer.property("tone"), role="figure" if small else "hero")

    def _show_chosen(self) -> None:
        line = self.table.selected_row()
        self._title.set_text(line.title if line else "")
        self._todo.setText((line.todo or _("Tidak ada yang perlu dilakukan.")) if line else "")

    def _lay_out(self) -> None:
        self._row, left, self._panel = QHBoxLayout(self), Card(padding=0, gap=0), Card(gap=6)
        self._row.setContentsMargins(0, 0, 0, 0)
        left.add(self.table, 1)
        left.add(self._foot)
        self._row.addWidget(left, 1)
        self._row.addWidget(self._panel)
        top = (label(_("Untuk kunjungan"), "label"), self.visit, self._asks)
        for part in (*top, self._answer, self._why, hairline(), self._title, self._todo):
            self._panel.add(part)
        self._panel.body.addStretch(1)
        for foot in (self.again, self.back):
            self._panel.add(foot)


def _columns() -> tuple[Column[Line], ...]:
    return (
        Column(_("Yang diperiksa"), lambda line: line.title, width=150, small=140, key=True),
        Column(_("Ditemukan"), lambda line: Cell(line.found, under=line.todo)),
        Column(_("Keadaan"), _state, width=130, small=120),
    )


def _state(line: Line) -> Cell:
    shape, tone = _SHAPES[line.state]
    return Cell(_(STATES[line.state]), shape=shape, tone=tone if line.state != "ok" else "ink", mark=tone)


_ORDER = (BAD, WARN, OK)
_NEEDED = (1024, 560)  # that every screen fits, at a type of 15 px


@dataclass(frozen=True, slots=True, repr=False)
class _Read:
    """The visits still to come, the chosen one, and how ready the laptop is for it; None without a visit."""

    visits: tuple[Visit, ...]
    chosen: str
    found: Readiness | None


class Ready(QObject):
    """One page in Kantor; the visit chosen last stays chosen.

    `machine` and `seen` say what the desk's side and Qt know of the machine; a test may answer for them.
    """

    def __init__(self, work: Work, doors: Environment) -> None:
        super().__init__()
        self._work = work
        self.machine, self.seen = doors.machine, _seen_here
        self._chosen = ""
        self.page = ReadyPage()
        self.setParent(self.page)
        self.page.again_asked.connect(self._again)
        self.page.visit_chosen.connect(self._turn)
        self.page.left.connect(lambda: work.go_asked.emit("lists", self._chosen or None))

    def choose(self, visit: str) -> None:
        """Ask about this visit when the page comes to the front."""
        self._chosen = visit or self._chosen

    def begin(self) -> None:
        """Come to the front."""
        self.read_anew()
        self.page.take_focus()

    def read_anew(self) -> None:
        """Look at everything again."""
        seen, wanted, machine = self.seen(), self._chosen, self.machine

        def read(session: Session) -> _Read:
            coming = _coming(session)
            chosen = wanted if wanted in {one.id for one in coming} else next((v.id for v in coming), "")
            looked = replace(machine(), screen=seen.screen, needed=seen.needed, printer=seen.printer)
            return _Read(coming, chosen, readiness(session, chosen, looked) if chosen else None)

        self._work.ask(read, self._show)

    def _again(self) -> None:
        self.read_anew()
        self._work.told.emit(_("Diperiksa lagi"))

    def _turn(self, visit: str) -> None:
        self._chosen = visit
        self.begin()

    def _show(self, read: _Read) -> None:
        session, self._chosen = self._work.session, read.chosen
        name = next((visit_title(session, v) for v in read.visits if v.id == read.chosen), "")
        self.page.show_visits([(v.id, _words(session, v)) for v in read.visits], read.chosen, name)
        if read.found is None:
            told = _("Belum ada kunjungan yang akan datang. Rencanakan dahulu di Kunjungan & daftar.")
            self.page.show_answer(ready_words(ready=False).capitalize(), told, "ink2", ())
            return
        ready = read.found.is_ready
        worst_first = sorted(read.found.points, key=lambda point: _ORDER.index(point.state))
        lines = [_line(point) for point in worst_first]
        answer = ready_words(ready=ready).capitalize()
        self.page.show_answer(answer, _why(read.found), "ok" if ready else "bad", lines)


def _coming(session: Session) -> tuple[Visit, ...]:
    """Give the open visit and those from today on, the next first; else whatever was never opened."""
    found = [visit for visit in visits(session) if visit.state is not VisitState.CLOSED]
    return tuple(sorted(found, key=lambda v: (v.state is not VisitState.OPEN, v.day)))


def _seen_here() -> Machine:
    """Tell what Qt knows of the machine: asked on the window's thread."""
    screen = QGuiApplication.primaryScreen()
    least, free = least_base(screen.devicePixelRatio()), screen.availableGeometry()
    size = (free.width() * DRAWN_AT // least, free.height() * DRAWN_AT // least)
    return Machine(screen=size, needed=_NEEDED, printer=QPrinterInfo.defaultPrinterName())


def _words(session: Session, visit: Visit) -> str:
    return f"{digits_date(date.fromisoformat(visit.day))} · {visit_title(session, visit)}"


def _line(point: Point) -> Line:
    found = found_words(point.name, point.what, point.facts)
    return Line(point.name, point_title(point.name), found, todo_words(point.name, point.what), point.state)


def _why(found: Readiness) -> str:
    bad, warn = found.count(BAD), found.count(WARN)
    if bad:
        return _("{n} hal harus dibereskan sebelum berangkat.").format(n=count(bad))
    if warn:
        return _("{n} hal sebaiknya dilihat sebelum berangkat.").format(n=count(warn))
    return _("Semua yang diperiksa baik. Selamat jalan.")
