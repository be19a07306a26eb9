"""What F7 says: cells of the ladder, what lacks, what comes next, and how each link to the hub stands."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import NamedTuple

from ektp_desk.domain.errors import EktpError
from ektp_desk.domain.moments import Moment
from ektp_desk.domain.safety import CopyStanding
from ektp_desk.gui.kit import Cell, Note
from ektp_desk.gui.kit.shapes import Shape
from ektp_desk.gui.kit.tokens import is_small
from ektp_desk.usecases.exchange.line import LineNews, LinkNews, LinkState
from ektp_desk.usecases.exchange.queries import RemovedHere, SafetyLadder, SafetyRow
from ektp_desk.usecases.laptops.courier import Inspection, StickNews
from ektp_desk.words import _
from ektp_desk.words.carrying import retired_words
from ektp_desk.words.dates import clock_of, short_date
from ektp_desk.words.errors import message
from ektp_desk.words.numbers import count, size_words
from ektp_desk.words.safety import copy_words
from ektp_desk.words.visit.team import unheard_words

_CLOCK = 120  # seconds that a clock may differ from the hub's before somebody is told
_SOON = 90  # seconds


class SafetyStep(StrEnum):
    """What brings most of what is unsafe further."""

    CARRY = "carry"  # a card or stick, both ways
    INSPECT = "inspect"  # the office opens what lies here
    BACK_UP = "back_up"  # the office's second disk
    SECOND_DESK = "second_desk"  # where no backup can be a second copy
    NOTHING = "nothing"


def laptop_word(row: SafetyRow) -> str:
    """Name a laptop by its number, and say of one's own that it is."""
    named = _("Laptop {number}").format(number=row.number or "?")
    return _("{laptop}, ini").format(laptop=named) if row.own else named


def day_word(row: SafetyRow) -> str:
    """The visit's day, short."""
    return short_date(date.fromisoformat(row.day))


def place_cell(row: SafetyRow) -> Cell:
    """Name the laptop, and below it the visit; in the small form the day leaves room for the place."""
    day = f" · {date.fromisoformat(row.day):%d-%m}" if is_small() else f" · {day_word(row)}"
    return Cell(laptop_word(row), under=row.visit_name + day, under_end=day)


def step_cell(reached: int, recorded: int, *, half: bool = False) -> Cell:
    """How many have come to a step: a plain tick for a local one, half a disc for one that is under way."""
    if not reached:
        return Cell("0", shape=Shape.WAITING, tone="ink2")
    shape = Shape.UNDER_WAY if half else Shape.DONE
    return Cell(count(reached), shape=shape, mark=None if half else "ink2", bold=reached == recorded)


def safe_cell(row: SafetyRow) -> Cell:
    """Green where all is safe, and nowhere else."""
    if not row.safe:
        return Cell("0", shape=Shape.WAITING, tone="ink2")
    if row.unsafe:
        return Cell(count(row.safe), shape=Shape.UNDER_WAY)
    return Cell(count(row.safe), shape=Shape.FINISHED, tone="ok", bold=True)


def hero(ladder: SafetyLadder) -> tuple[str, str, str]:
    """The figure, its sentence, and the line below."""
    nothing = unheard_words(ladder.unheard) or _("Tidak ada yang perlu dibawa.")
    if not ladder.recorded:
        return "0", _("rekaman selesai dalam dua minggu terakhir"), nothing
    safe = ladder.recorded - ladder.unsafe
    visits = len({row.visit for row in ladder.rows})
    laptops = len({row.device for row in ladder.rows})
    about = _("dari {all} rekaman, {visits} kunjungan, {laptops} laptop · {safe} sudah aman").format(
        all=count(ladder.recorded), visits=count(visits), laptops=count(laptops), safe=count(safe)
    )
    if not ladder.unsafe:
        return count(safe), _("rekaman aman di kantor"), nothing
    return count(ladder.unsafe), _("rekaman belum aman di kantor"), about


def oldest(ladder: SafetyLadder) -> str:
    """Whose unsafe recordings are the oldest; empty where all are safe."""
    row = ladder.oldest
    return f"{day_word(row)} · {laptop_word(row)}" if row else ""


def next_step(ladder: SafetyLadder) -> SafetyStep:
    """A field laptop carries; an office desk fetches what it has not heard, opens it, and copies it."""
    if not ladder.unsafe:
        return SafetyStep.NOTHING if ladder.is_all_safe else SafetyStep.CARRY
    if not ladder.at_office:
        return SafetyStep.CARRY
    others = [row for row in ladder.rows if not row.own]
    if any(row.recorded > row.heard or row.spoilt or row.gaps for row in others):
        return SafetyStep.CARRY
    unopened = any(row.unopened or row.recorded > row.heard for row in ladder.rows)
    if unopened:
        return SafetyStep.INSPECT
    return SafetyStep.SECOND_DESK if ladder.copy is CopyStanding.UNNAMED_DESK else SafetyStep.BACK_UP


