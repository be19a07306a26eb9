"""The left card of a plan: which kind of visit, where, when, who goes along."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from itertools import pairwise

from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from ektp_desk.domain.errors import EktpError
from ektp_desk.domain.typed_days import read_day
from ektp_desk.domain.visits import Arrangement, VisitKind, hour_of, names_in, names_joined
from ektp_desk.gui.kit import Card, Choice, Field, GoesOn, Marked, Note, Option, hairline, label
from ektp_desk.gui.kit.shapes import Shape
from ektp_desk.gui.kit.tokens import is_small, px
from ektp_desk.gui.visits.forms import refuse
from ektp_desk.usecases.visits.planning import Neighbour
from ektp_desk.words import N_, NP_, _
from ektp_desk.words.dates import digits_date, hour, short_date
from ektp_desk.words.visit.kinds import visit_kind

_MOST = 4  # lines


class Neighbours(QWidget):
    """The visits nearest to a day, those of the same day first; without any it says nothing.

    The small form has no room for it: `brief`, which stands elsewhere, then tells the nearest.
    """

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("plan_neighbours")
        self._others: tuple[Neighbour, ...] = ()
        self._day: date | None = None
        self._lines = [Marked(Note(Shape.NONE, ""), "small") for _line in range(_MOST)]
        self.brief = Marked(Note(Shape.NONE, ""), "small")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, px(2), 0, 0)
        column.setSpacing(px(6))
        self._title = label(_("Sudah direncanakan"), "label")
        for part in (hairline(), self._title, *self._lines):
            column.addWidget(part)
        self._show()

    def offer(self, others: Sequence[Neighbour]) -> None:
        """Take the visits that stand beside the one being planned."""
        self._others = tuple(others)
        self._show()

    def show_day(self, day: date | None) -> None:
        """Show those nearest to a day; none while the day cannot be read."""
        self._day = day
        self._show()

    def _show(self) -> None:
        day = self._day
        near = sorted(self._others, key=lambda other: (abs((other.day - day).days), other.day)) if day else []
        shown = near[:_MOST]
        if shown:
            self.brief.show_note(_note(shown[0], same=shown[0].day == day))
        self.brief.setVisible(bool(shown) and is_small())
        for at, line in enumerate(self._lines):
            line.setVisible(at < len(shown))
            if at < len(shown):
                line.show_note(_note(shown[at], same=shown[at].day == day))
        self.setVisible(bool(shown) and not is_small())


def _note(other: Neighbour, *, same: bool) -> Note:
    when = _("hari itu juga") if same else short_date(other.day)
    words = " \N{MIDDLE DOT} ".join(part for part in (when, other.title, ", ".join(other.team)) if part)
    return Note(Shape.LOOK if same else Shape.WAITING, words, loud=same)


KIND_TITLE = N_("Jenis kunjungan")
KIND_KEYS = {kind: f"Alt+{at}" for at, kind in enumerate(VisitKind, start=1)}  # in a box a digit is typed
_KINDS = {
    VisitKind.VILLAGE: (N_("Desa"), N_("Tempat di desa (boleh kosong)"), N_("mis. Balai Desa")),
    VisitKind.SCHOOL: (N_("Desa letaknya (boleh kosong)"), N_("Nama sekolah"), N_("mis. SMA Negeri 1 Soe")),
    VisitKind.OFFICE: (
        N_("Desa letaknya (boleh kosong)"),
        N_("Nama loket (boleh kosong)"),
        N_("mis. Loket 1"),
    ),
}


class WhereCard(Card):
    """No field moves when the kind changes."""

    def __init__(self, title: str) -> None:
        super().__init__(gap=10)
        options = [Option(kind, visit_kind(kind), tone="primary", mark=Shape.CALLED) for kind in VisitKind]
        keys = list(KIND_KEYS.values())
        self.kind = Choice(_(KIND_TITLE), options, name="plan_kind", height=36, keys=keys)
        self.desa = Field(
            "", "plan_desa", placeholder=_("ketik nama desa"), help_text=_("tanpa tanda baca pun ditemukan")
        )
        self.place = Field("", "plan_place")
        self.day = Field(_("Tanggal"), "plan_day", help_text=_("hari-bulan-tahun"))
        self.opening = Field(
            _("Jam buka"), "plan_opening", placeholder=_("mis. 07.30"), help_text=_("boleh kosong")
        )
        self.closing = Field(_("Jam tutup"), "plan_closing")
        self.team = Field(
            _(NP_("many", "Petugas")), "plan_team", help_text=_("pisahkan dengan koma; boleh kosong")
        )
        self.polling = Field(
            _("Hari pemungutan suara"),
            "plan_polling",
            help_text=_("untuk menghitung siapa 17 tahun; boleh kosong"),
        )
        self.neighbours = Neighbours()
        self._fields = (
            self.desa, self.place, self.day, self.opening, self.closing, self.team, self.polling
        )  # fmt: skip
        self._kind = VisitKind.VILLAGE
        self._lay_out(title)

    def show_kind(self, kind: VisitKind) -> None:
        """Name the fields for this kind."""
        self._kind = kind
        self.kind.choose(kind)
        desa, place, like = _KINDS[kind]
        self.desa.set_title(_(desa))
        self.place.set_title(_(place))
        self.place.edit.setPlaceholderText(_(like))

    def first(self) -> QLineEdit:
        """Where a plan of this kind begins."""
        return self.desa.edit if self._kind is VisitKind.VILLAGE else self.place.edit

    def field_of(self, code: str) -> Field | None:
        """None when the refusal is about none."""
        about = {
            "place.not_a_village": self.desa, "place.unknown": self.desa, "place.bad_code": self.desa,
            "visit.needs_place": self.place, "visit.day_past": self.day, "visit.hours_turned": self.closing,
            "visit.polling_past": self.polling,
        }  # fmt: skip
        return about.get(code)

    def fill(self, day: date, arranged: Arrangement) -> None:
        self.day.set_text(digits_date(day))
        self.place.set_text(arranged.place)
        self.opening.set_text(hour(arranged.opening_hour))
        self.closing.set_text(hour(arranged.closing_hour))
        self.team.set_text(names_joined(arranged.team))
        self.polling.set_text(digits_date(arranged.polling_day) if arranged.polling_day else "")

    def read(self) -> tuple[date, Arrangement] | None:
        """None after the first box that cannot be read was marked."""
        box = self.day
        try:
            day = read_day(box.text())
            box = self.opening
            opening = hour_of(box.text())
            box = self.closing
            closing = hour_of(box.text())
            box = self.polling
            polling = read_day(box.text()) if box.text() else None
        except EktpError as error:
            refuse(box, error)
            return None
        return day, Arrangement(
            kind=self._kind,
            place=self.place.text(),
            opening_hour=opening,
            closing_hour=closing,
            team=names_in(self.team.text()),
            polling_day=polling,
        )

    def stops(self) -> list[QWidget]:
        """In the order in which Enter goes through them."""
        return [field.edit for field in self._fields]

    def _lay_out(self, title: str) -> None:
        self.add_row(label(title, "lead"), None, self.kind)
        self.add(hairline())
        for fields in (self._fields[:2], self._fields[2:5], self._fields[5:]):
            row = self.add_row(*fields, gap=12)
            for at in range(len(fields)):
                row.setStretch(at, 1)
        self.add(self.neighbours)
        self.body.addStretch(1)
        self.add_row(GoesOn("Enter"), None, self.neighbours.brief)
        for before, after in pairwise((self.kind, *self.stops())):
            QWidget.setTabOrder(before, after)
