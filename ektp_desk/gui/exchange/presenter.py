"""Joins F7 to the ladder's facts, and carries between this laptop and a card or stick."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Qt, Signal

from ektp_desk.domain.errors import EktpError
from ektp_desk.gui.exchange.line_card import PricePanel
from ektp_desk.gui.exchange.links import LinksPanel, links_here
from ektp_desk.gui.exchange.panels import HowPanel, ReceiptsPanel, StickNewsPanel, StickPanel
from ektp_desk.gui.exchange.view import ExchangeView
from ektp_desk.gui.exchange.words import carried_words, opened_words
from ektp_desk.gui.kit.act import Act, Acts
from ektp_desk.gui.kit.form import Panels
from ektp_desk.gui.work import Go, Work
from ektp_desk.usecases.admin.rights import may_use, sections_of
from ektp_desk.usecases.exchange.commands import carry_both_ways
from ektp_desk.usecases.exchange.line import LineAsk
from ektp_desk.usecases.exchange.queries import (
    SAFETY_OF,
    JournalReceipt,
    LastStick,
    SafetyLadder,
    last_stick,
    receipts,
    safety_ladder,
)
from ektp_desk.usecases.laptops.courier import Courier, Inspection, StickNews
from ektp_desk.words import _
from ektp_desk.words.carrying import refused_lines
from ektp_desk.words.dates import clock_of, long_date, short_date
from ektp_desk.words.errors import message
from ektp_desk.words.numbers import count

_CHAPTER = "12-kirim"  # of the manual


class Presenter(QObject):
    """One carrying at a time; it goes on while another place is in front."""

    shows = SAFETY_OF
    _stepped = Signal(int, int)  # packs behind, of how many; said on the lane that carries

    def __init__(self, work: Work) -> None:
        super().__init__()
        self._work = work
        self._ladder: SafetyLadder | None = None
        self._stick: LastStick | None = None
        self._stop: Callable[[], None] | None = None  # what is under way
        self._progress = ""
        self._trouble = ("", "", "")
        self._last = ""  # the folder that was used in this sitting
        self._fresh = True
        self._stood: object = None  # on what the line's keys depend
        work.lined.connect(self._show_line)
        self._stepped.connect(self._show_step, Qt.ConnectionType.QueuedConnection)
        self._panels = Panels(lambda: self.view)
        self.view = self.make_view()

    def make_view(self) -> ExchangeView:
        self._acts = Acts(self._table(), explain=self._work.explained.emit)
        self.view = ExchangeView(self._acts)
        self._acts.setParent(self.view)  # they go with it, on this thread
        self._fill()
        self._panels.ask_again()
        return self.view

    def _table(self) -> list[Act]:
        return [
            Act(
                id="carry",
                text=_("Kirim dan terima lewat stik…"),
                short=_("Lewat stik…"),
                keys=("K",),
                why_not=self._busy_word,
                run=self._ask_where,
                opens=True,
            ),
            Act(
                id="inspect",
                text=_("Periksa yang ada di sini"),
                short=_("Periksa"),
                keys=("P",),
                when=lambda: self._work.session.at_office,
                why_not=self._busy_word,
                run=self._inspect,
            ),
            Act(
                id="back_up",
                text=_("Buat cadangan"),
                keys=("B",),
                when=self._may_back_up,
                run=lambda: self._work.go(Go("admin", section="backup", at_once=True)),
            ),
            Act(
                id="how",
                text=_("Caranya…"),
                keys=("L",),
                when=lambda: bool(self._ladder and self._ladder.rows),
                run=self._tell_how,
                opens=True,
            ),
            Act(
                id="last_stick",
                text=self._stick_word,
                keys=("S",),
                when=lambda: self._stick is not None,
                run=self._tell_stick,
                opens=True,
            ),
            Act(id="receipts", text=_("Tanda terima"), keys=("D",), run=self._ask_receipts, opens=True),
            Act(
                id="rulings",
                text=_("Keputusan"),
                keys=("U",),
                when=lambda: may_use(self._work.session.user.role_set, "decisions"),
                run=lambda: self._work.go("decisions"),
            ),
            *self._line_acts(),
            Act(
                id="stop_carrying",
                text=_("Hentikan"),
                keys=("Esc",),
                when=lambda: self._stop is not None,
                run=self._stop_now,
            ),
        ]

    def _line_acts(self) -> list[Act]:
        return [
            Act(
                id="line_price",
                text=_("Berkuota?"),
                keys=("M",),
                when=lambda: bool(self._network),
                run=self._ask_price,
                opens=True,
            ),
            Act(
                id="line_links",
                text=_("Jalur…"),
                keys=("A",),
                when=lambda: self._has_line,
                run=self._ask_links,
                opens=True,
            ),
            Act(
                id="line_now",
                text=lambda: _("Lanjutkan") if self._is_paused else _("Coba sekarang"),
                keys=("R",),
                when=lambda: self._has_line,
                run=lambda: self._work.ask_line(LineAsk("now")),
            ),
            Act(
                id="line_pause",
                text=_("Jeda"),
                keys=("J",),
                when=lambda: self._has_line and not self._is_paused,
                run=lambda: self._work.ask_line(LineAsk("pause")),
            ),
        ]

    @property
    def _has_line(self) -> bool:
        return self._work.line is not None and bool(self._work.line.links)

    @property
    def _is_paused(self) -> bool:
        return self._work.line is not None and self._work.line.is_paused

    @property
    def _network(self) -> str:
        """The first of which nobody has said whether it costs, else the first that may; empty for none."""
        links = self._work.line.links if self._work.line is not None else ()
        networks = [link.network for link in links if link.network and link.is_metered is None]
        return next(iter(networks or [link.network for link in links if link.network]), "")

    def _ask_price(self) -> None:
        network, news = self._network, self._work.line
        assert news is not None

        def say(*, is_metered: bool) -> None:
            self._panels.leave()
            self._work.ask_line(LineAsk("price", network=network, is_metered=is_metered))

        self._panels.ask(lambda host: PricePanel(host, most=news.most, say=say))

    def _ask_links(self) -> None:
        chosen = [link.name for link in self._work.line.links] if self._work.line is not None else []

        def take(names: tuple[str, ...]) -> None:
            self._panels.leave()
            self._work.ask_line(LineAsk("links", links=names))

        here = links_here()
        self._panels.ask(lambda host: LinksPanel(host, here, chosen, take=take))

    def _show_line(self) -> None:
        if self.view.isVisible():
            self._fill_line()

    def _fill_line(self) -> None:
        now = self._work.session.clock()
        stood = (self._has_line, self._is_paused, self._network)
        if stood != self._stood:
            self._stood = stood
            self._acts.refresh()
        self.view.line.show_line(self._work.line, now.day, now.offset)

    def _may_back_up(self) -> bool:
        return self._work.session.at_office and "backup" in sections_of(self._work.session.user.role_set)

    def _busy_word(self) -> str:
        return _("Yang sedang berjalan belum selesai.") if self._stop is not None else ""

    def shown(self, _go: Go) -> None:
        self._fresh = True
        self.read_anew()

    def read_anew(self) -> None:
        # Beside what other screens ask: in an office where nothing is safe it takes its time.
        self._work.make(
            lambda session: (safety_ladder(session), last_stick(session)), self._show, over="exchange"
        )

    def heading(self) -> tuple[str, str, str]:
        today = self._work.session.today
        return _("Kirim & terima"), long_date(today), short_date(today)

    def _show(self, answer: tuple[SafetyLadder, LastStick | None]) -> None:
        self._ladder, self._stick = ladder, _stick = answer
        self._work.take_unsafe(ladder.unsafe)
        self._fill()
        if self._fresh:
            self._fresh = False
            self.view.take_focus()

    def _fill(self) -> None:
        self._acts.refresh()
        self._fill_line()
        if self._ladder is not None:
            self.view.show_ladder(self._ladder)
        self.view.show_progress(self._progress)
        self.view.show_trouble(*self._trouble)

    def _ask_where(self) -> None:
        """Take the one stick that is plugged in, or ask which folder."""

        look = self._work.look_for_places
        self._panels.ask(lambda host: StickPanel(host, self._carry, look=look, start=self._last))

    def _carry(self, place: Path) -> None:
        self._last = str(place)
        self._panels.leave()

        clock = self._work.session.clock

        def work(courier: Courier) -> StickNews:
            return carry_both_ways(courier, place, clock, passed=self._stepped.emit)

        self._begin(_("Membaca stik"), work, self._on_carried)

    def _tell_how(self) -> None:
        """Of the chosen laptop; of whose recordings are the oldest unsafe where none is."""
        ladder = self._ladder
        row = self.view.table.selected_row() or (ladder.oldest or ladder.rows[0] if ladder else None)
        if row is not None:
            at_office = self._work.session.at_office
            self._panels.ask(lambda host: HowPanel(host, row, at_office=at_office, read_on=self._read_on))

    def _read_on(self) -> None:
        self._panels.leave()
        self._work.go(Go("manual", behind="exchange", section=_CHAPTER))

    def _stick_word(self) -> str:
        if self._stick is None:
            return _("Stik terakhir")
        when = clock_of(self._stick.at, self._work.session.today)
        return _("Stik terakhir, {when}").format(when=when)

    def _tell_stick(self) -> None:
        if (last := self._stick) is not None:
            today = self._work.session.today
            self._panels.ask(lambda host: StickNewsPanel(host, last, today))

    def _ask_receipts(self) -> None:
        def show(found: tuple[JournalReceipt, ...]) -> None:
            today = self._work.session.today
            self._panels.ask(lambda host: ReceiptsPanel(host, found, today))

        self._work.ask(receipts, show, over="receipts")

    def _inspect(self) -> None:
        self._begin(_("Memeriksa gambar"), lambda courier: courier.inspect(), self._on_inspected)

    def _begin(self, words: str, work: Callable[[Courier], object], done: Callable[..., None]) -> None:
        self._progress, self._trouble = words, ("", "", "")

        def after(answer: object) -> None:
            self._end()
            done(answer)
            self._work.read_anew()

        self._stop = self._work.carry(work, after, self._on_failed)
        self._fill()

    def _on_carried(self, news: StickNews) -> None:
        self._work.tell(partial(carried_words, news))
        if refused := refused_lines(news.found.amiss, news.found.damaged):
            self._trouble = (_("Tidak semua dari stik itu diambil; yang lain sudah."), " ".join(refused), "")
        elif news.done.lacking:
            self._on_failed(EktpError("capture.lacking", count=news.done.lacking))

    def _on_inspected(self, opened: Inspection) -> None:
        self._work.tell(partial(opened_words, opened))

    def _on_failed(self, error: EktpError) -> None:
        self._end()
        what, _dot, then = message(error).partition(". ")
        self._trouble = (f"{what}.", then, error.code)
        self.read_anew()

    def _show_step(self, done: int, whole: int) -> None:
        if self._stop is not None:
            words = _("{done} dari {whole} berkas stik").format(done=count(done), whole=count(whole))
            self._progress = words
            self.view.show_progress(words)

    def _stop_now(self) -> None:
        """What was put there and what came in stays; the rest goes the next time."""
        if self._stop is not None:
            self._stop()
            self._end()
            self._work.tell(lambda: _("Dihentikan. Yang sudah disalin tetap; sisanya lain kali."))
            self.read_anew()

    def _end(self) -> None:
        self._stop, self._progress = None, ""
        self._fresh = self.view.isVisible()  # the next step takes the focus
        self._fill()
