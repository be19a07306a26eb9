"""Refusals of kits and laptops."""

from __future__ import annotations

from ektp_desk.words import N_

KITS = {
    "kit.foreign": N_(
        "Berkas ini bukan kit laptop. Belum ada yang dibuat di laptop ini. Pilih berkas kit dari ADB."
    ),
    "kit.newer": N_(
        "Kit ini dibuat oleh ektp-desk yang lebih baru. Belum ada yang dibuat di laptop ini. "
        "Perbarui ektp-desk di sini, lalu buka lagi."
    ),
    "kit.damaged": N_(
        "Berkas kit ini rusak. Belum ada yang dibuat di laptop ini. Salin lagi dari kantor, atau minta kit baru."
    ),
    "kit.too_big": N_(
        "Berkas kit ini terlalu besar. Belum ada yang dibuat. Minta kit baru dari ADB, dan laporkan hal ini."
    ),
    "kit.untrue": N_(
        "Kit ini tidak ditandatangani oleh laptop kantor yang disebutnya. Belum ada yang dibuat di laptop ini. "
        "Jangan dipakai: serahkan kepada ADB, dan minta kit baru."
    ),
    "kit.wrong_words": N_(
        "Keenam kata itu tidak membuka kit ini. Belum ada yang dibuat di laptop ini. "
        "Periksa nomor kit pada lembarnya, lalu ketik lagi."
    ),
    "kit.word_count": N_(
        "Yang diketik {typed} kata, padahal enam. Belum ada yang dibuat di laptop ini. "
        "Ketik semua kata di lembar kit, dipisah spasi."
    ),
    "kit.word_unknown": N_(
        "Kata ke-{position} tidak ada di daftar kata. Belum ada yang dibuat di laptop ini. "
        "Periksa ejaannya di lembar kit."
    ),
    "kit.unknown": N_(
        "Catatan kantor di kit ini tidak menyebut kit ini. Belum ada yang dibuat di laptop ini. "
        "Minta kit baru dari ADB."
    ),
    "kit.other_code": N_(
        "Kode kantor berbeda dari lembar kit. Laptop ini tidak jadi bergabung, dan yang dibuat sudah dihapus. "
        "Serahkan kit dan lembarnya kepada ADB."
    ),
    "kit.used": N_(
        "Kit ini sudah dipakai sebuah laptop. Belum ada yang diubah. Cabut laptopnya, bukan kitnya."
    ),
    "kit.users_wait": N_(
        "Kit belum dapat dibuat: {count} pengguna belum punya kunci yang dapat dibawa. Belum ada yang diubah. "
        "Biarkan mereka masuk sekali di laptop kantor, lalu ulangi."
    ),
    "kit.no_root": N_(
        "Kantor ini belum punya kunci sendiri. Belum ada yang diubah. Biarkan ADB masuk sekali, lalu ulangi."
    ),
    "kit.same_place": N_(
        "Kit dan lembarnya tidak boleh satu tempat. Belum ada yang dibuat. "
        "Pilih folder di laptop untuk lembarnya."
    ),
    "kit.not_printed": N_(
        "Lembar kit belum tercetak. Kit dan berkas lembarnya tetap ada. Cetak berkas itu dari laptop mana pun."
    ),
    "kit.no_folder": N_(
        "Folder untuk kit tidak ada. Belum ada yang dibuat. Colokkan stik, lalu pilih foldernya."
    ),
    "kit.in_data_folder": N_(
        "Kit dan lembarnya tidak boleh disimpan di folder data. Belum ada yang dibuat. Pilih folder atau stik lain."
    ),
    "device.unknown": N_(
        "Tidak ada satu laptop dengan nomor itu. Belum ada yang diubah. Lihat daftarnya dengan office laptop list."
    ),
}
