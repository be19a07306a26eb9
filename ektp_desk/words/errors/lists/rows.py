"""What is wrong or odd with rows of the several kinds of lists; and refusals of lists that are kept."""

from __future__ import annotations

from ektp_desk.words import N_

LIST_ROWS: dict[str, str] = {
    # A sheet of the file: by its title of one village, or passed by; a row of one, refused.
    "sheet.titled": N_(
        "Dibaca dari judulnya, karena tidak ada kolom desa. Periksa apakah semua orang di bawahnya tinggal di sana."
    ),
    "sheet.other_kind": N_(
        "Lembar ini tampaknya daftar jenis lain dan tidak dibaca. Lembar lain tetap diambil; muat lembar ini tersendiri"
        " menurut jenisnya."
    ),
    "row.no_header": N_(
        "Lembar ini tidak mempunyai judul kolom yang dikenali. Orang di baris ini tidak diambil; tambahkan judul (NIK,"
        " Nama, …) di sumbernya lalu muat lagi."
    ),
    # One person, refused by what the list says of them.
    "person.dead": N_("Menurut daftar ini orangnya sudah meninggal. Tidak diambil, jadi tidak menjadi sasaran."),
    "person.moved": N_("Menurut daftar ini orangnya sudah pindah. Tidak diambil, jadi tidak menjadi sasaran."),
    # One row of figures, refused.
    "region.not_found": N_("Wilayah baris ini tidak dikenali. Angkanya tidak diambil; perbaiki nama atau kodenya."),
    "region.repeated": N_("Wilayah ini sudah ada di baris sebelumnya. Angkanya tidak diambil dua kali."),
    # One row of figures, taken with a warning.
    "figure.below_differs": N_(
        "Angka wilayah ini tidak sama dengan jumlah wilayah di dalamnya. Bila di dalamnya ada yang tidak tertulis dan"
        " angka wilayah ini lebih besar, angka ini yang dihitung, jika tidak yang di dalamnya; periksa sumbernya."
    ),
    "figure.due_differs": N_(
        "Sudah rekam ditambah belum rekam tidak sama dengan wajib KTP. Angka tetap disimpan apa adanya; periksa"
        " sumbernya."
    ),
    "figure.more_than_due": N_(
        "Lebih banyak dari wajib KTP. Angka tetap disimpan apa adanya; periksa sumbernya, mungkin kolomnya tertukar."
    ),
    "figure.missing": N_("Angka kosong; dianggap tidak diketahui, bukan nol. Lengkapi di sumbernya."),
    "figure.sum_differs": N_("Jumlah tidak sama dengan L ditambah P. Angka tetap disimpan apa adanya; periksa sumbernya."),
    "figure.unreadable": N_("Angka tidak terbaca; dianggap tidak diketahui, bukan nol. Periksa di sumbernya."),
    # One person, taken with a warning.
    "marital.number": N_(
        "Status kawin tertulis sebagai nomor, padahal nomor yang sama punya dua arti. Tidak disimpan; orang ini tetap"
        " diambil."
    ),
    "marital.unreadable": N_("Status kawin tidak terbaca dan tidak disimpan. Orang ini tetap diambil."),
    "nik.not_given": N_("NIK belum ada. Murid ini tetap diambil tanpa NIK; lengkapi dari KK."),
    "nik.other_name": N_(
        "NIK ini ada juga di baris lain daftar ini dengan nama yang sama sekali lain. Dimuat sebagai satu orang;"
        " cocokkan dengan KK."
    ),
    "nik.other_name_before": N_(
        "NIK ini ada di daftar lain atau di meja dengan nama yang sama sekali lain. Dimuat sebagai orang yang sama;"
        " cocokkan dengan KK."
    ),
    "nik.starred": N_("NIK disamarkan. Baris ini disimpan, tetapi tidak dihitung sebagai orang."),
    "person.away": N_(
        "Menurut daftar ini orangnya hilang, pergi, atau datanya tidak valid. Tetap diambil; tanyakan kepada desa."
    ),
    "region.bps": N_("Kode wilayah memakai nomor BPS, bukan nomor Kemendagri. Kodenya tidak dipakai; periksa desanya."),
    "status.nobody": N_(
        "NIK ini tidak ada di daftar mana pun dan belum ditemui di meja. Statusnya tidak menjadikannya penduduk; muat"
        " daftarnya dahulu, lalu muat status ini lagi."
    ),
    "status.missing": N_("Status kosong. NIK ini tetap diambil tanpa status."),
    "status.unknown": N_("Status tidak dikenal. Disimpan seperti tertulis; periksa di sumbernya."),
    # A list that is kept.
    "list.not_standing": N_("Daftar ini sudah tidak berlaku. Tidak ada yang diubah."),
    "list.not_withdrawn": N_("Daftar ini tidak sedang dicabut. Tidak ada yang diubah."),
    "list.days_over": N_(
        "Masa simpan daftar ini habis menurut aturan kantor ({days} hari). Barisnya masih ada. "
        "Panjangkan dahulu aturannya, atau betulkan tanggal laptop."
    ),
    "list.no_reason": N_("Alasan belum diisi. Daftar belum dicabut; tulis sebabnya lalu ulangi."),
    "list.unknown": N_("Daftar ini tidak ada. Tidak ada yang diubah; buka ulang halaman daftar."),
}  # fmt: skip
