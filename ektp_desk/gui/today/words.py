"""What F1 says of the day's facts: sentences, parts of the bar and columns; counts nothing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from ektp_desk.domain.paper.figures import Equation, Interval, surges
from ektp_desk.domain.tickets import TicketGroup
from ektp_desk.domain.visits import LaptopHeard
from ektp_desk.gui.kit import Bar, BarPart, Note
from ektp_desk.gui.kit.charts import Fill
from ektp_desk.gui.kit.shapes import Shape
from ektp_desk.gui.kit.words import age_note, mirror_note, reason_words
from ektp_desk.usecases.admin.backups import Safety
from ektp_desk.usecases.admin.pages import PageDrill
from ektp_desk.usecases.laptops.mirror import MirrorNews
from ektp_desk.usecases.visits.today import LONG_WAIT, Concern, ConcernKind, Day, Surge, Today
from ektp_desk.words import N_, _
from ektp_desk.words.dates import ago, clock, long_date
from ektp_desk.words.numbers import count, share
from ektp_desk.words.outcomes import group_word
from ektp_desk.words.visit.letters import shared_words
from ektp_desk.words.visit.team import laptop_words

FILLS: dict[TicketGroup, Fill] = {  # the report's bar has the same colours
    TicketGroup.SERVED: "ok",
    TicketGroup.PARTLY: "stack_partly",
    TicketGroup.NOT_SERVED: "stack_not_served",
    TicketGroup.LEFT: "stack_left",
    TicketGroup.RESCHEDULED: "stack_rescheduled",
    TicketGroup.LOST: "stack_lost",
}
_STEP = timedelta(minutes=15)
_LABELS = 6  # below the columns, at most
_VERBS = {
    ConcernKind.DAY_LEFT_OPEN: N_("Tutup hari"),
    ConcernKind.UNHEARD: N_("Ambil kartunya"),
    ConcernKind.NIK_TWICE: N_("Lihat orangnya"),
    ConcernKind.TO_DECIDE: N_("Putuskan"),
    ConcernKind.TO_REVIEW: N_("Tinjau"),
    ConcernKind.UNANSWERED: N_("Jawab"),
    ConcernKind.CARD_TROUBLE: N_("Periksa kartu"),
    ConcernKind.ONE_COPY: N_("Pilih kartu"),
    ConcernKind.NOT_BACKED_UP: N_("Cadangkan"),
}
_TO_DO = {
    "carrier.missing": N_("Pasang kembali."),
    "carrier.other_office": N_("Pasang kartu kantor ini."),
    "carrier.full": N_("Ganti kartunya."),
    "carrier.read_only": N_("Geser kunci di sisi kartu."),
    "carrier.lies": N_("Ganti kartunya."),
}
_OTHERWISE = N_("Cabut dan pasang kembali.")


@dataclass(frozen=True, slots=True)
class ConcernLine:
    """One thing to look at: what it is, more about it, and a form for narrow windows."""

    title: str
    help: str
    short: str
    leads: bool = True  # its key goes somewhere
    verb: str = ""  # what its key does


@dataclass(frozen=True, slots=True)
class JournalNews:
    """A journal that was begun anew, and why."""

    title: str
    why: str


def hero_sentence(day: Day) -> str:
    """Say what the large number is."""
    if not day.equation.arrived:
        return _("orang dilayani, belum ada yang datang")
    words = _("dari {all} orang yang datang sudah dilayani")
    if day.closed:
        words = _("dari {all} orang yang datang sudah dilayani. Terima kasih.")
    return words.format(all=count(day.equation.arrived))


def hero_help(day: Day, now: datetime) -> str:
    """Say the share, and when it will end or has ended."""
    parts = [share(day.equation.served, day.equation.arrived)] if day.equation.arrived else []
    if day.closed and day.visit.closed_at is not None:
        parts.append(_("ditutup pukul {time}").format(time=clock(day.visit.closed_at)))
    elif day.finish is not None and day.finish.date() == now.date():
        parts.append(_("kira-kira selesai {time}").format(time=clock(day.finish)))
    elif day.finish is not None:
        parts.append(_("dengan laju ini tidak selesai hari ini"))
    elif day.equation.arrived and not day.equation.unclear:
        parts.append(_("tidak ada yang menunggu"))
    return " · ".join(parts) or _("Nomor pertama diberikan di Antrean (F2).")


def parts(equation: Equation, *, closed: bool) -> list[BarPart]:
    """Cut everybody who came into the parts of the bar; groups without anybody are left out."""
    found = [BarPart(equation.served, group_word(TicketGroup.SERVED, short=True), FILLS[TicketGroup.SERVED])]
    found.append(BarPart(equation.unclear, _("belum jelas") if closed else _("menunggu"), "primary"))
    rest = [group for group in TicketGroup if group is not TicketGroup.SERVED and equation.of(group)]
    found += [BarPart(equation.of(group), group_word(group, short=True), FILLS[group]) for group in rest]
    if equation.sent_home:
        found.append(BarPart(equation.sent_home, _("pulang tanpa nomor"), "hollow"))
    return found


def bars(day: Day) -> list[Bar]:
    """A column for each quarter hour up to the closing hour, so that the day keeps its shape."""
    quarters = list(day.intervals)
    if quarters:
        hour, _dot, minute = day.visit.closing_hour.partition(".")
        end = quarters[0].start.replace(hour=int(hour), minute=int(minute))
        while quarters[-1].start + _STEP < end:
            quarters.append(Interval(quarters[-1].start + _STEP, 0, 0))
    stride = 4
    while len(quarters) / stride > _LABELS:
        stride *= 2
    told = {each.start for each in surges(day.intervals)}
    return [
        Bar(
            each.arrived,
            _tick(each.start, place, stride),
            told=each.start in told,
            heard=clock(each.start),
        )
        for place, each in enumerate(quarters)
    ]


def _tick(start: datetime, place: int, stride: int) -> str:
    """Label the first column and every `stride`-th quarter hour of the clock that is clear of it."""
    on_the_hour = (start.hour * 4 + start.minute // 15) % stride == 0
    return clock(start) if place == 0 or (on_the_hour and place > 4) else ""


def surge_words(surge: Surge | None) -> str:
    """Say why one column stands out."""
    if surge is None:
        return ""
    words = _("rombongan {n} orang, {time}") if surge.batch else _("{n} orang sejak {time}")
    return words.format(n=count(surge.count), time=clock(surge.at))


def verb(kind: ConcernKind) -> str:
    """Say what the key of a concern does."""
    return _(_VERBS[kind]) if kind in _VERBS else _("Buka antrean")


def line(concern: Concern, *, may_back_up: bool = True) -> ConcernLine:
    """Say a concern; who may not make a backup is told whom to ask."""
    n, first = count(concern.count), next(iter(concern.numbers), "")
    if concern.kind is ConcernKind.LONG_WAITS:
        return ConcernLine(
            _("{n} nomor menunggu > {most} menit").format(n=n, most=LONG_WAIT),
            _("Terlama {number}, {minutes} menit").format(number=first, minutes=count(concern.minutes)),
            _("{n} nomor > {most} menit").format(n=n, most=LONG_WAIT),
        )
    if concern.kind is ConcernKind.AFTER_HOURS:
        return ConcernLine(
            _("{n} nomor belum jelas").format(n=n),
            _("Jam tutup lewat {minutes} menit").format(minutes=count(concern.minutes)),
            _("{n} nomor lewat jam tutup").format(n=n),
        )
    if concern.kind is ConcernKind.UNHEARD:
        return _unheard(concern.laptops)
    if concern.kind is ConcernKind.NOT_BACKED_UP:
        return _not_backed_up(n, may=may_back_up)
    title, help_text = _in_two_words(concern)
    return ConcernLine(title, help_text, title)


def _in_two_words(concern: Concern) -> tuple[str, str]:
    """Say a concern whose title is short anyway, and more about it."""
    n, numbers = count(concern.count), _listed(concern.numbers)
    said = {
        ConcernKind.SHARED_LETTER: (
            shared_words(" ".join(concern.numbers) or "A", short=True),
            _("Yang belakangan pindah ke huruf lain"),
        ),
        ConcernKind.NIK_TWICE: (_("{n} NIK direkam dua kali"), _("{numbers}: periksa orangnya")),
        ConcernKind.UNANSWERED: (
            _("{n} rekaman, dokumennya belum dijawab"),
            _("{numbers}: dilihat, atau tidak dibawa"),
        ),
        ConcernKind.SET_ASIDE: (_("{n} rekaman belum selesai"), _("Ditunda: {numbers}")),
        ConcernKind.TO_DECIDE: (_("{n} hal perlu diputuskan"), _("Dua laptop, dua catatan")),
        ConcernKind.TO_REVIEW: (_("{n} koreksi belum ditinjau"), _("Tanpa saksi: Anda yang meninjau")),
        ConcernKind.DAY_LEFT_OPEN: (
            _("Kunjungan belum ditutup"),
            _("Sudah lewat {n} hari."),
        ),
    }
    title, help_text = said[concern.kind]
    return title.format(n=n), help_text.format(n=n, numbers=numbers)


def _unheard(laptops: Sequence[LaptopHeard]) -> ConcernLine:
    """Name the only one, or count them and name their letters."""
    help_text, n = _("Ambil kartunya di Kirim & terima."), count(len(laptops))
    short = _("{n} laptop belum terdengar").format(n=n)
    if len(laptops) == 1:
        name = laptop_words(laptops[0].number, laptops[0].letters)
        title = _("{laptop} belum terdengar").format(laptop=name)
        return ConcernLine(title[:1].upper() + title[1:], help_text, short)
    letters = ", ".join(one.letters or one.number for one in laptops)
    return ConcernLine(f"{short}: {letters}", help_text, short)


def _not_backed_up(n: str, *, may: bool) -> ConcernLine:
    title, short = _("{n} rekaman belum dicadangkan").format(n=n), _("{n} belum dicadangkan").format(n=n)
    if may:
        return ConcernLine(title, _("Ke stik atau disk lain."), short)
    return ConcernLine(title, _("Minta petugas membuatnya di Kantor"), short, leads=False)


def card_concern(mirror: MirrorNews, *, at_office: bool) -> Concern | None:
    """Name what is wrong with the card, or that a field laptop has none."""
    if mirror.trouble is not None:
        return Concern(ConcernKind.CARD_TROUBLE, 1)
    return Concern(ConcernKind.ONE_COPY, 1) if mirror.place is None and not at_office else None


def card_line(mirror: MirrorNews, today: date) -> ConcernLine:
    """Say what is wrong with the card, what is safe, and what to do."""
    if mirror.trouble is None:
        title = _("Hanya satu salinan")
        return ConcernLine(title, _("Pilih kartu yang ikut menyalin."), title)
    title = mirror_note(mirror, today).text
    if mirror.trouble.code == "capture.lacking":
        return ConcernLine(title, _("Ada gambar yang rusak di laptop ini: jalankan verify."), title)
    safe = _("Aman di laptop.")
    return ConcernLine(title, f"{safe} {_(_TO_DO.get(mirror.trouble.code, _OTHERWISE))}", title)


def to_decide(waiting: int) -> str:
    """Say how many things wait for a person's word."""
    return _("{n} hal perlu diputuskan").format(n=count(waiting))


