"""Refusals of what comes from another desk, on whatever way."""

from __future__ import annotations

from ektp_desk.words import N_

EXCHANGE = {
    "object.unknown_sender": N_(
        "Kiriman ini dari laptop yang belum dikenal di sini. Tidak ada yang diambil darinya; kiriman tetap di kartunya. "
        "Paket atau stik berikut dari kantor mengenalkannya; di kantor, kiriman pertama laptop itu. "
        "Bila tetap ditolak, beri tahu ADB."
    ),
    "object.unnamed_file": N_(
        "Gambar ini belum disebut catatan mana pun di sini. Gambar tetap di kartunya. "
        "Ambil juga kartu atau stik yang memuat catatannya."
    ),
    "journal.not_signed": N_(
        "Peristiwa {seq} dalam kiriman ini tidak ditandatangani orang yang disebutnya. Tidak ada yang diambil dari "
        "kiriman itu; data di sini utuh. Beri tahu ADB."
    ),
    "journal.unheard": N_(
        "Petugas yang menandatangani peristiwa {seq} dalam kiriman ini belum dikenal di laptop ini. Tidak ada yang "
        "diambil dari kiriman itu; kiriman tetap di kartunya, dan data di sini utuh. Ambil dahulu paket terbaru dari "
        "kantor, lalu baca lagi."
    ),
    "package.no_laptops": N_(
        "Kantor ini belum punya laptop lain. Belum ada yang ditulis. Buat dahulu kit untuk laptopnya."
    ),
    "package.not_office": N_(
        "Paket ini bukan dari laptop kantor. Tidak ada yang diambil darinya; data di sini utuh. "
        "Minta paket dari kantor, dan beri tahu ADB."
    ),
    "package.older": N_(
        "Paket ini lebih lama daripada yang sudah diambil di sini. Tidak ada yang diambil darinya; data di sini utuh. "
        "Pakai paket terakhir dari kantor."
    ),
    "verdict.not_office": N_(
        "Tanda terima ini bukan dari laptop kantor, atau laptopnya sudah dicabut. Tidak ada yang dianggap aman "
        "karenanya; data di sini utuh. Minta stik langsung dari kantor, dan beri tahu ADB."
    ),
    "run.not_office": N_(
        "Kiriman ini disegel ulang oleh laptop yang bukan laptop kantor, atau yang sudah dicabut. Tidak ada yang "
        "diambil darinya; data di sini utuh. Minta salinan langsung dari laptop asalnya, dan beri tahu ADB."
    ),
    "run.lost": N_(
        "Salinan tersegel yang tersimpan di laptop rusak atau hilang. Catatannya sendiri utuh, dan disegel lagi. "
        "Ulangi menyalin."
    ),
    "carrier.missing": N_(
        "Kartu atau stik kantor tidak terbaca di tempatnya. Yang tersimpan di laptop tetap aman. Pasang kembali, lalu "
        "ulangi; bila sudah terpasang, pilih kartu itu sekali lagi."
    ),
    "carrier.no_laptop": N_(
        "Ketik nomor laptop yang rusak: kartu ini tidak menunjuk satu saja. Yang dapat diambil sudah diambil."
    ),
    "carrier.own_disk": N_(
        "Folder ini ada di disk laptop sendiri: bila disk itu rusak, salinannya ikut hilang. Tidak ada yang ditulis. "
        "Pilih kartu SD atau stik."
    ),
    "carrier.other_office": N_(
        "Kartu atau stik ini milik kantor lain. Tidak ada yang ditulis ke sana atau diambil darinya. "
        "Pakai kartu kantor ini."
    ),
    "carrier.full": N_(
        "Kartu atau stik penuh. Yang sudah ada di sana utuh, dan yang belum tersalin aman di laptop. "
        "Ganti kartunya, atau hapus berkas lain di situ."
    ),
    "carrier.read_only": N_(
        "Kartu atau stik tidak dapat ditulis. Tidak ada yang berubah di sana; data di laptop aman. "
        "Geser kunci di sisi kartu, atau periksa izin foldernya."
    ),
    "carrier.lies": N_(
        "Yang terbaca dari kartu atau stik lain daripada yang ditulis. Salinan itu dibuang; data di laptop aman. "
        "Ganti kartunya."
    ),
    "carrier.trouble": N_(
        "Kartu atau stik gagal membaca atau menulis. Data di laptop aman. Cabut dan pasang kembali, lalu ulangi; "
        "bila tetap begitu, ganti kartunya."
    ),
    "object.damaged": N_(
        "Kiriman ini rusak atau terpotong. Tidak ada yang diambil darinya; data di sini utuh. "
        "Minta salinan lain dari pengirim."
    ),
    "object.newer": N_(
        "Kiriman ini ditulis oleh versi program yang lebih baru. Kiriman disimpan apa adanya dan tetap diteruskan. "
        "Pasang versi terbaru untuk membukanya."
    ),
    "object.not_signed": N_(
        "Tanda tangan kiriman ini bukan dari laptop yang disebutnya. Tidak ada yang diambil darinya; data di sini "
        "utuh. Minta salinan langsung dari laptop pengirim, dan beri tahu ADB."
    ),
    "object.other_office": N_(
        "Kiriman ini milik kantor lain. Tidak ada yang diambil darinya; data di sini utuh. "
        "Serahkan kepada kantor itu."
    ),
    "object.not_for_us": N_(
        "Kiriman ini tersegel untuk orang lain, jadi tidak terbuka di sini. Kiriman tetap utuh. "
        "Teruskan kepada yang dituju."
    ),
    "object.waits_for_adb": N_(
        "Kiriman ini menunggu kunci kantor, yang hanya dipegang ADB. Tidak ada yang diambil darinya; kiriman tetap di "
        "kartunya. Minta ADB masuk, lalu ambil lagi; laptop kantor yang baru lebih dahulu mengambil paket dari laptop "
        "kantor yang pertama, yang dibuat ADB."
    ),
    "object.inside_differs": N_(
        "Isi kiriman ini bukan yang tertulis di luarnya. Tidak ada yang diambil darinya; data di sini utuh. "
        "Minta salinan langsung dari laptop pengirim, dan beri tahu ADB."
    ),
    "object.too_big": N_(
        "Kiriman ini lebih besar daripada yang boleh. Tidak ada yang diambil darinya; data di sini utuh. "
        "Beri tahu ADB."
    ),
    "run.changed": N_(
        "Catatan dalam kiriman ini bukan seperti ditulis di laptop asalnya. Tidak ada yang diambil darinya; data di "
        "sini utuh. Minta salinan langsung dari laptop itu, dan beri tahu ADB."
    ),
    "run.files_differ": N_(
        "Daftar gambar kiriman ini bukan yang disebut catatannya. Tidak ada yang diambil darinya; data di sini utuh. "
        "Minta salinan langsung dari laptop pengirim."
    ),
    "part.damaged": N_(
        "Potongan kiriman ini rusak, atau potongan-potongannya bukan dari satu kiriman. Tidak ada yang diambil "
        "darinya; data di sini utuh. Minta kiriman itu sekali lagi."
    ),
    "part.missing": N_(
        "Potongan ke-{number} kiriman ini belum ada. Potongan lain tetap tersimpan. Minta potongan itu dari pengirim."
    ),
}
