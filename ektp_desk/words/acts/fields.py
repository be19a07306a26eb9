"""What the fields of acts are called, and how what stands in them is written."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date

from ektp_desk.domain.errors import EktpError
from ektp_desk.domain.paper.kinds import PaperKind
from ektp_desk.domain.people import CorrectionVerdict, Nik
from ektp_desk.domain.recordings import Modality, ModalityState, Verdict
from ektp_desk.domain.tickets import Outcome, Purpose
from ektp_desk.words import N_, NP_, _
from ektp_desk.words.acts.fingers import kept_fingers_words
from ektp_desk.words.acts.picked import as_read
from ektp_desk.words.contacts import whose_word
from ektp_desk.words.dates import digits_date, hour
from ektp_desk.words.numbers import count
from ektp_desk.words.outcomes import outcome_word, purpose_word, step_state_word, step_word
from ektp_desk.words.paper.kinds import paper_name
from ektp_desk.words.roles import roles_words
from ektp_desk.words.sexes import sex_letter
from ektp_desk.words.visit.absences import absence_word

_CLAIMS = {
    "name": N_("Nama"),
    "nik": N_("NIK"),
    "kk_number": N_("No. KK"),
    "sex": NP_("sex", "L/P"),
    "birth": N_("Tanggal lahir"),
    "village": N_("Desa"),
    "address": N_("Alamat"),
}
LABELS = {
    **_CLAIMS,
    "field": N_("Data"),
    "value": N_("Isi"),
    "was": NP_("value", "Sebelumnya"),
    "ground": N_("Dasar"),
    "witness": N_("Saksi"),
    "first": NP_("one", "Orang"),
    "second": N_("Orang lain"),
    "person": NP_("one", "Orang"),
    "source": N_("Sumber"),
    "dusun": N_("Dusun"),
    "rt": N_("RT"),
    "rw": N_("RW"),
    "contact": N_("Kontak"),
    "cannot": N_("Tidak bisa"),
    "brought_by": N_("Dibawa oleh"),
    "absence": N_("Tidak datang"),
    "said_by": N_("Menurut"),
    "phone": N_("Telepon"),
    "whose": N_("Milik"),
    "consent": N_("Setuju disimpan"),
    "desk": N_("Meja"),
    "letter": N_("Huruf"),
    "serial": N_("Urutan"),
    "purpose": N_("Keperluan"),
    "report": N_("Lembar cetak"),
    "outcome": N_("Hasil"),
    "text": N_("Keterangan"),
    "on": N_("Datang lagi"),
    "modality": N_("Langkah"),
    "state": N_("Keadaan"),
    "count": N_("Jumlah"),
    "reason": N_("Alasan"),
    "second_person": N_("Orang kedua"),
    "fingers": N_("Jari yang kurang"),
    "kk": N_("KK"),
    "f102": N_("F-1.02"),
    "marriage": N_("Surat kawin"),
    "not_brought": N_("Tidak dibawa"),
    "passed_by": N_("Diizinkan oleh"),
    "allowed_by": N_("Diizinkan oleh"),
    "passed_reason": N_("Alasan izin"),
    "verdict": N_("Tinjauan"),
    "kind": N_("Jenis"),
    "as_of": N_("Keadaan per"),
    "rows": N_("Baris"),
    "last": N_("Terakhir dibenarkan"),
    "going": N_("Daftar yang habis masanya"),
    "kept_days": N_("Disimpan (hari)"),
    "day": N_("Hari"),
    "opening_hour": N_("Jam buka"),
    "closing_hour": N_("Jam tutup"),
    "team": NP_("many", "Petugas"),
    "polling_day": N_("Hari pemungutan suara"),
    "supervisor": N_("Supervisor"),
    "roles": N_("Peran"),
    "region": N_("Wilayah"),
    "label": N_("Jurnal"),
    "note": N_("Keterangan"),
    "place": N_("Tempat"),
    "size": N_("Ukuran"),
    "number": N_("Nomor"),
    "jump_minutes": N_("Jam melompat (menit)"),
}
# What only machines read: ids, digests, and what other words say already.
_UNSAID_WORDS = (
    "zone sample last_incarnation last_seq last_link local digest files rows_file counts mapping layout "
    "meanings lists device equation heads batch act group to_visit together recording "
    "ticket event over rest slot own file quality algorithm proved checked correction "
    "founder recovery sign seal key until incarnation first_seq enrol heard "
    "visit giving kept moved events said letters origin without other full erased addresses reopening at_once"
)
UNSAID = frozenset(_UNSAID_WORDS.split())
_GROUNDS = {
    "request": N_("atas permintaan orangnya"),
    "mistake": N_("salah dicatat"),
    "retention": N_("masa simpannya habis"),
}

_VERDICTS: dict[str, str] = {
    Verdict.ACCEPTED: N_("diterima"),
    Verdict.REPEAT: N_("rekam ulang"),
    CorrectionVerdict.IN_ORDER: N_("sesuai"),
    CorrectionVerdict.NOT_IN_ORDER: N_("tidak sesuai"),
}


def _as_written(text: str) -> str:
    return text


@dataclass(frozen=True, slots=True, repr=False)
class IdNames:
    """Names for the ids that acts hold: users, people, villages by code; `whole` shows NIK unmasked."""

    users: Mapping[str, str] = field(default_factory=dict)
    people: Mapping[str, str] = field(default_factory=dict)
    village: Callable[[str], str] = _as_written
    whole: bool = False


def field_word(name: str) -> str:
    """Name a field: `Tanggal lahir`; one that only a later release knows stands as it is."""
    return _(LABELS[name]) if name in LABELS else name


def written(name: str, value: object, names: IdNames) -> str:
    """Write what stands in a field; empty when there is nothing to say of it."""
    if isinstance(value, bool):
        return _("ada") if value else ""
    if isinstance(value, int):
        return count(value) if value else ""
    if isinstance(value, tuple):
        return roles_words(value) if name == "roles" else ", ".join(map(str, value))
    return _SPECIAL.get(name, _plain)(str(value), names) if value else ""


def _plain(value: str, _names: IdNames) -> str:
    return value


def _day(value: str, _names: IdNames) -> str:
    try:
        return digits_date(date.fromisoformat(value))
    except ValueError:
        return value


def _number(value: str, names: IdNames) -> str:
    if names.whole:
        return value
    try:
        return Nik.parse(value).masked()
    except EktpError:
        return "*" * len(value)


def _person(value: str, names: IdNames) -> str:
    return names.people.get(value) or _("orang lain")


def _outcome(value: str, _names: IdNames) -> str:
    return outcome_word(Outcome(value)) if value in set(Outcome) else value


def _purpose(value: str, _names: IdNames) -> str:
    return purpose_word(Purpose(value)) if value in set(Purpose) else value


def _step(value: str, _names: IdNames) -> str:
    return step_word(Modality(value)) if value in set(Modality) else value


def _step_state(value: str, _names: IdNames) -> str:
    return step_state_word(ModalityState(value)) if value in set(ModalityState) else value


def _verdict(value: str, _names: IdNames) -> str:
    return _(_VERDICTS[value]) if value in _VERDICTS else value


def _source(value: str, _names: IdNames) -> str:
    return _("ditulis di meja") if value == "desk" else _("daftar")


def _ground(value: str, _names: IdNames) -> str:
    return _(_GROUNDS[value]) if value in _GROUNDS else as_read(value)


def _paper(value: str, _names: IdNames) -> str:
    if value == "breach":
        return _("Orang yang datanya ada di laptop yang hilang")
    return paper_name(PaperKind(value)) if value in set(PaperKind) else value


def _village(value: str, names: IdNames) -> str:
    return names.village(value)


_SPECIAL: dict[str, Callable[[str, IdNames], str]] = {
    **dict.fromkeys(("birth", "on", "as_of", "day", "last", "polling_day"), _day),
    **dict.fromkeys(("nik", "kk_number"), _number),
    **dict.fromkeys(("first", "second", "person"), _person),
    "outcome": _outcome,
    "absence": lambda value, _names: absence_word(value),
    "whose": lambda value, _names: whose_word(value),
    "purpose": _purpose,
    "report": _paper,
    "modality": _step,
    "state": _step_state,
    "verdict": _verdict,
    "not_brought": lambda value, _names: ", ".join(map(field_word, value.split())),
    "fingers": lambda value, _names: kept_fingers_words(value),
    "ground": _ground,
    "witness": lambda value, names: names.users.get(value) or _("petugas lain"),
    "reason": lambda value, _names: _("dibetulkan") if value == "corrected" else as_read(value),
    "source": lambda value, _names: as_read(value),
    "village": _village,
    "sex": lambda value, _names: sex_letter(value),
    "closing_hour": lambda value, _names: hour(value),
    "field": lambda value, _names: field_word(value),
}


def source_word(value: str) -> str:
    """Where a number's person was named."""
    return _source(value, IdNames())