def to_review(waiting: int) -> str:
    """Say how many corrections without a witness wait."""
    return _("{n} koreksi belum ditinjau").format(n=count(waiting))


def _listed(numbers: tuple[str, ...]) -> str:
    return ", ".join(numbers[:3]) + (" …" if len(numbers) > 3 else "")


def journal_news(kept: Safety) -> JournalNews | None:
    """Say that a journal was begun anew lately, and why."""
    if kept.news is None:
        return None
    return JournalNews(_("Jurnal {label} baru").format(label=kept.news.label), reason_words(kept.news))


def backup_age(kept: Safety, *, due: bool = False) -> Note:
    """Say how old the last backup is: a warning when it is too old, or `due` for what came after it."""
    age = age_note(kept)
    return replace(age, shape=Shape.LOOK, loud=True) if due else age


def safety_words(kept: Safety, card: ConcernLine | None = None) -> list[str]:
    """Say in whole sentences what is news of the journal and of the card, and where an old backup leads."""
    said, news = [f"{card.title}: {card.help}"] if card else [], journal_news(kept)
    if news is not None:
        said.append(f"{news.title}: {news.why}")
    if kept.overdue:
        said.append(_("{words}: buat di Kantor (Ctrl+K)").format(words=age_note(kept).text))
    return said


