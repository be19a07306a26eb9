"""What a list can be, and what its columns can mean; by which words offices call them is not known here."""

from __future__ import annotations

from enum import StrEnum


class ListKind(StrEnum):
    """What an office imports; each kind is read by rules of its own."""

    BELUM_REKAM = "belum-rekam"
    SIAK = "siak"
    BIP = "bip"
    DAPODIK = "dapodik"
    DPT = "dpt"
    DKB = "dkb"
    STATUS = "status"


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
    RT_RW = "rt_rw"  # "003/001" in one cell
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
    MARITAL = "marital"
    POPULATION_STATUS = "population_status"  # living here, dead, moved
    NISN = "nisn"
    ROMBEL = "rombel"
    TPS = "tps"
    REGION = "region"  # of a base figure: a code or a name, of any level
    WAJIB_KTP_L = "wajib_ktp_l"
    WAJIB_KTP_P = "wajib_ktp_p"
    WAJIB_KTP_JUMLAH = "wajib_ktp_jumlah"
    SUDAH_REKAM_L = "sudah_rekam_l"
    SUDAH_REKAM_P = "sudah_rekam_p"
    SUDAH_REKAM_JUMLAH = "sudah_rekam_jumlah"
    BELUM_REKAM_L = "belum_rekam_l"
    BELUM_REKAM_P = "belum_rekam_p"
    BELUM_REKAM_JUMLAH = "belum_rekam_jumlah"
    SUDAH_CETAK_L = "sudah_cetak_l"
    SUDAH_CETAK_P = "sudah_cetak_p"
    SUDAH_CETAK_JUMLAH = "sudah_cetak_jumlah"
    BELUM_CETAK_L = "belum_cetak_l"
    BELUM_CETAK_P = "belum_cetak_p"
    BELUM_CETAK_JUMLAH = "belum_cetak_jumlah"
    IGNORED = "ignored"


class BaseFigure(StrEnum):
    """The base figures of the half-year's consolidated population, in the order of its workbook."""

    WAJIB_KTP = "wajib_ktp"
    SUDAH_REKAM = "sudah_rekam"
    BELUM_REKAM = "belum_rekam"
    SUDAH_CETAK = "sudah_cetak"
    BELUM_CETAK = "belum_cetak"


PARTS = ("l", "p", "jumlah")  # men, women, both

FIGURES = {Meaning(f"{group.value}_{part}"): (group, part) for group in BaseFigure for part in PARTS}
"""Columns that hold a figure: its group and part."""