def step_words(step: SafetyStep, ladder: SafetyLadder) -> tuple[str, str]:
    """Title and sentence of the next step."""
    own = sum(row.unsafe for row in ladder.rows if row.own)
    match step:
        case SafetyStep.NOTHING:
            return _("Semua aman"), _(
                "Dua disk atau dua laptop kantor menyimpannya dan sudah membacanya kembali."
            )
        case SafetyStep.INSPECT:
            return _("Periksa yang ada di sini"), _(
                "Laptop ini membuka setiap gambar dan mencatat apa yang utuh. Perlu ADB yang masuk."
            )
        case SafetyStep.SECOND_DESK:
            return _("Perlu laptop kantor kedua"), copy_words(CopyStanding.UNNAMED_DESK)
        case SafetyStep.BACK_UP if ladder.copy not in (None, CopyStanding.SECOND):
            return _("Cadangan ke disk lain"), copy_words(ladder.copy)
        case SafetyStep.BACK_UP:
            return _("Cadangan ke disk lain"), _(
                "Semua sudah dibuka, tetapi hanya ada di satu disk. "
                "Cadangan di disk lain yang sudah dibaca kembali menjadi salinan kedua."
            )
        case _ if ladder.at_office:
            return _("Ambil kartu atau stik laptop"), _(
                "Yang baru diambil dan dibuka; tanda terima, keputusan dan paket kunjungan ikut kembali. "
                "Boleh dicabut di tengah; boleh dua kali."
            )
        case _:
            return _("Stik ke kantor: dua arah"), _(
                "Membawa {n} rekaman laptop ini, menerima paket dan tanda terima dari kantor. "
                "Boleh dicabut di tengah; boleh dua kali."
            ).format(n=count(own))


def how_steps(row: SafetyRow, *, at_office: bool) -> tuple[str, ...]:
    """How a laptop's recordings come to the office and become safe there."""
    brings = _("Di laptop {number}: F7, [K], pilih stik. Yang belum ada di sana disalin dan dibaca kembali.")
    if not at_office and row.own:
        return (
            _("Colokkan stik, tekan [K], pilih stiknya. Yang belum ada di sana disalin dan dibaca kembali."),
            _("Titipkan stik itu kepada siapa pun yang ke kantor; isinya tersegel. Kartu tinggal di laptop."),
            _("Stik yang sama kembali dari kantor: [K] sekali lagi, dan angkanya menjadi hijau."),
        )
    if not at_office:
        return (
            brings.format(number=row.number or "?"),
            _("Laptop itu rusak? Kartunya ke laptop ini: Ctrl+K, Laptop, Ctrl+L."),
            _("Stiknya ke kantor. Laptop ini hanya tahu sejauh tanda terima yang sampai di sini."),
        )
    if row.own:
        return (
            _("[P] membuka dan memeriksa gambar yang ada di laptop ini."),
            _("[B] membuat cadangan ke disk lain. Sesudah dibaca kembali, itulah salinan kedua."),
        )
    return (
        brings.format(number=row.number or "?"),
        _("Di sini: [K], pilih stik atau kartunya. Isinya diambil dan dibuka; cadangan jadi salinan kedua."),
        _("Laptop itu rusak? Cukup kartunya: Ctrl+K, Laptop, Ctrl+L."),
    )


def carried_words(news: StickNews) -> str:
    """The toast: how much was written and taken; the rest is told by its panel."""
    done, found = news.done, news.found
    told = _("Stik selesai: {sent} kiriman ditulis, {taken} catatan diambil. [S] menyebut semuanya.")
    return told.format(sent=count(done.runs + done.files), taken=count(found.events))


def removed_words(removed: RemovedHere | None) -> str:
    """What this laptop removed and how much room that made, and what is not safe any more; empty for none."""
    if removed is None or not removed.files:
        return ""
    said = _("{n} gambar yang aman di kantor sudah dihapus dari laptop ini: {size} ruang.").format(
        n=count(removed.files), size=size_words(removed.size)
    )
    if removed.unsafe:
        lost = _("{n} di antaranya tidak aman lagi: ambil dari kartu laptop ini di kantor.")
        said += " " + lost.format(n=count(removed.unsafe))
    return said


def opened_words(opened: Inspection) -> str:
    """What an office desk found in captured files."""
    told = [_("{n} gambar utuh").format(n=count(opened.whole))] if opened.whole else []
    if opened.wrong:
        told.append(_("{n} rusak").format(n=count(opened.wrong)))
    if opened.missing:
        told.append(_("{n} belum sampai").format(n=count(opened.missing)))
    if opened.waiting:
        told.append(_("{n} menunggu ADB masuk").format(n=count(opened.waiting)))
    return _("Diperiksa: {what}.").format(what=", ".join(told) or _("tidak ada gambar baru"))


class LinkLines(NamedTuple):
    """A link's mark and words, what stands at its end, and the same below."""

    note: Note
    end: str = ""
    under: str = ""
    under_end: str = ""


