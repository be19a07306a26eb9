"""The chosen list: whether it still names people, where they live, what was done with it and by whom."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from ektp_desk.domain.lists.meanings import ListKind
from ektp_desk.domain.lists.standing import ListState
from ektp_desk.gui.kit import ActButton, Card, Elided, Field, Marked, Note, hairline, label, set_tone
from ektp_desk.gui.kit.page import Page
from ektp_desk.gui.kit.shapes import Shape
from ektp_desk.gui.kit.tokens import px
from ektp_desk.gui.work import Work
from ektp_desk.usecases.lists.commands import bring_back_list, withdraw_list
from ektp_desk.usecases.lists.queries import Passage, Story, kept_until, story_of
from ektp_desk.usecases.session import Session
from ektp_desk.usecases.shapes import ListFacts
from ektp_desk.usecases.visits.queries import Loss, losses_of
from ektp_desk.words import NP_, _
from ektp_desk.words.acts.picked import as_read
from ektp_desk.words.dates import clock, digits_date, plain_date
from ektp_desk.words.lists import kind_of_list, near_date
from ektp_desk.words.numbers import count

_MOST, _MOST_SMALL = 6, 3
_PASSAGES, _PASSAGES_SMALL = 3, 2


@dataclass(frozen=True, slots=True)
class ShownList:
    """A list in words; `state_words` say since when or until when it stands so."""

    title: str
    about: str
    rows: int
    state: ListState
    state_words: str
    plannable: bool = True  # it names people of villages
    why: str = ""  # it was withdrawn; or what is left of it


class ListPanel(Page):
    """Asks for a plan, for the withdrawal and for the way back; what is read later has its room kept."""

    plan_asked = Signal()
    withdraw_asked = Signal()
    back_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("list_panel")
        self._small, self._may, self._state = False, False, ListState.STANDING
        self._plannable = True
        self._villages: list[tuple[str, int]] = []
        self._passages: list[str] = []
        self._card = Card(gap=5)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._card)
        self._make()
        self._lay_out()
        self.entered.connect(self.press)
        self.button.asked.connect(self.plan_asked)
        self.withdraw.asked.connect(self.withdraw_asked)
        self.back.asked.connect(self.back_asked)

    def press(self) -> None:
        """Do what the blue button says."""
        if self._state is ListState.STANDING and self._plannable:
            self.plan_asked.emit()

    def set_rights(self, may: bool, who: str) -> None:  # noqa: FBT001  reads as its sentence
        """Offer what this user may do; to others say who may."""
        self._may = may
        words = _("Memuat dan mencabut daftar: {names}").format(names=who)
        self._who.set_text("" if may else words)
        self._who.setVisible(not may)
        self._offer()

    def show_list(self, shown: ShownList) -> None:
        """Name a list; its villages and passages come by `show_story`."""
        self._state, self._plannable = shown.state, shown.plannable
        self._title.set_text(shown.title)
        self._about.set_text(shown.about)
        self._hero.setText(count(shown.rows))
        gone = shown.state is ListState.EXPIRED
        self._below.set_text(_("baris ketika dimuat") if gone else _(NP_("many", "baris")))
        shapes = {ListState.STANDING: Shape.DONE, ListState.WITHDRAWN: Shape.BACK}
        self._stands.show_note(Note(shapes.get(shown.state, Shape.NONE), shown.state_words))
        self._why.setText(shown.why)
        self._why.setVisible(bool(shown.why))
        self._offer()
        self.show_story([], [])

    def show_story(self, villages: Sequence[tuple[str, int]], passages: Sequence[str]) -> None:
        """Show how many people live in each village (the last line sums up the rest), and its story."""
        self._villages, self._passages = list(villages), list(passages)
        if villages:
            self._below.set_text(_("baris, di {n} desa").format(n=count(len(villages))))
        self._fill()

    def set_small(self, small: bool) -> None:  # noqa: FBT001  a slot for the shell's signal
        """Show fewer villages and passages in the small form."""
        self._small = small
        set_tone(self._hero, None, role="figure" if small else "hero")
        self._fill()

    def _offer(self) -> None:
        standing = self._state is ListState.STANDING
        self.button.setVisible(standing and self._plannable)
        self.withdraw.setVisible(self._may and standing)
        self.back.setVisible(self._may and self._state is ListState.WITHDRAWN)

    def _make(self) -> None:
        self._title, self._about = Elided("", "title"), Elided("", "help")
        self._stands = Marked(Note(Shape.DONE, ""), "small")
        self._stands.setObjectName("list_state")
        self._why = label("", "small", wrap=True, name="list_withdrawn_why")
        self._why.setMaximumHeight(px(72))  # a long reason must not push the panel
        self._hero, self._below, self._who = label("0", "hero"), Elided("", "body"), Elided("", "help")
        self._rows, self._grid = QWidget(), QGridLayout()
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setVerticalSpacing(px(3))
        self._grid.setColumnStretch(0, 1)
        self._rows.setLayout(self._grid)
        self.button = ActButton(
            _("Rencanakan kunjungan…"), "Enter", kind="blue", short=_("Rencanakan…"), name="plan_from_list"
        )
        self.withdraw = ActButton(_("Cabut daftar…"), "C", kind="danger", name="withdraw_list")
        self.back = ActButton(_("Kembalikan daftar"), "B", tall=True, name="bring_back_list")

    def _lay_out(self) -> None:
        for part in (self._title, self._about, self._stands, self._why):
            self._card.add(part)
        self._card.body.addSpacing(px(10))
        for below in (self._hero, self._below, hairline(), self._rows):
            self._card.add(below)
        self._card.body.addStretch(1)
        for act in (self._who, self.button, self.back, self.withdraw):
            self._card.add(act)

    def _fill(self) -> None:
        while (item := self._grid.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        for at, (name, people) in enumerate(self._village_lines()):
            figure = label(count(people), "strong")
            figure.setAlignment(Qt.AlignmentFlag.AlignRight)
            for column, part in enumerate((Elided(name, "body"), figure)):
                self._grid.addWidget(part, at, column)
                part.show()
        passages = self._passages[: _PASSAGES_SMALL if self._small else _PASSAGES]
        if passages and self._villages:
            self._add_line(hairline())
        for words in passages:
            self._add_line(label(words, "help", wrap=True))

    def _add_line(self, line: QWidget) -> None:
        self._grid.addWidget(line, self._grid.rowCount(), 0, 1, 2)
        line.show()

    def _village_lines(self) -> list[tuple[str, int]]:
        most = _MOST_SMALL if self._small else _MOST
        shown = self._villages if len(self._villages) <= most else self._villages[: most - 1]
        rest = self._villages[len(shown) :]
        if not rest:
            return shown
        more = _("{n} desa lain").format(n=count(len(rest)))
        return [*shown, (more, sum(people for _name, people in rest))]


_NAMES_NO_VILLAGE = (ListKind.DKB, ListKind.STATUS)  # nobody's visit can be planned from these


class Showing(QObject):
    """Only the story of the list last asked for is shown."""

    def __init__(self, work: Work, panel: ListPanel) -> None:
        super().__init__(panel)
        self._work, self._panel = work, panel
        self._asked = 0

    def show(self, facts: ListFacts, today: date) -> None:
        self._asked += 1
        mine = self._asked
        self._panel.show_list(_shown(facts, today, ""))

        def read(story: Story) -> None:
            if mine != self._asked:
                return
            until = _until(story.kept_until) if facts.state is not ListState.EXPIRED else ""
            self._panel.show_list(_shown(facts, today, until))
            villages = [(v.title if v else _("Desa tidak dikenal"), n) for v, n in story.villages]
            self._panel.show_story(villages, [_line(passage, today) for passage in story.passages])

        self._work.ask(lambda session: story_of(session, facts), read)


def _shown(facts: ListFacts, today: date, until: str) -> ShownList:
    as_of = digits_date(date.fromisoformat(facts.as_of))
    about = [kind_of_list(facts.kind), _("per {day}").format(day=as_of), as_read(facts.source)]
    return ShownList(
        facts.name, " · ".join(part for part in about if part), facts.rows, facts.state,
        _state(facts, today, until), facts.kind not in _NAMES_NO_VILLAGE, _why(facts),
    )  # fmt: skip


def _state(facts: ListFacts, today: date, until: str) -> str:
    if facts.state is ListState.WITHDRAWN:
        at = near_date(facts.withdrawn_at.date(), today) if facts.withdrawn_at else ""
        return _("dicabut {day}").format(day=at)
    if facts.state is ListState.EXPIRED:
        return _("kedaluwarsa: barisnya sudah dihapus")
    return " · ".join(part for part in (_("berlaku"), until) if part)


def _why(facts: ListFacts) -> str:
    if facts.state is ListState.EXPIRED:
        return _("Rekaman dan nomor antrean tetap. Untuk kunjungan baru, muat daftar yang lebih baru.")
    return facts.withdrawn_why if facts.state is ListState.WITHDRAWN else ""


def _until(day: date | None) -> str:
    return _("disimpan s.d. {day}").format(day=digits_date(day)) if day else ""


def _line(passage: Passage, today: date) -> str:
    when = f"{near_date(passage.at.date(), today)} {clock(passage.at)}"
    if not passage.by:
        return _("{when} · {what}").format(when=when, what=passage.what)
    return _("{when} · {what} oleh {name}").format(
        when=when,
        what=passage.what,
        name=passage.by.replace(" ", "\u00a0"),  # no name is broken in two
    )


_VISITS_NAMED = 2


class WithdrawForm(Page):
    """`withdraw_asked` is the one button; Esc leaves everything as it is."""

    withdraw_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("withdraw_form")
        self._name = Elided("", "strong")
        self._means = label("", "small", wrap=True, name="withdraw_means")
        self.reason = Field(
            _("Mengapa dicabut?"), "withdraw_reason", placeholder=_("misalnya: salah kecamatan")
        )
        self.button = ActButton(_("Cabut daftar"), "Enter", kind="danger", tall=True, name="withdraw_keep")
        self.cancel = ActButton(_("Batal"), "Esc", name="withdraw_cancel")
        card = Card(gap=6)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(card)
        for part in (label(_("Cabut daftar ini?"), "lead"), self._name, hairline(), self._means):
            card.add(part)
        card.body.addStretch(1)
        for below in (self.reason, self.button, self.cancel):
            card.add(below)
        self.entered.connect(self.withdraw_asked)
        self.button.asked.connect(self.withdraw_asked)
        self.cancel.asked.connect(self.left)

    def begin(self, name: str) -> None:
        """Ask for the reason; what it means comes by `say`."""
        self._name.set_text(name)
        self._means.setText("")
        self.reason.set_text("")
        self.reason.edit.setFocus(Qt.FocusReason.OtherFocusReason)

    def say(self, means: str) -> None:
        self._means.setText(means)


class Withdrawing(QObject):
    """Works the form and the way back; `ended` says that the panel can show the list again."""

    ended = Signal()

    def __init__(self, work: Work, form: WithdrawForm) -> None:
        super().__init__(form)
        self._work, self._form = work, form
        self._facts: ListFacts | None = None
        form.withdraw_asked.connect(self._withdraw)
        form.left.connect(self.ended)

    def begin(self, facts: ListFacts) -> None:
        """Ask for a list's withdrawal."""
        self._facts = facts
        self._form.begin(facts.name)

        def read(session: Session) -> str:
            return _meaning(losses_of(session, facts), kept_until(session, facts), session.today)

        self._work.ask(read, lambda means: self._form.say(means) if self._facts is facts else None)

    def bring_back(self, facts: ListFacts) -> None:
        def told(_done: None) -> None:
            self._work.told.emit(_("Daftar dikembalikan"))

        self._work.do(lambda session: bring_back_list(session, facts.id), told)

    def _withdraw(self) -> None:
        facts, reason = self._facts, self._form.reason.text()
        if facts is None:
            return
        if not reason:
            self._form.reason.set_error(_("Tulis dahulu sebabnya."), "list.no_reason")
            self._form.reason.edit.setFocus(Qt.FocusReason.OtherFocusReason)
            return

        def told(_done: None) -> None:
            self._work.told.emit(_("Daftar dicabut. B mengembalikannya."))
            self.ended.emit()

        self._work.do(lambda session: withdraw_list(session, facts.id, reason=reason), told)


def _meaning(losses: Sequence[Loss], until: date | None, today: date) -> str:
    parts = [_loss(loss, today) for loss in losses[:_VISITS_NAMED]]
    if rest := losses[_VISITS_NAMED:]:
        words = _("{n} sasaran hilang dari {visits} kunjungan lain.")
        parts.append(words.format(n=count(sum(loss.targets for loss in rest)), visits=count(len(rest))))
    if not losses:
        parts.append(_("Tidak ada kunjungan yang memakai daftar ini."))
    parts.append(_("Rekaman dan nomor antrean tetap."))
    if until is not None:
        parts.append(_("Dapat dikembalikan sampai {day}.").format(day=plain_date(until)))
    else:
        parts.append(_("Dapat dikembalikan kapan saja."))
    return "\n".join(parts)


def _loss(loss: Loss, today: date) -> str:
    words = _("{n} sasaran hilang dari kunjungan {visit}, {day}.")
    return words.format(
        n=count(loss.targets),
        visit=loss.visit,
        day=near_date(loss.day, today).replace(" ", "\N{NO-BREAK SPACE}"),
    )
