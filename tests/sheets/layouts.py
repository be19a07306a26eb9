"""The layouts in which offices, schools and election commissions give lists, filled with invented people."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from tests.sheets.making import Cells, name, nik


def titles(words: str) -> list[str]:
    """Written with commas between."""
    return [word.strip() for word in words.split(",")]


SIAK = titles(
    "Nomor KK, NIK, Nama Penduduk, Status, Tempat Lahir, Tanggal Lahir, Kelamin, NIK Ayah, Ayah, NIK Ibu,"
    " Ibu, Status Kawin, SHDK, Agama, Kecamatan, Desa/Kel, Alamat, RW, RT, Pendidikan, Pekerjaan, "
    "Deskripsi Pekerjaan, Gol. Darah, Cacat, Cetak KTP, Ganti KTP, KTP Berakhir, Nomor Paspor, Nomor Akta"
    " Lahir, Nomor Akta Kawin, Tanggal Kwn, Nomor Akta Cerai, Tgl Cerai, Petugas Registrasi, Tgl Ubah, "
    "Petugas Entri, Tgl Entri"
)
BIP_EKTP = titles(
    "NO, Nama Lengkap, NIK, Tempat Lahir, Tgl/Bln/Th, JK, Stat Kwn, Gol. Drh, SHDK, Agama, Pendidikan "
    "Terakhir, No Akta Lahir, Pekerjaan, Nama Ibu, Nama Ayah, Wjb KTP, KTP-eL, Status, Stat Rkm"
)
BIP_2012 = titles(
    "NO, NIK, NAMA, JK, TMPT LHR, TGL LHR, KTPEL, AGAMA, STATUS, HUB. KEL, PENDIDIKAN, PEKERJAAN, NAMA "
    "IBU, NAMA AYAH, NO.AKTE LAHIR"
)
BIP_2016 = titles(
    "No, Nama Lengkap, NIK, Tempat Lahir, Tgl/Bln/Th, JK, SHDK, Agama, Pendidikan Terakhir, Pekerjaan, "
    "Ibu, Ayah"
)
BIP_LUWU = titles(
    "NO, NIK, NAMA, JK, TMPT LHR, TGL LHR, G.DRH, AGAMA, STATUS, HUB.KEL, PENDIDIKAN, PEKERJAAN, NAMA "
    "IBU, NAMA AYAH, KET"
)
OPENSID = titles(
    "alamat, dusun, rw, rt, nama, no_kk, nik, sex, tempatlahir, tanggallahir, agama_id, pendidikan_kk_id,"
    " pendidikan_sedang_id, pekerjaan_id, status_kawin, kk_level, warganegaraan_id, ayah_nik, nama_ayah, "
    "ibu_nik, nama_ibu, golongan_darah_id, akta_lahir, ktp_el, status_rekam, alamat_sekarang, "
    "status_dasar"
)
DPT_NINE = titles(
    "Nama, NIK, NKK, Tempat Lahir, Tanggal Lahir, Jenis Kelamin, Status Perkawinan, Jenis Disabilitas, Alamat"
)
DPT_KABKO = titles(
    "NO, NKK, NIK, NAMA, TEMPAT LAHIR, TANGGAL LAHIR, UMUR, STATUS (B/S/P), L/P, ALAMAT, RT, RW, "
    "DISABILITAS, STATUS KTP-el, KETERANGAN, TPS"
)
_PARENT = ("Nama", "Tahun Lahir", "Jenjang Pendidikan", "Pekerjaan", "Penghasilan", "NIK")
DAPODIK_ABOVE = [
    *titles(
        "No, Nama, NIPD, JK, NISN, Tempat Lahir, Tanggal Lahir, NIK, Agama, Alamat, RT, RW, Dusun, Kelurahan,"
        "Kecamatan, Kode Pos, Jenis Tinggal, Alat Transportasi, Telepon, HP, E-Mail, SKHUN, Penerima KPS,"
        "No. KPS"
    ),
    "Data Ayah", *[None] * 5, "Data Ibu", *[None] * 5, "Data Wali", *[None] * 5,
    *titles(
        "Rombel Saat Ini, No Peserta Ujian Nasional, No Seri Ijazah, Penerima KIP, Nomor KIP, Nama di KIP,"
        "Nomor KKS, No Registrasi Akta Lahir, Bank, Nomor Rekening Bank, Layak PIP, Kebutuhan Khusus,"
        "Lintang, Bujur, No KK, Berat Badan, Tinggi Badan"
    ),
]  # fmt: skip
DAPODIK_BENEATH = [None] * 24 + [*_PARENT] * 3
KK = "5302321012159001"


def born(number: int) -> date:
    return date(1980 + number % 20, 1 + number % 12, 1 + number % 28)


def sex(number: int) -> str:
    return "LP"[number % 2]


def nik_of(number: int, region: str = "530232") -> str:
    """Invent the NIK that agrees with birth and sex."""
    return nik(number, born(number), sex(number), region)


def filled(header: Sequence[Any], cells: Mapping[str, Any]) -> list[Any]:
    """Make a row under titles: each title's first column gets its cell, the others stay empty."""
    taken: set[str] = set()
    row = []
    for title in header:
        row.append(cells.get(title) if title not in taken else None)
        taken.add(title)
    return row


