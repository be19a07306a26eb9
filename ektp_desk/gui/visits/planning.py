"""Works the plan's page: finds the desa, offers its lists, counts the targets, and writes the plan."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QWidget

from ektp_desk.domain.errors import EktpError
from ektp_desk.domain.typed_days import read_day
from ektp_desk.domain.visits import Arrangement, VisitKind, hour_of
from ektp_desk.gui.kit import Field, Pick
from ektp_desk.gui.visits.plan_form import PlanForm
from ektp_desk.gui.visits.plan_place import WhereCard
from ektp_desk.gui.visits.words import doubt_words
from ektp_desk.gui.work import Work
from ektp_desk.usecases.lists.queries import targets_in
from ektp_desk.usecases.places import Village, matching
from ektp_desk.usecases.session import Session
from ektp_desk.usecases.shapes import ListFacts
from ektp_desk.usecases.visits.commands import change_plan, plan_visit
from ektp_desk.usecases.visits.planning import (
    Draft,
    Grounds,
    Offered,
    doubt,
    first_ticked,
    grounds,
    offered,
)
from ektp_desk.words import _
from ektp_desk.words.dates import digits_date, hour
from ektp_desk.words.errors import message
from ektp_desk.words.lists import district_words
from ektp_desk.words.numbers import count


def read_plan(card: WhereCard) -> tuple[date, Arrangement] | None:
    """None after the first box that cannot be read was marked."""
    try:
        return _day(card.day), Arrangement(
            kind=VisitKind(card.kind.value() or VisitKind.VILLAGE),
            place=card.place.text(),
            opening_hour=_hour(card.opening),
            closing_hour=_hour(card.closing),
            team=names_in(card.team.text()),
            polling_day=_day(card.polling) if card.polling.text() else None,
        )
    except _Unread as unread:
        refuse(unread.field, unread.error)
        return None


def fill(card: WhereCard, day: date, arranged: Arrangement) -> None:
    card.day.set_text(digits_date(day))
    card.place.set_text(arranged.place)
    card.opening.set_text(hour(arranged.opening_hour))
    card.closing.set_text(hour(arranged.closing_hour))
    card.team.set_text(_joined(arranged.team))
    card.polling.set_text(digits_date(arranged.polling_day) if arranged.polling_day else "")


def refuse(field: Field, error: EktpError) -> None:
    """Say beside a box why it is refused, and go there."""
    field.set_error(message(error).split(". ")[0], error.code)
    field.edit.setFocus(Qt.FocusReason.OtherFocusReason)
    field.edit.selectAll()


def names_in(text: str) -> tuple[str, ...]:
    """Part names at commas; where a semicolon stands, only there, since degrees are written with commas."""
    return tuple(name.strip() for name in text.split(";" if ";" in text else ",") if name.strip())


def _joined(names: tuple[str, ...]) -> str:
    return ("; " if any("," in name for name in names) else ", ").join(names)


class _Unread(Exception):
    def __init__(self, field: Field, error: EktpError) -> None:
        super().__init__(error.code)
        self.field, self.error = field, error


def _day(field: Field) -> date:
    try:
        return read_day(field.text())
    except EktpError as error:
        raise _Unread(field, error) from None


def _hour(field: Field) -> str:
    try:
        return hour_of(field.text())
    except EktpError as error:
        raise _Unread(field, error) from None


class Planning(QObject):
    """`ended` gives the planned visit's id, or an empty string when nothing was planned."""

    ended = Signal(str)

    def __init__(self, work: Work, form: PlanForm) -> None:
        super().__init__(form)
        self._work, self._form = work, form
        self._grounds: Grounds | None = None
        self._village: Village | None = None
        self._visit, self._found = "", list[tuple[ListFacts, int]]()
        form.desa_typed.connect(self._typed)
        form.desa_chosen.connect(self._chosen)
        form.kind_chosen.connect(lambda _kind: self._turned())
        form.lists_changed.connect(self._count)
        form.day_typed.connect(self._show_neighbours)
        form.place_typed.connect(self._propose)
        form.plan_asked.connect(self._plan)
        form.left.connect(lambda: self.ended.emit(""))

    def begin(self, visit: str = "") -> None:
        """Start a plan for today, or take the plan of a visit to change it."""
        self._village, self._visit, self._grounds, self._found = None, visit, None, []
        self._form.begin(VisitKind.VILLAGE, anew=not visit)

        def read(found: Grounds) -> None:
            self._grounds = found
            self._form.where.neighbours.offer(found.others)
            self._take(found.draft)

        self._work.ask(lambda session: grounds(session, visit), read)

    def _take(self, draft: Draft) -> None:
        where = self._form.where
        typed = where.desa.text()
        fill(where, draft.day, draft.arranged)
        if not self._visit:
            self._typed(typed)
            return
        self._form.show_kind(draft.arranged.kind)
        if draft.village is not None:
            self._village = draft.village
            where.desa.set_text(_whole(draft.village))
        self._offer(ticked=draft.lists)
        where.day.edit.setFocus(Qt.FocusReason.OtherFocusReason)

    def _kind(self) -> VisitKind:
        return VisitKind(self._form.where.kind.value() or VisitKind.VILLAGE)

    def _turned(self) -> None:
        """Another kind: other lists may be ticked; the day and who goes stay as they were written."""
        self._form.chooser.hide()
        if self._village is None:
            self._form.where.desa.set_text("")
        self._offer()
        self._form.focus()
        if self._kind() is VisitKind.VILLAGE and self._village is None:
            self._typed("")

    def _typed(self, text: str) -> None:
        self._village = None
        if self._kind() is VisitKind.VILLAGE:
            self._form.forget_lists()
        if self._grounds is not None:
            people = self._grounds.people
            self._form.offer(
                [_pick(v, people.get(v.code, 0)) for v in matching(self._grounds.villages, people, text)]
            )

    def _chosen(self, code: str) -> None:
        if self._grounds is None:
            return
        self._village = next(v for v in self._grounds.villages if v.code == code)
        self._form.show_desa(_whole(self._village))
        if self._kind() is VisitKind.VILLAGE:
            self._offer()

    def _offer(self, ticked: tuple[str, ...] | None = None) -> None:
        """Offer the lists, with those ticked that such a plan begins with."""
        kind, village = self._kind(), self._village
        if kind is VisitKind.VILLAGE and village is None:
            self._form.forget_lists()
            return
        code = village.code if village else ""

        def read(found: Offered) -> None:
            if (self._kind(), self._village) != (kind, village):
                return
            self._found = found
            first = first_ticked(found, kind, self._form.where.place.text())
            words = [(facts.id, f"{count(n)} · {facts.name}") for facts, n in found]
            self._form.expected.show_lists(words, ticked=first if ticked is None else ticked)
            self._form.expected.by_hand = ticked is not None
            self._order_tabs()
            self._count()

        self._work.ask(lambda session: offered(session, kind, code), read)

    def _order_tabs(self) -> None:
        before: QWidget = self._form.where.polling.edit
        for stop in (*self._form.expected.stops(), self._form.button, self._form.cancel):
            QWidget.setTabOrder(before, stop)
            before = stop

    def _count(self) -> None:
        kind, village, chosen = self._kind(), self._village, self._form.expected.lists()
        if kind is VisitKind.VILLAGE and village is None:
            return
        self._form.expected.say_doubt(*doubt_words(doubt(self._found, kind, chosen)))
        among = village.code if kind is VisitKind.VILLAGE and village else ""

        def read(targets: int) -> None:
            if (self._kind(), self._village, self._form.expected.lists()) == (kind, village, chosen):
                self._form.expected.say(count(targets) if chosen else "", _targets(len(chosen)))

        self._work.ask(lambda session: targets_in(session, among, chosen), read)

    def _propose(self) -> None:
        """Tick the list whose school is being named, while nobody has ticked one by hand."""
        if self._kind() is VisitKind.SCHOOL:
            place = self._form.where.place.text()
            self._form.expected.propose(first_ticked(self._found, VisitKind.SCHOOL, place))

    def _show_neighbours(self) -> None:
        where = self._form.where
        try:
            where.neighbours.show_day(read_day(where.day.text()))
        except EktpError:
            where.neighbours.show_day(None)

    def _plan(self) -> None:
        where, village, visit = self._form.where, self._village, self._visit
        if village is None and (self._kind() is VisitKind.VILLAGE or where.desa.text()):
            where.desa.set_error(_("Pilih desa dari daftar."))
            where.desa.edit.setFocus(Qt.FocusReason.OtherFocusReason)
            self._typed(where.desa.text())
            return
        if (said := read_plan(where)) is None:
            return
        (day, arranged), code = said, village.code if village else ""
        lists = self._form.expected.lists()

        def write(session: Session) -> str:
            if not visit:
                return plan_visit(session, code, day=day, lists=lists, arranged=arranged)
            change_plan(session, visit, code, day=day, lists=lists, arranged=arranged)
            return visit

        self._work.do(write, self.ended.emit, self._refused)

    def _refused(self, error: EktpError) -> None:
        field = self._form.where.field_of(error.code)
        if field is None:
            self._work.refused.emit(error)
        else:
            refuse(field, error)


def _pick(village: Village, people: int) -> Pick:
    listed = _("{n} di daftar").format(n=count(people)) if people else ""
    return Pick(village.code, village.title, district_words(village.district), listed)


def _whole(village: Village) -> str:
    return f"{village.title}, {district_words(village.district)}"


def _targets(lists: int) -> str:
    if not lists:
        return _("Tanpa daftar: sasaran tidak dihitung")
    return _("sasaran dari {lists} daftar").format(lists=count(lists))
