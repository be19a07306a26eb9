"""The ministry's statuses of a recording, in its process's order; village systems' numbers by label."""

from __future__ import annotations

import re
from enum import StrEnum
from functools import lru_cache

from ektp_desk.domain.lists.rows import RecordStatus

_DONE = re.compile(r"(?:SDH|SUDAH)[ _]", re.IGNORECASE)
_NOT_DONE = re.compile(r"(?:BLM|BELUM)[ _]", re.IGNORECASE)


class SiakStatus(StrEnum):
    """Last seen statuses, as the process passes them: sort by this order, never by a number."""

    NOT_YET_DUE = "BELUM_WAJIB"
    UNREGISTERED = "UNREGISTERED"
    NOT_RECORDED = "BELUM_REKAM"
    RECORDED = "SUDAH_REKAM"
    BIO_CAPTURED = "BIO_CAPTURED"
    PROCESSING = "PROCESSING"
    SENT_FOR_ENROLLMENT = "SENT_FOR_ENROLLMENT"
    RECEIVED_AT_CENTRAL = "RECEIVED_AT_CENTRAL"
    ENROLL_FAILURE_AT_REGIONAL = "ENROLL_FAILURE_AT_REGIONAL"
    ENROLL_FAILURE_AT_CENTRAL = "ENROLL_FAILURE_AT_CENTRAL"
    SEARCH_FAILURE_AT_CENTRAL = "SEARCH_FAILURE_AT_CENTRAL"
    REQUEST_VALIDATION = "REQUEST_VALIDATION"
    ADJUDICATE_RECORD = "ADJUDICATE_RECORD"
    DUPLICATE_RECORD = "DUPLICATE_RECORD"
    PRINT_READY_RECORD = "PRINT_READY_RECORD"
    SENT_FOR_CARD_PRINTING = "SENT_FOR_CARD_PRINTING"
    CARD_PRINTED = "CARD_PRINTED"
    CARD_SHIPPED = "CARD_SHIPPED"
    CARD_ISSUED = "CARD_ISSUED"


ORDER = {status.value: place for place, status in enumerate(SiakStatus)}

_S = SiakStatus
_BY_NUMBER = {  # a village system's numbers do not follow the process: 5 comes before 4
    "1": _S.NOT_YET_DUE,
    "2": _S.NOT_RECORDED,
    "3": _S.RECORDED,
    "4": _S.CARD_PRINTED,
    "5": _S.PRINT_READY_RECORD,
    "6": _S.CARD_SHIPPED,
    "7": _S.SENT_FOR_CARD_PRINTING,
    "8": _S.CARD_ISSUED,
}
_OTHER_WORDS = {
    "prr": _S.PRINT_READY_RECORD,
    "printready": _S.PRINT_READY_RECORD,
    "siapcetak": _S.PRINT_READY_RECORD,
    "sfe": _S.SENT_FOR_ENROLLMENT,
    "ar": _S.ADJUDICATE_RECORD,
    "adjudicate": _S.ADJUDICATE_RECORD,
    "duplicate": _S.DUPLICATE_RECORD,
    "duplicaterecords": _S.DUPLICATE_RECORD,
    "cardship": _S.CARD_SHIPPED,
    "enrollfailureregional": _S.ENROLL_FAILURE_AT_REGIONAL,
    "enrollfailurecentral": _S.ENROLL_FAILURE_AT_CENTRAL,
    "searchfailure": _S.SEARCH_FAILURE_AT_CENTRAL,
    "blmrkmktp": _S.NOT_RECORDED,
    "sdhrkmktp": _S.RECORDED,
}


def _key(text: str) -> str:
    return re.sub(r"[^a-z0-9]", "", text.lower())


_BY_WORD = {_key(status): status for status in SiakStatus} | _OTHER_WORDS


@lru_cache(maxsize=1_000)
def read_status(text: str) -> SiakStatus | None:
    """Read a status by its name, spelt with spaces or underscores, or by a village system's number.

    None for a status that is not known: its text is worth keeping.
    """
    return _BY_NUMBER.get(text) or _BY_WORD.get(_key(text))


def is_status(text: str) -> bool:
    """Whether this is a status's name, also one that only a later system has: `CARD_LOST_RECORD`."""
    known = _BY_WORD.get(_key(text))
    return known is not None or bool(_SHAPE.fullmatch(text))


_SHAPE = re.compile(r"[A-Z]+(?:[_ ][A-Z]+)*[_ ](?:RECORD|ENROLLMENT|CENTRAL|REGIONAL|ISSUED)")


def in_order(status: str) -> tuple[int, str]:
    """A sorting key: the process's order, unknown ones last by name."""
    return ORDER.get(status, len(ORDER)), status


@lru_cache(maxsize=256)
def said_recorded(text: str) -> RecordStatus:
    """Tell what `BLM_RKM_KTP`, `SDH_RKM_KTP` and their like say of a recording."""
    if _NOT_DONE.match(text):
        return RecordStatus.NOT_RECORDED
    return RecordStatus.RECORDED if _DONE.match(text) else RecordStatus.UNKNOWN
