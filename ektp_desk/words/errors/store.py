"""Refusals of the store, the disk and the program itself."""

from __future__ import annotations

from ektp_desk.words import N_

STORE = {
    "program.error": N_(
        "Program berhenti karena kesalahan. Semua langkah yang sudah tersimpan aman. "
        "Buka lagi; bila berulang, kirim berkas log kepada ADB."
    ),
    "display.none": N_(
        "Tidak ada layar untuk membuka jendela. Data aman. "
        "Jalankan di meja kerja, atau pakai perintah rehearse."
    ),
    "lock.cannot_open": N_(
        "Meja terkunci, tetapi layar masuk tidak dapat dibuka. Yang tersimpan aman. Buka program lagi."
    ),
    "keys.only_sample": N_("Tombol dari luar hanya untuk kantor contoh. Jendela tidak dibuka."),
    "rehearsal.hub_gone": N_("Hub latihan tidak mau berjalan. Data kantor tidak tersentuh."),
    "rehearsal.window_gone": N_("Jendela latihan berhenti sebelum menjawab. Data kantor tidak tersentuh."),
    "rehearsal.too_few": N_("Latihan perlu sedikitnya 40 orang. Tidak ada yang dibuat."),
    "desk.in_use": N_(
        "Folder data ini sedang dipakai oleh jendela lain. Tidak ada yang berubah. "
        "Pakai jendela itu, atau tutup dahulu."
    ),
    "store.damaged": N_(
        "Berkas data rusak atau kuncinya tidak cocok. Tidak ada yang diubah. "
        "Jangan hapus folder ini; hubungi ADB dan pulihkan dari cadangan."
    ),
    "store.page_damaged": N_("Satu halaman berkas data rusak. Hubungi ADB dan pulihkan dari cadangan."),
    "store.behind_anchor": N_(
        "Peristiwa {first} sampai {last} pernah tersimpan tetapi hilang dari berkas data. "
        "Yang lain tidak diubah. Jangan bekerja di folder ini; hubungi ADB dan pulihkan dari cadangan."
    ),
    "store.salvaged": N_(
        "Berkas log rusak sesudah laptop mati mendadak. Semua {count} peristiwa diselamatkan; berkas yang rusak "
        "disimpan utuh di {folder}. Lanjutkan bekerja, dan buat cadangan hari ini."
    ),
    "store.log_damaged": N_(
        "Peristiwa {first} sampai {last} hanya ada di berkas log yang rusak, dan masih terbaca. "
        "Tidak ada yang diubah. Masuk seperti biasa: program menyelamatkannya sendiri."
    ),
    "store.part_salvaged": N_(
        "Sebagian berkas log rusak. Kurang peristiwa {gaps}; {saved} lain terbaca dari log. Tidak ada yang "
        "diubah, dan berkas yang rusak juga disimpan di {folder}. Jangan bekerja di folder ini; hubungi ADB: "
        "pulihkan dari cadangan (yang terbaca ikut diambil), atau jalankan salvage."
    ),
    "store.other_past": N_(
        "Peristiwa {seq} di berkas data bukan yang pernah tersimpan. Tidak ada yang diubah. "
        "Jangan bekerja di folder ini; hubungi ADB dan pulihkan dari cadangan."
    ),
    "store.key_stays": N_(
        "Seorang pengguna dihapus, tetapi kunci berkas data belum dapat diganti: disk penuh, atau berkasnya rusak. "
        "Data utuh; lanjutkan bekerja. Kosongkan ruang; bila berulang, jalankan doctor."
    ),
    "store.newer": N_(
        "Data ini ditulis oleh versi program yang lebih baru ({store}; program ini mengenal {desk}). "
        "Data utuh. Pasang versi terbaru."
    ),
    "store.disk_full": N_(
        "Disk penuh, jadi langkah ini belum tersimpan. Langkah sebelumnya aman. "
        "Kosongkan ruang, lalu ulangi langkah ini."
    ),
    "store.read_only": N_(
        "Folder data tidak boleh ditulis. Langkah ini belum tersimpan; yang sebelumnya aman. "
        "Periksa izin folder, lalu ulangi."
    ),
    "store.cannot_open": N_("Berkas data tidak dapat dibuka. Tidak ada yang diubah. Periksa izin folder."),
    "store.disk_trouble": N_(
        "Disk gagal membaca atau menulis. Langkah ini belum tersimpan; yang sebelumnya aman. "
        "Periksa disk, lalu ulangi."
    ),
    "store.open_transaction": N_("Penyimpanan belum selesai. Tunggu sebentar, lalu tutup lagi."),
    "view.differs": N_(
        "Tampilan {table} tentang {entity} {id} berbunyi lain daripada jurnal. Jurnal utuh. "
        "Jangan pakai angka dari tampilan ini; jalankan rebuild, lalu verify."
    ),
    "view.missing": N_(
        "Tampilan {table} tentang {entity} {id} hilang atau kurang. Jurnal utuh. "
        "Jangan pakai angka dari tampilan ini; jalankan rebuild, lalu verify."
    ),
    "view.extra": N_(
        "Tampilan {table} tentang {entity} {id} memuat baris yang tidak ada dalam jurnal. Jurnal utuh. "
        "Jangan pakai angka dari tampilan ini; jalankan rebuild, lalu verify."
    ),
    "register.differs": N_(
        "Isi daftar {id} yang dimuat lain daripada berkas daftarnya. Jurnal utuh. "
        "Jangan pakai angka sasaran; jalankan rebuild, lalu verify."
    ),
    "views.differ": N_(
        "Tampilan {count} hal berbunyi lain daripada jurnal. Jurnal utuh dan tidak diubah. "
        "Jangan pakai angka dari meja ini; hubungi ADB dan jalankan rebuild."
    ),
    "verify.stopped": N_("Pemeriksaan dihentikan sebelum selesai. Tidak ada yang diubah. Ulangi kapan saja."),
    "event.changed": N_("Peristiwa {seq} ({kind}) dalam jurnal {journal} telah diubah."),
    "event.emptied": N_("Isi peristiwa {seq} ({kind}) dalam jurnal {journal} diambil tanpa penghapusan."),
    "journal.gap": N_(
        "Jurnal yang datang melompat: peristiwa sebelum {seq} belum ada. Tidak ada yang ditambahkan. "
        "Ambil salinan yang lebih lengkap."
    ),
    "journal.changed": N_(
        "Peristiwa {seq} dalam jurnal yang datang tidak utuh. Tidak ada yang ditambahkan. Ambil salinan lain."
    ),
    "journal.forked": N_(
        "Peristiwa {seq} tercatat dua kali dengan isi berbeda: satu laptop disalin seluruhnya dan keduanya "
        "dipakai. Tidak ada yang ditambahkan. Hubungi ADB; simpan kedua folder."
    ),
    "event.missing": N_("Peristiwa {seq} dalam jurnal {journal} hilang."),
    "event.moved": N_("Peristiwa {seq} ({kind}) dalam jurnal {journal} berpindah tempat."),
    "event.unheard": N_(
        "Peristiwa {seq} ({kind}) dalam jurnal {journal} sudah dihitung, padahal yang mendasarinya belum "
        "datang dari laptop lain. Jalankan rebuild."
    ),
    "event.unsigned": N_(
        "Peristiwa {seq} sampai {last} dalam jurnal {journal} tidak bertanda tangan siapa pun, padahal kantor "
        "ini menandatangani semuanya."
    ),
    "event.false_signature": N_(
        "Tanda tangan di bawah peristiwa {seq} ({kind}) dalam jurnal {journal} bukan buatan pelakunya."
    ),
    "event.false_second": N_(
        "Peristiwa {seq} ({kind}) dalam jurnal {journal} tidak membawa tanda tangan orang kedua yang wajib."
    ),
    "event.unknown_key": N_(
        "Peristiwa {seq} ({kind}) dalam jurnal {journal} ditandatangani dengan kunci yang tidak dikenal kantor."
    ),
    "event.not_theirs": N_(
        "Peristiwa {seq} ({kind}) dalam jurnal {journal} ditandatangani dengan kunci orang lain, atau menawarkan "
        "kunci atas nama orang lain."
    ),
    "event.after_end": N_(
        "Peristiwa {seq} ({kind}) dalam jurnal {journal} ditandatangani dengan kunci yang sudah diakhiri."
    ),
    "event.beyond_role": N_(
        "Peristiwa {seq} ({kind}) dalam jurnal {journal} dibuat oleh petugas yang saat itu tidak berhak."
    ),
    "event.unknown_device": N_(
        "Peristiwa {seq} ({kind}) dalam jurnal {journal} berasal dari laptop yang tidak dikenal kantor."
    ),
    "event.kit_twice": N_(
        "Peristiwa {seq} ({kind}) dalam jurnal {journal} berasal dari laptop yang kitnya dipakai dua laptop. "
        "ADB memutuskan mana yang benar di Perlu diputuskan."
    ),
    "event.kit_revoked": N_(
        "Peristiwa {seq} ({kind}) dalam jurnal {journal} berasal dari laptop yang memakai kit yang sudah dicabut. "
        "ADB memutuskannya di Perlu diputuskan."
    ),
    "event.after_revocation": N_(
        "Peristiwa {seq} ({kind}) dalam jurnal {journal} ditulis di laptop yang sudah dicabut."
    ),
    "event.not_from_office": N_(
        "Peristiwa {seq} ({kind}) dalam jurnal {journal} hanya berlaku dari laptop kantor, tetapi ditulis di laptop lapangan."
    ),
    "event.elsewhere": N_(
        "Peristiwa {seq} ({kind}) dalam jurnal {journal} hanya berlaku di laptop yang menulisnya."
    ),
    "event.held_wrongly": N_(
        "Peristiwa {seq} ({kind}) dalam jurnal {journal} ditahan padahal sah. Jalankan rebuild."
    ),
    "event.other_root": N_(
        "Peristiwa {seq} ({kind}) dalam jurnal {journal} menetapkan kunci pertama kantor untuk kedua kali. Yang "
        "berlaku tetap kunci yang pertama. Bandingkan kode kantor dengan halaman pemulihan, lalu jalankan rebuild."
    ),
    "store.unsigned_rest": N_(
        "Peristiwa {first} sampai {last} di berkas data tidak ditandatangani petugas yang berhak. "
        "Tidak ada yang diubah. Jangan bekerja di folder ini; hubungi ADB dan pulihkan dari cadangan."
    ),
    "anchor.not_written": N_(
        "Langkah ini tersimpan, tetapi penandanya di luar folder data tidak dapat ditulis. "
        "Kosongkan ruang di disk laptop, lalu lanjutkan."
    ),
    "anchor.unreadable": N_(
        "Penanda catatan terakhir rusak, jadi kelengkapan catatan belum dapat dipastikan. "
        "Catatan yang ada tidak diubah. Hubungi ADB dan jalankan pemeriksaan (verify)."
    ),
    "anchor.none": N_(
        "Kelengkapan tidak terbukti: di laptop ini tidak ada penanda catatan terakhir untuk folder ini. "
        "Yang lain sudah diperiksa. Cocokkan kode di kertas terakhir (verify --paper)."
    ),
    "anchor.other": N_(
        "Kelengkapan tidak terbukti: penanda di laptop ini milik kantor lain yang pernah ada di tempat ini. "
        "Yang lain sudah diperiksa. Pastikan ini folder yang benar."
    ),
    "anchor.older": N_(
        "Kelengkapan tidak terbukti: penanda di laptop ini berasal dari jurnal sebelumnya. "
        "Yang lain sudah diperiksa. Cocokkan kode di kertas terakhir (verify --paper)."
    ),
    "file.irregular": N_(
        "{name} di folder data atau folder status bukan berkas biasa, atau tidak boleh dibaca. "
        "Tidak ada yang dibuka atau diubah. Pindahkan dari sana, pulihkan yang asli, lalu buka lagi."
    ),
    "disk.full": N_(
        "Penyimpanan penuh, jadi ini belum tersimpan. Yang tersimpan sebelumnya aman. "
        "Kosongkan ruang, lalu ulangi."
    ),
    "disk.refused": N_(
        "Penyimpanan menolak ditulis atau dibaca (kode {errno}). Yang tersimpan sebelumnya aman. "
        "Periksa disk dan izin folder, lalu ulangi."
    ),
    "file.cannot_write": N_("Berkas hasil tidak dapat ditulis di sana. Data aman. Pilih folder lain."),
    "report.not_saved": N_(
        "Berkas belum tersimpan. Data tetap aman. Folder tidak bisa ditulisi: {folder}. "
        "Kosongkan disk atau periksa izinnya."
    ),
    "resource.missing": N_(
        "Berkas {file} milik program tidak ada atau rusak. Data kantor aman. Pasang ulang program."
    ),
    "rows.missing": N_(
        "Berkas isi daftar tidak ditemukan. Catatan kerja aman. "
        "Pulihkan dari cadangan atau impor daftar itu lagi."
    ),
    "rows.damaged": N_(
        "Berkas isi daftar rusak, jadi tidak dimuat. Catatan kerja aman. "
        "Pulihkan dari cadangan atau impor daftar itu lagi."
    ),
    "rows.too_long": N_(
        "Baris {row} terlalu panjang untuk sebuah daftar. Belum ada yang diimpor. Periksa berkas sumbernya."
    ),
}
