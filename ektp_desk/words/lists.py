"""What visits and lists are called: states, days, kinds, sources."""

from __future__ import annotations

from datetime import date

from ektp_desk.domain.lists.meanings import ListKind
from ektp_desk.domain.visits import VisitState
from ektp_desk.words import N_, _
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
