"""Every refusal in words: what happened, what is safe, what to do, and its code."""

from __future__ import annotations

from ektp_desk.domain.errors import EktpError
from ektp_desk.words import N_, _
from ektp_desk.words.errors.captures import CAPTURES
from ektp_desk.words.errors.exchange import EXCHANGE
from ektp_desk.words.errors.folder import FOLDER
from ektp_desk.words.errors.journal import JOURNAL
from ektp_desk.words.errors.keys import KEYS
from ektp_desk.words.errors.kits import KITS
from ektp_desk.words.errors.line import LINE
from ektp_desk.words.errors.lists.files import LISTS
from ektp_desk.words.errors.lists.rows import LIST_ROWS
from ektp_desk.words.errors.papers import PAPERS
from ektp_desk.words.errors.store import STORE
from ektp_desk.words.errors.trouble import TROUBLE
from ektp_desk.words.errors.visit import VISIT

SENTENCES = {
    **STORE, **FOLDER, **JOURNAL, **KEYS, **KITS, **VISIT, **CAPTURES, **EXCHANGE, **LINE, **LISTS, **LIST_ROWS,
    **PAPERS, **TROUBLE,
}  # fmt: skip

_NAME = 40  # letters of a file's name

# What a form says beside a field ("your entry is still there") does not fit a row of a file.
_OF_A_ROW = {
    "nik.not_16_digits": N_("NIK bukan 16 angka. Baris tidak dimuat; betulkan di berkas sumbernya."),
    "date.unreadable": N_("Tanggal lahir tidak terbaca. Baris tidak dimuat; tulis hari-bulan-tahun."),
    "date.future": N_("Tanggal lahir belum terjadi. Baris tidak dimuat; periksa tahunnya."),
}


def row_problem(code: str) -> str:
    """Say what is wrong or odd with a row of a list."""
    return _(_OF_A_ROW.get(code, "") or SENTENCES[code])


def message(error: EktpError) -> str:
    """Without its code, behind the file's name where one of several is meant."""
    return in_file(error, _(SENTENCES[error.code]).format(**error.facts))


def in_file(error: EktpError, told: str) -> str:
    """Put the name of the refused one of several files before a sentence; of a long one both ends."""
    name = error.file if len(error.file) <= _NAME else f"{error.file[: _NAME - 17]}…{error.file[-16:]}"
    return f"{name}: {told}" if name else told


def sentence(error: EktpError) -> str:
    """With its code at the end: `… [signin.wrong]`."""
    return f"{message(error)} [{error.code}]"
