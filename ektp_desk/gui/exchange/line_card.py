"""The card of F7 that tells how the line to the hub stands, and asks whether a network costs."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial

from PySide6.QtWidgets import QLabel, QWidget

from ektp_desk.gui.exchange.words import LinkLines, line_warnings, link_lines, no_line_words
from ektp_desk.gui.kit import Card, Elided, Marked, Note, label, named
from ektp_desk.gui.kit.act import Act, Acts
from ektp_desk.gui.kit.cards import in_row, stacked
from ektp_desk.gui.kit.form import Panel
from ektp_desk.gui.kit.labels import Role
from ektp_desk.gui.kit.shapes import Shape
from ektp_desk.gui.kit.tokens import Tone
from ektp_desk.usecases.exchange.line import LineNews
from ektp_desk.words import _
from ektp_desk.words.numbers import size_words

_MOST = 4  # links that are shown
_WARNINGS = 2  # at once: the largest letters leave no more room; the next comes when one is settled
_INDENT = 22  # px of a mark before its words


def _wrapped(role: Role, name: str, *, tone: Tone | None = None) -> QLabel:
    """Words as tall as they are at their width: by itself Qt keeps room for them at a narrow one."""
    made = label("", role, tone=tone, wrap=True, name=name)
    made.setMinimumHeight(1)
    return made


class _LinkRow(QWidget):
    """One link on two lines."""

    def __init__(self, at: int) -> None:
        super().__init__()
        self._note = named(Marked(Note(Shape.WAITING, ""), "strong"), f"link_{at}")
        self._end = named(Elided("", "strong"), f"link_{at}_end")
        self._under = _wrapped("help", f"link_{at}_under")
        self._under_end = named(Elided("", "help"), f"link_{at}_under_end")
        upper = in_row((self._note, 1), self._end)
        self._lower = in_row((self._under, 1), self._under_end, margins=(_INDENT, 0, 0, 0))
        stacked(upper, self._lower, gap=0, on=self)

    def show_lines(self, lines: LinkLines) -> None:
        self._note.show_note(lines.note)
        self._end.set_text(lines.end)
        self._under.setText(lines.under)
        self._under_end.set_text(lines.under_end)
        self._lower.setVisible(bool(lines.under or lines.under_end))


class LineCard(Card):
    """As many rows as there are links; what to do stands below them."""

    def __init__(self, acts: Acts) -> None:
        super().__init__(gap=4, name="line_card")
        buttons = (
            acts.button(id_, kind="quiet") for id_ in ("line_price", "line_links", "line_now", "line_pause")
        )
        self._none = _wrapped("help", "no_line")
        self.add_row(label(_("Jalur ke hub"), "strong"), (self._none, 1), *buttons, gap=16)
        self._rows = [_LinkRow(at) for at in range(1, _MOST + 1)]
        self._warned = _wrapped("small", "line_warning", tone="warn")
        self.stack(*self._rows, self._warned)
        self.show_line(None, date.min, 0)

    def show_line(self, news: LineNews | None, today: date, offset: int) -> None:
        """`offset`: the office's minutes from UTC."""
        why = no_line_words(news)
        self._none.setText(why)
        links = news.links if news is not None and not why else ()
        for at, row in enumerate(self._rows):
            row.setVisible(at < len(links))
            if news is not None and at < len(links):
                row.show_lines(link_lines(news, links[at], today, offset))
        warnings = line_warnings(news)[:_WARNINGS] if news is not None else ()
        self._warned.setText("\n".join(warnings))
        self._warned.setVisible(bool(warnings))


class PricePanel(Panel):
    """Whether a network costs by the byte; asked once for each, and again by the same key."""

    def __init__(self, host: QWidget, *, most: int, say: Callable[..., object]) -> None:
        super().__init__(
            host,
            name="price",
            widest=560,
            title=_("Jaringan ini berkuota?"),
            help_text=_(
                "Berkuota: paket data ponsel atau modem. Di sana catatan selalu dikirim, gambar paling "
                "banyak {most} sehari. Di Wi-Fi tanpa batas semuanya dikirim. Ditanya sekali tiap jaringan."
            ).format(most=size_words(most)),
        )
        costs, free = partial(say, is_metered=True), partial(say, is_metered=False)
        self.foot(
            Act(id="price_costs", text=_("Ya, berkuota"), keys=("1",), run=costs),
            Act(id="price_free", text=_("Tidak, tanpa batas"), keys=("2",), run=free),
        )
