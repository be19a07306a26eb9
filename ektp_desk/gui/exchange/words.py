"""What F7 says: cells of the ladder, what lacks, and what comes next."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from ektp_desk.domain.safety import CopyStanding
from ektp_desk.gui.kit import Cell
from ektp_desk.gui.kit.shapes import Shape
from ektp_desk.usecases.exchange.queries import RemovedHere, SafetyLadder, SafetyRow
from ektp_desk.usecases.laptops.courier import Inspection, StickNews
from ektp_desk.words import _
from ektp_desk.words.dates import short_date
from ektp_desk.words.numbers import count, size_words
from ektp_desk.words.safety import copy_words
from ektp_desk.words.visit.team import unheard_words


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
    brings = _("Di laptop {number}: F7, K, pilih stik. Yang belum ada di sana disalin dan dibaca kembali.")
    if not at_office and row.own:
        return (
            _("Colokkan stik, tekan K, pilih stiknya. Yang belum ada di sana disalin dan dibaca kembali."),
            _("Titipkan stik itu kepada siapa pun yang ke kantor; isinya tersegel. Kartu tinggal di laptop."),
            _("Stik yang sama kembali dari kantor: K sekali lagi, dan angkanya menjadi hijau."),
        )
    if not at_office:
        return (
            brings.format(number=row.number or "?"),
            _("Laptop itu rusak? Kartunya ke laptop ini: Ctrl+K, Laptop, Ctrl+L."),
            _("Stiknya ke kantor. Laptop ini hanya tahu sejauh tanda terima yang sampai di sini."),
        )
    if row.own:
        return (
            _("R membuka dan memeriksa gambar yang ada di laptop ini."),
            _("B membuat cadangan ke disk lain. Sesudah dibaca kembali, itulah salinan kedua."),
        )
    return (
        brings.format(number=row.number or "?"),
        _("Di sini: K, pilih stik atau kartunya. Isinya diambil dan dibuka; cadangan menjadi salinan kedua."),
        _("Laptop itu rusak? Cukup kartunya: Ctrl+K, Laptop, Ctrl+L."),
    )


def carried_words(news: StickNews) -> str:
    """The toast: how much was written and taken; the rest is told by its panel."""
    done, found = news.done, news.found
    told = _("Stik selesai: {sent} kiriman ditulis, {taken} catatan diambil. S menyebut semuanya.")
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
