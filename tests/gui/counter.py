"""A counter like F2 made only of parts, to look at and to measure; its people are invented."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ektp_desk.gui.kit import (
    ActButton,
    Card,
    Cell,
    Column,
    Elided,
    EquationView,
    ListTable,
    Note,
    TableFoot,
    Term,
    hairline,
    label,
)
from ektp_desk.gui.kit.shapes import Shape
from ektp_desk.gui.kit.state import ViewHolder
from ektp_desk.gui.kit.tokens import is_small, px
from ektp_desk.gui.shell.frame import Shell

PLACES = (
    ("today", "Hari ini", "sun-horizon", "F1"),
    ("queue", "Antrean", "list-numbers", "F2"),
    ("record", "Perekaman", "user-focus", "F3"),
    ("people", "Orang", "users-three", "F4"),
    ("cards", "Kartu", "identification-card", "F5"),
    ("reports", "Laporan", "chart-bar-horizontal", "F6"),
    ("exchange", "Kirim & terima", "arrows-down-up", "F7"),
)


@dataclass(frozen=True, slots=True, repr=False)
class Waiting:
    """One line of the queue."""

    number: str
    name: str
    errand: str
    minutes: int
    shape: Shape
    state: str


QUEUE = (
    Waiting("A042", "", "Rekam baru", 61, Shape.CALLED, "dipanggil · A"),
    Waiting("A043", "Marten Nenobais", "Rekam baru", 61, Shape.WAITING, "menunggu"),
    Waiting("A045", "Orpa Banunaek", "Ambil kartu", 61, Shape.BACK, "kembali lagi"),
    Waiting("A046", "Yosef Tefa", "Rekam baru", 61, Shape.FIRST, "didahulukan"),
    Waiting("A048", "", "Rekam baru", 61, Shape.WAITING, "menunggu"),
    Waiting("B059", "Adolfina Selan", "Rekam baru", 54, Shape.UNDER_WAY, "di meja B"),
    Waiting("B060", "Welmince Nabuasa", "Data beda", 44, Shape.WAITING, "menunggu"),
    Waiting("C029", "Daud Boimau", "Rekam baru", 41, Shape.UNDER_WAY, "di meja C"),
    Waiting("B061", "Petrus Leobisa", "Rekam baru", 33, Shape.WAITING, "menunggu"),
    *(Waiting(f"B0{n}", "", "Rekam baru", 95 - n, Shape.WAITING, "menunggu") for n in range(62, 67)),
)

_LOUD = (Shape.CALLED, Shape.FIRST)

COLUMNS: tuple[Column[Waiting], ...] = (
    Column("Nomor", lambda row: row.number, width=80, small=76, key=True),
    Column("Nama", lambda row: Cell(row.name or "belum dikenali", italic=not row.name)),
    Column("Keperluan", lambda row: row.errand, width=126, small=112),
    Column(
        "Tunggu",
        lambda row: Cell(str(row.minutes), bold=row.minutes > 60),
        width=74,
        small=62,
        align="right",
    ),
    Column(
        "Keadaan",
        lambda row: Cell(row.state, shape=row.shape, bold=row.shape in _LOUD),
        width=168,
        small=152,
    ),
)


def queue_table(*, markable: bool = False) -> ListTable[Waiting]:
    """Make the list with the second row chosen."""
    table = ListTable(
        COLUMNS, lambda row: row.number, name="queue", accessible_name="Antrean", markable=markable
    )
    table.set_rows(QUEUE)
    table.select_key("A043")
    return table


class Counter(QWidget):
    """The list on the left, what this desk does now on the right."""

    def __init__(self) -> None:
        super().__init__()
        self.table = queue_table()
        row, left = QHBoxLayout(self), QVBoxLayout()
        row.setContentsMargins(0, 0, 0, 0)
        left.setContentsMargins(0, 0, 0, 0)
        left.addWidget(self._list(), 1)
        left.addLayout(self._acts())
        left.addWidget(self._sum())
        small = is_small()
        row.setSpacing(px(12 if small else 16))
        left.setSpacing(px(9 if small else 12))
        row.addLayout(left, 1)
        row.addWidget(self._panel(small=small))

    def _list(self) -> QWidget:
        card = Card(padding=0, gap=0)
        head = QHBoxLayout()
        head.setContentsMargins(px(16), px(8), px(16), px(8))
        head.setSpacing(px(6))
        for number, words in (("14", "menunggu"), ("61", "mnt terlama"), ("6", "mnt rata-rata")):
            head.addWidget(label(number, "lead", tone="warn" if number == "61" else None))
            head.addWidget(Elided(words, "body", tone="ink2"))
            head.addSpacing(px(12))
        head.addStretch(1)
        head.addWidget(Elided("selesai kira-kira", tone="ink2", short="selesai ±"))
        head.addSpacing(px(6))
        head.addWidget(label("17.20", "lead"))
        card.body.addLayout(head)
        card.add(hairline())
        card.add(self.table, 1)
        card.add(TableFoot(self.table, lambda n: f"{n} nomor lagi", "panah ↑ ↓ memilih"))
        return card

    def _acts(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(px(8))
        row.addWidget(ActButton("Nomor", "N", icon="plus-bold"))
        row.addWidget(ActButton("Banyak nomor…", "B", icon="stack", short="Banyak…"))
        row.addStretch(1)
        return row

    def _sum(self) -> QWidget:
        card = Card(gap=0)
        card.add(
            EquationView(
                [
                    Term("143", "bernomor"),
                    Term("121", "dilayani", "ok"),
                    Term("14", "menunggu", "primary"),
                    Term("5", "pergi"),
                    Term("3", "tidak dilayani"),
                    Term("0", "belum jelas"),
                ]
            )
        )
        return card

    def _panel(self, *, small: bool) -> Card:
        card = Card()
        card.setFixedWidth(px(272 if small else 320))
        card.body.setSpacing(px(6 if small else 8))
        card.add_row(
            label("Meja A memanggil", "strong", tone="primary"), None, label("sudah 2×", tone="ink2")
        )
        card.body.addSpacing(px(4))
        card.add(label("A042", "hero" if small else "giant"))
        card.body.addSpacing(px(4))
        card.add(Elided("Rekam baru · menunggu 61 menit"))
        if not small:
            card.add(Elided("Belum dikenali: tanyakan namanya", "help"))
        card.body.addSpacing(px(4))
        card.add(ActButton("Layani", "Enter", kind="blue", large=True))
        for word, key in (("Panggil lagi", "P"), ("Tidak ada, lewati", "L"), ("Selesai tanpa rekam…", "S")):
            card.add(ActButton(word, key))
        card.body.addStretch(1)
        card.add(hairline())
        if not small:
            card.add(Elided("Baris terpilih: A043 Marten Nenobais", "label"))
        card.add(ActButton("Dahulukan A043", "D"))
        card.body.addStretch(1)
        card.add(ActButton("Batalkan: A041 dilewati", "Ctrl+Z", kind="quiet"))
        return card


def counter_shell() -> Shell:
    """Put the counter into a shell as on the afternoon of a visit."""
    shell = Shell(sample=True)
    for key, title, icon, fkey in PLACES:
        screen = ViewHolder(Counter if key == "queue" else QWidget)
        shell.add_place(key, title, icon, fkey, screen)  # type: ignore[arg-type]  # with rooms to come
    shell.header.set_place(
        "Desa Noebesi",
        "Selasa, 2 April 2019 · Laptop 03, meja A",
        short="Sel, 2 April · meja A",
    )
    shell.header.set_clock("16.52")
    shell.strip.set_left(Note(Shape.WAITING, "Tanpa jaringan. Bekerja seperti biasa.", "Tanpa jaringan"))
    shell.strip.show_saved(datetime(2019, 4, 2, 16, 51, 58, tzinfo=UTC), date(2019, 4, 2))
    shell.strip.set_person("Maria T. · operator", short="Maria T.")
    shell.show_place("queue")
    return shell
