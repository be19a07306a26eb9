"""Refusals of a visit's work: queue, people, recordings, closing."""

from __future__ import annotations

from ektp_desk.words import N_, NP_

VISIT = {
    "place.bad_code": N_(
        "Kode wilayah tidak terbaca. Tidak ada yang diubah. Tulis seperti 53.02.32.2003 atau 5302322003."
    ),
    "place.unknown": N_(
        "Wilayah ini tidak ada dalam daftar Kemendagri atau di luar kabupaten kantor ini. "
        "Tidak ada yang diubah. Periksa kodenya."
    ),
    "place.not_a_regency": N_(
        "Kantor memerlukan kode kabupaten atau kota, mis. 53.02. Belum ada yang dibuat."
    ),
    "place.not_a_village": N_(
        "Kunjungan menuju desa atau kelurahan. Belum ada yang direncanakan. Pilih desanya."
    ),
    "list.unknown": N_("Daftar ini tidak ada di laptop ini. Belum ada yang direncanakan. Pilih daftar lain."),
    "place.no_such_village": N_(
        "Desa ini tidak dikenal. Pilih dari yang ditawarkan, atau kosongkan. Isian tetap ada."
    ),
    "visit.day_past": N_(
        "Tanggal ini sudah lewat. Belum ada yang direncanakan. Pilih hari ini atau sesudahnya."
    ),
    "visit.needs_place": N_("Nama sekolah masih kosong. Isi namanya. Isian tetap ada."),
    "visit.hour_unreadable": N_("Jam tidak terbaca. Tulis seperti 07.30. Isian tetap ada."),
    "visit.hours_turned": N_("Jam tutup harus sesudah jam buka. Isian tetap ada."),
    "visit.polling_past": N_(
        "Hari pemungutan suara harus pada atau sesudah hari kunjungan. Isian tetap ada."
    ),
    "visit.begun": N_("Meja kunjungan ini sudah dibuka. Rencananya tidak diubah lagi."),
    "visit.day_not_ahead": N_("Pilih hari sesudah rencananya. Isian tetap ada; hari itu juga belum lewat."),
    "visit.needs_reason": N_("Tulis alasannya. Belum ada yang diubah."),
    "visit.not_closed": N_("Kunjungan ini belum ditutup. Tidak ada yang berubah."),
    "visit.other_open": N_(
        "Kunjungan lain masih dibuka di laptop ini. Tidak ada yang berubah. Tutup hari itu dahulu."
    ),
    "visit.none": N_("Belum ada kunjungan. Rencanakan satu di Kunjungan & daftar."),
    "visit.unknown": N_("Kunjungan ini tidak ada di laptop ini. Tidak ada yang berubah."),
    "visit.which": N_(
        "Kunjungan mana? Belum ada yang dibuat. Tulis tanda di depan salah satu ini: {known}. "
        "Kunjungan yang belum ada direncanakan di F10."
    ),
    "visit.not_open": N_("Kunjungan ini tidak sedang dibuka. Tidak ada yang berubah. Buka meja dahulu."),
    "visit.not_planned": N_(
        "Kunjungan ini tidak lagi direncanakan. Belum disimpan. Pilih kunjungan lain atau tulis tanggalnya."
    ),
    "visit.closed": N_("Kunjungan ini sudah ditutup dan ditandatangani. Tidak ada yang berubah."),
    "visit.tally_below_zero": N_("Hitungan pulang tanpa nomor sudah nol. Tidak ada yang berubah."),
    "visit.unclear_tickets": N_(
        "{count} nomor belum jelas hasilnya. Tidak ada yang hilang. Beri hasil tiap nomor, lalu tutup hari."
    ),
    "visit.doubled_numbers": N_(
        "{count} nomor dipegang lebih dari satu orang. Semua orangnya tercatat. "
        "Putuskan dahulu di Perlu diputuskan, lalu tutup hari."
    ),
    "visit.unreviewed": N_(
        "{count} pengecualian atau koreksi belum ditinjau. Tidak ada yang hilang. "
        "Tinjau dahulu, lalu tutup hari."
    ),
    "visit.views_differ": N_(
        "Tampilan {count} hal berbunyi lain daripada jurnal, jadi hari belum ditutup. Jurnal utuh. "
        "Hubungi ADB dan jalankan rebuild, lalu tutup hari."
    ),
    "absence.not_target": N_("Orang ini bukan sasaran kunjungan ini. Tidak ada yang berubah."),
    "absence.came": N_(
        "Orang ini sudah datang pada kunjungan ini. Tidak ada yang berubah. Beri hasil pada nomornya."
    ),
    "absence.needs_source": N_("Tulis siapa yang mengatakannya, mis. kepala dusun. Belum ada yang berubah."),
    "absence.none": N_("Belum ada alasan tidak datang yang dicatat. Tidak ada yang berubah."),
    "contact.unreadable": N_(
        "Nomor telepon ini tidak terbaca. Belum ada yang disimpan. Tulis seperti 0812-9000-0001."
    ),
    "contact.needs_whose": N_(
        "Telepon siapa? Belum ada yang disimpan. Pilih sendiri, keluarga, atau tetangga."
    ),
    "contact.needs_consent": N_("Nomor hanya disimpan bila pemiliknya setuju. Belum ada yang disimpan."),
    "message.nothing": N_("Tidak ada yang perlu didatangi lagi. Tidak ada yang disalin."),
    "recording.no_exception": N_("Rekaman ini tidak punya pengecualian. Tidak ada yang berubah."),
    "review.unknown": N_(
        "Koreksi ini sudah ditinjau, dibatalkan, atau ada saksinya. Tidak ada yang berubah. Buka layar ini lagi."
    ),
    "review.own": N_(
        "Koreksi sendiri ditinjau supervisor lain. Tidak ada yang berubah. Hari tetap dapat ditutup."
    ),
    "review.needs_note": N_("Tulis apa yang tidak sesuai. Belum ada yang berubah."),
    "ticket.not_ended": N_("Nomor {number} belum ada hasilnya. Tidak ada yang berubah."),
    "correction.same_person": N_(
        "Nomor ini sudah atas nama orang itu. Tidak ada yang berubah. Pilih orang lain."
    ),
    "correction.same_outcome": N_("Hasil nomor ini sudah begitu. Tidak ada yang berubah. Pilih hasil lain."),
    "correction.needs_reason": N_("Tulis apa yang salah. Belum ada yang berubah."),
    "witness.is_self": N_(
        "Saksi harus orang lain. Belum ada yang berubah. Pilih petugas lain, atau simpan tanpa saksi."
    ),
    "visit.not_proved": N_(
        "Meninjau dan menandatangani butuh kata sandi supervisor yang sedang masuk. Tidak ada yang berubah. "
        "Buka Tutup hari lagi dan tulis kata sandinya."
    ),
    "clock.not_confirmed": N_(
        "Tanggal dan jam laptop belum dibenarkan hari ini. Belum ada meja yang dibuka. "
        "Masuk lagi dan jawab pertanyaannya."
    ),
    "desk.bad_letter": N_("Huruf meja ini tidak dipakai. Pilih A, B, C …; I, O dan Q mirip angka."),
    "desk.letter_taken": N_(
        "Meja {letter} sudah dibuka untuk kunjungan ini, di laptop {laptop}. Tidak ada yang berubah. "
        "Pilih huruf lain."
    ),
    "desk.not_assigned": N_(
        "Huruf {letter} bukan untuk laptop ini; hurufnya: {own}. Belum ada meja yang dibuka. "
        "Pilih huruf laptop ini, atau minta kata sandi supervisor."
    ),
    "desk.none_here": N_(
        "Laptop ini belum membuka meja di kunjungan ini. Tidak ada yang berubah. "
        "Buka meja dahulu di Kunjungan & daftar (F10)."
    ),
    "desk.not_open": N_("Meja {letter} belum dibuka untuk kunjungan ini."),
    "desk.busy": N_("Meja ini masih memegang nomor {number}. Selesaikan atau lewati dahulu."),
    "numbers.bad_count": N_("Banyaknya nomor harus 1 sampai {most}. Belum ada nomor yang diberikan."),
    "number.unreadable": N_("Nomor ini tidak terbaca. Tulis seperti A042."),
    "number.not_given": N_(
        "Nomor {number} belum dibagikan di laptop ini. Tidak ada yang berubah. Periksa nomor di kertasnya."
    ),
    "number.given": N_("Nomor {number} sudah dibagikan di laptop ini. Tidak ada yang berubah."),
    "number.doubled": N_(
        "Nomor {number} diberikan dua laptop kepada orang yang berbeda. Semuanya tercatat. "
        "Supervisor memutuskan dahulu di Perlu diputuskan."
    ),
    "number.parted": N_(
        "Kertas {number} ada lebih dari satu: {papers}. Tidak ada yang berubah. "
        "Tanyakan namanya, lalu tulis nomor barunya."
    ),
    "numbers.none_free": N_(
        "Tidak ada nomor yang masih bebas untuk kertas ini. Tidak ada yang berubah. Hubungi ADB."
    ),
    "ticket.unknown": N_("Nomor ini tidak ada di laptop ini. Tidak ada yang berubah."),
    "ticket.ended": N_(
        "Nomor {number} sudah ada hasilnya. Tidak ada yang berubah. Cetak lagi buktinya: Ctrl+P."
    ),
    "ticket.not_missed": N_("Nomor {number} tidak melewatkan panggilan. Tidak ada yang berubah."),
    "home.needs_place": N_("Isi alamat atau dusun, supaya tim menemukan rumahnya. Isian tetap ada."),
    "home.bad_rt": N_("RT dan RW ditulis dengan angka, mis. 003. Isian tetap ada."),
    "ticket.elsewhere": N_("Nomor {number} sedang dilayani di meja {desk}. Tidak ada yang berubah."),
    "ticket.not_identified": N_("Nomor {number} belum dikenali. Cari nama atau NIK dahulu."),
    "outcome.needs_text": N_("Hasil ini perlu keterangan singkat. Belum disimpan."),
    "outcome.needs_date": N_("Pilih tanggal datang kembali. Belum disimpan."),
    "outcome.day_not_ahead": N_("Tanggal datang kembali harus setelah hari ini. Belum disimpan."),
    "outcome.only_by_recording": N_("Hasil direkam hanya dari perekaman yang selesai. Belum disimpan."),
    "outcome.not_for_several": N_("Hasil ini dicatat orang per orang. Belum ada yang disimpan."),
    "outcome.lost_by_supervisor": N_(
        "Nomor hilang hanya dicatat supervisor. Belum ada yang disimpan. Pilih hasil lain, atau minta supervisor."
    ),
    "outcome.outsiders_served": N_(
        "Kantor ini merekam penduduk kabupaten lain. Belum ada yang disimpan. "
        "Pilih hasil lain; aturannya di Kantor, Aturan."
    ),
    "person.unknown": N_("Orang ini tidak ada di daftar laptop ini. Periksa ejaan atau catat orang baru."),
    "person.recorded": N_(
        "Orang ini sudah direkam. Tidak ada nomor yang diberikan. "
        "Datang untuk kartu atau pertanyaan? Pilih itu dahulu: Alt+2 atau Alt+3."
    ),
    "person.needs_name": N_("Nama masih kosong. Isi nama seperti di KK. Isian tetap ada."),
    "person.needs_ground": N_("Sebutkan dasarnya: surat apa yang dilihat. Isian tetap ada."),
    "person.unchanged": N_("Isinya sama dengan yang sekarang. Tidak ada yang diubah."),
    "person.kk_not_16_digits": N_("Nomor KK harus 16 angka; ini {length}. Isian tetap ada."),
    "person.village_unknown": N_(
        "Desa ini tidak dikenal atau namanya ada di beberapa kecamatan. Tulis kodenya. Isian tetap ada."
    ),
    "person.same_id": N_("Ini orang yang sama. Tidak ada yang diubah. Pilih orang lain."),
    "person.needs_sex": NP_("sex", "Pilih L atau P. Isian tetap ada."),
    "nik.not_16_digits": N_("NIK harus 16 angka; ini {length}. Isian tetap ada."),
    "date.future": N_("Tanggal ini belum terjadi. Periksa tahunnya. Isian tetap ada."),
    "date.unreadable": N_("Tanggal tidak terbaca. Tulis hari-bulan-tahun, mis. 02-04-2002. Isian tetap ada."),
    "modality.count": N_("Jumlahnya harus 0 sampai {most}; kurang dari penuh berarti dikecualikan."),
    "modality.fingers": N_("Jari yang disebut lebih banyak dari yang belum terekam. Periksa jumlahnya."),
    "modality.needs_reason": N_("Pengecualian perlu alasan dan nama orang kedua. Belum disimpan."),
    "modality.second_is_self": N_(
        "Orang kedua harus orang lain: bukan petugas yang merekam, bukan yang direkam. Belum disimpan. "
        "Tulis nama orang yang ikut melihat."
    ),
    "recording.unknown": N_("Rekaman ini tidak ada di laptop ini. Tidak ada yang berubah."),
    "recording.ended": N_("Rekaman ini sudah ditutup. Tidak ada yang berubah."),
    "recording.incomplete": N_("Masih kurang {count} langkah. Yang sudah diisi tersimpan."),
    "outcome.not_under_16": N_(
        "Menurut tanggal lahirnya orang ini sudah 16 tahun. Belum disimpan. "
        "Pilih hasil lain, atau betulkan dahulu tanggal lahirnya di F4."
    ),
    "recording.documents_unanswered": N_(
        "Dokumen belum dijawab. Rekaman tersimpan. Tekan 6 atau 7: dilihat, sekali lagi tidak dibawa."
    ),
    "recording.under_16": N_(
        "Umurnya belum 16 tahun. Yang diisi tersimpan. Supervisor boleh meloloskan dengan alasan."
    ),
    "recording.no_supervisor": N_(
        "Tidak ada supervisor dengan nama ini. Yang diisi tersimpan. Tulis nama seperti di layar masuk."
    ),
    "recording.other_person": N_(
        "Nomor ini sudah punya rekaman terbuka atas orang lain. Selesaikan atau batalkan dahulu."
    ),
}
