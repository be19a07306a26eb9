"""What each paper is called, and what it answers."""

from __future__ import annotations

from ektp_desk.domain.paper.kinds import PaperKind
from ektp_desk.words import N_, NP_, _

_KINDS = {
    PaperKind.VISIT: (
        N_("Laporan kunjungan"),
        N_("Apakah semua yang datang dilayani? Hasil tiap nomor, kedatangan, umur, tunggu."),
    ),
    PaperKind.SERVED: (
        N_("Semua terlayani?"),
        N_("Semua kunjungan dari tanggal sampai tanggal: persamaan, terlambat, tunggu."),
    ),
    PaperKind.SAFETY: (
        N_("Aman di kantor?"),
        N_("Rekaman tiap kunjungan dan laptop: sampai mana, yang aman di dua disk, yang kurang."),
    ),
    PaperKind.SCHOOL: (
        N_("Sekolah per rombel"),
        N_("Siswa, 16 tahun ke atas, direkam, 17 saat memilih, tidak datang."),
    ),
    PaperKind.NAMES: (N_("Rincian nama"), N_("Tiap nomor kunjungan dengan nama dan hasilnya.")),
    PaperKind.AGAIN: (
        N_("Kunjungan ulang"),
        N_("Siapa yang datang tetapi belum selesai, alasannya, yang harus dibawa."),
    ),
    PaperKind.ABSENT: (
        N_("Tidak datang"),
        N_("Sasaran yang tidak datang, menurut alasannya: untuk akta kematian, surat pindah, pemeriksaan."),
    ),
    PaperKind.HOMES: (
        N_("Kunjungan rumah"),
        N_("Rumah yang masih didatangi, menurut urutan jalan: alamat, kontak, yang tidak bisa."),
    ),
    PaperKind.VILLAGE_LIST: (
        N_("Daftar untuk kepala desa"),
        N_("Sasaran per dusun, untuk kepala desa; yang sudah direkam disebut. NIK disamarkan."),
    ),
    PaperKind.SCHOOL_LIST: (
        N_("Daftar siswa"),
        N_("Siswa per rombel, siapa berumur 16 dan siapa 17 saat memilih."),
    ),
    PaperKind.NUMBERS: (
        NP_("many", "Nomor antrean"),
        N_("24 nomor selembar untuk digunting, dengan kode; tanpa nama."),
    ),
    PaperKind.LETTER: (N_("Surat undangan"), N_("Surat kepada desa atau sekolah; teksnya milik kantor.")),
}


def paper_name(kind: PaperKind) -> str:
    """`Laporan kunjungan`."""
    return _(_KINDS[kind][0])


def paper_about(kind: PaperKind) -> str:
    """What the paper answers."""
    return _(_KINDS[kind][1])


def office_named(regency: str) -> str:
    """Whose paper it is, in few words."""
    return _("Disdukcapil {regency}").format(regency=regency)
