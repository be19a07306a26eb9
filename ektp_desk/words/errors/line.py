"""What goes wrong between a desk and the office's hub."""

from __future__ import annotations

from ektp_desk.words import N_

LINE = {
    "line.none": N_(
        "Kantor ini belum punya hub, atau laptop ini belum mendengarnya. Data di laptop aman. "
        "Pakai stik, atau minta ADB menjalankan hub."
    ),
    "line.cut": N_(
        "Hub kantor tidak menjawab. Data di laptop aman; yang sudah sampai tidak dikirim lagi. "
        "Periksa jaringan, lalu ulangi."
    ),
    "line.busy": N_(
        "Laptop ini sedang mengirim ke hub lewat jendela program. Tidak ada yang terganggu; data di laptop aman. "
        "Lihat kemajuannya di F7, atau tutup jendela itu lalu ulangi."
    ),
    "line.no_link": N_(
        "Jalur itu tidak dapat dipakai di laptop ini. Data di laptop aman. "
        "Pilih jalur lain di F7, atau tulis alamat IP-nya."
    ),
    "line.stopped": N_("Pengiriman dihentikan. Yang sudah sampai tetap di hub; sisanya lain kali."),
    "line.restored": N_(
        "Hub baru saja dipulihkan dari salinan. Data di laptop aman; semua ditawarkan lagi ke hub. Ulangi."
    ),
    "line.foreign": N_(
        "Yang menjawab di alamat hub bukan hub kantor ini. Tidak ada yang dikirim ke sana; data di laptop aman. "
        "Bila ada halaman masuk jaringan, buka dahulu di peramban, lalu ulangi."
    ),
    "line.newer": N_(
        "Hub kantor memakai versi lain yang tidak dipahami laptop ini. Tidak ada yang dikirim; data di laptop aman. "
        "Perbarui program di laptop ini dan di hub."
    ),
    "line.damaged": N_(
        "Kiriman dari hub berubah di jalan. Tidak ada yang diambil darinya; di hub tetap utuh. Ulangi."
    ),
    "hub.exists": N_(
        "Di folder itu sudah ada hub. Tidak ada yang diubah. Pilih folder lain, atau jalankan hub itu."
    ),
    "hub.bad_address": N_(
        "Alamat ini tidak dapat dipakai. Tidak ada yang diubah. Tulis seperti https://10.10.20.5:8443."
    ),
    "hub.in_data_folder": N_(
        "Folder ini bagian dari data kantor. Tidak ada yang dibuat. Pilih folder lain untuk hub."
    ),
    "hub.not_empty": N_(
        "Folder ini sudah berisi hal lain. Tidak ada yang diubah. Pilih folder kosong atau yang baru."
    ),
    "hub.not_installed": N_(
        "Pustaka hub tidak terpasang di komputer ini. Tidak ada yang dibuat. Pasang ektp-desk dengan bagian hub."
    ),
    "hub.runs": N_("Hub di folder itu sudah berjalan. Tidak ada yang diubah; isinya utuh."),
    "hub.port_taken": N_(
        "Program lain sudah memakai alamat dan port itu. Hub tidak dijalankan; isinya utuh. "
        "Hentikan program itu, atau pilih port lain di Ubah alamat."
    ),
    "hub.files": N_(
        "Sistem komputer ini membolehkan {allowed} berkas terbuka untuk satu program; hub perlu {needed}. "
        "Hub tidak dijalankan; isinya utuh. Minta yang mengurus komputer ini menaikkan batas itu (ulimit -n)."
    ),
    "hub.not_started": N_(
        "Hub berhenti lagi ketika dijalankan. Isinya utuh. Sebabnya ada di hub.log di foldernya; beri tahu ADB."
    ),
    "hub.not_ended": N_("Hub belum berhenti. Isinya utuh. Ulangi sebentar lagi."),
    "hub.missing": N_("Di folder itu tidak ada hub. Tidak ada yang diubah. Buat dahulu: ektp-desk hub init."),
    "hub.other_office": N_(
        "Hub di folder itu milik kantor lain. Tidak ada yang diubah. Pilih folder hub kantor ini."
    ),
    "hub.places_fixed": N_(
        "Hub ini sudah menyimpan kiriman di tempat lain; isinya utuh. "
        "Jalankan tanpa --index dan --store, atau dengan tempat yang semula."
    ),
    "hub.busy": N_("Hub sedang menerima dari banyak laptop. Data di laptop aman. Ulangi sebentar lagi."),
    "hub.full": N_(
        "Disk hub hampir penuh: catatan masih diterima, gambar belum. Data di laptop aman. "
        "Minta kantor menambah ruang, lalu ulangi."
    ),
    "hub.disk": N_("Disk hub tidak dapat dibaca atau ditulis. Data di laptop aman. Beri tahu ADB."),
    "hub.index": N_(
        "Indeks hub tidak dapat dibuka. Paketnya utuh. Jalankan: ektp-desk hub rebuild; "
        "bila indeksnya di PostgreSQL, periksa dahulu apakah itu berjalan."
    ),
    "hub.quota": N_(
        "Kiriman laptop ini yang ditahan sudah terlalu banyak di hub. Data di laptop aman. Beri tahu ADB."
    ),
    "request.damaged": N_(
        "Hub tidak memahami permintaan itu. Data di laptop aman. Perbarui program di laptop ini."
    ),
    "request.cut": N_("Kiriman terputus. Yang sudah utuh tersimpan di hub; sisanya dilanjutkan. Ulangi."),
    "request.no_tail": N_("Hub tidak punya awal kiriman itu lagi. Data di laptop aman. Ulangi dari awal."),
    "request.not_signed": N_(
        "Hub menolak tanda tangan laptop ini. Tidak ada yang dikirim; data di laptop aman. Beri tahu ADB."
    ),
    "request.ticket": N_("Izin dari hub sudah dipakai. Data di laptop aman. Ulangi."),
    "request.unknown_key": N_(
        "Hub belum mengenal laptop ini. Data di laptop aman. Ulangi; bila tetap ditolak, bawa stiknya ke kantor."
    ),
    "object.missing": N_(
        "Kiriman itu tidak ada di hub. Data di sini utuh. Ulangi sesudah pengirimnya tersambung."
    ),
    "object.dropped": N_(
        "Kiriman itu dihapus atas perintah kantor, dan tidak diterima lagi. Data lain aman. Tidak perlu diulang."
    ),
    "object.unknown": N_(
        "Kiriman ini bukan untuk hub. Tidak ada yang disimpan; data di laptop aman. Beri tahu ADB."
    ),
}
