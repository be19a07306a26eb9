"""Refusals of acts on what was written before: undoing, settling, erasing, rules."""

from __future__ import annotations

from ektp_desk.words import N_

JOURNAL = {
    "undo.unknown": N_("Langkah itu tidak ditemukan. Tidak ada yang berubah. Muat ulang layar ini."),
    "undo.nothing": N_(
        "Langkah itu tidak bisa dibatalkan lagi: sudah dibatalkan, atau lebih dari 10 menit yang lalu. "
        "Tidak ada yang berubah."
    ),
    "undo.final": N_(
        "Langkah ini tidak bisa dibatalkan. Tidak ada yang berubah. Catat yang benar sebagai langkah baru."
    ),
    "undo.done": N_("Langkah ini sudah dibatalkan sebelumnya. Tidak ada yang berubah."),
    "undo.rested_on": N_(
        "Sesudahnya sudah ada langkah lain pada orang atau nomor ini, jadi yang ini tidak bisa dibatalkan "
        "sendiri. Tidak ada yang berubah. Catat yang benar sebagai langkah baru."
    ),
    "undo.not_yours": N_(
        "Langkah ini dibuat petugas lain. Tidak ada yang berubah. Minta petugas itu atau supervisor membatalkannya."
    ),
    "settle.changed": N_(
        "Versinya sudah berubah sejak layar ini dibuka. Tidak ada yang diputuskan. Lihat lagi, lalu putuskan."
    ),
    "erase.needs_note": N_("Tulis dasar penghapusan: surat apa dan kapan. Belum ada yang dihapus."),
    "erase.note_names": N_(
        "Tulis tanpa nama atau NIK orangnya: keterangan ini tersimpan selamanya. Belum ada yang dihapus."
    ),
    "erase.nothing": N_("Jurnal tidak menyimpan data pribadi orang ini. Tidak ada yang dihapus."),
    "policy.bad_hour": N_("Jam ditulis seperti 16.00. Aturan belum berubah."),
    "policy.bad_days": N_("Isi angka {least}–{most}, atau 0. Aturan belum berubah."),
    "policy.bad_number": N_("Isi angka {least}–{most}. Aturan belum berubah."),
}
