"""What undoing takes back, in words: `A042 dilewati`; and what it left: `A042 tidak jadi dilewati`."""

from __future__ import annotations

from collections.abc import Sequence

from ektp_desk.domain.journal.bodies import AbsenceExplained, Body, PurposeSet, TicketEnded, TicketPrioritised
from ektp_desk.domain.tickets import Outcome, Purpose
from ektp_desk.words import N_, _
from ektp_desk.words.numbers import count
from ektp_desk.words.outcomes import outcome_word, priority_word, purpose_word
from ektp_desk.words.visit.absences import absence_word

_ONE = {
    "ticket_given": N_("{number} diberikan"),
    "ticket_called": N_("{number} dipanggil"),
    "ticket_skipped": N_("{number} dilewati"),
    "ticket_served": N_("{number} mulai dilayani"),
    "ticket_put_back": N_("{number} ditunda"),
    "ticket_returned": N_("{number} datang kembali"),
    "ticket_prioritised": N_("{number} didahulukan"),
    "purpose_set": N_("keperluan {number}"),
    "home_asked": N_("alamat {number}"),
    "stop_placed": N_("urutan {number}"),
    "ticket_identified": N_("{number} dikenali"),
    "ticket_ended": N_("hasil {number}"),
    "ticket_voided": N_("{number} dibatalkan"),
}
_MANY = {
    "ticket_given": N_("{n} nomor diberikan"),
    "ticket_skipped": N_("{n} nomor dilewati"),
    "ticket_prioritised": N_("{n} nomor didahulukan"),
    "ticket_ended": N_("hasil {n} nomor"),
    "stop_placed": N_("urutan {n} rumah"),
    "ticket_voided": N_("{n} nomor dibatalkan"),
}


# After undoing: what holds again, which no word of the act itself says.
_AGAIN = {
    "ticket_given": N_("{number} tidak jadi diberikan"),
    "ticket_called": N_("{number} tidak jadi dipanggil"),
    "ticket_skipped": N_("{number} tidak jadi dilewati"),
    "ticket_served": N_("{number} tidak jadi dilayani"),
    "ticket_put_back": N_("{number} tidak jadi ditunda"),
    "ticket_returned": N_("{number} belum kembali"),
    "ticket_prioritised": N_("giliran {number} seperti semula"),
    "purpose_set": N_("keperluan {number} seperti semula"),
    "home_asked": N_("alamat {number} seperti semula"),
    "stop_placed": N_("urutan {number} seperti semula"),
    "ticket_identified": N_("{number} seperti semula, sebelum dikenali"),
    "ticket_ended": N_("{number} belum ada hasilnya"),
    "ticket_voided": N_("{number} tidak jadi dibatalkan"),
}
_ALL_AGAIN = {
    "ticket_given": N_("{n} nomor tidak jadi diberikan"),
    "ticket_skipped": N_("{n} nomor tidak jadi dilewati"),
    "ticket_prioritised": N_("giliran {n} nomor seperti semula"),
    "ticket_ended": N_("{n} nomor belum ada hasilnya"),
    "stop_placed": N_("urutan {n} rumah seperti semula"),
    "ticket_voided": N_("{n} nomor tidak jadi dibatalkan"),
}

# What will hold again, where the number stands no other way than before.
_AS_BEFORE = {
    "sent_home": N_("hitungannya seperti semula"),
    "absence_explained": N_("seperti sebelum alasan ini"),
    "ticket_returned": N_("dianggap belum kembali"),
    "ticket_prioritised": N_("kembali ke gilirannya"),
    "purpose_set": N_("keperluannya seperti semula"),
    "home_asked": N_("alamatnya seperti semula"),
    "stop_placed": N_("urutan rumahnya seperti semula"),
}


def act_word(kind: str, numbers: Sequence[str], said: Body | None = None) -> str:
    """Name an act by its kind, the numbers it was about, and what it said of them."""
    if isinstance(said, AbsenceExplained):
        return _("tidak datang: {reason}").format(reason=absence_word(said.absence).lower())
    if not numbers:
        return _("hitungan pulang tanpa nomor")
    many = len(numbers) > 1 and kind in _MANY
    words = _(_MANY[kind]).format(n=count(len(numbers))) if many else _(_ONE[kind]).format(number=numbers[0])
    detail = _detail(said)
    return f"{words}: {detail}" if detail else words


def _detail(said: Body | None) -> str:
    """The outcome, the reason or the purpose that was said; empty where the kind says all."""
    if isinstance(said, TicketEnded) and said.outcome in set(Outcome):
        return outcome_word(Outcome(said.outcome)).lower()
    if isinstance(said, TicketPrioritised):
        return priority_word(said.reason).lower() if said.reason else _("tidak lagi")
    if isinstance(said, PurposeSet) and said.purpose in set(Purpose):
        return purpose_word(Purpose(said.purpose)).lower()
    return ""


def as_before_word(kind: str, *, known: bool) -> str:
    """Say what will hold again; empty where it is how the number stands. `known`: somebody will hold it."""
    if kind == "ticket_identified":
        return _("kembali ke orang sebelumnya") if known else _("kembali belum dikenali")
    return _(_AS_BEFORE[kind]) if kind in _AS_BEFORE else ""


def since_word(kind: str, number: str) -> str:
    """Say what rests on an act: `sesudahnya: A052 dipanggil`."""
    if kind == "recording_started":
        return _("perekaman {number} sudah dimulai").format(number=number)
    if kind == "slip_printed":
        return _("bukti {number} sudah dicetak: betulkan di Selesai").format(number=number)
    if kind in _ONE and number:
        return _("sesudahnya: {act}").format(act=act_word(kind, (number,)))
    return _("sudah ada langkah sesudahnya")


def undone_word(kind: str, numbers: Sequence[str]) -> str:
    """Say what holds again after an act was undone."""
    if kind == "absence_explained":
        return _("alasan tidak datang")
    if not numbers:
        return _("hitungan pulang tanpa nomor seperti semula")
    if len(numbers) > 1 and kind in _ALL_AGAIN:
        return _(_ALL_AGAIN[kind]).format(n=count(len(numbers)))
    return _(_AGAIN[kind]).format(number=numbers[0])


def not_served_word(number: str) -> str:
    """Says that a number is not served after all."""
    return undone_word("ticket_served", (number,))
