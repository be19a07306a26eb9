"""The words by which offices call a list's columns, and which kind of list has them."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import lru_cache

from ektp_desk.domain.lists.layout.figure_titles import figure_of
from ektp_desk.domain.lists.meanings import ListKind, Meaning
from ektp_desk.domain.lists.values.marital import Marital
from ektp_desk.domain.lists.values.statuses import is_status, read_status

_WORDS = {
    Meaning.NIK: "nik, no nik, nomor nik, nomor induk kependudukan, no induk kependudukan, no ktp, nomor ktp,"
    "nik ktp, nik no ktp, no nik ktp",
    Meaning.NAME: "nama, nama lgkp, nama lengkap, nama lkp, nama penduduk, nm lengkap, nama warga,"
    "nama pemilih, nama siswa, nama peserta didik",
    Meaning.SEX: "jenis klm, jenis klmin, jenis kelamin, jns kelamin, jns klmin, jk, j k, l p, lk pr,"
    "kelamin, sex, gender, jenkel",
    Meaning.BIRTH_PLACE: "tmpt lhr, tempat lhr, tempat lahir, tmp lahir, tpt lahir, tmpt lahir, tempatlahir,"
    "tempat, tmpt, tempat tanggal tempat, tempat tgl tempat, tempat tgl tmpt",
    Meaning.BIRTH_DATE: "tgl lhr, tanggal lahir, tgl lahir, tgl bln th, tgl bln thn, tanggallahir,"
    "tanggal bulan tahun lahir, tgl bln th lahir, tgl bln thn lahir, tempat tanggal tanggal, tempat tgl tgl,"
    "tempat tgl tanggal",
    Meaning.KK_NUMBER: "no kk, nomor kk, nkk, kk, no kartu keluarga, nomor kartu keluarga",
    Meaning.ADDRESS: "alamat, alamat lengkap, alamat rumah, jalan, alamat jalan",
    Meaning.RT: "rt, no rt, nomor rt",
    Meaning.RW: "rw, no rw, nomor rw",
    Meaning.RT_RW: "rt rw, no rt rw",
    Meaning.DUSUN: "dusun, nama dusun, dusun lingkungan, lingkungan",
    Meaning.PROVINCE_CODE: "no prop, no provinsi, kode prop, kode provinsi, kode propinsi, kd prop",
    Meaning.REGENCY_CODE: "no kab, no kabupaten, kode kab, kode kabupaten, kd kab, kode kabkota",
    Meaning.DISTRICT_CODE: "kode kecamatan, kode kec, kd kecamatan, kd kec, no kec, no kecamatan, kec code",
    Meaning.VILLAGE_CODE: "kode desa, kode kel, kode kelurahan, kode desa kelurahan, kode desa kel, kd desa,"
    "kd kel, no kel, no kelurahan, no desa, kode wilayah, kode kelurahan desa",
    Meaning.DISTRICT_NAME: "kecamatan, nama kecamatan, nama kec, nm kec, kec",
    Meaning.VILLAGE_NAME: "desa, kelurahan, desa kelurahan, desa kel, kelurahan desa, kel desa, nama desa,"
    "ds, ds kel, kel ds, nama kel, nama kelurahan, nm kel, nm desa, nama desa kelurahan, nama desa kel",
    Meaning.WKTP_CLASS: "wktp ket, ket wktp, keterangan wktp, wktp, wajib ktp, kategori wktp, wjb ktp",
    Meaning.RECORD_STATUS: "keterangan, ket, status rekam, status perekaman, stat rkm, ket rekam",
    Meaning.DISABILITY: "ket disabilitas, disabilitas, jenis disabilitas, cacat, penyandang cacat",
    Meaning.STATUS_CODE: "current status code, status code, status siak, status ktp el, status ktp",
    Meaning.MARITAL: "status kawin, stat kwn, stat kawin, status kwn, sts kawin, status perkawinan, stat kwn,"
    "status nikah, stat kwin",
    Meaning.NISN: "nisn",
    Meaning.ROMBEL: "rombel saat ini, rombel, rombongan belajar",
    Meaning.TPS: "tps, no tps, nomor tps",
    Meaning.POPULATION_STATUS: "status, status dasar, status penduduk, status kependudukan, status hidup,"
    "keterangan status, ket status",
    Meaning.IGNORED: "no, nomor, no urut, umur, usia, agama, pekerjaan, shdk, hub kel",
}

_OWN = {  # what a word means in one kind of list alone
    ListKind.DPT: {
        Meaning.MARITAL: "status, status b s p, b s p",
        Meaning.POPULATION_STATUS: "keterangan, ket",
        Meaning.IGNORED: "status ktp el, status ktp",
    },
    ListKind.STATUS: {
        Meaning.STATUS_CODE: "status, status rekam, stat rkm, status perekaman, kode status, status e ktp,"
        "status terakhir, status rekam ktp el",
    },
}

_KEPT = {  # columns that this kind may hold; parents, income, bank and health are nobody's business here
    ListKind.DAPODIK: frozenset(
        {
            Meaning.NAME, Meaning.SEX, Meaning.NISN, Meaning.BIRTH_PLACE, Meaning.BIRTH_DATE, Meaning.NIK,
            Meaning.ADDRESS, Meaning.RT, Meaning.RW, Meaning.RT_RW, Meaning.DUSUN, Meaning.VILLAGE_NAME,
            Meaning.DISTRICT_NAME, Meaning.ROMBEL, Meaning.KK_NUMBER,
        }
    )
}  # fmt: skip

_MARKS = {  # titles that hardly another kind of list has
    ListKind.BELUM_REKAM: "wktp ket, ket disabilitas, current status code, keterangan wktp",
    ListKind.SIAK: "nik ayah, nik ibu, nama penduduk, nomor akta lahir, nomor akta kawin, cetak ktp,"
    "ganti ktp, ktp berakhir, petugas registrasi, petugas entri, tgl entri, shdk",
    ListKind.BIP: "tgl bln th, stat kwn, gol drh, g drh, wjb ktp, stat rkm, hub kel, ktpel,"
    "pendidikan terakhir, no akta lahir, no akte lahir, shdk",
    ListKind.DAPODIK: "nisn, nipd, rombel saat ini, penerima kip, penerima kps, skhun, layak pip",
    ListKind.DPT: "tps, no tps, nkk, status perkawinan, jenis disabilitas, status b s p",
}

_MORE = re.compile(r"[(\[/]|\b(?:sesuai|menurut|berdasarkan)\b", re.IGNORECASE)
_ASIDE = re.compile(r"[(\[][^)\]]*[)\]]?")
_AS_ELSEWHERE = re.compile(r"\b(?:sesuai|menurut|berdasarkan)\b.*", re.IGNORECASE)
_ANOTHERS = re.compile(r"\b(?:kepala|pelapor|pemohon|lama|semula)\b|\bnama\b.*\bkk\b", re.IGNORECASE)
_KIN = re.compile(r"\b(?:ayah|ibu|wali|orang ?tua|suami|istri|isteri|pasangan)\b", re.IGNORECASE)


def header_key(title: str) -> str:
    """Reduce a title to what its spellings share: letters and digits, lower case."""
    return re.sub(r"[^a-z0-9]", "", title.lower())


def _by_key(words_of: dict[Meaning, str]) -> dict[str, Meaning]:
    return {header_key(word): meaning for meaning, words in words_of.items() for word in words.split(",")}


_MEANING_OF = _by_key(_WORDS)
_OWN_MEANING_OF = {kind: _by_key(words_of) for kind, words_of in _OWN.items()}
_MARKS_OF = {kind: frozenset(map(header_key, words.split(","))) for kind, words in _MARKS.items()}
_NOTES = frozenset(map(header_key, ("status", "keterangan", "ket")))
_UNSURE = _NOTES | frozenset(map(header_key, ("stat rkm", "status rekam")))


def meaning_of(title: str, kind: ListKind | None = None) -> Meaning | None:
    """Tell what a column with this title means in a kind of list; None for a title never seen."""
    if kind is ListKind.DKB:
        return figure_of(title)
    found = _of_key(header_key(title), kind) or (_of_more_words(title, kind) if _MORE.search(title) else None)
    if found and kind in _KEPT and found not in _KEPT[kind]:
        return Meaning.IGNORED
    return found


def is_title(text: str) -> bool:
    """Whether this is a title, word for word: a label's value may have some more words than one."""
    return _of_key(header_key(text), None) is not None


