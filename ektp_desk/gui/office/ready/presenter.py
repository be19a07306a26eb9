"""Joins "Laptop siap?" to what the desk and its machine say; writes nothing."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from PySide6.QtCore import QObject
from PySide6.QtGui import QGuiApplication
from PySide6.QtPrintSupport import QPrinterInfo

from ektp_desk.domain.visits import VisitState
from ektp_desk.gui.doors import Doors
from ektp_desk.gui.look.scale import px
from ektp_desk.gui.office.ready.page import Line, ReadyPage
from ektp_desk.gui.work import Work
from ektp_desk.usecases.session import Session
from ektp_desk.usecases.shapes import Visit
from ektp_desk.usecases.visits.queries import visit_title, visits
from ektp_desk.usecases.visits.readiness import BAD, OK, WARN, Machine, Point, Readiness, readiness
from ektp_desk.words import _
from ektp_desk.words.dates import digits_date
from ektp_desk.words.numbers import count
from ektp_desk.words.visit.readiness import found_words, point_title, ready_words, todo_words

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

    def __init__(self, work: Work, doors: Doors) -> None:
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
    screen = QGuiApplication.primaryScreen().availableGeometry()
    type_size = px(100) / 100  # how much larger than 15 px
    size = (round(screen.width() / type_size), round(screen.height() / type_size))
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
