"""Refusals of papers: reports, lists of names, numbers to cut out, slips."""

from __future__ import annotations

from ektp_desk.words import N_

PAPERS = {
    "report.names_on_demand": N_(
        "Kertas ini memuat nama. Belum ada yang dibuat. Minta dengan kata sandi dan tujuannya."
    ),
    "report.needs_purpose": N_("Tulis untuk apa nama-nama ini diperlukan. Belum ada yang dibuat."),
    "report.not_a_school": N_(
        "Kunjungan ini bukan ke sekolah. Belum ada yang dibuat. Pilih kunjungan ke sekolah."
    ),
    "report.no_table": N_("Kertas ini tidak punya tabel. Belum ada yang disimpan. Simpan sebagai PDF."),
    "period.turned": N_(
        "Tanggal akhir lebih awal daripada tanggal mulai. Belum ada yang dihitung. Tukar keduanya."
    ),
    "numbers.bad_range": N_(
        "Nomor harus dari 1 ke atas, dari kecil ke besar, paling banyak {most} sekali cetak. Belum ada yang dibuat."
    ),
    "letter.empty": N_("Surat tidak boleh kosong. Teks yang lama tetap berlaku."),
    "letter.too_long": N_(
        "Surat paling panjang {most} huruf. Teks yang lama tetap berlaku; yang diketik masih ada."
    ),
    "letter.unknown_hole": N_(
        "Yang boleh di antara kurung kurawal hanya {known}. Teks yang lama tetap berlaku; yang diketik masih ada."
    ),
    "slip.not_printed": N_(
        "{printer} tidak menerima bukti. Hasil nomor ini aman. Periksa printer, lalu Ctrl+P lagi."
    ),
    "slip.no_outcome": N_("Nomor {number} belum punya hasil. Belum ada yang dicetak. Selesaikan dahulu."),
}