def siak(number: int, **other: Any) -> list[Any]:
    """Make a clean row under SIAK; `other` replaces cells by their title."""
    cells = {
        "Nomor KK": KK, "NIK": nik_of(number), "Nama Penduduk": name(number), "Status": "HIDUP",
        "Tempat Lahir": "Soe", "Tanggal Lahir": f"{born(number):%d-%m-%Y}", "Kelamin": sex(number),
        "NIK Ayah": nik_of(number + 40), "Ayah": name(number + 40), "NIK Ibu": nik_of(number + 41),
        "Status Kawin": "BELUM KAWIN", "SHDK": "ANAK", "Kecamatan": "NUNBENA", "Desa/Kel": "NOEBESI",
        "Alamat": "Jalan Contoh", "RW": "001", "RT": "003", "Gol. Darah": "Tdk Th", "Cacat": "",
        "Tanggal Kwn": "01-01-2001",
    } | other  # fmt: skip
    return filled(SIAK, cells)


def bip_ektp(number: int, **other: Any) -> list[Any]:
    """Make a clean row under BIP_EKTP."""
    cells = {
        "NO": number, "Nama Lengkap": name(number), "NIK": nik_of(number), "Tempat Lahir": "Soe",
        "Tgl/Bln/Th": f"{born(number):%d-%m-%Y}", "JK": ("Lk", "Pr")[number % 2], "Stat Kwn": "BK",
        "SHDK": "ANAK", "Nama Ibu": name(number + 8), "Wjb KTP": "WAJIB", "KTP-eL": "KTP-eL",
        "Status": "SDH DPT", "Stat Rkm": "CARD SHIPPED",
    } | other  # fmt: skip
    return filled(BIP_EKTP, cells)


def bip_2012(number: int, **other: Any) -> list[Any]:
    """Make a clean row under BIP_2012 (and under BIP_LUWU where the titles are the same)."""
    cells = {
        "NO": number, "NIK": nik_of(number), "NAMA": name(number), "JK": sex(number), "TMPT LHR": "SOE",
        "TGL LHR": f"{born(number):%d/%m/%Y}", "KTPEL": "B", "AGAMA": "KRISTEN", "STATUS": "K",
        "HUB. KEL": "ISTRI", "NAMA IBU": name(number + 8),
    } | other  # fmt: skip
    return filled(BIP_2012, cells)


def dpt(number: int, **other: Any) -> list[Any]:
    """Make a clean row under DPT_KABKO."""
    cells = {
        "NO": number, "NKK": KK, "NIK": nik_of(number), "NAMA": name(number), "TEMPAT LAHIR": "SOE",
        "TANGGAL LAHIR": f"{born(number):%d|%m|%Y}", "UMUR": 2019 - born(number).year, "STATUS (B/S/P)": "B",
        "L/P": sex(number), "ALAMAT": "Noebesi", "RT": "003", "RW": "001", "DISABILITAS": "0",
        "STATUS KTP-el": "S", "KETERANGAN": "", "TPS": "001",
    } | other  # fmt: skip
    return filled(DPT_KABKO, cells)


def pupil(number: int, **other: Any) -> list[Any]:
    """Make a clean row beneath the two header rows of a school's list, with what nobody here may keep."""
    cells = {
        "No": number, "Nama": name(number), "NIPD": "1234", "JK": sex(number), "NISN": f"00{number:08d}",
        "Tempat Lahir": "SOE", "Tanggal Lahir": f"{born(number):%Y-%m-%d}", "NIK": nik_of(number),
        "Alamat": "Jalan Contoh", "RT": 3, "RW": 1, "Dusun": "Oebesi", "Kelurahan": "Noebesi",
        "Kecamatan": "Kec. Nunbena", "Rombel Saat Ini": "XII IPA 1", "No KK": KK, "Bank": "BANK CONTOH",
        "Berat Badan": 997, "Data Ayah": "AYAH RAHASIA",
    } | other  # fmt: skip
    row = filled(DAPODIK_ABOVE, cells)
    row[29], row[35] = nik_of(number + 40), nik_of(number + 41)
    return row


def dkb(rows: Sequence[Cells], regions: Sequence[str] = ("Wilayah",)) -> list[Cells]:
    """Make the sheet KTP of a half-year's workbook: groups above, L, P and both beneath."""
    groups = ("Wajib KTP", "Sudah Rekam KTP", "Belum Rekam KTP", "Sudah Cetak KTP", "Belum Cetak KTP")
    above: list[Any] = [*regions]
    for group in groups:
        above += [group, None, None]
    return [
        ["DATA KONSOLIDASI BERSIH SEMESTER II"],
        [],
        above,
        [*[None] * len(regions), *["Laki-laki", "Perempuan", "Jumlah"] * 5],
        list(range(1, 16 + len(regions))),
        *rows,
    ]


def figures(start: int) -> list[Any]:
    """Fifteen figures that add up, in thirds and to those who are due; `start` is 1 or more."""
    groups = ((start, start + 1), (start - 1, start), (1, 1), (start - 1, start - 1), (1, 2))
    return [n for men, women in groups for n in (men, women, men + women)]
