"""Refusals of what this laptop takes itself: pictures, signatures, and their sealed files."""

from __future__ import annotations

from ektp_desk.words import N_

CAPTURES = {
    "modality.capture_here": N_(
        "Kantor ini mengambil langkah ini di laptop. Belum disimpan. Ambil di sini, atau kecualikan."
    ),
    "modality.no_file": N_("Langkah ini belum punya gambar. Belum disimpan. Ambil dahulu."),
    "capture.missing": N_(
        "Berkas gambar langkah ini tidak ada lagi di disk. Langkah lain aman. Ambil ulang langkah ini."
    ),
    "capture.lacking": N_(
        "{count} gambar hilang atau berubah di disk laptop ini dan tidak disalin; yang lain aman. "
        "Jalankan verify: yang disebutnya diambil ulang."
    ),
    "capture.changed": N_(
        "Berkas gambar langkah ini tidak utuh di disk. Langkah lain aman. Ambil ulang langkah ini."
    ),
    "object.missing": N_(
        "Berkas gambar yang tersegel tidak ditemukan. Catatan kerja aman. "
        "Pulihkan dari cadangan, atau ambil gambar itu lagi."
    ),
    "object.changed": N_(
        "Berkas gambar yang tersegel tidak seperti ditulis. Catatan kerja aman. "
        "Pulihkan dari cadangan, atau ambil gambar itu lagi."
    ),
    "picture.missing": N_("Berkas gambar tidak dapat dibaca. Belum ada yang diambil. Pilih berkas lain."),
    "picture.too_big": N_(
        "Gambar terlalu besar (paling besar {megabytes} MB, 50 juta titik). Belum ada yang diambil. "
        "Pilih berkas lain."
    ),
    "picture.not_one": N_("Berkas ini bukan gambar JPEG atau PNG yang utuh. Belum ada yang diambil."),
    "picture.too_small": N_(
        "Gambar terlalu kecil: perlu sedikitnya {width} × {height} titik. Belum ada yang diambil."
    ),
    "signature.too_little": N_("Goresannya terlalu sedikit. Belum disimpan. Minta tanda tangan lagi."),
    "policy.bad_choice": N_("Pilihan ini tidak dikenal. Aturan belum berubah."),
}
