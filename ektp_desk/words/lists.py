"""What visits and lists are called: states, days, kinds, sources."""

from __future__ import annotations

from datetime import date

from ektp_desk.domain.lists.meanings import PARTS, BaseFigure, ListKind, Meaning
from ektp_desk.domain.visits import VisitState
from ektp_desk.words import N_, NP_, _
from ektp_desk.words.acts.picked import SOURCES
from ektp_desk.words.dates import digits_date, plain_date, short_date

_KINDS = {
    ListKind.BELUM_REKAM: N_("Belum rekam"),
    ListKind.SIAK: N_("SIAK"),
    ListKind.BIP: N_("BIP"),
    ListKind.DAPODIK: N_("Dapodik"),
    ListKind.DPT: N_("DPT"),
    ListKind.DKB: N_("DKB"),
    ListKind.STATUS: N_("Status"),
}
_WHAT = {
    ListKind.BELUM_REKAM: N_("Wajib KTP yang belum direkam; disaring ADB dari SIAK."),
    ListKind.SIAK: N_("Penduduk satu wilayah, 37 kolom; diekspor ADB dari SIAK."),
    ListKind.BIP: N_("Buku induk penduduk, per keluarga; dari kantor desa."),
    ListKind.DAPODIK: N_("Murid sekolah; diunduh operator sekolah dari Dapodik."),
    ListKind.DPT: N_("Daftar pemilih tetap, NIK boleh disamarkan; dari KPU."),
    ListKind.DKB: N_("Angka dasar per wilayah, tanpa nama; dari Kemendagri tiap semester."),
    ListKind.STATUS: N_("Status KTP-el tiap NIK, terakhir terlihat; dari SIAK."),
}
_GROUPS = {
    BaseFigure.WAJIB_KTP: N_("Wajib KTP"),
    BaseFigure.SUDAH_REKAM: N_("Sudah rekam"),
    BaseFigure.BELUM_REKAM: N_("Belum rekam"),
    BaseFigure.SUDAH_CETAK: N_("Sudah cetak"),
    BaseFigure.BELUM_CETAK: N_("Belum cetak"),
}
MEANINGS: dict[Meaning, tuple[str, str]] = {  # what a column becomes, and how it is read
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
    Meaning.POPULATION_STATUS: (N_("Status penduduk"), N_("meninggal dan pindah tidak diambil")),
    Meaning.NISN: (N_("NISN"), N_("seperti di daftar")),
    Meaning.ROMBEL: (N_("Rombongan belajar"), N_("seperti di daftar")),
    Meaning.TPS: (N_("TPS"), N_("seperti di daftar")),
    Meaning.REGION: (N_("Wilayah"), N_("kode atau nama")),
} | {
    Meaning(f"{group.value}_{part}"): (f"{word} {sign}", N_("angka; kosong bukan nol"))
    for group, word in _GROUPS.items()
    for part, sign in zip(PARTS, ("L", "P", "L+P"), strict=True)
}
_STATES = {
    VisitState.PLANNED: N_("direncanakan"),
    VisitState.OPEN: N_("dibuka"),
    VisitState.CLOSED: N_("ditutup"),
}
_USUAL_SOURCE = {
    ListKind.BIP: "Desa",
    ListKind.DAPODIK: "Sekolah",
    ListKind.DPT: "KPU",
    ListKind.DKB: "Kemendagri",
}


def kind_of_list(kind: str) -> str:
    """Say what a list holds: `Belum rekam`; a kind that only a later release knows keeps its own name."""
    return _(_KINDS[ListKind(kind)]) if kind in set(ListKind) else kind


def what_is(kind: ListKind) -> str:
    """Say in a sentence what such a list is and where it comes from."""
    return _(_WHAT[kind])


def meaning_words(meaning: Meaning) -> tuple[str, str]:
    """What a column becomes, and how it is read."""
    word, how = MEANINGS.get(meaning, (N_("tidak diambil"), N_("kolom ini tidak dibaca")))
    return _(word), _(how)


def group_word(group: BaseFigure) -> str:
    return _(_GROUPS[group])


def usual_source(kind: ListKind) -> str:
    """Give the source that such a list mostly has."""
    return _USUAL_SOURCE.get(kind, SOURCES[0])


def near_date(day: date, today: date) -> str:
    """Write `2 April`, or with its year when that is not this one."""
    return plain_date(day).removesuffix(f" {today.year}")


def visit_state(state: VisitState) -> str:
    """Say where a visit stands: `direncanakan`."""
    return _(_STATES[state])


def district_words(district: str) -> str:
    """Write `Kec. Nunbena`; nothing for no district."""
    return _("Kec. {district}").format(district=district) if district else ""


def day_word(day: date, today: date) -> str:
    """Write `Sel, 2 April`, or with its year when that is not this one."""
    return short_date(day) if day.year == today.year else digits_date(day)


def distance(day: date, today: date) -> str:
    """Say how far a day is: `hari ini`, `2 hari lagi`, `kemarin`."""
    days = (day - today).days
    near = {0: _("hari ini"), 1: _("besok"), -1: _("kemarin")}
    if days in near:
        return near[days]
    return _("{n} hari lagi").format(n=days) if days > 0 else _("{n} hari lalu").format(n=-days)
