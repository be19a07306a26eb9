"""The trade's fixed codes in words: outcomes, groups, purposes, ticket states, steps; decides nothing.

Every function takes `short=True` for narrow windows and bars. Outcomes, groups and purposes
begin with a capital (they label rows), short groups and all states do not (they follow a number
or a mark).
"""

from __future__ import annotations

from ektp_desk.domain.recordings import Document, DocumentState, Modality, ModalityState
from ektp_desk.domain.tickets import Outcome, Priority, Purpose, TicketGroup, TicketState
from ektp_desk.words import N_, NP_, _

_OUTCOMES = {
    Outcome.RECORDED: (N_("Direkam"), N_("Direkam")),
    Outcome.CARD_HANDED_OVER: (N_("Kartu diserahkan"), N_("Kartu")),
    Outcome.ANSWERED: (N_("Pertanyaan dijawab"), N_("Dijawab")),
    Outcome.REFERRED: (N_("Dirujuk ke layanan lain"), N_("Dirujuk")),
    Outcome.RECORDING_INCOMPLETE: (N_("Perekaman belum lengkap"), N_("Belum lengkap")),
    Outcome.NO_DOCUMENTS: (N_("Dokumen tidak dibawa"), N_("Tanpa dokumen")),
    Outcome.DATA_DIFFERS: (N_("Data berbeda, dibetulkan dahulu"), N_("Data beda")),
    Outcome.NOT_RESIDENT: (N_("Bukan penduduk kabupaten ini"), N_("Bukan penduduk")),
    Outcome.UNDER_16: (N_("Belum berumur 16 tahun"), N_("Belum 16 tahun")),
    Outcome.ALREADY_RECORDED: (N_("Sudah pernah direkam"), NP_("outcome", "Sudah rekam")),
    Outcome.DEVICE_FAILURE: (N_("Alat rusak"), N_("Alat rusak")),
    Outcome.POWER_OR_NETWORK: (N_("Listrik atau jaringan putus"), N_("Listrik/jaringan")),
    Outcome.OUT_OF_TIME: (N_("Waktu habis"), N_("Waktu habis")),
    Outcome.REFUSED: (N_("Tidak bersedia"), N_("Tidak bersedia")),
    Outcome.CANNOT_TODAY: (N_("Tidak bisa hari ini"), N_("Tidak bisa")),
    Outcome.OTHER: (N_("Alasan lain, tertulis"), N_("Lain")),
    Outcome.LEFT: (N_("Pergi sebelum dilayani"), N_("Pergi")),
    Outcome.RESCHEDULED: (N_("Dijadwalkan ulang"), N_("Dijadwal ulang")),
    Outcome.LOST: (N_("Nomor hilang, menurut supervisor"), N_("Nomor hilang")),
}
_GROUPS = {
    TicketGroup.SERVED: (N_("Dilayani"), N_("dilayani")),
    TicketGroup.PARTLY: (N_("Sebagian dilayani"), N_("sebagian")),
    TicketGroup.NOT_SERVED: (N_("Tidak dilayani, dengan alasan"), N_("tidak dilayani")),
    TicketGroup.LEFT: (N_("Pergi sebelum dilayani"), N_("pergi")),
    TicketGroup.RESCHEDULED: (N_("Dijadwalkan ulang"), N_("dijadwal ulang")),
    TicketGroup.LOST: (N_("Nomor hilang"), N_("nomor hilang")),
}
_PURPOSES = {
    Purpose.RECORD: (N_("Rekam baru"), N_("Rekam")),
    Purpose.FETCH_CARD: (N_("Ambil kartu"), N_("Kartu")),
    Purpose.QUESTION: (N_("Bertanya"), N_("Tanya")),
}
_PRIORITIES = {
    Priority.ELDERLY: (N_("Lansia"), N_("Lansia")),
    Priority.DISABLED: (N_("Penyandang disabilitas"), N_("Disabilitas")),
    Priority.PREGNANT: (N_("Hamil"), N_("Hamil")),
    Priority.CHILD: (N_("Membawa anak kecil"), N_("Anak kecil")),
    Priority.FAR: (N_("Dari jauh"), N_("Dari jauh")),
    Priority.OTHER: (N_("Alasan lain"), N_("Lain")),
}
_STATES = {
    TicketState.WAITING: (N_("menunggu"), N_("tunggu")),
    TicketState.CALLED: (N_("dipanggil"), N_("panggil")),
    TicketState.SERVING: (N_("sedang dilayani"), N_("di meja")),
    TicketState.ENDED: (N_("selesai"), N_("selesai")),
    TicketState.VOIDED: (N_("dibatalkan"), N_("batal")),
}

_STEPS = {
    Modality.PHOTO: N_("Foto"),
    Modality.SIGNATURE: N_("Tanda tangan"),
    Modality.FINGERS: N_("Sidik jari"),
    Modality.IRISES: N_("Iris"),
    Modality.MATCH: N_("Cocok telunjuk"),
}
_STEP_STATES = {
    ModalityState.ATTESTED: N_("sudah"),
    ModalityState.CAPTURED: N_("diambil di laptop ini"),
    ModalityState.EXCEPTED: N_("dikecualikan"),
    ModalityState.MISSING: N_("belum"),
}


def outcome_word(outcome: Outcome, *, short: bool = False) -> str:
    """How a ticket ended: `Dokumen tidak dibawa`."""
    return _(_OUTCOMES[outcome][short])


def group_word(group: TicketGroup, *, short: bool = False) -> str:
    """Say a term of the equation: `Tidak dilayani, dengan alasan`; short: `tidak dilayani`."""
    return _(_GROUPS[group][short])


def purpose_word(purpose: Purpose, *, short: bool = False) -> str:
    """`Ambil kartu`."""
    return _(_PURPOSES[purpose][short])


def priority_word(priority: str, *, short: bool = False) -> str:
    """Say why somebody is called first: `Lansia`; a later release's reason as "other"."""
    known = Priority(priority) if priority in set(Priority) else Priority.OTHER
    return _(_PRIORITIES[known][short])


def state_word(state: TicketState, *, short: bool = False) -> str:
    """Say where a ticket stands: `menunggu`; the desk's letter is the caller's to add."""
    return _(_STATES[state][short])


def step_word(modality: Modality) -> str:
    """`Sidik jari`."""
    return _(_STEPS[modality])


def step_state_word(state: ModalityState) -> str:
    """`dikecualikan`."""
    return _(_STEP_STATES[state])


_DOCUMENTS = {Document.KK: N_("KK"), Document.F102: N_("F-1.02")}
_DOCUMENT_STATES = {
    DocumentState.SEEN: N_("dilihat"),
    DocumentState.NOT_BROUGHT: N_("tidak dibawa"),
    DocumentState.UNANSWERED: N_("belum"),
}


def document_word(document: Document) -> str:
    return _(_DOCUMENTS[document])


def document_state_word(state: DocumentState) -> str:
    return _(_DOCUMENT_STATES[state])
