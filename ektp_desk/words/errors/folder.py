"""News and refusals of the data folder as a whole: where it came from, its backups, its users' slots."""

from __future__ import annotations

from ektp_desk.words import N_

FOLDER = {
    "folder.copied": N_(
        "Folder data ini salinan atau pindahan. Jurnal baru {label} dimulai; yang ada tetap. "
        "Bila ada yang hilang, hanya kertas yang tahu."
    ),
    "folder.other_anchor": N_(
        "Sebelum ini ada kantor lain di tempat folder data ini. Jurnal baru {label} dimulai; "
        "yang ada tetap. Pastikan ini folder yang benar."
    ),
    "folder.older_anchor": N_(
        "Penanda di laptop ini berasal dari jurnal sebelumnya. Jurnal baru {label} dimulai; "
        "yang ada tetap. Bila ada yang hilang, hanya kertas yang tahu."
    ),
    "folder.restored": N_(
        "Data dipulihkan dari cadangan. Jurnal baru {label} dimulai; semua catatan di cadangan tetap ada."
    ),
    "folder.salvaged": N_(
        "Pekerjaan dilanjutkan dengan yang terbaca dari log yang rusak. Jurnal baru {label} dimulai. "
        "Buat cadangan hari ini."
    ),
    "salvage.nothing": N_(
        "Tidak ada log yang rusak di folder ini. Tidak ada yang diubah. Periksa dengan verify."
    ),
    "folder.synced": N_(
        "Folder ini diselaraskan oleh {service}, yang dapat merusak berkas data yang sedang dipakai. "
        "Tidak ada yang dibuat. Pilih folder di luar {service}."
    ),
    "folder.in_service": N_(
        "Folder data ada di dalam {service}, yang dapat merusaknya sewaktu dipakai. Yang tersimpan masih utuh. "
        "Tutup meja, pindahkan folder ke luar {service}, lalu buka dengan --data."
    ),
    "backup.missing": N_("Berkas cadangan tidak ada di sana. Tidak ada yang diubah. Periksa nama berkasnya."),
    "backup.not_one": N_("Berkas ini bukan cadangan ektp-desk. Tidak ada yang diubah. Pilih berkas lain."),
    "backup.newer": N_(
        "Cadangan ini dibuat oleh versi program yang lebih baru. Tidak ada yang diubah. Pasang versi terbaru."
    ),
    "backup.damaged": N_(
        "Cadangan ini rusak atau terpotong. Data kantor tidak diubah. Pakai cadangan lain, atau buat lagi."
    ),
    "backup.views_differ": N_(
        "Tampilan {count} hal dalam cadangan berbunyi lain daripada jurnalnya, jadi cadangan ini tidak dihitung. "
        "Jurnal utuh, juga di dalam cadangan. Jalankan rebuild, lalu cadangkan lagi."
    ),
    "backup.file_changed": N_(
        "Berkas data berubah selagi dicadangkan. Data utuh; cadangan tidak dibuat. Ulangi sebentar lagi."
    ),
    "backup.stopped": N_(
        "Pencadangan dihentikan. Data utuh; cadangan ini tidak dihitung. Ulangi kapan saja."
    ),
    "backup.in_data_folder": N_(
        "Cadangan tidak boleh disimpan di folder data yang dicadangkannya. Tidak ada yang dibuat. "
        "Pilih tempat lain, sebaiknya USB."
    ),
    "restore.stopped": N_(
        "Pemulihan dihentikan. Cadangan utuh, dan di laptop ini tidak ada yang berubah. Ulangi kapan saja."
    ),
    "restore.office_there": N_(
        "Folder ini sudah berisi kantor. Tidak ada yang diubah. Pilih folder lain dengan --data, atau pakai "
        "--replace: kantor yang lama dipindahkan ke samping, tidak dihapus."
    ),
    "restore.folder_not_empty": N_(
        "Folder ini berisi berkas lain. Tidak ada yang diubah. Pilih folder kosong dengan --data."
    ),
    "restore.locked": N_(
        "Kantor yang ada di sini memakai kunci lain daripada cadangan ini, dan kata sandi ini tidak membukanya. "
        "Belum ada yang diubah. Beri kata sandi yang sekarang berlaku di kantor itu (--standing-fd), "
        "atau 27 kata pemulihan (--recovery-fd)."
    ),
    "restore.role_needed": N_(
        "Memulihkan kantor perlu Kasi atau ADB, atau 27 kata halaman pemulihan. Tidak ada yang diubah. "
        "Minta salah satunya, atau pakai --recovery-fd 0."
    ),
    "restore.unfinished": N_(
        "Pemulihan di folder ini terputus. Kantor yang lama utuh di samping, di …before-restore-…. "
        "Jalankan restore sekali lagi: semua catatannya ikut."
    ),
    "folder.restore_to_finish": N_(
        "Pemulihan di folder ini terputus. Kantor yang dipulihkan utuh dan berlaku; ia yang dilihat, di {folder}. "
        "Tidak ada yang dipindahkan. Buka meja sekali: pemulihannya diselesaikan."
    ),
    "folder.restore_to_take_back": N_(
        "Pemulihan di folder ini terputus dan salinannya rusak. Kantor yang lama utuh dan berlaku; ia yang dilihat, "
        "di {folder}. Tidak ada yang dipindahkan. Buka meja sekali: pemulihannya dibatalkan."
    ),
    "folder.restore_to_sweep": N_(
        "Pemulihan di folder ini terputus sebelum berlaku. Kantor di sini utuh dan tidak diubah. "
        "Jalankan restore lagi bila masih perlu; membuka meja menghapus sisanya."
    ),
    "folder.restore_to_look_through": N_(
        "Pemulihan di folder ini sudah berlaku; yang dilihat kantor yang dipulihkan. Tidak ada yang diubah. Masuk "
        "sekali: yang masih ada di folder lama ikut diambil."
    ),
    "folder.restore_finished": N_(
        "Pemulihan yang terputus sudah diselesaikan. Semua catatan di cadangan dan di kantor lama yang dapat "
        "dibaca ada; baru diambil dari folder lama: {taken} peristiwa."
    ),
    "folder.restore_locked": N_(
        "Pemulihan selesai, tetapi {folder} memakai kunci yang bukan milik Anda, jadi yang sempat dikerjakan di sana "
        "belum diambil. Folder itu utuh; jangan dihapus. Minta yang memulihkan masuk sekali."
    ),
    "folder.restore_lacks": N_(
        "{missing} peristiwa pernah tersimpan di laptop ini dan tidak ada lagi sesudah pemulihan. Yang lain utuh. "
        "Simpan folder …before-restore-…, dan hubungi ADB."
    ),
    "folder.restore_taken_back": N_(
        "Pemulihan terputus dan salinannya rusak, jadi dibatalkan. Kantor yang lama berdiri lagi, utuh. "
        "Jalankan restore sekali lagi bila masih perlu."
    ),
    "user.removed": N_(
        "Pengguna ini sudah dihapus oleh ADB. Data tetap terkunci dan utuh. Hubungi ADB bila ini keliru."
    ),
}
