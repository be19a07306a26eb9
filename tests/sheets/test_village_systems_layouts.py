"""The layouts that village systems import and registries export: each loads as its kind, nothing lost."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.sheets.conftest import Read
from tests.sheets.layouts import (
    BIP_2012,
    BIP_2016,
    BIP_EKTP,
    BIP_LUWU,
    KK,
    SIAK,
    bip_2012,
    bip_ektp,
    born,
    filled,
    nik_of,
    sex,
    siak,
    titles,
)
from tests.sheets.making import Cells, make_xlsx, name

VILLAGE_SYSTEM = titles(
    "alamat, dusun, rw, rt, nama, no_kk, nik, sex, tempatlahir, tanggallahir, agama_id, pendidikan_kk_id, "
    "pendidikan_sedang_id, pekerjaan_id, status_kawin, kk_level, warganegara_id, ayah_nik, nama_ayah, "
    "ibu_nik, nama_ibu, golongan_darah_id, akta_lahir, dokumen_pasport, tanggal_akhir_paspor, "
    "dokumen_kitas, akta_perkawinan, tanggalperkawinan, akta_perceraian, tanggalperceraian, cacat_id, "
    "cara_kb_id, hamil, ktp_el, status_rekam, alamat_sekarang, status_dasar, suku, tag_id_card, "
    "id_asuransi, no_asuransi, lat, lng"
)
ABOVE: list[Cells] = [
    ["KECAMATAN : NUNBENA"], ["DESA : NOEBESI"], [f"NO.KK : {KK} NAMA.KK : YOSEF SAE"],
    ["Alamat : Jalan Contoh, Nama Dusun : Oebesi, RT/RW : 003/001"],
]  # fmt: skip
CODES = {"agama_id": 2, "kk_level": 4, "cacat_id": 7, "hamil": 2, "ktp_el": 1, "lat": -9.8, "lng": 124.2}


def of_a_village_system(number: int) -> list[Any]:
    cells = {
        "alamat": "Jalan Contoh", "dusun": "Oebesi", "rw": "001", "rt": "003", "nama": name(number),
        "no_kk": KK, "nik": nik_of(number), "sex": 1 + number % 2, "tempatlahir": "Soe",
        "tanggallahir": f"{born(number):%Y-%m-%d}", "status_kawin": 1, "ayah_nik": nik_of(number + 40),
        "nama_ayah": name(number + 40), "ibu_nik": nik_of(number + 41), "tanggalperkawinan": "2010-01-01",
        "status_rekam": 2, "alamat_sekarang": "Jalan Lain", "status_dasar": 1,
    }  # fmt: skip
    return filled(VILLAGE_SYSTEM, cells | CODES)


def of_2016(number: int) -> list[Any]:
    cells = {"No": number, "Nama Lengkap": name(number), "NIK": nik_of(number), "Tempat Lahir": "Soe",
             "Tgl/Bln/Th": f"{born(number):%d-%m-%Y}", "JK": sex(number), "Ibu": name(9)}  # fmt: skip
    return filled(BIP_2016, cells)


def of_luwu(number: int) -> list[Any]:
    return filled(BIP_LUWU, dict(zip(BIP_2012, bip_2012(number), strict=True)))


LAYOUTS: dict[str, tuple[str, list[Cells]]] = {
    "format_siak": ("siak", [SIAK, siak(1), siak(2)]),
    "43 columns": ("siak", [VILLAGE_SYSTEM, of_a_village_system(1), of_a_village_system(2)]),
    "43 columns as a book": ("bip", [VILLAGE_SYSTEM, of_a_village_system(1), of_a_village_system(2)]),
    "format_bip_2012": ("bip", [*ABOVE, BIP_2012, bip_2012(1), bip_2012(2)]),
    "format_bip_2016": ("bip", [*ABOVE, BIP_2016, of_2016(1), of_2016(2)]),
    "format_bip_2016_luwutimur": ("bip", [*ABOVE, BIP_LUWU, of_luwu(1), of_luwu(2)]),
    "format_bip_ektp": ("bip", [*ABOVE, BIP_EKTP, bip_ektp(1), bip_ektp(2)]),
}


@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_known_layout_loses_nothing(tmp_path: Path, read: Read, layout: str) -> None:
    kind, rows = LAYOUTS[layout]

    seen, taken = read(make_xlsx(tmp_path / "a.xlsx", {"Data": rows}), kind)

    assert [(r.nik, r.name, r.sex, r.birth_date, r.birth_place.upper()) for r in taken] == [
        (nik_of(at), name(at), sex(at), f"{born(at):%Y-%m-%d}", "SOE") for at in (1, 2)
    ]
    assert {(r.kk_number, r.address, r.rt, r.rw) for r in taken} == {(KK, "Jalan Contoh", "003", "001")}
    if layout != "format_siak":  # which has no hamlets
        assert {row.dusun for row in taken} == {"Oebesi"}
    if not layout.startswith("43"):  # which name no village
        assert {row.village for row in taken} == {"53.02.32.2003"}
    assert seen.counts.refused == 0
    told = {problem.code for problem in seen.counts.problems}
    assert told <= {"marital.number", "region.unknown"}


def test_a_village_systems_statuses_are_its_own(tmp_path: Path, read: Read) -> None:
    rows = LAYOUTS["43 columns"][1]

    seen, taken = read(make_xlsx(tmp_path / "a.xlsx", {"Data": rows}), "siak")

    assert [row.siak_status for row in taken] == ["BELUM_REKAM"] * 2
    found = seen.mapping.titles()
    kin = ("ayah_nik", "nama_ayah", "ibu_nik", "nama_ibu", "tanggalperkawinan", "alamat_sekarang")
    assert {found[title] for title in kin} == {"ignored"}
