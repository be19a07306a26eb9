"""Joins F1 to the day's facts; reads them anew while it is seen, since waits grow by themselves."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QObject, QTimer

from ektp_desk.domain.paper.kinds import report_of
from ektp_desk.gui.today import words as sentences
from ektp_desk.gui.today.view import TodayView
from ektp_desk.gui.work import Work
from ektp_desk.usecases.admin.queries import Safety, safety
from ektp_desk.usecases.admin.rights import may_use, sections_of
from ektp_desk.usecases.visits.queries import visit_name
from ektp_desk.usecases.visits.today import ConcernKind, Day, Today, today
from ektp_desk.words import _
from ektp_desk.words.dates import long_date, short_date
from ektp_desk.words.numbers import count

_EVERY = 30_000  # ms; the least that changes without an act is a minute


class Presenter(QObject):
    """Shows the open visit's day, the one closed today, or the way to the next visit."""

    def __init__(self, work: Work) -> None:
        super().__init__()
        self._work = work
        self._facts: Today | None = None
        self.view = TodayView()
        self.view.allow(give=self._may("queue"), close=self._may("closing"), plan=self._may("lists"))
        self.view.give_asked.connect(lambda: work.go_asked.emit("queue", "give"))
        self.view.close_asked.connect(lambda: work.go_asked.emit("closing", None))
        self.view.lists_asked.connect(lambda: work.go_asked.emit("lists", None))
        self.view.decide_asked.connect(lambda: work.go_asked.emit("decisions", None))
        self.view.report_asked.connect(self._on_report)
        self.view.attention.asked.connect(self._on_concern)
        # The view's child: it must not ask a store that was closed behind it.
        self._tick = QTimer(self.view, interval=_EVERY)
        self._tick.timeout.connect(self._on_tick)

    def _may(self, place: str) -> bool:
        return may_use(self._work.session.user.role_set, place)

    def shown(self, _subject: object) -> None:
        """Come to the front with the focus on the blue button."""
        self._tick.start()
        self.view.take_focus()
        self.read_anew()

    def read_anew(self) -> None:
        """Show how the day stands now."""
        self._work.ask(lambda session: (today(session), safety(session)), self._show)

    def heading(self) -> tuple[str, str, str]:
        """Name the place, the day and the desk."""
        visit = self._work.visit
        if visit is None:
            day = self._work.session.today
            return _("Hari ini"), long_date(day), short_date(day)
        day, title = date.fromisoformat(visit.day), visit_name(self._work.session, visit)
        desk = _("meja {letter}").format(letter=self._work.desk)
        return title, f"{long_date(day)} · {desk}", f"{short_date(day)} · {desk}"

    def _show(self, answer: tuple[Today, Safety]) -> None:
        facts, kept = answer
        self._facts = facts
        if facts.day is None:
            title, help_text = sentences.nothing_open(facts, may_plan=self._may("lists"))
            self.view.empty.say(title, "\n".join([help_text, *sentences.safety_words(kept)]))
            self.view.show_to_decide(facts.to_decide)
            self.view.show_empty()
            return
        self._show_day(facts.day, facts)
        due = any(concern.kind is ConcernKind.NOT_BACKED_UP for concern in facts.day.concerns)
        self.view.kept.show_safety(sentences.backup_age(kept, due=due), sentences.journal_news(kept))
        if facts.day.closed:
            self.view.show_closed()
        else:
            self.view.show_running()

    def _show_day(self, day: Day, facts: Today) -> None:
        self.view.hero.show_day(
            count(day.equation.served),
            sentences.hero_sentence(day),
            sentences.hero_help(day, facts.now),
            sentences.parts(day.equation, closed=day.closed),
        )
        self.view.hero.show_arrivals(
            sentences.bars(day),
            point=day.surge.place if day.surge else None,
            surge=sentences.surge_words(day.surge),
        )
        self.view.targets.show_targets(day.targets)
        self.view.kept.show_kept(facts.kept)
        may = "backup" in sections_of(self._work.session.user.role_set)
        lines = [sentences.line(concern, may_back_up=may) for concern in day.concerns]
        self.view.attention.show_lines(lines)

    def _on_concern(self, place: int) -> None:
        """Go where the concern can be looked at."""
        if self._facts is None or self._facts.day is None or place >= len(self._facts.day.concerns):
            return
        concern = self._facts.day.concerns[place]
        if concern.kind is ConcernKind.DAY_LEFT_OPEN:
            self._work.go_asked.emit("closing", None)
        elif concern.kind is ConcernKind.TO_DECIDE:
            self._work.go_asked.emit("decisions", None)
        elif concern.kind is ConcernKind.NOT_BACKED_UP:
            self._work.go_asked.emit("office", "backup")
        else:
            self._work.go_asked.emit("queue", concern.ticket)

    def _on_report(self) -> None:
        if self._facts is not None and self._facts.day is not None:
            visit = self._facts.day.visit
            self._work.go_asked.emit("reports", report_of(visit.id, visit.kind))

    def _on_tick(self) -> None:
        if self.view.isVisible():
            self.read_anew()
