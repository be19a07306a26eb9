"""Laptop siap?: what the desk and its machine say before a visit; writes nothing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtPrintSupport import QPrinterInfo
from PySide6.QtWidgets import QWidget

from ektp_desk.domain.visits import VisitState
from ektp_desk.gui.admin.section import Section, SectionPage
from ektp_desk.gui.kit import (
    Card,
    Cell,
    Column,
    Elided,
    ListTable,
    Pulldown,
    TableFoot,
    hairline,
    label,
    set_tone,
)
from ektp_desk.gui.kit.act import Act, Acts
from ektp_desk.gui.kit.buttons import rest
from ektp_desk.gui.kit.cards import master_detail
from ektp_desk.gui.kit.shapes import Shape
from ektp_desk.gui.kit.tokens import DRAWN_AT, Tone, is_small, least_base
from ektp_desk.gui.work import Go, Work
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


class ReadinessPage(SectionPage):
    """The points one below another, and the answer at the right with what to do about the chosen one."""

    def __init__(self, acts: Acts) -> None:
        super().__init__()
        self.setObjectName("ready_page")
        self.table: ListTable[Point] = ListTable(
            _columns(), lambda point: point.name, name="points", accessible_name=_("Yang diperiksa"), lines=2
        )
        self._foot = TableFoot(self.table, lambda n: _("{n} lagi").format(n=count(n)))
        self.visit = Pulldown(_("Untuk kunjungan"), key="V", name="ready_visit")
        self._asks = label("", "label", wrap=True, name="ready_of")
        self._answer = label("", "figure" if is_small() else "hero", name="ready_answer")
        self._why = label("", "body", wrap=True, name="ready_why")
        self._title, self._todo = Elided("", "strong"), label("", "body", wrap=True, name="ready_todo")
        self._again = acts.button("ready_again", kind="blue")
        left, panel = Card(padding=0, gap=0), Card(gap=6)
        left.stack(self.table, self._foot, grows=self.table)
        panel.stack(label(_("Untuk kunjungan"), "label"), self.visit, self._asks, self._answer, self._why)
        panel.stack(hairline(), self._title, self._todo, None, self._again, acts.button("ready_back"))
        master_detail(left, panel, on=self, detail_width=(340, 290))
        self.table.selected.connect(self._show_chosen)
        self.table.opened.connect(lambda _key: acts["ready_again"].trigger())
        acts.add_to(self, "ready_back", "ready_visits")

    def show_visits(self, visits: Sequence[tuple[str, str]], chosen: str, name: str) -> None:
        """Offer the visits still to come as (id, words); the question says the chosen one's whole `name`."""
        self.visit.set_options(visits)
        self.visit.choose(chosen)
        why = _("Belum ada kunjungan yang akan datang. Rencanakan dahulu di Kunjungan & daftar.")
        rest(self.visit, "" if visits else why)
        self._asks.setText(
            _("{visit}: laptop ini siap?").format(visit=name) if name else _("Laptop ini siap?")
        )

    def show_answer(self, answer: str, why: str, tone: Tone, points: Sequence[Point]) -> None:
        """Show the answer and what it stands on; the first that is not well is chosen."""
        self._answer.setText(answer)
        set_tone(self._answer, tone)
        self._why.setText(why)
        self.table.set_rows(points)
        self._foot.say_keys(_("panah ↑ ↓ memilih") if points else "")
        first = next((point for point in points if _todo(point)), points[0] if points else None)
        if first is not None:
            self.table.select_key(first.name)
        elif self.table.hasFocus():
            self._again.setFocus(Qt.FocusReason.OtherFocusReason)  # an empty table shows no focus
        self._show_chosen()

    def take_focus(self) -> None:
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def scopes(self) -> tuple[QWidget, ...]:
        return (self,)

    def _show_chosen(self) -> None:
        point = self.table.selected_row()
        self._title.set_text(point_title(point.name) if point else "")
        self._todo.setText((_todo(point) or _("Tidak ada yang perlu dilakukan.")) if point else "")


def _columns() -> tuple[Column[Point], ...]:
    return (
        Column(_("Yang diperiksa"), lambda point: point_title(point.name), width=150, small=140, key=True),
        Column(_("Ditemukan"), lambda point: Cell(_found(point), under=_todo(point))),
        Column(_("Keadaan"), _state, width=130, small=120),
    )


