"""What help says of each place: what it is for, and the three questions that are asked there most."""

from __future__ import annotations

from dataclasses import dataclass

from ektp_desk.words import N_


@dataclass(frozen=True, slots=True)
class Topic:
    """Marked sentences: `purpose`, and pairs of question and answer."""

    purpose: str
    asked: tuple[tuple[str, str], ...]


TOPICS: dict[str, Topic] = {
    "sign_in": Topic(
        N_("Masuk dan buka hari. Jam laptop ditulis pada tiap langkah, jadi periksa dahulu."),
        (
            (N_("Lupa kata sandi?"), N_("Minta ADB membuat yang baru di Kantor. Data tetap utuh.")),
            (
                N_("Mengapa harus menunggu?"),
                N_("Sesudah kata sandi salah, meja menunggu sebentar. Orang lain tidak ikut menunggu."),
            ),
            (
                N_("Mengapa tanggal ditanyakan?"),
                N_("Baterai yang habis dapat memundurkan jam. 1 bila betul, 2 bila salah."),
            ),
        ),
    ),
    "today": Topic(
        N_("Hari ini dalam satu kalimat: berapa yang datang, berapa yang dilayani, apa yang perlu dilihat."),
        (
            (
                N_("Apa itu belum jelas?"),
                N_("Nomor tanpa hasil. Hari ditutup sesudah semuanya ada hasilnya."),
            ),
            (
                N_("Bagaimana menutup hari?"),
                N_("Tekan [H]. Nomor yang belum jelas diberi hasil, lalu supervisor menandatangani."),
            ),
            (
                N_("Amankah rekaman?"),
                N_("Tersimpan: di laptop ini. SD: sampai jam itu juga di kartu, yang dipilih di Kantor."),
            ),
        ),
    ),
    "queue": Topic(
        N_("Orang hari ini: menunggu, selesai, belum datang. Ketik nama atau nomor: dicari di ketiganya."),
        (
            (N_("Orangnya tidak ada?"), N_("Tekan F8: nomornya dilewati, dan dipanggil lagi nanti.")),
            (
                N_("Datang bukan untuk direkam?"),
                N_("Sesudah Layani, Enter mencatat kartu diserahkan atau dijawab. F9: hasil lain."),
            ),
            (
                N_("Pulang tanpa nomor?"),
                N_("Tambah hitungannya dengan Alt dan tanda tambah. Mereka tetap masuk laporan."),
            ),
        ),
    ),
    "recording": Topic(
        N_("Satu orang, satu rekaman. Semua yang dicatat langsung tersimpan."),
        (
            (
                N_("Langkah mana yang wajib?"),
                N_("Semuanya, atau dikecualikan dengan alasan. Yang masih kurang disebut di atas daftar."),
            ),
            (
                N_("Orangnya tidak ada di daftar?"),
                N_("Tekan Ctrl+N, lalu isi nama dan jenis kelamin menurut KK."),
            ),
            (
                N_("Harus berhenti di tengah?"),
                N_("Tekan F8: yang tersimpan tetap, dan nomornya kembali ke antrean."),
            ),
        ),
    ),
    "people": Topic(
        N_("Semua yang pernah dicatat tentang seseorang, terbaru di atas, dan cara membetulkannya."),
        (
            (
                N_("Datanya salah?"),
                N_("Tekan [K]. [Alt+S] memilih saksi; tanpa saksi, supervisor lain meninjaunya."),
            ),
            (
                N_("Satu orang tercatat dua kali?"),
                N_("Tekan [G] dan cari yang lain. Keputusan dapat dibatalkan lagi."),
            ),
            (N_("Mengapa sebuah tombol mati?"), N_("Sebabnya tertulis di atas tombol.")),
        ),
    ),
    "decisions": Topic(
        N_("Dua laptop mencatat hal berbeda tanpa saling melihat. Pilih yang benar menurut surat."),
        (
            (N_("Hilangkah versi yang lain?"), N_("Tidak. Semua versi tetap ada di riwayat.")),
            (
                N_("Salah memutuskan?"),
                N_("Pilih di Sudah diputuskan, lalu tekan [U]. Nomor baru di kertas tetap."),
            ),
            (N_("Mana yang dipakai sekarang?"), N_("Satu dipakai sementara; kartunya menyebutkannya.")),
        ),
    ),
    "reports": Topic(
        N_("Laporan seperti di kertas. Yang tampil itulah yang disimpan dan dicetak."),
        (
            (N_("Mengapa angkanya sementara?"), N_("Masih ada nomor belum jelas. Tutup hari dahulu.")),
            (
                N_("Bagaimana mengirim lewat WhatsApp?"),
                N_("Salin ringkasan, lalu tempel. Isinya angka saja, tanpa nama."),
            ),
            (
                N_("Di mana berkas PDF?"),
                N_("Di folder ektp-desk dalam Dokumen; namanya disebut sesudah disimpan."),
            ),
        ),
    ),
    "exchange": Topic(
        N_("Berapa rekaman yang belum aman di kantor, milik laptop mana, dan apa langkah berikutnya."),
        (
            (
                N_("Apa arti aman?"),
                N_("Kantor sudah membuka isinya, dan dua disk atau dua laptop kantor menyimpannya."),
            ),
            (
                N_("Kartunya penuh rekaman: amankah?"),
                N_("Belum. Kartu ada di tas yang sama dengan laptopnya; bawa ke kantor."),
            ),
            (
                N_("Bagaimana rekaman sampai ke kantor?"),
                N_(
                    "[L] menyebut langkahnya. Stik boleh dicabut di tengah: [K] lagi, yang ada tidak diulang."
                ),
            ),
        ),
    ),
    "visits": Topic(
        N_("Kunjungan yang direncanakan, dan daftar orang yang menjadi sasarannya."),
        (
            (
                N_("Berkas apa yang dapat dimuat?"),
                N_(
                    "Excel, LibreOffice, dan CSV. Isinya diperiksa dahulu; belum ada yang tersimpan sampai"
                    " Anda memuatnya."
                ),
            ),
            (
                N_("Ada baris ditolak?"),
                N_("Yang lain tetap dapat dimuat. Yang ditolak kembali ke pengirimnya. [C] mencabut daftar."),
            ),
            (
                N_("Bagaimana isinya sampai ke laptop lain?"),
                N_("Dengan paket di stik: [P] membagi huruf meja. Stik berikut dari F7 membawanya sendiri."),
            ),
        ),
    ),
    "closing": Topic(
        N_("Menjawab: apakah semua yang antre terlayani? Lalu hari ditandatangani."),
        (
            (
                N_("Mengapa belum dapat ditutup?"),
                N_("Ada nomor belum jelas, atau pengecualian dan koreksi yang belum ditinjau."),
            ),
            (
                N_("Banyak yang belum jelas?"),
                N_("Ctrl+A atau Spasi menandai; Enter memberi satu hasil untuk semuanya, angka memilihnya."),
            ),
            (N_("Salah menerima?"), N_("Sebelum ditandatangani: [Alt+P], pilih, lalu [T] atau [U].")),
        ),
    ),
    "admin": Topic(
        N_("Siapa yang boleh masuk, aturan kantor, laptopnya, cadangan, dan kata sandi Anda."),
        (
            (
                N_("Seseorang lupa kata sandi?"),
                N_("Pilih namanya di Pengguna, lalu tekan [S]. Lima kata baru tampil sekali."),
            ),
            (
                N_("Laptop baru, hilang, atau rusak?"),
                N_("Di Laptop: Ins membuat kit, Ctrl+Del mencabut, Ctrl+L mengambil kartunya."),
            ),
            (
                N_("Ada jaringan di kantor?"),
                N_("Di Hub: Ins lalu Enter membuat hub. Kiriman laptop sampai dalam hitungan menit."),
            ),
        ),
    ),
    "loss_page": Topic(
        N_(
            "Meja tidak dibuka: ada catatan yang hilang, atau mungkin hilang. Kertas terakhir tahu yang mana."
        ),
        (
            (
                N_("Kertas yang mana?"),
                N_("Bukti atau laporan terbaru dari laptop ini. Kodenya (01/a 240 4CQ7-…) di kaki kertas."),
            ),
            (
                N_("Apa yang berubah di laptop?"),
                N_("Tidak ada. Yang dilihat salinan, dan salinan itu dihapus sesudah dilihat."),
            ),
            (
                N_("Sesudah itu?"),
                N_("Simpan kertasnya, hubungi ADB. Perintah memulihkan ada di bawah; [Alt+C] menyalinnya."),
            ),
        ),
    ),
    "screen_page": Topic(
        N_("Tema, ukuran huruf dan bahasa laptop ini. Yang dipilih langsung terlihat dan diingat."),
        (
            (N_("Layar silau di bawah matahari?"), N_("Tekan F11 di mana pun, juga sebelum masuk.")),
            (
                N_("Huruf tidak sebesar pilihan?"),
                N_("Jendelanya terlalu kecil. Besarkan jendela, dan huruf ikut membesar."),
            ),
            (N_("Berubahkah data?"), N_("Tidak. Hanya cara menampilkannya di laptop ini.")),
        ),
    ),
    "manual": Topic(
        N_("Buku petunjuk: hari pertama seorang petugas, halaman demi halaman."),
        (
            (
                N_("Bagaimana membalik halaman?"),
                N_("Panah memilih bab; PgUp dan PgDn menggulir isinya."),
            ),
            (N_("Dapatkah dicetak?"), N_("Simpan sebagai PDF, lalu cetak dari laptop mana pun.")),
            (N_("Bantuan untuk satu layar saja?"), N_("Di layar itu tekan Shift+F1.")),
        ),
    ),
    "notices_page": Topic(
        N_("Karya orang lain yang dibawa program ini, dan syarat pemakaiannya."),
        (
            (N_("Perlukah dibaca?"), N_("Untuk bekerja tidak. Yang menyalin program ini perlu tahu.")),
            (N_("Mengapa berbahasa Inggris?"), N_("Syarat itu hanya berlaku dalam kata-kata aslinya.")),
            (N_("Berbayarkah?"), N_("Tidak ada yang perlu dibayar untuk yang tertulis di sini.")),
        ),
    ),
}
OTHER = Topic(
    N_("Tombol di layar menyebut tombol papan ketiknya. Esc kembali tanpa menulis apa pun."),
    (
        (N_("Salah tekan?"), N_("Yang dapat dibatalkan menyebut tombolnya sesudah dilakukan.")),
        (N_("Sudah tersimpan?"), N_("Ya, begitu Tersimpan muncul di bawah, dengan jamnya.")),
        (N_("Tanpa jaringan?"), N_("Bekerja seperti biasa. Tidak ada yang menunggu jaringan.")),
    ),
)
"""For a place that has no words of its own yet."""