def _of_key(key: str, kind: ListKind | None) -> Meaning | None:
    own = _OWN_MEANING_OF[kind].get(key) if kind in _OWN_MEANING_OF else None
    return own or _MEANING_OF.get(key) or (_born(key) if "lahir" in key else None)


@lru_cache(maxsize=2_000)
def _of_more_words(title: str, kind: ListKind | None) -> Meaning | None:
    """Read "Nama Lengkap (sesuai KTP)" and "No. KTP/NIK"; never another person's, nor a number of before."""
    if is_of_kin(title) or _ANOTHERS.search(title):
        return None
    bare = _AS_ELSEWHERE.sub("", _ASIDE.sub(" ", title))
    if found := _of_key(header_key(bare), kind):
        return found
    parts = {_of_key(header_key(part), kind) for part in bare.split("/")}
    return parts.pop() if len(parts) == 1 else None


def _born(key: str) -> Meaning | None:
    """Read "Lahir" or "Tempat/Tanggal Lahir" above a column of its own for each."""
    if key.endswith(("tempat", "tmpt", "tmp")):
        return Meaning.BIRTH_PLACE
    return Meaning.BIRTH_DATE if key.endswith(("tanggal", "tgl", "tglblnth")) else None


BY_VALUE = (
    (re.compile(r"WKTP\b.*|(?:BELUM )?WAJIB", re.IGNORECASE), Meaning.WKTP_CLASS),
    (re.compile(r"(?:BLM|SDH|BELUM|SUDAH)[ _]RE?KA?M(?:_.*|AN.*)?", re.IGNORECASE), Meaning.RECORD_STATUS),
)


