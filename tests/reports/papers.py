"""Invented papers for the tests and for looking: short, long, empty, and with very long names."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from ektp_desk.domain.paper.before import Letter, NumberSheets
from ektp_desk.domain.paper.breach import BreachCut, BreachJournal, BreachNotice, BreachVisit
from ektp_desk.domain.paper.counts import ClassLine, SchoolReport, ServedReport, VisitLine
from ektp_desk.domain.paper.figures import BySex, Definition, Equation, Letterhead, Signatory
from ektp_desk.domain.paper.names import NameGroup, NameList, NamesRow, Part
from ektp_desk.domain.paper.origin import PaperOrigin
from ektp_desk.domain.paper.safety import SafetyLine, SafetyReport
from ektp_desk.domain.paper.slip import Slip
from ektp_desk.domain.tickets import TicketGroup
from tests.reports.facts import DAY, at, story

LONG = "Yohanes Baptista Maria Fransiskus Xaverius Tefnai Nenobais Teflopo Contoh"
HEAD: Letterhead = story().letterhead
HEADS = story().heads


def origin() -> PaperOrigin:
    """The office's, on the evening before."""
    return PaperOrigin(
        HEAD,
        at(16, 52, day=1),
        "WITA",
        "daftar belum-rekam 1 Maret 2019",
        "Yanto B.",
        HEADS[:1],
        1204,
    )


def numbers(last: int = 48, *, place: str = "Desa Noebesi") -> NumberSheets:
    """Desk A's numbers from 1 on."""
    return NumberSheets(HEAD, place, DAY, "A", 1, last)


def people(count: int, *, name: str = "Contoh Nomor") -> tuple[NamesRow, ...]:
    """Invented rows."""
    return tuple(
        NamesRow(
            {
                Part.NAME: f"{name} {n}",
                Part.SEX: "LP"[n % 2],
                Part.YEAR: str(1950 + n % 52),
                Part.PLACE: f"{n % 9 + 1:03d}/{n % 3 + 1:03d}",
                Part.DUSUN: f"Dusun {'I' * (n % 3 + 1)}",
                Part.NIK: "530232530302****",
                Part.NOTE: "direkam\N{NO-BREAK SPACE}02-03-2019" if n % 7 == 0 else "",
            }
        )
        for n in range(count)
    )


