"""Invented visits for the tests and for looking: a story's day, an open one, an empty one, a long one."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta, timezone

from ektp_desk.domain.paper.figures import (
    BySex,
    Definition,
    Equation,
    Interval,
    Letterhead,
    Signatory,
    VisitReport,
    Waits,
)
from ektp_desk.domain.paper.kit import KitPage
from ektp_desk.domain.paper.recovery import RecoveryPage
from ektp_desk.domain.tickets import Outcome, TicketGroup
from ektp_desk.domain.visits import AbsenceReason
from ektp_desk.store.asking.named import queries
from ektp_desk.usecases.reports.visit import QUERIES

WITA = timezone(timedelta(hours=8))
DAY = date(2019, 4, 2)
ARRIVED = (22, 14, 9, 9, 7, 6, 5, 6, 4, 3, 2, 5, 6, 7, 6, 4, 26, 6, 4)
SERVED = (7, 10, 11, 8, 8, 7, 5, 6, 4, 3, 1, 3, 5, 7, 6, 5, 5, 15, 16)


def at(hour: int, minute: int, day: int = 2) -> datetime:
    """A moment of the story, local time."""
    return datetime(2019, 4, day, hour, minute, tzinfo=WITA)


def intervals() -> tuple[Interval, ...]:
    """The day from 07.30 in half hours."""
    first = at(7, 30)
    pairs = zip(ARRIVED, SERVED, strict=True)
    return tuple(
        Interval(first + timedelta(minutes=30 * place), came, served)
        for place, (came, served) in enumerate(pairs)
    )


def story() -> VisitReport:
    """143 = 132 + 2 + 3 + 5 + 1 + 0, and 8 sent home without a number."""
    return VisitReport(
        letterhead=Letterhead(
            regency="Kabupaten Timor Tengah Selatan",
            address="Jalan Contoh Nomor 9, Soe · telepon 0388-9000-9000 · data buatan",
            sample=True,
            town="Soe",
        ),
        place="Desa Noebesi, Kecamatan Nunbena",
        place_code="53.02.32.2003",
        day=DAY,
        opened=at(7, 30),
        closed=at(17, 31),
        closing_hour="16.00",
        desks=("A", "B", "C"),
        equation=Equation(
            numbered=143, sent_home=8, served=132, partly=2, not_served=3, left=5, rescheduled=1, voided=2
        ),
        outcomes={
            Outcome.RECORDED: BySex(47, 57),
            Outcome.CARD_HANDED_OVER: BySex(10, 9),
            Outcome.ANSWERED: BySex(4, 5),
            Outcome.RECORDING_INCOMPLETE: BySex(1, 1),
            Outcome.NO_DOCUMENTS: BySex(1, 1),
            Outcome.DATA_DIFFERS: BySex(1, 0),
            Outcome.LEFT: BySex(1, 2, 2),
            Outcome.RESCHEDULED: BySex(0, 1),
        },
        unclear=BySex(),
        reschedules={"2019-04-11": 1},
        recorded_by_age={
            "16": BySex(6, 8),
            "17-21": BySex(22, 27),
            "22-59": BySex(16, 19),
            "60+": BySex(3, 3),
        },
        targets=187,
        targets_recorded=98,
        people=139,
        waits=Waits(median=38, p90=58, last_ended=at(17, 26), served_after_hours=31),
        intervals=intervals(),
        heads=(
            "01/a 240 · 4CQ7-MZ2T-7F3A-KLMN",
            "03/b-KT 1204 · 7F3A-KLMN-4CQ7-MZ2T",
        ),
        office_code="4CQ7-MZ2T-7F3A-KLMN",
        events=1204,
        definitions=(
            Definition("Datang", "nomor yang diberikan, ditambah yang disuruh pulang tanpa nomor."),
            Definition("Dilayani", "keperluan selesai (direkam, kartu diserahkan, dijawab, atau dirujuk)."),
            Definition("Sebagian", "sampai di meja, tetapi harus datang lagi untuk bagian yang disebut."),
            Definition("Belum jelas", "nomor tanpa hasil; selama dibuka mereka menunggu atau di meja."),
            Definition("Tak dikenal", "pulang sebelum ditanya namanya."),
            Definition("Tunggu", "menit dari nomor diberikan sampai mulai dilayani, menurut jam laptop."),
            Definition(
                "Wajib KTP",
                "WNI berumur 17 tahun atau sudah/pernah kawin (UU 24/2013). Yang berumur 16 boleh direkam, "
                "kartunya dicetak setelah 17.",
            ),
        ),
        base=at(8, 10, day=3),
        source="jurnal kunjungan, laptop 01, 03 dan 05",
        printed_by="Yanto B.",
        zone="WITA",
        signatories=(
            Signatory("Supervisor kunjungan", "Ferdinan Mnune", "00000000 000000 0 001"),
            Signatory("Kepala Seksi Identitas Penduduk", "Nama Contoh", "00000000 000000 0 002"),
        ),
        missing=(
            "33 rekaman laptop 02, terakhir terdengar 2 April 17.26.",
            "Hasil antreannya sudah masuk; umurnya belum dapat dirinci.",
        ),
        printed_at=at(8, 16, day=3),
    )


def defined_day() -> VisitReport:
    """The story with all that is defined beneath a real report, not a few lines of it."""
    texts = dict.fromkeys(text for name in QUERIES for text in queries()[name].definitions)
    parts = (text.partition(": ") for text in texts)
    signed = (
        Definition("Supervisor", "ditutup pukul 17.31 oleh Ferdinan M., ditandatangani dengan kuncinya."),
        Definition("Tampilan data", "diperiksa terhadap jurnal sewaktu ditutup: 243 dari 243 hal sama."),
    )
    return replace(story(), definitions=(*(Definition(term, text) for term, _, text in parts), *signed))


def open_day() -> VisitReport:
    """The same day at 16.52: 14 still wait."""
    day = story()
    outcomes = {**day.outcomes, Outcome.RECORDED: BySex(43, 52), Outcome.ANSWERED: BySex(3, 4)}
    del outcomes[Outcome.RESCHEDULED]
    outcomes[Outcome.NO_DOCUMENTS] = BySex(1, 1)
    del outcomes[Outcome.RECORDING_INCOMPLETE]
    return replace(
        day,
        closed=None,
        base=at(16, 52),
        printed_at=at(16, 53),
        outcomes=outcomes,
        unclear=BySex(4, 6, 4),
        equation=Equation(numbered=143, sent_home=8, served=121, not_served=3, left=5, unclear=14, voided=2),
        reschedules={},
        missing=(),
        waits=replace(day.waits, last_ended=at(16, 50), served_after_hours=20),
        intervals=(*day.intervals[:-1], replace(day.intervals[-1], served=5)),
        recorded_by_age={
            "16": BySex(6, 8),
            "17-21": BySex(20, 25),
            "22-59": BySex(14, 17),
            "60+": BySex(3, 2),
        },
    )


def empty_day() -> VisitReport:
    """A visit to which nobody came."""
    return replace(
        story(),
        equation=Equation(),
        outcomes={},
        unclear=BySex(),
        reschedules={},
        recorded_by_age={},
        targets_recorded=0,
        people=0,
        waits=Waits(None, None, None, 0),
        intervals=(),
        missing=(),
    )


def long_day() -> VisitReport:
    """Every outcome there is, a long place name, fifteen laptops, quarters of an hour, many gaps."""
    outcomes = {outcome: BySex(place + 1, 2 * place, place % 3) for place, outcome in enumerate(Outcome)}
    groups = replace(story(), outcomes=outcomes)

    terms = {group.value: groups.group(group).total for group in TicketGroup}
    first = at(7, 0)
    return replace(
        groups,
        letterhead=Letterhead(
            "Kabupaten Kepulauan Siau Tagulandang Biaro dan Sekitarnya yang Amat Sangat Jauh",
            "Jalan Kesehatan Jasmani dan Rohani Nomor 1234, Kompleks Perkantoran Terpadu, Gedung C, Soe",
            sample=True,
        ),
        place="Kampung Persiapan Tumbang Titi Baru Selatan, "
        "Distrik Pegunungan Arfak Utara Selatan Tengah dan Sekitarnya",
        equation=Equation(numbered=sum(terms.values()), sent_home=1234, voided=12, **terms),
        reschedules={f"2019-05-{n:02d}": n for n in range(1, 29)},
        targets_came=110,
        absences={reason: n for n, reason in enumerate(AbsenceReason, start=1)},
        targets_to_come=56,
        recorded_by_age={
            "0-15": BySex(1, 0),
            "16": BySex(0, 0, 1),
            "17-21": BySex(1, 0),
            "unknown": BySex(0, 0, 0),
        },
        intervals=tuple(
            Interval(first + timedelta(minutes=15 * n), (n * 7) % 13 + (60 if n == 3 else 0), (n * 5) % 11)
            for n in range(48)
        ),
        heads=tuple(f"{n:02d}/a {n * 4099} · 4CQ7-MZ2T-7F3A-KL{n + 10}" for n in range(1, 16)),
        desks=tuple("ABCDEFGHJKLM"),
        missing=tuple(
            f"{n} rekaman laptop {n:02d}, terakhir terdengar 2 April 17.{n:02d}." for n in range(10, 30)
        ),
        signatories=(
            Signatory("Supervisor kunjungan ke kampung-kampung persiapan di pegunungan", "Ferdinan Mnune"),
            Signatory(
                "Kepala Seksi Identitas Penduduk",
                "Nama Contoh yang Amat Sangat Panjang Sekali, S.Sos., M.Si., Ph.D.",
            ),
            Signatory("Kepala Dinas", "Nama Contoh", "00000000 000000 0 003"),
        ),
    )


def kit(*, at_office: bool = False) -> KitPage:
    """Words that open nothing."""
    return KitPage(
        office="Kabupaten Timor Tengah Selatan",
        regency_code="53.02",
        number="02",
        label="Laptop biru",
        at_office=at_office,
        made_on=DAY,
        words=("abadi", "bambu", "cermin", "delima", "embun", "fajar"),
        office_code="4CQ7-MZ2T-7F3A-KLMN-77B2-XK5L",
        sample=True,
    )


def recovery() -> RecoveryPage:
    """A key that opens nothing."""
    words = (
        "abadi bambu cermin delima embun fajar garam hujan intan jagung kapas lontar madu "
        "nanas obor pasir rotan sagu tenun ubi vanili warna yoyo zaitun akar batu cendana"
    )
    return RecoveryPage(
        office="Kabupaten Timor Tengah Selatan",
        regency_code="53.02",
        install="7f3a91d0",
        made_on=DAY,
        words=tuple(words.split()),
        key="AGE-SECRET-KEY-1" + "QPZRY9X8GF2TVDW0S3JN54KHCE6MUA7LQPZRY9X8GF2TVDW0S3JN54KHCE",
        office_code="4CQ7-MZ2T-7F3A-KLMN-77B2-XK5L",
        sample=True,
    )