def meaning_by_values(title: str, values: Sequence[str], kind: ListKind) -> Meaning | None:
    """Tell apart what offices call "Status" or "Keterangan": by the words that mostly stand in it."""
    if header_key(title) not in _UNSURE or kind is ListKind.DAPODIK:
        return None
    filled = [value for value in values if value]
    if not filled:
        return None
    for shape, meaning in BY_VALUE:
        if kind is not ListKind.STATUS and _most(filled, shape.fullmatch):
            return meaning
    if _most(filled, is_status) or (_numbered(title) and _most(filled, read_status)):
        return Meaning.STATUS_CODE
    if _most(filled, Marital.parse):
        return Meaning.MARITAL
    of_nothing_known = header_key(title) in _NOTES and all(map(str.isdigit, filled))
    return Meaning.IGNORED if of_nothing_known and kind is not ListKind.STATUS else None


def _most(values: Sequence[str], fits: Callable[[str], object]) -> bool:
    """Whether half of the values fit, or more: a word that nobody knows turns no column off."""
    return 2 * sum(1 for value in values if fits(value)) >= len(values)


def may_say_who_is_gone(title: str, kind: ListKind) -> bool:
    """Whether notes on somebody may stand beneath such a title, beside another column of statuses."""
    return kind is not ListKind.DAPODIK and header_key(title) in _NOTES


def _numbered(title: str) -> bool:
    """Whether a number in this column is a village system's, with a label of its own."""
    return header_key(title) in ("statusrekam", "statrkm")


def is_of_kin(title: str) -> bool:
    """Whether a title names somebody else than the row's person: father, mother, guardian."""
    return bool(_KIN.search(title.replace("_", " ")))


def looks_like(titles: Sequence[str], wanted: ListKind) -> ListKind | None:
    """Name the other kind of list that these titles rather belong to, if two of its own stand there."""
    keys = {header_key(title) for title in titles}
    found = {kind: len(keys & marks) for kind, marks in _MARKS_OF.items()}
    best = max(found, key=lambda kind: found[kind])
    return best if found[best] >= 2 and found[best] > found.get(wanted, 0) else None
