"""The left card of a plan: which kind of visit, where, when, who goes along."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from ektp_desk.domain.visits import VisitKind
from ektp_desk.gui.lists.plan.neighbours import Neighbours
from ektp_desk.gui.look.scale import px
from ektp_desk.gui.look.shapes import Shape
from ektp_desk.gui.parts import Card, Choice, Field, GoesOn, Option, hairline, label
from ektp_desk.words import N_, NP_, _
from ektp_desk.words.visit.kinds import visit_kind

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
    """Fields only; what they mean is read by `Planning`. No field moves when the kind changes."""

    def __init__(self) -> None:
        super().__init__(gap=10)
        options = [Option(kind, visit_kind(kind), tone="primary", mark=Shape.CALLED) for kind in VisitKind]
        keys = list(KIND_KEYS.values())
        self.kind = Choice(_("Jenis kunjungan"), options, name="plan_kind", height=36, keys=keys)
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
        self._title = label("", "lead")
        self._kind = VisitKind.VILLAGE
        self._lay_out()

    def begin(self, kind: VisitKind, *, anew: bool) -> None:
        """Empty all fields."""
        self._title.setText(_("Rencanakan kunjungan") if anew else _("Ubah rencana"))
        for field in self._fields():
            field.set_text("")
        self.kind.choose(kind)
        self.show_kind(kind)

    def show_kind(self, kind: VisitKind) -> None:
        """Name the fields for this kind."""
        self._kind = kind
        desa, place, like = _KINDS[kind]
        self.desa.set_title(_(desa))
        self.place.set_title(_(place))
        self.place.edit.setPlaceholderText(_(like))

    def first(self) -> QLineEdit:
        """Give the box in which a plan of this kind begins."""
        return self.desa.edit if self._kind is VisitKind.VILLAGE else self.place.edit

    def field_of(self, code: str) -> Field | None:
        """Give the field that a refusal is about; None when it is about none."""
        about = {
            "place.not_a_village": self.desa, "place.unknown": self.desa, "place.bad_code": self.desa,
            "visit.needs_place": self.place, "visit.day_past": self.day, "visit.hours_turned": self.closing,
            "visit.polling_past": self.polling,
        }  # fmt: skip
        return about.get(code)

    def stops(self) -> list[QWidget]:
        """Give the boxes in the order in which Enter goes through them."""
        return [field.edit for field in self._fields()]

    def _fields(self) -> tuple[Field, ...]:
        return self.desa, self.place, self.day, self.opening, self.closing, self.team, self.polling

    def _lay_out(self) -> None:
        self.add_row(self._title, None, self.kind)
        self.add(hairline())
        lines: tuple[tuple[Field, ...], ...] = (
            (self.desa, self.place), (self.day, self.opening, self.closing), (self.team, self.polling)
        )  # fmt: skip
        for fields in lines:
            row = QHBoxLayout()
            row.setSpacing(px(12))
            for field in fields:
                row.addWidget(field, 1)
            self.body.addLayout(row)
        self.add(self.neighbours)
        self.body.addStretch(1)
        self.add_row(GoesOn("Enter"), None, self.neighbours.brief)
        before: QWidget = self.kind
        for field in self._fields():
            QWidget.setTabOrder(before, field.edit)
            before = field.edit
