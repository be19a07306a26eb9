"""Joins F1 to the day's facts; reads them anew while it is seen, since waits grow by themselves."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import partial

import shiboken6
from PySide6.QtCore import QObject, QTimer

from ektp_desk.domain.paper.kinds import report_of
from ektp_desk.gui.kit.act import Act, Acts
from ektp_desk.gui.screen import EVERYTHING
from ektp_desk.gui.today import words as sentences
from ektp_desk.gui.today.cards import MOST
from ektp_desk.gui.today.view import TodayView
from ektp_desk.gui.work import NEW_HOME, TO_COME, Go, Work
from ektp_desk.usecases.admin.backups import Safety, safety
from ektp_desk.usecases.admin.pages import PageDrill, drill_told
from ektp_desk.usecases.admin.rights import PlaceKey, may_use, sections_of
from ektp_desk.usecases.visits.queries import visit_name
from ektp_desk.usecases.visits.today import Concern, ConcernKind, Day, Today, today
from ektp_desk.words import _
from ektp_desk.words.dates import long_date, short_date
from ektp_desk.words.numbers import count

_EVERY = 30_000  # ms; the least that changes without an act is a minute


class Presenter(QObject):
    """Shows the open visit's day, the one closed today, or the way to the next visit."""

    shows = EVERYTHING

    def __init__(self, work: Work) -> None:
        super().__init__()
        self._work = work
        self._facts: Today | None = None
        self._safety: Safety | None = None
        self._drill: PageDrill | None = None
        self._came = False  # to the front, once
        self.view = self.make_view()
        work.mirrored.connect(self._fill)
        work.unsafe_counted.connect(self._show_unsafe)
        work.saved.connect(self._show_saved)

    def make_view(self) -> TodayView:
        self._acts = Acts(self._table(), explain=self._work.explained.emit)
        self.view = TodayView(self._acts)
        self._acts.setParent(self.view)  # they go with it, on this thread
        # The view's child: it must not ask a store that was closed behind it.
        self._tick = QTimer(self.view, interval=_EVERY)
        self._tick.timeout.connect(self._on_tick)
        if self._came:
            self._tick.start()
        self._fill()
        return self.view

    def _table(self) -> list[Act]:
        go = self._work.go
        return [
            # Enter presses the button, which has the focus.
            Act(
                id="to_queue",
                text=_("Ke antrean"),
                keys=("Enter",),
                when=self._may_serve,
                run=partial(go, "queue"),
                bound=False,
            ),
            Act(
                id="visit_home",
                text=_("Kunjungan rumah…"),
                short=_("Rumah…"),
                keys=("Ctrl+H",),
                when=self._may_serve,
                run=partial(go, Go("queue", section=NEW_HOME)),
            ),
            Act(
                id="find_person",
                text=_("Cari orang"),
                short=_("Cari"),
                keys=("/",),
                when=self._may_serve,
                run=partial(go, "queue"),
            ),
            Act(
                id="list_to_come",
                text=_("Daftar belum datang"),
                short=_("Belum datang"),
                keys=("D",),
                when=self._may_serve,
                run=partial(go, Go("queue", section=TO_COME)),
            ),
            Act(
                id="report",
                text=_("Lihat laporan"),
                keys=("L",),
                when=lambda: self._day() is not None and not self._may_serve(),
                run=self._to_report,
            ),
            Act(
                id="close_day",
                text=_("Tutup hari…"),
                keys=("H",),
                when=self._may_close,
                run=partial(go, "closing"),
            ),
            # Enter presses the button, which has the focus: nothing else is on the page but what waits.
            Act(
                id="to_lists",
                text=lambda: _("Kirim & terima") if self._awaits_office() else _("Kunjungan & daftar"),
                keys=("Enter",),
                when=lambda: self._facts is not None and self._day() is None and self._may("visits"),
                run=lambda: go("exchange" if self._awaits_office() else "visits"),
            ),
            Act(
                id="to_decisions",
                text=lambda: sentences.to_decide(self._facts.to_decide if self._facts else 0),
                keys=("Q",),
                when=self._must_decide,
                run=partial(go, "decisions"),
            ),
            Act(
                id="to_reviews",
                text=lambda: sentences.to_review(self._facts.to_review if self._facts else 0),
                keys=("T",),
                when=self._must_review,
                run=partial(go, "closing"),
            ),
            *(
                Act(id=f"concern_{place + 1}", keys=(str(place + 1),), run=partial(self._look_at, place))
                for place in range(MOST)
            ),
        ]

    def _may(self, place: PlaceKey) -> bool:
        return may_use(self._work.session.user.role_set, place)

    def _day(self) -> Day | None:
        return self._facts.day if self._facts else None

    def _awaits_office(self) -> bool:
        """Whether a field laptop has no visit to go to."""
        has_one = self._facts is not None and self._facts.planned is not None
        return not self._work.session.at_office and not has_one

    def _runs(self) -> bool:
        day = self._day()
        return day is not None and not day.closed

    def _may_serve(self) -> bool:
        return self._runs() and self._may("queue")

    def _may_close(self) -> bool:
        return self._runs() and self._may("closing")

    def _must_decide(self) -> bool:
        """Whether something waits that no visit's concerns name."""
        return self._facts is not None and self._day() is None and self._facts.to_decide > 0

    def _must_review(self) -> bool:
        return self._facts is not None and self._day() is None and self._facts.to_review > 0

    def shown(self, _go: Go) -> None:
        """Come to the front with the focus on the blue button."""
        self._came = True
        self._tick.start()
        self.view.take_focus()
        self.read_anew()

    def read_anew(self) -> None:
        self._work.ask(
            lambda session: (today(session), safety(session), drill_told(session)), self._show, over="today"
        )

    def heading(self) -> tuple[str, str, str]:
        visit = self._work.visit
        if visit is None:
            day = self._work.session.today
            return _("Hari ini"), long_date(day), short_date(day)
        day, title = date.fromisoformat(visit.day), visit_name(self._work.session, visit)
        desk = [_("meja {letter}").format(letter=self._work.desk)] if self._work.desk else []
        return title, " · ".join((long_date(day), *desk)), " · ".join((short_date(day), *desk))

    def _show(self, answer: tuple[Today, Safety, PageDrill | None]) -> None:
        self._facts, self._safety, self._drill = answer
        self._fill()

    def _fill(self) -> None:
        facts, kept, held = self._facts, self._safety, self.view.holds_focus()
        self._acts.refresh()
        if facts is None or kept is None:
            return
        if facts.day is None:
            title, help_text = sentences.nothing_open(
                facts, may_plan=self._may("visits"), at_office=self._work.session.at_office
            )
            said = sentences.safety_words(kept, self._card()) + sentences.drill_words(self._drill)
            self.view.empty.say(title, "\n".join([help_text, *said]))
            self.view.show_empty(held=held)
            return
        self._show_day(facts.day, facts)
        due = any(concern.kind is ConcernKind.NOT_BACKED_UP for concern in facts.day.concerns)
        self.view.kept.show_safety(sentences.backup_age(kept, due=due), sentences.journal_news(kept))
        self.view.show_day(held=held)

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
        self._show_saved()
        self._show_unsafe()
        self.view.attention.show_lines([self._line(concern) for concern in self._concerns(day)])

    def _concerns(self, day: Day) -> list[Concern]:
        """The day's, after what is wrong with the card; that there is none comes last."""
        session = self._work.session
        card = sentences.card_concern(self._work.mirror, at_office=session.at_office)
        if card is None:
            return list(day.concerns)
        first = card.kind is ConcernKind.CARD_TROUBLE
        return [card, *day.concerns] if first else [*day.concerns, card]

    def _card(self) -> sentences.ConcernLine | None:
        session = self._work.session
        concern = sentences.card_concern(self._work.mirror, at_office=session.at_office)
        return sentences.card_line(self._work.mirror, session.today) if concern else None

    def _show_saved(self) -> None:
        self.view.kept.show_saved(self._work.saved_at, self._work.session.today)

    def _show_unsafe(self) -> None:
        if self._facts is not None:
            self.view.kept.show_unsafe(self._work.unsafe, any_kept=self._facts.kept.recordings > 0)

    def _line(self, concern: Concern) -> sentences.ConcernLine:
        if concern.kind in (ConcernKind.CARD_TROUBLE, ConcernKind.ONE_COPY):
            said = sentences.card_line(self._work.mirror, self._work.session.today)
        else:
            may = "backup" in sections_of(self._work.session.user.role_set)
            said = sentences.line(concern, may_back_up=may)
        return replace(said, verb=sentences.verb(concern.kind) if said.leads else "")

    def _look_at(self, place: int) -> None:
        """Go where the concern can be looked at; there may be none at a key's place."""
        day, go = self._day(), self._work.go
        concerns = self._concerns(day) if day else []
        if place >= len(concerns) or not self._line(concerns[place]).leads:
            return
        concern = concerns[place]
        if concern.kind in (ConcernKind.DAY_LEFT_OPEN, ConcernKind.TO_REVIEW):
            go("closing")
        elif concern.kind is ConcernKind.TO_DECIDE:
            go("decisions")
        elif concern.kind is ConcernKind.UNHEARD:
            go("exchange")
        elif concern.kind is ConcernKind.NOT_BACKED_UP:
            go(Go("admin", section="backup"))
        elif concern.kind in (ConcernKind.CARD_TROUBLE, ConcernKind.ONE_COPY):
            go(Go("admin", section="card"))
        else:
            go(Go("queue", ticket=concern.ticket))

    def _to_report(self) -> None:
        if (day := self._day()) is not None:
            self._work.go(Go("reports", paper=report_of(day.visit.id, day.visit.kind)))

    def _on_tick(self) -> None:
        if shiboken6.isValid(self.view) and self.view.isVisible():
            self.read_anew()
