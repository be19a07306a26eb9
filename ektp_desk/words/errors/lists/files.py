"""Refusals and warnings of list files."""

from __future__ import annotations

from ektp_desk.words import N_

LISTS: dict[str, str] = {
    # The file as a whole: nothing was stored.
    "import.cancelled": N_("Impor dihentikan. Tidak ada yang disimpan; ulangi kapan saja."),
    "import.cannot_open": N_(
        "Berkas tidak dapat dibuka. Tidak ada yang diubah. Periksa apakah berkas masih ada, stik USB masih"
        " terpasang, dan berkas tidak sedang dibuka program lain."
    ),
    "import.cell_too_long": N_(
        "Baris {row}: ada sel yang lebih panjang dari 32.767 huruf, biasanya karena tanda kutip tidak ditutup."
        " Tidak ada yang disimpan. Perbaiki baris itu lalu impor lagi."
    ),
    "import.changed": N_(
        "Berkas berubah sesudah dibaca pertama kali. Tidak ada yang disimpan. Lihat daftarnya sekali lagi sebelum"
        " memuatnya; bila program lain masih membukanya, tutup dahulu."
    ),
    "import.csv_quotes": N_(
        "Baris {row}: tanda kutip tidak berpasangan, sehingga batas kolom tidak pasti. Tidak ada yang disimpan."
        " Perbaiki baris itu, atau minta daftar dalam bentuk .xlsx."
    ),
    "import.damaged": N_(
        "Berkas rusak atau terpotong dan tidak dapat dibaca. Tidak ada yang disimpan. Salin ulang dari sumbernya,"
        " atau buka dan simpan ulang sebagai .xlsx."
    ),
    "import.empty": N_(
        "Berkas ini kosong. Tidak ada yang disimpan. Periksa apakah berkas yang dipilih benar."
    ),
    "import.empty_rows": N_(
        "Satu lembar berisi lebih dari 100.000 baris kosong. Tidak ada yang disimpan. Salin datanya ke lembar baru,"
        " simpan, lalu impor lagi."
    ),
    "import.encoding": N_(
        "Huruf dalam berkas ini tidak dapat dibaca dengan pasti. Tidak ada yang disimpan. Simpan ulang sebagai"
        " “CSV UTF-8” atau .xlsx lalu impor lagi."
    ),
    "import.far_cell": N_(
        "Ada isi jauh di luar daftar, setelah kolom ke-256 (IV). Tidak ada yang disimpan. Hapus isi itu atau salin"
        " daftarnya ke lembar baru, lalu impor lagi."
    ),
    "import.form_not_yet": N_(
        "Bentuk berkas ini ({form}) belum dapat dibaca. Tidak ada yang disimpan. Buka dengan Excel atau LibreOffice"
        " dan simpan sebagai .xlsx atau .csv."
    ),
    "import.no_file": N_(
        "Ini bukan berkas, melainkan saluran atau perangkat. Tidak ada yang dibaca. Pilih berkas daftarnya."
    ),
    "import.no_people": N_(
        "Judul kolom dikenali, tetapi tidak ada satu orang pun di bawahnya. Tidak ada yang disimpan. Periksa apakah"
        " berkas yang dipilih benar."
    ),
    "import.no_progress": N_(
        "Pembacaan berkas berhenti terlalu lama dan diakhiri. Tidak ada yang disimpan. Coba sekali lagi; bila"
        " berulang, simpan ulang berkas sebagai .xlsx atau bagi menjadi beberapa berkas."
    ),
    "import.not_a_list": N_(
        "Tidak ditemukan daftar jenis ini: tidak ada baris judul dengan kolom yang diperlukan. Tidak ada yang disimpan."
        " Periksa apakah berkas yang dipilih benar."
    ),
    "import.nul_bytes": N_(
        "Berkas berisi byte kosong (NUL) dan bukan teks yang utuh. Tidak ada yang disimpan. Minta atau simpan ulang"
        " daftar sebagai .xlsx atau CSV UTF-8."
    ),
    "import.password": N_(
        "Berkas ini terkunci kata sandi. Tidak ada yang disimpan. Buka dengan kata sandinya, simpan tanpa kata sandi,"
        " impor, lalu hapus salinan itu."
    ),
    "import.pdf": N_(
        "Berkas ini PDF, bukan tabel, apa pun namanya. Tidak ada yang disimpan. Minta daftar yang sama dalam bentuk"
        " .xlsx atau .csv."
    ),
    "import.too_big": N_(
        "Berkas terlalu besar setelah dibuka, atau membesar tidak wajar. Tidak ada yang disimpan. Bagi daftarnya"
        " menjadi beberapa berkas lalu impor satu per satu."
    ),
    "import.unknown_kind": N_(
        "Jenis daftar ini tidak dikenal. Tidak ada yang disimpan. Pilih salah satu jenis yang tersedia."
    ),
    "import.unsafe_xml": N_(
        "Berkas berisi perintah yang tidak pernah ditulis Excel dan bisa berbahaya. Tidak ada yang disimpan. Jangan"
        " pakai berkas ini; minta ulang dari sumbernya."
    ),
    "import.unsafe_zip": N_(
        "Berkas mencoba menulis di luar tempatnya dan bisa berbahaya. Tidak ada yang disimpan. Jangan pakai berkas"
        " ini; minta ulang dari sumbernya."
    ),
    "import.wrong_kind": N_(
        "Berkas ini tampaknya daftar jenis lain ({looks_like}). Tidak ada yang disimpan. Pilih berkas atau jenis"
        " daftar yang sesuai."
    ),
    # One row, refused: the other rows are taken.
    "nik.missing": N_("NIK kosong. Baris ini tidak diambil; lengkapi NIK di sumbernya."),
    "nik.damaged": N_(
        "NIK dirusak program tabel (dibulatkan menjadi bilangan). Baris ini tidak diambil; minta daftar dengan NIK"
        " sebagai teks."
    ),
    "name.missing": N_("Nama kosong. Baris ini tidak diambil; lengkapi nama di sumbernya."),
    # One row, taken with a warning.
    "cell.error": N_(
        "Sel berisi galat rumus (seperti #REF!); isinya dianggap tidak diketahui. Periksa di sumbernya."
    ),
    "date.missing": N_("Tanggal lahir kosong. Orang ini tetap diambil; tanyakan di meja."),
    "kk.unreadable": N_("Nomor KK bukan 16 angka dan tidak disimpan. Orang ini tetap diambil."),
    "nik.birth_differs": N_("Tanggal lahir berbeda dari NIK. NIK tetap berlaku; cocokkan dengan KK."),
    "nik.impossible_day": N_(
        "NIK memuat tanggal yang tidak ada. Orang ini tetap diambil; cocokkan dengan KK."
    ),
    "nik.region_differs": N_("NIK terbit di kabupaten lain. Ini wajar bila orangnya pernah pindah."),
    "nik.serial_0000": N_("NIK berakhir 0000, biasanya tanda NIK dibulatkan. Cocokkan dengan KK."),
    "nik.was_number": N_(
        "NIK tertulis sebagai bilangan, tetapi angka terakhirnya bukan 0, jadi tidak dibulatkan. Orang ini tetap diambil;"
        " cocokkan dengan KK."
    ),
    "nik.sex_differs": N_("Jenis kelamin berbeda dari NIK. NIK tetap berlaku; cocokkan dengan KK."),
    "region.as_said": N_(
        "Desa di baris ini tidak dikenali; dipakai desa yang Anda sebut untuk daftar ini. Periksa desanya."
    ),
    "region.code_unknown": N_("Kode wilayah tidak dikenal; desa ditemukan dari namanya. Periksa desanya."),
    "region.codes_differ": N_(
        "Kode kecamatan dan kode desa tidak sejalan; kode desa yang dipakai. Periksa desanya."
    ),
    "region.name_differs": N_("Kode dan nama wilayah tidak sejalan; kode yang dipakai. Periksa desanya."),
    "region.outside": N_(
        "Domisili di luar kabupaten ini. Orang ini tetap diambil; periksa apakah daftarnya benar."
    ),
    "region.unknown": N_(
        "Desa tidak dikenali. Orang ini tetap diambil tanpa desa; sebut desanya, atau lengkapi di sumbernya."
    ),
    "rt.day": N_(
        "RT/RW dijadikan tanggal oleh program tabel, jadi dibiarkan kosong. Orang ini tetap diambil; tanyakan di meja."
    ),
    "sex.missing": N_("Jenis kelamin kosong. Orang ini tetap diambil; tanyakan di meja."),
    "sex.unreadable": N_("Jenis kelamin tidak terbaca. Orang ini tetap diambil; tanyakan di meja."),
    "import.none_accepted": N_(
        "Tidak satu baris pun dapat dimuat; {refused} ditolak. Belum ada yang disimpan. "
        "Periksa alasan tiap baris, betulkan berkasnya, lalu muat lagi."
    ),
}
