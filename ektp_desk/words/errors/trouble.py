"""News and refusals of the laptop around the desk: its clock, and a program that stopped."""

from __future__ import annotations

from ektp_desk.words import N_

TROUBLE = {
    "clock.backwards": N_(
        "Jam laptop mundur. Catatan terakhir {last}; semua aman, hari ini belum dibuka. "
        "Betulkan tanggal di setelan laptop, lalu periksa lagi."
    ),
    "clock.far_ahead": N_(
        "Tanggal laptop melompat jauh. Terakhir dibenarkan {last}; semua aman, hari ini belum dibuka. "
        "Bila tanggal ini benar, {lists} daftar habis masa simpannya. Bila salah, betulkan di setelan laptop, lalu "
        "periksa lagi."
    ),
    "clock.far_ahead_people": N_(
        "Tanggal laptop melompat jauh. Terakhir dibenarkan {last}; semua aman, hari ini belum dibuka. "
        "Bila tanggal ini benar, data pribadi lama habis masa simpannya. Bila salah, betulkan di setelan laptop, lalu "
        "periksa lagi."
    ),
    "clock.far_ahead_all": N_(
        "Tanggal laptop melompat jauh. Terakhir dibenarkan {last}; semua aman, hari ini belum dibuka. "
        "Bila tanggal ini benar, {lists} daftar dan data pribadi lama habis masa simpannya. Bila salah, betulkan di setelan laptop, lalu "
        "periksa lagi."
    ),
    "clock.jumped": N_(
        "Jam laptop berubah {minutes} menit. Yang dikerjakan sudah tersimpan. "
        "Jawab sekali lagi apakah hari dan jam ini betul."
    ),
    "stop.left_open": N_("{number} dibuka kembali. Program berhenti mendadak saat merekamnya."),
}
