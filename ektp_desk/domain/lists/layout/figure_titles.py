"""The words above base figures: which group, and whether of men, women or both."""

from __future__ import annotations

import re

from ektp_desk.domain.lists.meanings import BaseFigure, Meaning

_REGIONS = (
    (re.compile(r"(?:nama )?kec(?:amatan)?"), Meaning.DISTRICT_NAME),
    (re.compile(r"(?:nama )?(?:desa|kelurahan|kel|desa ?/? ?kel(?:urahan)?|kel(?:urahan)? ?/? ?desa)"),
     Meaning.VILLAGE_NAME),
    (re.compile(r"(?:kode|kd)(?: (?:wilayah|daerah|desa|kel|kelurahan|kecamatan))?"), Meaning.VILLAGE_CODE),
    (
        re.compile(r"(?:nama )?(?:wilayah|daerah|kec(?:amatan)? ?/ ?(?:desa|kel(?:urahan)?).*)"),
        Meaning.REGION,
    ),
)  # fmt: skip
_GROUPS = (  # the first that fits: "belum" before what it denies
    (re.compile(r"\b(?:belum|blm) (?:re?kam|perekaman|rkm)"), BaseFigure.BELUM_REKAM),
    (re.compile(r"\b(?:belum|blm) (?:di)?(?:cetak|ce?tk|ktp|memiliki|punya)"), BaseFigure.BELUM_CETAK),
    (re.compile(r"\b(?:(?:sudah|sdh|telah) )?(?:re?kam|perekaman|merekam|rkm)"), BaseFigure.SUDAH_REKAM),
    (re.compile(r"\bwajib|\bwktp"), BaseFigure.WAJIB_KTP),
    (
        re.compile(r"\b(?:sudah|sdh|telah) (?:di)?(?:cetak|memiliki)|\bcetak|\bkepemilikan|\bktp"),
        BaseFigure.SUDAH_CETAK,
    ),
)
_PARTS = (
    (re.compile(r"\b(?:l ?\+ ?p|jumlah|jml|jlh|total)\W*$"), "jumlah"),
    (re.compile(r"\b(?:laki ?-? ?laki|lk|l|pria)\W*$"), "l"),
    (re.compile(r"\b(?:perempuan|pr|p|wanita)\W*$"), "p"),
)


_WHOLE = re.compile(  # a group's own words and no more: its column has both
    r"(?:jumlah |jml |jlh |total )?(?:penduduk )?(?:wajib|wktp|(?:(?:sudah|sdh|telah|belum|blm) )?"
    r"(?:(?:me)?re?kam|perekaman|rkm|(?:di)?ce?tak|memiliki|kepemilikan))"
    r"(?: (?:wajib|ktp|ktp[ -]?el|e[ -]?ktp))*(?: (?:jiwa|orang))?"
)


def figure_of(title: str) -> Meaning | None:
    """Read `Wajib KTP Laki-laki`, `blm_ktp_pr` or `Wilayah`; None for anything else.

    A code column is called a village's, whatever levels stand in it.
    """
    words = " ".join(re.sub(r"[_.,:;()\[\]]", " ", title.lower()).split())
    region = next((meaning for shape, meaning in _REGIONS if shape.fullmatch(words)), None)
    if region:
        return region
    part = next((part for shape, part in _PARTS if shape.search(words)), "")
    group = next((group for shape, group in _GROUPS if shape.search(words)), None)
    if group and not part and _WHOLE.fullmatch(words):
        part = "jumlah"
    return Meaning(f"{group.value}_{part}") if group and part else None
