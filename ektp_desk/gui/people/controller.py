"""What F4 does with the person that is shown: corrects, joins, parts, takes back, erases."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject

from ektp_desk.domain.errors import EktpError
from ektp_desk.domain.roles import OFFICE, RECORDERS
from ektp_desk.gui.people import asking
from ektp_desk.gui.people.view import PeopleView
from ektp_desk.gui.work import Work
from ektp_desk.usecases.people.commands import Ground, correct, erase_person, say_not_same, say_same
from ektp_desk.usecases.people.offers import act_of, join_to_part, reasons
from ektp_desk.usecases.session import Session
from ektp_desk.usecases.withdrawal import withdraw
from ektp_desk.words import _


class Doing(QObject):
    """Holds who is shown; the store stays the only memory of what was said."""

    def __init__(self, work: Work, view: PeopleView) -> None:
        super().__init__()
        self._work, self._view = work, view
        self._person = self._other = ""
        self._shown: asking.Shown | None = None
        view.correct_asked.connect(self._on_correct_asked)
        view.join_asked.connect(self._ask_join)
        view.part_asked.connect(self._part)
        view.undo_asked.connect(self._undo)
        view.erase_asked.connect(self._ask_erasure)
        view.decide_asked.connect(lambda: work.go("decisions"))
        view.why_asked.connect(work.explained)
        view.line.selected.connect(lambda _key: self._offer())
        view.correction.submitted.connect(self._correct)
        view.joining.typed.connect(self._look_for)
        view.joining.chosen.connect(self._compare)
        view.joining.submitted.connect(self._say)
        view.erasure.submitted.connect(self._erase)

    def allow(self) -> None:
        """Show the acts of this user's roles; the use cases refuse whatever is shown."""
        roles = self._work.session.user.role_set
        self._view.allow(correct=bool(roles & RECORDERS), erase=bool(roles & OFFICE))

    def show(self, person: str, *, other: str = "", then: Callable[[], None] | None = None) -> None:
        """Show a person; `other` is who they may be."""
        self._person, self._other = person, other
        self.read(then)

    def read(self, then: Callable[[], None] | None = None) -> None:
        """Read who is shown anew."""
        person = self._person
        if not person:
            return

        def read(shown: asking.Shown) -> None:
            if person == self._person:
                self._shown = shown
                self._view.show_line(shown.line, shown.today, near=shown.near)
                self._offer()
                if then is not None:
                    then()

        self._work.ask(lambda session: asking.whole_person(session, person), read, self._gone)

    def _gone(self, error: EktpError) -> None:
        self._person, self._shown = "", None
        self._view.show_line(None, self._work.session.today)
        if error.code != "person.unknown":  # somebody erased, or whose list was withdrawn
            self._work.refused.emit(error)

    def _offer(self) -> None:
        if self._shown is not None:
            self._view.offer(reasons(self._shown.line, self._view.line.selected_key()))

    def _on_correct_asked(self) -> None:
        """Correct the claim or the correction that is chosen, else what sources differ in, else the name."""
        if self._shown is None:
            return
        field, value = self._view.chosen_claim()
        act = act_of(self._shown.line, self._view.line.selected_key())
        if not field and act is not None and act.correction is not None:
            field = act.correction.field
        # In the order of the data: who comes to correct is not led to a number shown whole.
        differing = [one.field for one in self._shown.line.claims if one.differs]
        self._ask_correction(field=field or next(iter(differing), "name"), value=value)

    def _ask_correction(self, *, field: str, value: str = "") -> None:
        if self._shown is not None:
            self._view.correction.open_for(self._shown.line, self._shown.now, field=field, value=value)

    def _correct(self, field: str, value: str, ground: str, passphrase: str) -> None:
        person, panel = self._person, self._view.correction

        def act(session: Session) -> None:
            correct(session, person, field, value=value, ground=ground, passphrase=passphrase)

        self._work.do(act, lambda _done: self._done(panel.leave, _("Koreksi tersimpan")), panel.show_error)

    def _ask_join(self) -> None:
        shown, person, other = self._shown, self._person, self._other
        if shown is None:
            return
        self._work.ask(
            lambda session: asking.candidates(session, person, ""),
            lambda lines: self._view.joining.open_for(shown.line.person.name, lines, other=other),
        )

    def _look_for(self, text: str) -> None:
        person, panel = self._person, self._view.joining
        self._work.ask(
            lambda session: asking.candidates(session, person, text),
            lambda lines: panel.show_candidates(text, lines),
            panel.show_error,
        )

    def _compare(self, other: str) -> None:
        person, panel = self._person, self._view.joining
        self._work.ask(
            lambda session: asking.both_sides(session, person, other),
            lambda both: panel.show_both(other, both),
            panel.show_error,
        )

    def _say(self, other: str, same: bool, ground: str) -> None:  # noqa: FBT001  a signal's values
        person, panel = self._person, self._view.joining
        say = say_same if same else say_not_same
        told = _("Digabungkan. P memisahkan lagi.") if same else _("Dicatat sebagai dua orang")
        self._work.do(
            lambda session: say(session, person, other, ground=ground),
            lambda _done: self._done(panel.leave, told),
            panel.show_error,
        )

    def _part(self) -> None:
        """Part at the chosen line, or at the only place where two were joined."""
        entry = join_to_part(self._shown.line, self._view.line.selected_key()) if self._shown else None
        if entry is None:
            return
        one, _tilde, other = entry.entity_id.partition("~")
        self._work.do(
            lambda session: say_not_same(session, one, other),
            lambda _done: self._work.told.emit(_("Dipisahkan. Riwayat gabungan tetap terlihat.")),
        )

    def _undo(self) -> None:
        """Take the chosen act back; of a correction that others rest on, offer the former value instead."""
        entry = act_of(self._shown.line, self._view.line.selected_key()) if self._shown else None
        if entry is None:
            return

        def refused(error: EktpError) -> None:
            if error.code == "undo.rested_on" and (wrong := entry.correction) is not None:
                self._ask_correction(field=wrong.field, value=wrong.was)
                return
            self._work.refused.emit(error)

        self._work.do(
            lambda session: withdraw(session, entry.entity, entry.entity_id, entry.event),
            lambda _done: self._work.told.emit(_("Ditarik. Barisnya tetap terlihat, tercoret.")),
            refused,
        )

    def _ask_erasure(self) -> None:
        if self._shown is not None:
            self._view.erasure.open_for(self._shown.line)

    def _erase(self, ground: str, note: str, passphrase: str) -> None:
        person, panel = self._person, self._view.erasure

        def act(session: Session) -> int:
            return erase_person(session, person, ground=Ground(ground), note=note, passphrase=passphrase)

        self._work.do(
            act, lambda _count: self._done(panel.leave, _("Data pribadi sudah dihapus")), panel.show_error
        )

    def _done(self, leave: Callable[[], None], told: str) -> None:
        leave()
        self._work.told.emit(told)