def village_list(count: int = 60, *, name: str = "Contoh Nomor") -> NameList:
    """The head of desa's list, by dusun."""
    rows = people(count, name=name)
    third = -(-count // 3) or 1
    parts = [rows[start : start + third] for start in range(0, count, third)]
    groups = tuple(
        NameGroup(f"Dusun {'I' * (n + 1)}", part, BySex(len(part) // 2, len(part) - len(part) // 2))
        for n, part in enumerate(parts)
    )
    return NameList(
        origin=origin(),
        title="Daftar untuk kepala desa",
        stem="daftar-desa",
        place="Desa Noebesi, Kecamatan Nunbena",
        place_code="53.02.32.2003",
        when="Selasa, 2 April 2019",
        asks=("Mohon diberi tahu agar datang membawa KK. Beri tanda pada kolom Datang.",),
        columns=(Part.NAME, Part.SEX, Part.YEAR, Part.NIK, Part.PLACE, Part.DUSUN, Part.NOTE, Part.TICK),
        groups=groups,
        empty="Tidak ada orang dalam daftar kunjungan ini.",
        totals=(("Jumlah orang", str(count)), ("Laki-laki", "30"), ("Perempuan", "30")) if count else (),
        definitions=(Definition("Sasaran", "orang berbeda di desa ini menurut daftar kunjungan."),),
    )


def letter() -> Letter:
    """An invitation."""
    return Letter(
        origin(),
        "Desa Noebesi",
        DAY,
        (
            "Kepada Yth. Kepala Desa Noebesi di tempat",
            "Dengan hormat, kami akan melayani perekaman KTP-el di desa Bapak/Ibu pada:",
            "- Hari: Selasa, 2 April 2019",
            "- Jam: 07.30–16.00 WITA",
            "Mohon warga yang belum merekam diberi tahu agar datang dan membawa Kartu Keluarga asli. " * 3,
            "Atas bantuan Bapak/Ibu kami ucapkan terima kasih.",
        ),
        "Kepala Dinas Kependudukan dan Pencatatan Sipil",
    )


def other_day(sheets: NumberSheets, day: date) -> NumberSheets:
    """The same numbers on another day."""
    return replace(sheets, day=day)


def slip(*, name: str = "Yuliana Contoh", recorded: bool = True) -> Slip:
    """What somebody takes home who was recorded, or must come again."""
    done: tuple[tuple[str, str], ...] = (("Hasil", "Dokumen tidak dibawa"),)
    steps: tuple[str, ...] = ("Datang lagi dengan dokumennya.",)
    if recorded:
        done = (("Nama", name), ("NIK", "530232530302****"), ("Hasil", "Direkam"), ("Foto", "sudah"))
        done = (*done, ("Sidik jari", "9 dari 10, dikecualikan"), ("Iris", "2 dari 2"))
        steps = (
            "Data diperiksa di pusat.",
            "Kartu dicetak di kantor bila siap. Tanpa biaya.",
            "Ambil di kantor desa atau di kantor kami, bawa kertas ini.",
        )
    title = "Bukti perekaman" if recorded else "Bukti kedatangan"
    return Slip(
        HEAD, title, "A042", "Desa Noebesi", at(16, 59), "WITA", done, steps, "Maria T.", "A", HEADS[0]
    )


def safety(count: int = 3, *, place: str = "Desa Noebesi", at_office: bool = False) -> SafetyReport:
    """Of that many laptops of one visit, every other one safe, of one some events absent."""
    lines = tuple(
        SafetyLine(
            visit="v1", place=place, day=DAY, number=f"{n + 2:02d}", own=n == 0 and not at_office,
            gaps=(f"{n + 2:02d}/a 117–119",) if n == 1 else (), recorded=40, sealed=40, carried=38, sent=36,
            heard=40 if n % 2 else 16, unopened=0, spoilt=n % 2, safe=0 if n % 2 else 16,
        )
        for n in range(count)
    )  # fmt: skip
    return SafetyReport(
        origin=origin(),
        at_office=at_office,
        first=DAY,
        last=DAY + timedelta(days=1),
        region="",
        region_name="",
        lines=lines,
        recorded=sum(line.recorded for line in lines),
        safe=sum(line.safe for line in lines),
        definitions=(Definition("Aman", "sudah dibuka laptop kantor, dan ada di dua disk."),),
        missing=("Laptop 03: kurang 03/a 117–119.",) if count > 1 else (),
        signatories=(Signatory("Mengetahui, Kepala Dinas", ""),),
    )


def served(count: int = 3, *, place: str = "Desa Noebesi") -> ServedReport:
    """A month of visits."""
    day = story()
    lines = tuple(
        VisitLine(
            f"v{n}",
            f"{place} {n}",
            "53.02.32.2003",
            DAY + timedelta(days=n),
            True,
            day.equation,
            104,
            31,
            38,
            58,
        )
        for n in range(count)
    )
    total = Equation(**{name: getattr(day.equation, name) * count for name in Equation.__dataclass_fields__})
    return ServedReport(
        origin=origin(), first=DAY, last=DAY + timedelta(days=max(count, 1)), region="", region_name="",
        visits=lines, total=total, unclear=BySex(),
        by_group={g: sum([day.group(g)] * count, BySex()) for g in TicketGroup},
        recorded=104 * count, late=31 * count, median=38 if count else None, p90=58 if count else None,
        definitions=day.definitions, missing=("1 kunjungan belum dibuka",) if count else (),
        signatories=(Signatory("Mengetahui, Kepala Dinas", ""),),
    )  # fmt: skip


def school(count: int = 4, *, rombel: str = "XII IPA") -> SchoolReport:
    """A school by rombel."""
    classes = tuple(
        ClassLine(
            f"{rombel} {n + 1}",
            BySex(14, 16),
            BySex(10, 12),
            BySex(9, 10),
            BySex(1, 0),
            BySex(8, 9),
            BySex(0, 2),
        )
        for n in range(count)
    )
    return SchoolReport(
        origin(), "SMA Contoh, Kecamatan Nunbena", "53.02.32.2003", DAY, True, date(2019, 4, 17), classes,
        story().definitions, (),
        (Signatory("Supervisor kunjungan", "Ferdinan"), Signatory("Kepala sekolah", "")),
    )  # fmt: skip


def breach(visits: int = 3, *, revoked: bool = True) -> BreachNotice:
    """The notice of a lost laptop that was on the first of its visits; nobody in it lives."""
    when = at(10, 42)
    return BreachNotice(
        origin=origin(),
        number="02",
        at_office=False,
        joined=True,
        journals=(BreachJournal("02/a", 240, when),),
        holes=("02/a 117–119",),
        cuts=(BreachCut(at(16, 52), ("02/a 240",), "hilang di perahu"),) if revoked else (),
        own=31,
        recordings=28,
        files=112,
        held=4,
        sure=412,
        most=1_904,
        minors=220,
        ageless=3,
        lists_gone=1,
        visits=tuple(
            BreachVisit(
                f"Desa Contoh {number}", DAY, not number, True, True, number % 2 == 0, 381 + number, 40
            )
            for number in range(visits)
        ),
        definitions=(Definition("Di daftar kunjungan", "yang disebut daftar kunjungan itu"),),
        signatories=(Signatory("Administrator Data Kependudukan", ""), Signatory("Kepala Dinas", "")),
    )
