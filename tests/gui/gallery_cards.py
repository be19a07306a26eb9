"""The cards of the gallery: one for each family of parts."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from ektp_desk.gui.kit import (
    ActButton,
    Banner,
    Bar,
    BarPart,
    BarStrip,
    Card,
    Cell,
    Choice,
    Column,
    Columns,
    EmptyState,
    Field,
    Keycap,
    ListTable,
    Marked,
    Note,
    NumberField,
    Option,
    PassphraseField,
    ProgressCard,
    Pulldown,
    Tick,
    Toast,
    label,
)
from ektp_desk.gui.kit.icons import Diamond, WovenBorder
from ektp_desk.gui.kit.shapes import Shape
from ektp_desk.gui.kit.tokens import px

ARRIVALS = (22, 14, 9, 8, 7, 6, 5, 6, 4, 3, 2, 5, 6, 7, 5, 4, 28, 6, 4)


def buttons() -> Card:
    """Show the kinds of buttons, one with the focus and two that wait."""
    card = Card()
    card.add_heading("Tombol", "satu biru tiap layar")
    card.add(ActButton("Layani", "Enter", kind="blue", large=True))
    card.add(ActButton("Selesai dan panggil berikutnya", "Ctrl+Enter", kind="blue"))
    card.add(ActButton("Panggil lagi", "P", name="focused"))
    card.add(ActButton("Dokumen & foto…", "G", icon="stack"))
    card.add(ActButton("Batalkan: A041 dilewati", "Ctrl+Z", kind="quiet"))
    off, waits = ActButton("Kirim nanti", "F7"), ActButton("Masuk dan buka hari", "Enter", kind="blue")
    off.setEnabled(False)
    waits.setEnabled(False)
    card.add_row(ActButton("Batal rekam…", kind="danger"), off)
    card.add(waits)
    return card


def fields() -> Card:
    """Show fields with help, an error, a passphrase, a count and a pull-down."""
    card = Card()
    nik = Field("NIK", "nik", help_text="16 angka, dari KK atau kartu lama")
    nik.set_text("530232530302901")
    nik.set_error("NIK harus 16 angka; ini 15.", "nik.not_16_digits")
    card.add(nik)
    passphrase = PassphraseField(
        "Kata sandi", "passphrase", help_text="Lupa? Kantor membuka dengan kode di kertas."
    )
    passphrase.set_text("daun sungai batu")
    card.add(passphrase)
    note = Field("Catatan", "note", placeholder="mis. datang dengan kursi roda", reserve=False)
    pull = Pulldown("Sumber", [("siak", "SIAK/ADB"), ("desa", "Kantor desa")], name="source")
    pull.choose("siak")
    card.add(note)
    fingers = NumberField("Sidik jari", "fingers", most=10)
    fingers.set_value(10)
    card.add_row(fingers, pull, gap=16)
    return card


def choices() -> Card:
    """Show segmented choices and ticks."""
    card = Card()
    three = [
        Option("done", "sudah"),
        Option("excepted", "dikecualikan", tone="warn", mark=Shape.FIRST),
        Option("no", "belum", tone="ink2", mark=Shape.WAITING),
    ]
    for chosen in ("done", "excepted", None):
        choice = Choice("Foto", three)
        choice.choose(chosen)
        card.add_row(Keycap("1"), label("Foto", "strong"), choice, None, gap=12)
    pair = Choice("Betulkah", [Option("yes", "betul"), Option("no", "salah, betulkan…", "bad", Shape.WRONG)])
    pair.choose("yes")
    card.add_row(pair, None)
    ticks = [Tick("KK asli & salinan"), Tick("Formulir F-1.02"), Tick("Surat kawin")]
    ticks[0].setChecked(True)
    for tick in ticks:
        card.add(tick)
    return card


def figures() -> Card:
    """Show a hero, the bars and the ladder."""
    card = Card()
    words = QVBoxLayout()
    words.setSpacing(0)
    words.addWidget(label("dari 151 orang yang datang", "lead"))
    words.addWidget(label("80,1 % · kira-kira selesai 17.20", tone="ink2"))
    card.add_row(label("121", "hero"), gap=16).addLayout(words, 1)
    card.add(_parts_of_the_day())
    card.add_heading("Kedatangan per 30 menit", "rombongan 24 orang, 15.50")
    card.add(_arrivals())
    return card


def _parts_of_the_day() -> BarStrip:
    strip = BarStrip("Hari ini")
    strip.set_parts(
        [
            BarPart(121, "dilayani", "ok"),
            BarPart(14, "menunggu", "primary"),
            BarPart(5, "pergi", "slate"),
            BarPart(3, "tidak dilayani", "slate_light"),
            BarPart(8, "tanpa nomor", "hollow"),
        ]
    )
    return strip


def _arrivals() -> Columns:
    chart = Columns("Kedatangan per 30 menit")
    names = {0: "07.30", 5: "10.00", 9: "12.00", 13: "14.00", 17: "16.00"}
    chart.set_bars(
        [Bar(n, names.get(at, ""), told=at < 2) for at, n in enumerate(ARRIVALS)],
        point=16,
        description="Terbanyak 28 orang pada 15.30",
    )
    chart.setFixedHeight(px(140))
    return chart


def two_lines() -> Card:
    """Show a list with two lines a row."""
    rows = [
        ("NIK", "teks, 16 angka", "530232530302****", Shape.FINISHED, "1.211 baik, 3 rusak"),
        ("TGL_LHR", "hari dulu", "12-03-2002", Shape.LOOK, "5 beda dengan NIK"),
        ("NAMA_IBU", "tidak diambil", "tidak dibaca", Shape.NONE, "tidak perlu"),
    ]
    columns: list[Column[tuple[str, str, str, Shape, str]]] = [
        Column("Kolom di berkas", lambda row: row[0], width=120, key=True),
        Column("Contoh", lambda row: Cell(row[2], under=row[1], italic=row[2] == "tidak dibaca")),
        Column(
            "Pemeriksaan",
            lambda row: Cell(row[4], shape=row[3], tone="warn" if row[3] == Shape.LOOK else "ink"),
            width=180,
        ),
    ]
    table = ListTable(columns, lambda row: row[0], name="columns", accessible_name="Kolom", lines=2)
    table.set_rows(rows)
    table.select_key("TGL_LHR")
    table.setFixedHeight(table.height_for(3))
    card = Card(padding=0)
    card.add(table)
    return card


def empty() -> Card:
    """Show what stands where nothing is."""
    card = Card()
    card.add(
        EmptyState(
            "Belum ada nomor",
            "Tekan N untuk nomor pertama, B untuk membagikan banyak.",
            buttons=[
                ActButton("Nomor pertama", "N", kind="blue", icon="plus-bold"),
                ActButton("Banyak nomor…", "B", tall=True),
            ],
        )
    )
    return card


def woven() -> QWidget:
    """Show the border of the sign-in."""
    border = WovenBorder()
    mark = Diamond(54, "white")
    mark.setParent(border)
    mark.move(px(16), px(4))
    return border


def banners() -> list[Banner]:
    """Show the four kinds of banners."""
    return [
        Banner(
            "warn",
            "Disk hampir penuh (412 MB). Semua rekaman aman.",
            then="Simpan ke stik, lalu lanjutkan.",
            code="disk.low",
            button=ActButton("Simpan ke stik", "F7"),
        ),
        Banner(
            "info",
            "Kantor belum terjangkau. 96 rekaman tetap aman di laptop dan SD.",
            then="Dicoba lagi 16.58. Tidak perlu menunggu.",
            code="hub.unreachable",
            button=ActButton("Coba sekarang", "R"),
        ),
        Banner("bad", "Jam laptop mundur ke 2010.", then="Betulkan tanggal sebelum membuka hari."),
        Banner("ok", "Semua terkirim. Boleh pulang."),
    ]


def progress() -> Card:
    """Show long work."""
    card = ProgressCard("Memuat daftar belum rekam")
    card.step(740, 1214, line="740 dari 1.214 baris · belum ada yang berubah", left="± 20 detik lagi")
    return card


def states() -> Card:
    """Show every drawn state."""
    card = Card()
    for shape in Shape:
        card.add(Marked(Note(shape, f"keadaan {shape.value}", loud=shape is Shape.LOOK)))
    return card


def toasts() -> QWidget:
    """Show the place of a toast."""
    host = QWidget()
    host.setFixedHeight(px(70))
    Toast(host)
    return host
