"""Refusals of sign-in, users, keys and recovery."""

from __future__ import annotations

from ektp_desk.words import N_

KEYS = {
    "signin.wrong": N_(
        "Kata sandi tidak cocok. Data tetap terkunci dan utuh. Periksa lembar kata sandi, lalu coba lagi."
    ),
    "signin.wait": N_("Terlalu sering salah. Data tetap terkunci dan utuh. Coba lagi dalam {seconds} detik."),
    "signin.ended": N_("Anda sudah keluar. Tidak ada yang diubah. Masuk lagi, lalu ulangi."),
    "signin.no_memory": N_(
        "Laptop kekurangan memori untuk membuka kunci (perlu {megabytes} MB). Data utuh. "
        "Tutup program lain, lalu coba lagi."
    ),
    "passphrase.empty": N_("Kata sandi masih kosong. Belum ada yang diubah. Isi kata sandi, lalu ulangi."),
    "passphrase.weak": N_(
        "Kata sandi ini terlalu mudah ditebak untuk ADB, yang membuka semua gambar kantor. Belum ada yang diubah. "
        "Biarkan program membuat lima kata acak, atau pakai yang lebih panjang tanpa nama dan tanggal."
    ),
    "passphrase.unreadable": N_("Kata sandi tidak terbaca dari deskriptor itu. Belum ada yang diubah."),
    "act.office_only": N_(
        "Ini hanya dapat dilakukan di laptop kantor, bukan di laptop lapangan. Tidak ada yang berubah. "
        "Lakukan di kantor, atau minta ADB di sana."
    ),
    "device.keys_differ": N_(
        "Kunci laptop ini lain daripada yang dikenal kantor. Catatan di sini utuh, tetapi kiriman dari laptop ini akan "
        "ditolak. Hubungi ADB sebelum bekerja."
    ),
    "device.revoked": N_(
        "Laptop ini sudah dicabut ADB: yang ditulis di sini tidak dihitung lagi. Data tetap utuh dan terkunci. "
        "Serahkan laptop ini kepada ADB; laptop yang ditemukan kembali memerlukan kit baru."
    ),
    "device.own": N_(
        "Laptop yang sedang dipakai tidak dapat dicabut dari laptop itu sendiri. Tidak ada yang berubah. "
        "Lakukan di laptop kantor lain."
    ),
    "role.not_allowed": N_("Peran Anda tidak boleh melakukan ini. Tidak ada yang berubah. Minta supervisor."),
    "user.name_needed": N_("Ada lebih dari satu pengguna. Sebutkan namanya dengan --user."),
    "user.unknown": N_(
        "Pengguna ini tidak terdaftar di laptop ini. Data utuh. Pilih nama dari daftar atau hubungi ADB."
    ),
    "user.no_key": N_(
        "Pengguna ini belum punya kunci sendiri di laptop ini. Belum ada yang diubah. "
        "Biarkan ia masuk sekali dengan kata sandinya, lalu ulangi."
    ),
    "user.key_ended": N_(
        "Kata sandi pengguna ini sudah diganti sesudahnya, jadi tanda tangannya tidak berlaku lagi. "
        "Belum ada yang diubah. Pakai pengguna lain, atau 27 kata pemulihan."
    ),
    "user.exists": N_("Pengguna ini sudah terdaftar. Belum ada yang diubah."),
    "user.last": N_(
        "Ini satu-satunya pengguna, jadi tidak dapat dihapus. Belum ada yang diubah. "
        "Tambahkan pengguna lain dahulu."
    ),
    "user.last_adb": N_(
        "Ini ADB terakhir; bila dihapus, kiriman untuk kantor tidak dapat dibuka lagi dari sini. "
        "Belum ada yang diubah. Tambahkan ADB lain dahulu."
    ),
    "user.adb_needed": N_(
        "Pengguna pertama kantor harus ADB, supaya kiriman untuk kantor dapat dibuka. Belum ada yang dibuat."
    ),
    "user.office_key_needed": N_(
        "Ini perlu kunci kantor, yang hanya dipegang ADB. Belum ada yang diubah. Minta ADB masuk, lalu ulangi."
    ),
    "user.passphrase_needed": N_(
        "ADB baru perlu kata sandi baru, supaya kunci kantor ikut terbuka olehnya. Belum ada yang diubah. "
        "Buat kata sandi baru bersama peran ini."
    ),
    "user.name_missing": N_("Nama pengguna masih kosong. Belum ada yang diubah. Isi nama, lalu ulangi."),
    "user.name_taken": N_(
        "Sudah ada pengguna dengan nama ini. Belum ada yang diubah. Pakai nama yang dapat dibedakan."
    ),
    "user.roles_missing": N_("Belum ada peran yang dipilih. Belum ada yang diubah. Pilih sedikitnya satu."),
    "user.role_unknown": N_("Peran ini tidak dikenal. Belum ada yang diubah. Pilih dari daftar peran."),
    "user.own_standing": N_(
        "Hapus diri sendiri atau lepas peran sendiri tidak bisa. Belum ada yang diubah. "
        "Minta ADB lain melakukannya."
    ),
    "office.none": N_(
        "Belum ada kantor di folder data ini. Buka kit, pulihkan dari cadangan, buat kantor baru, "
        "atau pilih folder lain."
    ),
    "office.exists": N_("Folder data ini sudah berisi kantor. Tidak ada yang diubah. Pilih folder lain."),
    "office.store_without_slots": N_(
        "Folder ini berisi berkas data tanpa berkas kuncinya. Tidak ada yang diubah. "
        "Pulihkan slots.json dari cadangan, atau pilih folder lain."
    ),
    "slots.damaged": N_(
        "Kedua salinan berkas kunci rusak, jadi data tidak dapat dibuka. Data terenkripsi tidak diubah. "
        "Jangan hapus folder ini; pulihkan berkas kunci dari cadangan."
    ),
    "slots.newer": N_(
        "Folder data ini ditulis oleh versi program yang lebih baru (format kunci {format}). "
        "Data utuh. Pasang versi terbaru."
    ),
    "slots.changed": N_(
        "Berkas kunci telah diubah di luar program. Data tidak dibuka supaya tetap aman. "
        "Jangan teruskan bekerja; hubungi ADB dan pulihkan berkas kunci dari cadangan."
    ),
    "slots.older": N_(
        "Berkas kunci (slots.json) lebih lama daripada yang terakhir disimpan laptop ini, jadi tidak ada yang masuk "
        "dengannya. Data utuh dan tidak diubah. Kembalikan berkas kunci yang terakhir, atau beri ADB kata sandi baru "
        "dengan halaman pemulihan."
    ),
    "slots.former": N_(
        "Berkas kunci (slots.json) berasal dari sebelum kunci data diganti, jadi tidak membukanya; halaman pemulihan "
        "juga tidak. Data utuh dan tidak diubah. Kembalikan berkas kunci yang terakhir, atau pulihkan dari cadangan "
        "yang dibuat sesudah itu."
    ),
    "seal.bad_key": N_(
        "Kunci ini salah ketik atau bukan kunci ektp-desk. Belum ada yang diubah. "
        "Periksa hurufnya, lalu ketik ulang."
    ),
    "seal.wrong_key": N_(
        "Kunci ini bukan untuk data ini. Data tetap tersegel. Pakai kunci milik kantor ini."
    ),
    "seal.damaged": N_(
        "Berkas tersegel ini rusak atau terpotong. Tidak ada yang diambil darinya. "
        "Minta salinan lain dari pengirim."
    ),
    "recovery.in_data_folder": N_(
        "Halaman pemulihan tidak boleh disimpan di folder data yang dibukanya. "
        "Pilih tempat lain dengan --out."
    ),
    "recovery.replaced": N_(
        "Halaman pemulihan ini sudah diganti. Data utuh dan tidak diubah. Pakai halaman yang baru, atau minta ADB "
        "membuat satu lagi."
    ),
    "recovery.make_anew": N_(
        "Halaman pemulihan terakhir belum tentu membuka kantor ini: pembuatannya terputus, atau berkas kunci ini "
        "dari sebelumnya. Data utuh. Buat sekali lagi (office recovery-page), dan musnahkan yang lain."
    ),
    "recovery.word_count": N_(
        "Kunci pemulihan berisi {needed} kata, yang diketik {typed}. Belum ada yang dibuka. "
        "Periksa kertasnya."
    ),
    "recovery.word_unknown": N_(
        "Kata ke-{position} tidak ada dalam daftar kata. Belum ada yang dibuka. Periksa ejaannya di kertas."
    ),
    "recovery.checksum": N_(
        "Ada kata yang tertukar atau salah. Belum ada yang dibuka. Bandingkan satu per satu dengan kertasnya."
    ),
}