def link_lines(news: LineNews, link: LinkNews, today: date, offset: int) -> LinkLines:
    """`offset`: the office's minutes from UTC."""
    said = _state(news, link, today, offset)
    if not link.name:
        return said
    text = f"{link.name}: {said.note.text}"
    return said._replace(note=Note(said.note.shape, text, tone=said.note.tone, loud=said.note.loud))


def _state(news: LineNews, link: LinkNews, today: date, offset: int) -> LinkLines:
    if news.is_paused:
        return LinkLines(Note(Shape.WAITING, _("Dijeda sampai besok")), under=left_words(news))
    match link.state:
        case LinkState.SENDING:
            speed = _("{size} sedetik").format(size=size_words(link.speed)) if link.speed else ""
            note = Note(Shape.UNDER_WAY, _("Mengirim ke hub"))
            return LinkLines(note, _time_left(news), left_words(news), speed)
        case LinkState.TAKING:
            note = Note(Shape.UNDER_WAY, _("Menerima dari hub"))
            return LinkLines(note, "", left_words(news), _heard(news, today, offset))
        case LinkState.WAITING:
            what, _dot, then = message(EktpError(link.code)).partition(". ")
            again = _("dicoba lagi {n} detik").format(n=count(link.again)) if link.again else ""
            return LinkLines(Note(Shape.WAITING, what), again, then, f"[{link.code}]")
        case LinkState.CALLING:
            return LinkLines(Note(Shape.WAITING, _("Memanggil hub kantor")), under=left_words(news))
    return _idle(news, link, today, offset)


def _idle(news: LineNews, link: LinkNews, today: date, offset: int) -> LinkLines:
    heard = _heard(news, today, offset)
    if not (news.runs or news.files):
        note = Note(Shape.DONE, _("Semua sudah di hub"), tone="ink2")
        return LinkLines(note, heard, cost_words(news, link))
    if link.network and link.is_metered is not False:
        waits = Note(Shape.WAITING, _("Catatan sudah di hub; gambar menunggu"))
        return LinkLines(waits, heard, cost_words(news, link), left_words(news))
    return LinkLines(Note(Shape.UNDER_WAY, _("Jalur lain sedang membawanya")), heard, left_words(news))


def cost_words(news: LineNews, link: LinkNews) -> str:
    """Whether the network costs by the byte, as far as somebody has said; empty where it cannot."""
    if not link.network or link.is_metered is False:
        return ""
    spent = _("gambar {spent} dari {most} hari ini").format(
        spent=size_words(news.spent), most=size_words(news.most)
    )
    if link.is_metered is None:
        return _("Jaringan ini berkuota? Jawab dengan [M]; sampai itu {spent}").format(spent=spent)
    return _("Jaringan berkuota: {spent}").format(spent=spent)


def left_words(news: LineNews) -> str:
    """What is still to go; empty for nothing."""
    if not (news.runs or news.files):
        return ""
    runs = _("{n} kiriman").format(n=count(news.runs)) if news.runs else ""
    files = _("{n} gambar").format(n=count(news.files)) if news.files else ""
    size = _("{size} lagi").format(size=size_words(news.size))
    return ", ".join(part for part in (runs, files, size) if part)


def _time_left(news: LineNews) -> str:
    if not news.speed:
        return ""
    seconds = news.size / news.speed
    if seconds < _SOON:
        return _("sebentar lagi")
    return _("± {n} menit lagi").format(n=count(round(seconds / 60)))


def _heard(news: LineNews, today: date, offset: int) -> str:
    if not news.heard:
        return ""
    return _("terdengar {time}").format(time=clock_of(Moment.of(news.heard, offset).local, today))


def line_warnings(news: LineNews) -> tuple[str, ...]:
    """What somebody has to do something about, each with that."""
    told = list[str]()
    if news.aside:
        what, _dot, _then = message(EktpError(news.why)).partition(". ")
        aside = _(
            "{n} kiriman disisihkan hub: {why}. Yang lain jalan terus; [R] menawarkannya lagi. [{code}]"
        )
        told.append(aside.format(n=count(news.aside), why=what.removesuffix("."), code=news.why))
    if abs(news.clock) > _CLOCK:
        minutes = count(round(abs(news.clock) / 60))
        if news.clock > 0:
            said = _("Jam laptop ini {n} menit di depan jam hub. Kiriman tidak terganggu; betulkan jamnya.")
        else:
            said = _(
                "Jam laptop ini {n} menit di belakang jam hub. Kiriman tidak terganggu; betulkan jamnya."
            )
        told.append(said.format(n=minutes))
    if news.retired:
        told.append(retired_words(news.retired))
    return tuple(told)


def no_line_words(news: LineNews | None) -> str:
    """Why no link is shown; empty where some are."""
    if news is None:
        return _("Kantor ini belum punya hub, atau laptop ini belum mendengarnya: kartu dan stik membawanya.")
    if news.is_busy:
        return _("Jendela lain di laptop ini sedang mengirim. Bila ditutup, yang ini melanjutkan.")
    return "" if news.links else _("Memanggil hub kantor")
