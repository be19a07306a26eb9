"""What undoing takes back, in words: `A042 dilewati`; and what it left: `A042 tidak jadi dilewati`."""

from __future__ import annotations

from collections.abc import Sequence

from ektp_desk.words import N_, _
from ektp_desk.words.numbers import count

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
_SHORT = {
    "ticket_served": N_("{number} dilayani"),
    "ticket_returned": N_("{number} kembali"),
}
_MANY = {
    "ticket_given": N_("{n} nomor diberikan"),
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
    "ticket_prioritised": N_("giliran {n} nomor seperti semula"),
    "ticket_ended": N_("{n} nomor belum ada hasilnya"),
    "stop_placed": N_("urutan {n} rumah seperti semula"),
    "ticket_voided": N_("{n} nomor tidak jadi dibatalkan"),
}


def undo_word(kind: str, numbers: Sequence[str], *, short: bool = False) -> str:
    """Name an act by its kind and the numbers it was about; `short` for a narrow button."""
    if not numbers:
        return _("hitungan") if short else _("hitungan pulang tanpa nomor")
    if len(numbers) > 1 and kind in _MANY:
        words = N_("{n} nomor") if short else _MANY[kind]
        return _(words).format(n=count(len(numbers)))
    words = _SHORT.get(kind, _ONE[kind]) if short else _ONE[kind]
    return _(words).format(number=numbers[0])


def undone_word(kind: str, numbers: Sequence[str]) -> str:
    """Say what holds again after an act was undone."""
    if not numbers:
        return _("hitungan pulang tanpa nomor seperti semula")
    if len(numbers) > 1 and kind in _ALL_AGAIN:
        return _(_ALL_AGAIN[kind]).format(n=count(len(numbers)))
    return _(_AGAIN[kind]).format(number=numbers[0])


def not_served_word(number: str) -> str:
    """Says that a number is not served after all."""
    return undone_word("ticket_served", (number,))
