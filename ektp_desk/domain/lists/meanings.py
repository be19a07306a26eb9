"""What a list's column can mean, and the header words by which offices call it."""

from __future__ import annotations

import re
from enum import StrEnum


class ListKind(StrEnum):
    """What an office imports; each kind is read by rules of its own."""

    BELUM_REKAM = "belum-rekam"


class Meaning(StrEnum):
    """What stands in a column; `ignored` columns are dropped at the door."""

    NIK = "nik"
    NAME = "name"
    SEX = "sex"
    BIRTH_PLACE = "birth_place"
    BIRTH_DATE = "birth_date"
    KK_NUMBER = "kk_number"
    ADDRESS = "address"
    RT = "rt"
    RW = "rw"
    DUSUN = "dusun"
    PROVINCE_CODE = "province_code"
    REGENCY_CODE = "regency_code"
    DISTRICT_CODE = "district_code"
    VILLAGE_CODE = "village_code"
    DISTRICT_NAME = "district_name"
    VILLAGE_NAME = "village_name"
    WKTP_CLASS = "wktp_class"
    RECORD_STATUS = "record_status"
    DISABILITY = "disability"
    STATUS_CODE = "status_code"
    IGNORED = "ignored"


_WORDS = {
    Meaning.NIK: "nik, no nik, nomor nik, nomor induk kependudukan, no induk kependudukan, no ktp, nomor ktp,"
    "nik ktp",
    Meaning.NAME: "nama, nama lgkp, nama lengkap, nama lkp, nama penduduk, nm lengkap, nama warga",
    Meaning.SEX: "jenis klm, jenis klmin, jenis kelamin, jns kelamin, jns klmin, jk, j k, l p, lk pr,"
    "kelamin, sex, gender, jenkel",
    Meaning.BIRTH_PLACE: "tmpt lhr, tempat lhr, tempat lahir, tmp lahir, tpt lahir, tmpt lahir, tempatlahir",
    Meaning.BIRTH_DATE: "tgl lhr, tanggal lahir, tgl lahir, tgl bln th, tgl bln thn, tanggallahir,"
    "tanggal bulan tahun lahir, tgl bln th lahir",
    Meaning.KK_NUMBER: "no kk, nomor kk, nkk, kk, no kartu keluarga, nomor kartu keluarga",
    Meaning.ADDRESS: "alamat, alamat lengkap, alamat rumah, jalan, alamat jalan",
    Meaning.RT: "rt, no rt, nomor rt",
    Meaning.RW: "rw, no rw, nomor rw",
    Meaning.DUSUN: "dusun, nama dusun, dusun lingkungan, lingkungan",
    Meaning.PROVINCE_CODE: "no prop, no provinsi, kode prop, kode provinsi, kode propinsi, kd prop",
    Meaning.REGENCY_CODE: "no kab, no kabupaten, kode kab, kode kabupaten, kd kab, kode kabkota",
    Meaning.DISTRICT_CODE: "kode kecamatan, kode kec, kd kecamatan, kd kec, no kec, no kecamatan, kec code",
    Meaning.VILLAGE_CODE: "kode desa, kode kel, kode kelurahan, kode desa kelurahan, kode desa kel, kd desa,"
    "kd kel, no kel, no kelurahan, no desa, kode wilayah, kode kelurahan desa",
    Meaning.DISTRICT_NAME: "kecamatan, nama kecamatan, nama kec, nm kec, kec",
    Meaning.VILLAGE_NAME: "desa, kelurahan, desa kelurahan, desa kel, kelurahan desa, kel desa, nama desa,"
    "nama kel, nama kelurahan, nm kel, nm desa, nama desa kelurahan, nama desa kel",
    Meaning.WKTP_CLASS: "wktp ket, ket wktp, keterangan wktp, wktp, wajib ktp, kategori wktp",
    Meaning.RECORD_STATUS: "keterangan, ket, status rekam, status perekaman, stat rkm, ket rekam",
    Meaning.DISABILITY: "ket disabilitas, disabilitas, jenis disabilitas, cacat, penyandang cacat",
    Meaning.STATUS_CODE: "current status code, status code, status siak, status ktp el, status ktp",
    Meaning.IGNORED: "no, nomor, no urut, status, umur, usia, agama, pekerjaan, shdk, status kawin",
}

_BY_VALUE = (
    (re.compile(r"WKTP\b.*", re.IGNORECASE), Meaning.WKTP_CLASS),
    (re.compile(r"(?:BLM|SDH|BELUM|SUDAH)[ _]RE?KA?M.*", re.IGNORECASE), Meaning.RECORD_STATUS),
    (re.compile(r"BIO_CAPTURED|UNREGISTERED|[A-Z]+(?:_[A-Z]+)*_(?:RECORD|ENROLLMENT|CENTRAL|REGIONAL)"),
     Meaning.STATUS_CODE),
)  # fmt: skip

_MARKS = {  # titles that only another kind of list has
    "dapodik": "nisn, nipd, rombel saat ini, penerima kip, skhun",
    "siak": "nik ayah, nik ibu, shdk, nomor akta lahir, petugas registrasi, petugas entri",
    "dpt": "tps, no tps, nkk",
    "dkb": "wilayah, laki laki, perempuan, wajib ktp, sudah rekam ktp, belum rekam ktp",
}


def header_key(title: str) -> str:
    """Reduce a title to what its spellings share: letters and digits, lower case."""
    return re.sub(r"[^a-z0-9]", "", title.lower())


_MEANING_OF = {header_key(word): meaning for meaning, words in _WORDS.items() for word in words.split(",")}
_MARKS_OF = {kind: frozenset(map(header_key, words.split(","))) for kind, words in _MARKS.items()}


def meaning_of(title: str) -> Meaning | None:
    """Tell what a column with this title means; None for a title never seen."""
    key = header_key(title)
    return _MEANING_OF.get(key) or (_born(key) if "lahir" in key else None)


def _born(key: str) -> Meaning | None:
    """Read "Lahir" or "Tempat/Tanggal Lahir" above a column of its own for each."""
    if key.endswith(("tempat", "tmpt", "tmp")):
        return Meaning.BIRTH_PLACE
    return Meaning.BIRTH_DATE if key.endswith(("tanggal", "tgl", "tglblnth")) else None


def meaning_by_values(title: str, values: list[str]) -> Meaning | None:
    """Tell apart what offices call "Status" or "Keterangan": by the words that stand in it."""
    if header_key(title) not in ("status", "keterangan", "ket"):
        return None
    filled = [value for value in values if value]
    for shape, meaning in _BY_VALUE:
        if filled and all(shape.fullmatch(value) for value in filled):
            return meaning
    return None


def looks_like(titles: list[str]) -> str | None:
    """Name the other kind of list that these titles belong to, if two of its own stand there."""
    keys = {header_key(title) for title in titles}
    found = {kind: len(keys & marks) for kind, marks in _MARKS_OF.items()}
    kind = max(found, key=lambda name: found[name])
    return kind if found[kind] >= 2 else None
