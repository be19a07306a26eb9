"""Refusals of papers: reports, lists of names, numbers to cut out, slips."""

from __future__ import annotations

from ektp_desk.words import N_

PAPERS = {
    "papercode.unreadable": N_(
        "Ini tidak terbaca sebagai kode di kertas. Tidak ada yang diubah. "
        "Ketik seperti tercetak: 01/a 240 4CQ7-MZ2T-7F3A-KLMN."
    ),
    "papercode.unknown_journal": N_(
        "Tidak ada jurnal {journal} di sini. Yang ada tidak diubah. Mungkin salah ketik: baca lagi kertasnya. "
        "Bila memang tertulis begitu, seluruh jurnal itu tidak ada di sini; hubungi ADB."
    ),
    "papercode.missing": N_(
        "Peristiwa {first} sampai {last} jurnal {journal} tidak ada di sini, padahal sudah ada ketika kertas itu "
        "dicetak. Yang ada tidak diubah. Simpan kertas itu, hubungi ADB, dan pulihkan dari cadangan."
    ),
    "papercode.mistyped": N_(
        "Kode hampir cocok: satu atau dua tanda salah ketik. Tidak ada yang diubah. "
        "Baca lagi kertasnya, lalu ulangi."
    ),
    "papercode.other_past": N_(
        "Kode tidak cocok: peristiwa {seq} jurnal {journal} di sini bukan yang tercetak. Tidak ada yang diubah. "
        "Baca lagi kertasnya; bila memang tertulis begitu, simpan kertas itu, jangan bekerja di folder ini, dan "
        "hubungi ADB."
    ),
    "papercode.gaps": N_(
        "Peristiwa {seq} jurnal {journal} cocok, tetapi sebelumnya ada yang hilang. Yang ada tidak diubah. "
        "Hubungi ADB, jalankan pemeriksaan (verify), dan pulihkan dari cadangan."
    ),
    "papercode.cannot_look": N_(
        "Berkas data tidak dapat dibuka, juga tidak untuk dilihat, jadi kertas itu tidak dapat dicocokkan. "
        "Tidak ada yang diubah. Simpan kertas itu, pulihkan dari cadangan, lalu cocokkan di Kantor (Ctrl+K)."
    ),
    "report.names_on_demand": N_(
        "Kertas ini memuat nama. Belum ada yang dibuat. Minta dengan kata sandi dan tujuannya."
    ),
    "report.needs_purpose": N_("Tulis untuk apa nama-nama ini diperlukan. Belum ada yang dibuat."),
    "report.not_a_school": N_(
        "Kunjungan ini bukan ke sekolah. Belum ada yang dibuat. Pilih kunjungan ke sekolah."
    ),
    "report.no_table": N_("Lembar ini tidak punya tabel. Belum ada yang disimpan. Simpan sebagai PDF."),
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
