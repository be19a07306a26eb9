"""What the doctor found, in words: one sentence for each thing and each state."""

from __future__ import annotations

from collections.abc import Mapping

from ektp_desk.words import N_, _

STATES = {"ok": N_("baik"), "warn": N_("perhatikan"), "bad": N_("rusak"), "skipped": N_("tidak diperiksa")}
TITLES = {
    "space": N_("Ruang disk"),
    "writable": N_("Folder dapat ditulis"),
    "synced": N_("Di luar layanan awan"),
    "memory": N_("Memori"),
    "swap": N_("Memori di disk (swap)"),
    "hibernation": N_("Hibernasi"),
    "system": N_("Sistem"),
    "qt": N_("Jendela (Qt)"),
    "slots": N_("Berkas kunci"),
    "restore": N_("Pemulihan"),
    "opening": N_("Membuka kantor"),
    "anchor": N_("Penanda catatan terakhir"),
    "store_key": N_("Kunci berkas data"),
    "store": N_("Berkas data"),
    "journal": N_("Jurnal"),
    "views": N_("Tampilan data"),
    "captures": N_("Gambar tersegel"),
    "backup": N_("Cadangan"),
    "clock": N_("Jam laptop"),
    "recovery_page": N_("Halaman pemulihan"),
    "office_code": N_("Kode kantor"),
    "absent": N_("Dari laptop lain"),
}
_DONE = {
    "space": N_("{megabytes} MB tersisa; kosongkan ruang bila kurang dari 1.024 MB."),
    "memory": N_("{megabytes} MB."),
    "system": N_("{system}."),
}
_WRONG = {
    "writable": N_("{folder} tidak dapat ditulis. Periksa izin folder."),
    "synced": N_("folder data ada di dalam {service}. Pindahkan ke luar sewaktu meja ditutup."),
    "swap": N_(
        "{places} tidak terenkripsi: kunci dan nama dapat tertulis di disk. "
        "Matikan swap, atau pasang sistem pada disk terenkripsi."
    ),
    "hibernation": N_(
        "seluruh memori dapat tertulis di disk yang tidak terenkripsi. "
        "Matikan hibernasi; sampai itu, kunci meja (F12) sebelum laptop ditutup."
    ),
    "qt": N_("tidak dapat dijalankan. Pasang ulang program."),
    "slots": N_("{file} rusak; salinannya utuh dan dibetulkan pada masuk berikutnya."),
    "store": N_("ada halaman yang rusak. Jangan bekerja di folder ini; pulihkan dari cadangan."),
    "journal": N_("peristiwa {seq} dalam jurnal {journal} tidak seperti ditulis. Jalankan verify."),
    "views": N_("{count} hal berbunyi lain daripada jurnal. Jalankan verify, lalu rebuild."),
    "captures": N_("{lost} dari {count} berkas hilang atau tidak penuh. Jalankan verify."),
    "absent": N_("kurang {absent}. Di sini tidak ada yang rusak; ambil stik atau kartu laptop itu."),
    "clock": N_("lebih awal daripada catatan terakhir. Betulkan tanggal dan jam."),
}


def check_words(name: str, state: str, facts: Mapping[str, str | int]) -> str:
    """What is said beside the title; empty when there is nothing to add."""
    if name == "backup" and state != "skipped":
        days = int(facts["days"])
        return _("belum pernah dibuat.") if days < 0 else _("terakhir {days} hari lalu.").format(days=days)
    if name == "recovery_page" and state != "skipped":
        return _page_words(int(facts["days"]), is_due=state == "warn")
    if name == "office_code" and state != "skipped":
        return str(facts["signs"]) or _("belum ada sampai ADB masuk.")
    if name == "store_key" and state == "warn":
        return _store_key_words(str(facts["users"]))
    if name in _DONE and facts:
        return _(_DONE[name]).format(**facts)
    return _(_WRONG[name]).format(**facts) if state in ("warn", "bad") and name in _WRONG else ""


def _page_words(days: int, *, is_due: bool) -> str:
    if days < 0:
        return _("belum pernah diuji. Uji dengan office drill.")
    words = _("diuji {days} hari lalu.")
    if is_due:
        words = _("diuji {days} hari lalu. Uji lagi dengan office drill.")
    return words.format(days=days)


def _store_key_words(users: str) -> str:
    if users:
        waits = _(
            "belum diganti sesudah seorang pengguna dihapus: tunggu sampai {users} masuk sekali, "
            "atau beri kata sandi baru."
        )
        return waits.format(users=users)
    return _("diganti pada masuk berikutnya, karena seorang pengguna dihapus.")
