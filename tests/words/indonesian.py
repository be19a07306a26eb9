"""Tells Indonesian in a text by the small words that no sentence does without and no name holds."""

from __future__ import annotations

import re

WORD = re.compile(r"[^\W\d_]+", re.UNICODE)
CODE = re.compile(r"[A-Z2-7]{4}(?:-[A-Z2-7]{4})+")  # a journal's head on paper: any letters between digits
# Not "di": a name's last part may be one. Not "per", "data", "status": both languages have them.
SMALL = frozenset(
    WORD.findall(
        """
    yang dan atau dari dengan untuk pada oleh ke ini itu tidak belum sudah bukan ada akan telah sedang
    masih lalu juga hanya semua setiap tiap satu dua lagi lebih jadi bila jika kalau supaya agar karena
    sampai sejak sebelum sesudah setelah tanpa seperti menurut dalam luar atas bawah boleh dapat harus
    perlu anda orang nama nomor hari jam tanggal berkas daftar baris kolom antrean kunjungan perekaman
    laporan kantor meja kata sandi tulis pilih periksa buka tutup simpan batal muat salin ulangi hapus
    disimpan dibuka ditutup datang dilayani menunggu jumlah umur tahun halaman pengguna cadangan langkah
    """
    )
)


def indonesian(text: str, *, but: frozenset[str] = frozenset()) -> set[str]:
    """The small Indonesian words that stand in a text, but for those that a name or a command holds."""
    return {word for word in map(str.casefold, WORD.findall(CODE.sub(" ", text))) if word in SMALL} - but