def drill_words(drill: PageDrill | None) -> list[str]:
    """Say when the recovery page was last tried out, and what to do where that is long ago or never was."""
    if drill is None:
        return []
    if drill.days is None:
        return [_("Halaman pemulihan belum pernah diuji: minta ADB mengujinya (office drill)")]
    words = _("Halaman pemulihan diuji {when}")
    if drill.is_due:
        words = _("Halaman pemulihan diuji {when}: minta ADB mengujinya lagi (office drill)")
    return [words.format(when=ago(drill.days))]


def nothing_open(facts: Today, *, may_plan: bool = True, at_office: bool = True) -> tuple[str, str]:
    """Say what to do when no visit is open: title and help."""
    if not at_office and facts.planned is None:
        return _("Belum ada kunjungan"), _(
            "Kunjungan dan daftarnya datang dengan paket kantor: pasang stik dari kantor. Tekan Enter."
        )
    if not may_plan:
        return _("Belum ada kunjungan yang dibuka"), _("Laporan kunjungan sebelumnya ada di Laporan (F6).")
    if facts.planned is None:
        return (
            _("Belum ada kunjungan"),
            _("Rencanakan kunjungan dan muat daftarnya di Kunjungan & daftar. Tekan Enter."),
        )
    day = datetime.fromisoformat(facts.planned.day).date()
    words = _("{place}: {day}. Buka meja di Kunjungan & daftar. Tekan Enter.")
    return _("Belum ada kunjungan yang dibuka"), words.format(place=facts.planned_place, day=long_date(day))
