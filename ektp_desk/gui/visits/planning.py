"""Works the plan's page: finds the desa, offers its lists, counts the targets, and writes the plan."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TypeVar

from PySide6.QtCore import QObject, Qt, Signal

from ektp_desk.domain.errors import EktpError
from ektp_desk.domain.typed_days import read_day
from ektp_desk.domain.visits import VisitKind
from ektp_desk.gui.kit import Pick
from ektp_desk.gui.kit.act import Act, Acts
from ektp_desk.gui.visits.forms import refuse
from ektp_desk.gui.visits.plan_form import PlanForm
from ektp_desk.gui.visits.plan_place import KIND_KEYS, KIND_TITLE
from ektp_desk.gui.visits.words import doubt_words
from ektp_desk.gui.work import Work
from ektp_desk.usecases.lists.queries import targets_in
from ektp_desk.usecases.places import Village, matching
from ektp_desk.usecases.session import Session
from ektp_desk.usecases.visits.commands import change_plan, plan_visit
from ektp_desk.usecases.visits.planning import (
    Grounds,
    Offered,
    doubt,
    first_ticked,
    grounds,
    offered,
)
from ektp_desk.words import _
from ektp_desk.words.lists import district_words
from ektp_desk.words.numbers import count
from ektp_desk.words.visit.kinds import visit_kind

T = TypeVar("T")


class Planning(QObject):
    """One plan; `ended` gives the planned visit's id, or an empty string when nothing was planned."""

    ended = Signal(str)

    def __init__(self, work: Work, visit: str = "") -> None:
        """For a new visit today, or for the plan of one to change it."""
        super().__init__()
        self._work, self._visit = work, visit
        self._kind = VisitKind.VILLAGE
        self._grounds: Grounds | None = None
        self._village: Village | None = None
        self._found: Offered = []
        self._is_over = False
        self.ended.connect(self._end)
        self.form = self.make_form()

    def make_form(self) -> PlanForm:
        """Another form of what is known; what was typed and ticked is put back into it."""
        self._acts = Acts(self._table(), explain=self._work.explained.emit)
        title = _("Ubah rencana") if self._visit else _("Rencanakan kunjungan")
        self.form = form = PlanForm(title, self._acts)
        self._acts.setParent(form)  # they go with it, on this thread
        form.desa_typed.connect(self._on_desa_typed)
        form.desa_chosen.connect(self._on_desa_chosen)
        form.kind_chosen.connect(self._turn)
        form.lists_changed.connect(self._count)
        form.day_typed.connect(self._show_neighbours)
        form.place_typed.connect(self._propose)
        form.left.connect(partial(self.ended.emit, ""))
        form.show_kind(self._kind)
        form.forget_lists()
        if self._grounds is not None:
            form.where.neighbours.offer(self._grounds.others)
        if self._found:
            self._show_lists(())
        return form

    def _table(self) -> list[Act]:
        return [
            # Enter goes on to the next box: who pressed it for that, when it planned, kept half a plan.
            Act(
                id="plan_keep",
                text=_("Simpan rencana") if self._visit else _("Rencanakan"),
                keys=("Ctrl+Enter",),
                run=self._plan,
            ),
            Act(
                id="plan_cancel",
                text=self._cancel_word,
                keys=("Esc",),
                run=self._go_back,
                bound=False,  # the form hears it, and the open choices before it
            ),
            *(
                Act(
                    id=f"plan_{kind}",
                    text=f"{_(KIND_TITLE)}: {visit_kind(kind)}",
                    keys=(key,),
                    run=partial(self._take_kind, kind),
                )
                for kind, key in KIND_KEYS.items()
            ),
        ]

    def _cancel_word(self) -> str:
        form = getattr(self, "form", None)
        return _("Tutup pilihan") if form is not None and form.chooser.isVisible() else _("Batal")

    def begin(self) -> None:
        """Read what a plan can be made from; the focus goes where it begins."""
        self.form.take_focus()
        self._ask(partial(grounds, visit=self._visit), self._begin_from)

    def _begin_from(self, found: Grounds) -> None:
        self._grounds, draft, where = found, found.draft, self.form.where
        where.neighbours.offer(found.others)
        where.fill(draft.day, draft.arranged)
        if not self._visit:
            self._on_desa_typed(where.desa.text())
            return
        self._kind, self._village = draft.arranged.kind, draft.village
        self.form.show_kind(self._kind)
        if draft.village is not None:
            where.desa.set_text(_whole(draft.village))
        self._offer(ticked=draft.lists)
        where.day.edit.setFocus(Qt.FocusReason.OtherFocusReason)

    def _go_back(self) -> None:
        self.form.go_back()

    def _end(self) -> None:
        self._is_over = True

    def _ask(self, question: Callable[[Session], T], done: Callable[[T], None]) -> None:
        """Ask while the plan is being made: afterwards nobody waits for the answer."""

        def if_wanted(answer: T) -> None:
            if not self._is_over:
                done(answer)

        self._work.ask(question, if_wanted)

    def _take_kind(self, kind: VisitKind) -> None:
        self.form.where.kind.take(kind)

    def _turn(self, kind: str) -> None:
        """Another kind: other lists may be ticked; the day and who goes stay as they were written."""
        self._kind = VisitKind(kind)
        self.form.show_kind(self._kind)
        self.form.chooser.hide()
        if self._village is None:
            self.form.where.desa.set_text("")
        self._offer()
        self.form.take_focus()
        if self._wants_desa():
            self._on_desa_typed("")

    def _wants_desa(self) -> bool:
        return self._kind is VisitKind.VILLAGE and self._village is None

    def _on_desa_typed(self, text: str) -> None:
        self._village = None
        if self._kind is VisitKind.VILLAGE:
            self._found = []
            self.form.forget_lists()
        if self._grounds is not None:
            people = self._grounds.people
            found = matching(self._grounds.villages, people, text)
            self.form.chooser.set_choices([_pick(village, people.get(village.code, 0)) for village in found])

    def _on_desa_chosen(self, code: str) -> None:
        if self._grounds is None:
            return
        self._village = next(v for v in self._grounds.villages if v.code == code)
        self.form.show_desa(_whole(self._village))
        if self._kind is VisitKind.VILLAGE:
            self._offer()

    def _offer(self, ticked: tuple[str, ...] | None = None) -> None:
        """Offer the lists, with those ticked that such a plan begins with."""
        kind, village = self._kind, self._village
        if self._wants_desa():
            self.form.forget_lists()
            return

        def show(found: Offered) -> None:
            if (self._kind, self._village) == (kind, village):
                self._found = found
                first = first_ticked(found, kind, self.form.where.place.text())
                self._show_lists(first if ticked is None else ticked)
                self.form.expected.by_hand = ticked is not None

        self._ask(lambda session: offered(session, kind, village.code if village else ""), show)

    def _show_lists(self, ticked: tuple[str, ...]) -> None:
        words = [(facts.id, f"{count(n)} · {facts.name}") for facts, n in self._found]
        self.form.show_lists(words, ticked=ticked)
        self._count()

    def _count(self) -> None:
        kind, village, chosen = self._kind, self._village, self.form.expected.lists()
        if self._wants_desa():
            return
        self.form.expected.say_doubt(*doubt_words(doubt(self._found, kind, chosen)))
        among = village.code if kind is VisitKind.VILLAGE and village else ""

        def say(targets: int) -> None:
            if (self._kind, self._village, self.form.expected.lists()) == (kind, village, chosen):
                self.form.expected.say(count(targets) if chosen else "", _targets(len(chosen)))

        self._ask(lambda session: targets_in(session, among, chosen), say)

    def _propose(self) -> None:
        """Tick the list whose school is being named, while nobody has ticked one by hand."""
        if self._kind is VisitKind.SCHOOL:
            place = self.form.where.place.text()
            self.form.expected.propose(first_ticked(self._found, VisitKind.SCHOOL, place))

    def _show_neighbours(self) -> None:
        where = self.form.where
        try:
            where.neighbours.show_day(read_day(where.day.text()))
        except EktpError:
            where.neighbours.show_day(None)

    def _plan(self) -> None:
        where, village, visit = self.form.where, self._village, self._visit
        if self._wants_desa() or (village is None and where.desa.text()):
            where.desa.set_error(_("Pilih desa dari daftar."))
            where.desa.edit.setFocus(Qt.FocusReason.OtherFocusReason)
            self._on_desa_typed(where.desa.text())
            return
        if (written := where.read()) is None:
            return
        (day, arranged), code = written, village.code if village else ""
        lists = self.form.expected.lists()

        def write(session: Session) -> str:
            if not visit:
                return plan_visit(session, code, day=day, lists=lists, arranged=arranged)
            change_plan(session, visit, code, day=day, lists=lists, arranged=arranged)
            return visit

        self._work.do(write, self.ended.emit, self._refuse)

    def _refuse(self, error: EktpError) -> None:
        field = None if self._is_over else self.form.where.field_of(error.code)
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
