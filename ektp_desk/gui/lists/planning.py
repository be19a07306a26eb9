"""The plan of a visit: finds the desa, offers its lists, counts the targets, and writes the plan."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt, Signal

from ektp_desk.domain.errors import EktpError
from ektp_desk.gui.lists.panels.plan import PlanForm
from ektp_desk.gui.lists.questions import Grounds, Village, grounds, matching, people_by_list, targets_in
from ektp_desk.gui.lists.words import read_day
from ektp_desk.gui.parts import Pick
from ektp_desk.gui.work import Work
from ektp_desk.usecases.shapes import ListFacts
from ektp_desk.usecases.visit.planning import plan_visit
from ektp_desk.words import _
from ektp_desk.words.dates import digits_date
from ektp_desk.words.errors import message
from ektp_desk.words.numbers import count


class Planning(QObject):
    """Works one form; `ended` gives the new visit's id, or an empty string when nothing was planned."""

    ended = Signal(str)

    def __init__(self, work: Work, form: PlanForm) -> None:
        super().__init__(form)
        self._work, self._form = work, form
        self._grounds: Grounds | None = None
        self._village: Village | None = None
        form.desa_typed.connect(self._typed)
        form.desa_chosen.connect(self._chosen)
        form.lists_changed.connect(self._count)
        form.plan_asked.connect(self._plan)
        form.left.connect(lambda: self.ended.emit(""))

    def begin(self) -> None:
        """Start an empty plan for today."""
        self._village = None
        self._form.begin("")

        def read(found: Grounds) -> None:
            self._grounds = found
            self._form.day.set_text(digits_date(found.today))
            if not self._form.desa.text():
                self._typed("")

        self._work.ask(grounds, read)

    def _typed(self, text: str) -> None:
        self._village = None
        self._form.show_lists([])
        self._form.targets.set_text("")
        if self._grounds is not None:
            people = self._grounds.people
            self._form.offer([_pick(v, people.get(v.code, 0)) for v in matching(self._grounds, text)])

    def _chosen(self, code: str) -> None:
        if self._grounds is None:
            return
        village = next(v for v in self._grounds.villages if v.code == code)
        self._village = village
        self._form.show_desa(f"{village.title}, {_kec(village)}")

        def read(found: list[tuple[ListFacts, int]]) -> None:
            if self._village is village:
                self._form.show_lists([(facts.id, f"{count(n)} · {facts.name}") for facts, n in found])
                self._count()

        self._work.ask(lambda session: people_by_list(session, code), read)

    def _count(self) -> None:
        village, chosen = self._village, self._form.lists()
        if village is None:
            return

        def read(targets: int) -> None:
            if self._village is village and self._form.lists() == chosen:
                self._form.targets.set_text(_targets(targets, len(chosen)))

        self._work.ask(lambda session: targets_in(session, village.code, chosen), read)

    def _plan(self) -> None:
        village, lists = self._village, self._form.lists()
        if village is None:
            self._form.desa.set_error(_("Pilih desa dari daftar."))
            self._form.desa.edit.setFocus(Qt.FocusReason.OtherFocusReason)
            self._typed(self._form.desa.text())
            return
        try:
            day = read_day(self._form.day.text())
        except EktpError as error:
            self._form.day.set_error(message(error).split(". ")[0], error.code)
            self._form.day.edit.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self._work.do(
            lambda session: plan_visit(session, village.code, day=day, lists=lists),
            self.ended.emit,
        )


def _pick(village: Village, people: int) -> Pick:
    listed = _("{n} di daftar").format(n=count(people)) if people else ""
    return Pick(village.code, village.title, _kec(village), listed)


def _kec(village: Village) -> str:
    return _("Kec. {district}").format(district=village.district)


def _targets(targets: int, lists: int) -> str:
    if not lists:
        return _("Tanpa daftar: sasaran tidak dihitung")
    return _("{targets} sasaran dari {lists} daftar").format(targets=count(targets), lists=count(lists))
