"""The ministry's statuses in words, the same wherever one is read; their order is the domain's."""

from __future__ import annotations

from ektp_desk.domain.lists.values.statuses import SiakStatus
from ektp_desk.words import N_, _

_WORDS = {
    SiakStatus.NOT_YET_DUE: N_("belum wajib KTP"),
    SiakStatus.UNREGISTERED: N_("belum terdaftar"),
    SiakStatus.NOT_RECORDED: N_("belum rekam"),
    SiakStatus.RECORDED: N_("sudah rekam"),
    SiakStatus.BIO_CAPTURED: N_("biometrik diambil"),
    SiakStatus.PROCESSING: N_("sedang diproses"),
    SiakStatus.SENT_FOR_ENROLLMENT: N_("dikirim ke pusat"),
    SiakStatus.RECEIVED_AT_CENTRAL: N_("diterima pusat"),
    SiakStatus.ENROLL_FAILURE_AT_REGIONAL: N_("gagal di daerah"),
    SiakStatus.ENROLL_FAILURE_AT_CENTRAL: N_("gagal di pusat"),
    SiakStatus.SEARCH_FAILURE_AT_CENTRAL: N_("pencarian gagal di pusat"),
    SiakStatus.REQUEST_VALIDATION: N_("menunggu validasi"),
    SiakStatus.ADJUDICATE_RECORD: N_("adjudikasi (sidik mirip)"),
    SiakStatus.DUPLICATE_RECORD: N_("rekaman ganda"),
    SiakStatus.PRINT_READY_RECORD: N_("siap cetak (PRR)"),
    SiakStatus.SENT_FOR_CARD_PRINTING: N_("dikirim untuk dicetak"),
    SiakStatus.CARD_PRINTED: N_("kartu dicetak"),
    SiakStatus.CARD_SHIPPED: N_("kartu dikirim"),
    SiakStatus.CARD_ISSUED: N_("kartu diserahkan"),
}


def status_word(status: str) -> str:
    """Say a status; one that only the ministry's system knows gives nothing."""
    return _(_WORDS[SiakStatus(status)]) if status in set(SiakStatus) else ""
