"""The queue's phrases: what the desk does, what its acts are called, why one of them rests, what was done."""

from __future__ import annotations

from collections.abc import Sequence

from ektp_desk.domain.people import nik_digits
from ektp_desk.domain.tickets import Outcome, Purpose, TicketId, TicketState, expected
from ektp_desk.gui.kit.outcomes import VOIDED
from ektp_desk.gui.kit.ticket_table import group_title
from ektp_desk.usecases.queue.facts import GroupRow, Line, OtherDesk, QueueFacts, has_missed, is_free
from ektp_desk.usecases.queue.queries import Stop
from ektp_desk.usecases.shapes import Ticket
from ektp_desk.words import _
from ektp_desk.words.numbers import count
from ektp_desk.words.outcomes import outcome_word, priority_word, purpose_word

_NIK = 16  # digits


def desk_words(other: OtherDesk | None) -> tuple[str, str]:
    """The next desk and whom it has, whole and short; without one, what opens one."""
    if other is None:
        return _("Meja kedua…"), _("Meja…")
    number = other.held.number if other.held else _("bebas")
    words = _("Ke {desk}: {number}").format(desk=other.letter, number=number)
    return words, words


def group_rest(line: GroupRow) -> str:
    """What a group's name does not say: who brought it, and how far it is."""
    parts = []
    if line.group.brought_by:
        parts.append(_("dibawa {name}").format(name=line.group.brought_by))
    if line.group.ended:
        parts.append(_("{n} selesai").format(n=count(line.group.ended)))
    return " · ".join(parts)


def called_by(line: Line | None) -> Ticket | None:
    """Whom calling a line calls; of a group the next one that waits."""
    if isinstance(line, GroupRow):
        return next((ticket for ticket in line.members if is_free(ticket)), None)
    return line.ticket if line else None


def line_words(line: Line | None, held: Ticket | None) -> tuple[str, str]:
    """The chosen line, whole and short, or why its number cannot be called."""
    if isinstance(line, GroupRow):
        name = group_title(line.group)
        return " · ".join(part for part in (name, group_rest(line)) if part), name
    if line is None:
        return "", ""
    ticket = line.ticket
    if has_missed(ticket):  # to be said even where it cannot be called now
        return _("{number} sudah kembali? Ctrl+↑ mendahulukannya").format(number=ticket.number), ""
    name = ticket.name or _("belum dikenali")
    chosen = _("Terpilih: {number} {name}").format(number=ticket.number, name=name)
    return _why_not(ticket, held) or chosen, ""


def _why_not(ticket: Ticket, held: Ticket | None) -> str:
    if not is_free(ticket):
        return _("{number} di meja {desk}").format(number=ticket.number, desk=ticket.desk)
    return _("{number} belum selesai").format(number=held.number) if held else ""


def call_word(line: Line | None) -> str:
    ticket = called_by(line)
    return _("Panggil {number}").format(number=ticket.number if ticket else "").strip()


def why_not_call(line: Line | None, held: Ticket | None) -> str:
    ticket = called_by(line)
    return _why_not(ticket, held) if ticket else _("Tidak ada yang menunggu")


def change_words(line: Line | None, held: Ticket | None) -> tuple[str, str]:
    """What Ctrl+Up does for a line, whole and short."""
    if isinstance(line, GroupRow):
        return _("Dahulukan rombongan…"), _("Duluan…")
    number = line.ticket.number if line else ""
    if line and held and held.id == line.ticket.id:
        # It needs no priority any more, but may have come for something else, or on another day.
        return _("Ubah {number}…").format(number=number), _("Ubah…")
    if line and has_missed(line.ticket):
        return _("{number} kembali, dahulukan").format(number=number), _("Hadir")
    return _("Dahulukan {number}…").format(number=number), _("Duluan…")


def why_not_change(line: Line | None, held: Ticket | None) -> str:
    ticket = called_by(line)
    if ticket is None:
        return _("Tidak ada yang menunggu")
    return "" if is_free(ticket) or (held and held.id == ticket.id) else _why_not(ticket, held)


def missing_words(text: str, held: Ticket | None) -> str:
    """What of a text that nobody answers to look at again; `held` must end before somebody new is met."""
    digits = nik_digits(text)
    if digits and len(digits) != _NIK:
        return _("NIK 16 angka; ini {n}. Cocokkan dengan KK, atau cari namanya.").format(n=len(digits))
    if held is None:
        return _("Periksa ejaan. Tidak ada di daftar: Ctrl+N orang baru, atau Esc lalu Ins nomor tanpa nama.")
    words = _(
        "Periksa ejaan. Tidak ada di daftar: Esc lalu Ins nomor tanpa nama, atau sesudah {number} Ctrl+N."
    )
    return words.format(number=held.number)


def heading(facts: QueueFacts) -> str:
    """What the desk does."""
    if not facts.desk:
        return _("Belum ada meja di sini (F10)")
    if facts.held is None:
        words = _("Meja {desk} bebas · berikutnya") if facts.next_up else _("Meja {desk} bebas")
    elif facts.held.state is TicketState.SERVING:
        words = _("Meja {desk} melayani")
    else:
        words = _("Meja {desk} memanggil")
    return words.format(desk=facts.desk)


def what(shown: Ticket | None, waited: int) -> str:
    """What the shown number came for, and how many minutes it waited."""
    if shown is None:
        return _("Tidak ada yang menunggu")
    return _("{purpose} · menunggu {n} menit").format(purpose=purpose_word(shown.purpose), n=waited)


def who(held: Ticket | None, shown: Ticket | None) -> str:
    """Who stands there, and that the name is asked for where the next screen takes it."""
    if shown is None:
        return ""
    asked = held is not None and expected(held.purpose) is None  # a card or an answer is given without a name
    name = shown.name or (_("Belum dikenali: tanyakan namanya") if asked else _("Belum dikenali"))
    return f"{priority_word(shown.priority, short=True)} · {name}" if shown.priority else name


def blue_word(held: Ticket | None) -> str:
    if held is None:
        return _("Panggil berikutnya")
    if held.state is not TicketState.SERVING:
        return _("Layani")
    likely = expected(held.purpose)
    return outcome_word(likely) if likely else _("Lanjutkan perekaman")


def end_word(held: Ticket | None) -> str:
    """What F9 asks: beside an ending that the blue button offers, one of the others."""
    likely = held is not None and held.state is TicketState.SERVING and expected(held.purpose)
    return _("Hasil lain…") if likely else _("Selesai tanpa rekam…")


def why_not_serve(stop: Stop | None, held: Ticket | None) -> str:
    if stop is None:
        return _("Tidak ada rumah yang perlu didatangi")
    busy = held is not None and held.id != stop.ticket
    return _("{number} belum selesai").format(number=held.number) if held and busy else ""


def ended_words(number: str, ending: str) -> str:
    """What was done when a number ended in this way, an outcome's value or `VOIDED`."""
    if ending == VOIDED:
        return _("{number} dibatalkan, tidak dihitung").format(number=number)
    return _("{number}: {outcome}").format(number=number, outcome=outcome_word(Outcome(ending)).lower())


def given_words(tickets: Sequence[str], purpose: Purpose) -> str:
    first, last = (TicketId.parse(ticket).number for ticket in (tickets[0], tickets[-1]))
    if len(tickets) > 1:
        return _("{n} nomor diberikan: {first} s.d. {last}").format(n=len(tickets), first=first, last=last)
    if purpose is Purpose.RECORD:
        return _("Nomor {number} diberikan").format(number=first)
    return _("Nomor {number} diberikan: {purpose}").format(
        number=first, purpose=purpose_word(purpose).lower()
    )