def _found(point: Point) -> str:
    return found_words(point.name, point.what, point.facts)


def _todo(point: Point) -> str:
    """Empty where nothing is to do."""
    return todo_words(point.name, point.what)


def _state(point: Point) -> Cell:
    shape, tone = _SHAPES[point.state]
    return Cell(_(STATES[point.state]), shape=shape, tone=tone if point.state != "ok" else "ink", mark=tone)


_ORDER = (BAD, WARN, OK)
_NEEDED = (1024, 560)  # that every screen fits, at a type of 15 px


@dataclass(frozen=True, slots=True, repr=False)
class FoundReadiness:
    """The visits still to come, the chosen one, and how ready the laptop is for it; None without a visit."""

    visits: tuple[Visit, ...]
    chosen: str
    found: Readiness | None


class ReadinessSection(Section[ReadinessPage]):
    """Looks at the laptop for a visit; the visit chosen last stays chosen.

    `machine` and `seen` say what the desk's side and Qt know of the machine; a test may answer for them.
    """

    def __init__(self, work: Work, environment: Environment) -> None:
        super().__init__(work)
        self.machine, self.seen = environment.machine, _seen_here
        self._chosen = ""
        self._found: FoundReadiness | None = None

    def make_page(self) -> ReadinessPage:
        table = [
            Act(id="ready_again", text=_("Periksa lagi"), keys=("Enter",), run=self._again),
            Act(id="ready_back", text=_("Ke kunjungan"), keys=("Esc",), run=self._to_visits),
            Act(id="ready_visits", keys=("V",), run=self._open_visits),
        ]
        acts = Acts(table, explain=self._work.explained.emit)
        self.page = ReadinessPage(acts)
        acts.setParent(self.page)  # they go with it, on this thread
        self.page.visit.chosen.connect(self._turn)
        if self._found is not None:
            self._show(self._found)
        return self.page

    def choose(self, visit: str) -> None:
        """Ask about this visit when the page comes to the front."""
        self._chosen = visit or self._chosen

    def read_anew(self) -> None:
        seen, wanted, machine = self.seen(), self._chosen, self.machine

        def read(session: Session) -> FoundReadiness:
            coming = _coming(session)
            chosen = wanted if wanted in {one.id for one in coming} else next((v.id for v in coming), "")
            looked = replace(machine(), screen=seen.screen, needed=seen.needed, printer=seen.printer)
            return FoundReadiness(coming, chosen, readiness(session, chosen, looked) if chosen else None)

        self._work.ask(read, self._show)

    def _to_visits(self) -> None:
        self._work.go(Go("visits", visit=self._chosen))

    def _open_visits(self) -> None:
        self.page.visit.showPopup()

    def _again(self) -> None:
        self.read_anew()
        self._work.tell(lambda: _("Diperiksa lagi"))

    def _turn(self, visit: str) -> None:
        self._chosen = visit
        self.begin()

    def _show(self, read: FoundReadiness) -> None:
        session, self._chosen, self._found = self._work.session, read.chosen, read
        name = next((visit_title(session, v) for v in read.visits if v.id == read.chosen), "")
        self.page.show_visits([(v.id, _words(session, v)) for v in read.visits], read.chosen, name)
        if read.found is None:
            told = _("Belum ada kunjungan yang akan datang. Rencanakan dahulu di Kunjungan & daftar.")
            self.page.show_answer(ready_words(ready=False).capitalize(), told, "ink2", ())
            return
        ready = read.found.is_ready
        worst_first = sorted(read.found.points, key=lambda point: _ORDER.index(point.state))
        answer = ready_words(ready=ready).capitalize()
        self.page.show_answer(answer, _why(read.found), "ok" if ready else "bad", worst_first)


def _coming(session: Session) -> tuple[Visit, ...]:
    """The open visit and those from today on, the next first; else whatever was never opened."""
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


def _why(found: Readiness) -> str:
    bad, warn = found.count(BAD), found.count(WARN)
    if bad:
        return _("{n} hal harus dibereskan sebelum berangkat.").format(n=count(bad))
    if warn:
        return _("{n} hal sebaiknya dilihat sebelum berangkat.").format(n=count(warn))
    return _("Semua yang diperiksa baik. Selamat jalan.")
