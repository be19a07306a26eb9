"""Refusals of what comes from another desk, on whatever way."""

from __future__ import annotations

from ektp_desk.words import N_

EXCHANGE = {
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
