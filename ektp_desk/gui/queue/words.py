"""The counter's words: what the desk does, what the buttons say, and why one of them rests."""

from __future__ import annotations

from ektp_desk.domain.tickets import TicketState, expected
from ektp_desk.gui.kit.ticket_table import group_title
from ektp_desk.usecases.queue.facts import GroupRow, OtherDesk, QueueFacts, has_missed, is_free
from ektp_desk.usecases.shapes import Ticket
from ektp_desk.words import _
from ektp_desk.words.numbers import count
from ektp_desk.words.outcomes import outcome_word, priority_word, purpose_word


def desk_words(other: OtherDesk | None) -> tuple[str, str]:
    """Name the next desk and whom it has, whole and short; without one, what opens one."""
    if other is None:
        return _("Meja kedua…"), _("Meja…")
    number = other.held.number if other.held else _("bebas")
    words = _("Ke {desk}: {number}").format(desk=other.letter, number=number)
    return words, words


def group_words(line: GroupRow) -> str:
    """Say who a group is and how far it is."""
    return " · ".join(part for part in (group_title(line.group), group_rest(line)) if part)


def group_rest(line: GroupRow) -> str:
    """Say of a group what its name does not: who brought it, and how far it is."""
    parts = []
    if line.group.brought_by:
        parts.append(_("dibawa {name}").format(name=line.group.brought_by))
    if line.group.ended:
        parts.append(_("{n} selesai").format(n=count(line.group.ended)))
    return " · ".join(parts)


def chosen_words(ticket: Ticket | None) -> str:
    """Name the chosen number and its person, or what to do about a missed call; empty when there is none."""
    if ticket is None:
        return ""
    if has_missed(ticket):
        return _("{number} sudah kembali? D mendahulukannya").format(number=ticket.number)
    name = ticket.name or _("belum dikenali")
    return _("Terpilih: {number} {name}").format(number=ticket.number, name=name)


def why_not(ticket: Ticket | None, held: Ticket | None) -> str:
    """Say why the chosen number cannot be called now; empty where it can."""
    if ticket is None:
        return ""
    if not is_free(ticket):
        return _("{number} di meja {desk}").format(number=ticket.number, desk=ticket.desk)
    return _("{number} belum selesai").format(number=held.number) if held else ""


def heading(facts: QueueFacts) -> str:
    """Say what the desk does."""
    if facts.held is None:
        words = _("Meja {desk} bebas · berikutnya") if facts.next_up else _("Meja {desk} bebas")
    elif facts.held.state is TicketState.SERVING:
        words = _("Meja {desk} melayani")
    else:
        words = _("Meja {desk} memanggil")
    return words.format(desk=facts.desk)


def what(shown: Ticket | None, waited: int) -> str:
    """Say what the shown number came for, and how long it waited."""
    if shown is None:
        return _("Tidak ada yang menunggu")
    return _("{purpose} · menunggu {n} menit").format(purpose=purpose_word(shown.purpose), n=waited)


def who(held: Ticket | None, shown: Ticket | None) -> str:
    """Say who stands there, and that the name is asked for where the next screen takes it."""
    if shown is None:
        return ""
    asked = held is not None and expected(held.purpose) is None  # a card or an answer is given without a name
    name = shown.name or (_("Belum dikenali: tanyakan namanya") if asked else _("Belum dikenali"))
    return f"{priority_word(shown.priority, short=True)} · {name}" if shown.priority else name


def blue_word(held: Ticket | None) -> str:
    """Say what the blue button does now."""
    if held is None:
        return _("Panggil berikutnya")
    if held.state is not TicketState.SERVING:
        return _("Layani")
    likely = expected(held.purpose)
    return outcome_word(likely) if likely else _("Lanjutkan perekaman")


def end_word(held: Ticket | None) -> str:
    """Say what S asks: beside an ending that the blue button offers, one of the others."""
    likely = held is not None and held.state is TicketState.SERVING and expected(held.purpose)
    return _("Hasil lain…") if likely else _("Selesai tanpa rekam…")
