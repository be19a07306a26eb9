"""What a column can mean, in words, and which meanings each kind of list has."""

from __future__ import annotations

from ektp_desk.domain.lists.meanings import FIGURES, PARTS, Group, ListKind, Meaning
from ektp_desk.words import N_, NP_

GROUPS = {
    Group.WAJIB_KTP: N_("Wajib KTP"),
    Group.SUDAH_REKAM: N_("Sudah rekam"),
    Group.BELUM_REKAM: N_("Belum rekam"),
    Group.SUDAH_CETAK: N_("Sudah cetak"),
    Group.BELUM_CETAK: N_("Belum cetak"),
}

MEANINGS: dict[Meaning, tuple[str, str]] = {
    Meaning.NIK: (N_("NIK"), N_("teks, 16 angka")),
    Meaning.NAME: (N_("Nama"), N_("seperti di daftar")),
    Meaning.SEX: (NP_("sex", "L/P"), N_("menurut daftar")),
    Meaning.BIRTH_PLACE: (N_("Tempat lahir"), N_("seperti di daftar")),
    Meaning.BIRTH_DATE: (N_("Tanggal lahir"), N_("hh-bb-tttt")),
    Meaning.KK_NUMBER: (N_("Nomor KK"), N_("teks, 16 angka")),
    Meaning.ADDRESS: (N_("Alamat"), N_("seperti di daftar")),
    Meaning.RT: (N_("RT"), N_("seperti di daftar")),
    Meaning.RW: (N_("RW"), N_("seperti di daftar")),
    Meaning.DUSUN: (N_("Dusun"), N_("seperti di daftar")),
    Meaning.PROVINCE_CODE: (N_("Provinsi"), N_("kode wilayah")),
    Meaning.REGENCY_CODE: (N_("Kabupaten"), N_("kode wilayah")),
    Meaning.DISTRICT_CODE: (N_("Kecamatan"), N_("kode wilayah")),
    Meaning.VILLAGE_CODE: (N_("Desa"), N_("kode wilayah")),
    Meaning.DISTRICT_NAME: (N_("Kecamatan"), N_("menurut nama")),
    Meaning.VILLAGE_NAME: (N_("Desa"), N_("menurut nama")),
    Meaning.WKTP_CLASS: (N_("Kelas wajib KTP"), N_("seperti di daftar")),
    Meaning.RECORD_STATUS: (N_("Status rekam"), N_("BLM / SDH")),
    Meaning.DISABILITY: (N_("Disabilitas"), N_("tidak disimpan")),
    Meaning.STATUS_CODE: (N_("Status SIAK"), N_("seperti terakhir terlihat")),
    Meaning.RT_RW: (N_("RT dan RW"), N_("dipisah pada garis miring")),
    Meaning.MARITAL: (N_("Status kawin"), N_("menurut kata, bukan nomor")),
    Meaning.NISN: (N_("NISN"), N_("seperti di daftar")),
    Meaning.ROMBEL: (N_("Rombongan belajar"), N_("seperti di daftar")),
    Meaning.TPS: (N_("TPS"), N_("seperti di daftar")),
    Meaning.REGION: (N_("Wilayah"), N_("kode atau nama")),
} | {
    Meaning(f"{group.value}_{part}"): (f"{word} {sign}", N_("angka; kosong bukan nol"))
    for group, word in GROUPS.items()
    for part, sign in zip(PARTS, ("L", "P", "L+P"), strict=True)
}
"""What a column becomes, and how it is read."""

_OF_REGIONS = (
    Meaning.REGION,
    Meaning.VILLAGE_CODE,
    Meaning.VILLAGE_NAME,
    Meaning.DISTRICT_NAME,
    *FIGURES,
)


def meanings_of(kind: ListKind) -> list[Meaning]:
    """Give what a person may say that a column of such a list means, without "not taken"."""
    if kind is ListKind.DKB:
        return list(_OF_REGIONS)
    return [meaning for meaning in MEANINGS if meaning not in FIGURES and meaning is not Meaning.REGION]
