"""What can be said twice, in words: the question that a slot asks, and what it is asked of."""

from __future__ import annotations

from ektp_desk.domain.journal.events import Entity
from ektp_desk.words import N_, NP_, _
from ektp_desk.words.acts.fields import field_word

_ABOUT = {
    Entity.OFFICE: N_("Kantor"),
    Entity.USER: N_("Petugas"),
    Entity.DEVICE: N_("Laptop"),
    Entity.LIST: NP_("one", "Daftar"),
    Entity.LAYOUT: N_("Tata kolom daftar"),
    Entity.VISIT: NP_("one", "Kunjungan"),
    Entity.GROUP: N_("Rombongan"),
    Entity.TICKET: N_("Nomor antrean"),
    Entity.PERSON: NP_("one", "Orang"),
    Entity.PAIR: N_("Dua orang"),
    Entity.RECORDING: N_("Perekaman"),
}
_SLOTS = {
    "ticket.person": N_("Milik siapa nomor ini?"),
    "ticket.outcome": N_("Apa hasil nomor ini?"),
    "ticket.issue": N_("Nomor mana yang diberikan?"),
    "person.contact": N_("Telepon mana yang benar?"),
    "person.met": N_("Siapa orang ini?"),
    "pair.verdict": N_("Satu orang atau dua orang?"),
    "recording.subject": N_("Siapa yang direkam?"),
    "recording.end": N_("Selesai atau dihentikan?"),
    "recording.documents": N_("Dokumen apa yang dilihat?"),
    "recording.count": N_("Perekaman mana yang dihitung?"),
    "recording.review": N_("Bagaimana tinjauan pengecualian ini?"),
    "recording.note": N_("Catatan mana yang benar?"),
    "visit.plan": N_("Rencana mana yang berlaku?"),
    "visit.closing": N_("Penutupan mana yang berlaku?"),
    "user.standing": N_("Bagaimana petugas ini?"),
    "list.rows": N_("Daftar mana yang berlaku?"),
    "list.standing": N_("Apakah daftar ini dicabut?"),
    "layout.meanings": N_("Arti kolom mana yang benar?"),
    "office.charter": N_("Piagam kantor mana yang benar?"),
}


def slot_word(slot: str) -> str:
    """Ask what a slot holds: `Apa hasil nomor ini?`."""
    if slot in _SLOTS:
        return _(_SLOTS[slot])
    entity, _dot, field = slot.partition(".")
    if entity == "review":  # of one correction, by its link
        return _("Apakah koreksi ini sesuai?")
    if entity == "absence":  # at one visit
        return _("Mengapa orang ini tidak datang?")
    return _("{field}: mana yang benar?").format(field=field_word(field))


def entity_word(entity: Entity) -> str:
    return _(_ABOUT[entity])
