"""Whether a laptop is ready for a visit, in words: what was found, and what to do about it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from ektp_desk.words import N_, NP_, _
from ektp_desk.words.dates import ago, long_date, plain_date
from ektp_desk.words.numbers import count
from ektp_desk.words.roles import roles_words

STATES = {"ok": N_("baik"), "warn": N_("perhatikan"), "bad": N_("belum")}
TITLES = {
    "plan": N_("Rencana"),
    "targets": N_("Sasaran"),
    "lists": N_("Daftar"),
    "expiry": N_("Masa daftar"),
    "clock": N_("Tanggal dan jam"),
    "users": NP_("many", "Petugas"),
    "saved": N_("Cadangan"),
    "room": N_("Ruang disk"),
    "battery": N_("Baterai"),
    "screen": N_("Layar"),
    "printer": N_("Pencetak"),
    "camera": N_("Kamera"),
}
_FOUND = {
    "plan closed": N_("sudah ditutup"),
    "plan open": N_("sedang dibuka"),
    "plan past": N_("harinya sudah lewat: {day}"),
    "plan ahead": N_("{day}"),
    "targets counted": N_("{targets} orang dimuat"),
    "targets counter": N_("loket kantor boleh tanpa daftar"),
    "targets nobody": N_("tidak ada orang dalam daftarnya"),
    "targets nobody here": N_("belum ada orang di laptop ini"),
    "lists lost": N_("tidak berlaku lagi: {names}"),
    "lists lost here": N_("tidak berlaku lagi: {names}"),
    "expiry short": N_("masanya habis {on}"),
    "expiry short here": N_("masanya habis {on}"),
    "expiry long": N_("berlaku sampai {on}"),
    "clock said": N_("sudah dibenarkan hari ini, {zone}"),
    "clock unsaid": N_("belum dibenarkan hari ini"),
    "users able": N_("{count} dapat masuk: {people}"),
    "users missing": N_("tidak ada yang boleh {missing}"),
    "saved never": N_("belum pernah dibuat"),
    "saved old": N_("terakhir {days}"),
    "saved new": N_("terakhir {days}"),
    "room little": N_("{megabytes} MB tersisa"),
    "room enough": N_("{megabytes} MB tersisa"),
    "battery none": N_("laptop ini tanpa baterai"),
    "battery full": N_("{percent} %"),
    "battery charging": N_("{percent} %, sedang diisi"),
    "battery low": N_("{percent} %"),
    "screen fits": N_("{width} × {height}, cukup"),
    "screen small": N_("{width} × {height}, terlalu kecil"),
    "printer known": N_("{name}"),
    "printer none": N_("belum ada"),
    "camera known": N_("{name}"),
    "camera none": N_("belum ada"),
}
_TODO = {
    "plan closed": N_("Rencanakan kunjungan baru, atau buka kembali hari ini di Kunjungan & daftar."),
    "plan past": N_("Ubah atau tunda harinya di Kunjungan & daftar."),
    "targets nobody": N_("Muat daftarnya, lalu centang pada rencana kunjungan ini."),
    "targets nobody here": N_("Ambil paket kunjungan ini: F7, [K], lalu stik dari kantor."),
    "lists lost": N_("Muat daftar yang baru, lalu ubah rencana kunjungan ini."),
    "lists lost here": N_("Minta kantor memuat yang baru, lalu ambil paketnya: F7, [K], stik dari kantor."),
    "expiry short": N_("Muat daftar yang lebih baru sebelum berangkat."),
    "expiry short here": N_("Minta kantor memuat yang lebih baru, lalu ambil paketnya: F7, [K], stik."),
    "clock unsaid": N_("Keluar, masuk lagi, dan jawab pertanyaan tentang hari dan jam."),
    "users missing": N_("Tambahkan petugas itu di Kantor, Pengguna."),
    "saved never": N_("Buat cadangan ke stik di Kantor, Cadangan."),
    "saved old": N_("Buat cadangan baru ke stik di Kantor, Cadangan."),
    "room little": N_("Kosongkan ruang; sehari perekaman memerlukan 2.048 MB."),
    "battery none": N_("Pastikan ada listrik atau genset di tempat."),
    "battery charging": N_("Biarkan terisi sampai penuh sebelum berangkat."),
    "battery low": N_("Isi dayanya sampai penuh sebelum berangkat."),
    "screen small": N_("Kecilkan skala layar di setelan sistem, atau pakai laptop lain."),
    "printer none": N_("Sambungkan dan pasang pencetaknya, atau bawa lembar nomor yang sudah dicetak."),
    "camera none": N_("Sambungkan kameranya; tanpa kamera, foto dapat diambil dari berkas."),
}
_PARTS = {"queue": N_("melayani antrean"), "record": N_("merekam"), "close": N_("menutup hari")}


def point_title(name: str) -> str:
    return _(TITLES[name])


def found_words(name: str, what: str, facts: Mapping[str, str | int]) -> str:
    return _(_FOUND[f"{name} {what}"]).format(**{key: _written(key, facts[key]) for key in facts})


def todo_words(name: str, what: str) -> str:
    """Say what to do about it; empty where nothing is to do."""
    said = _TODO.get(f"{name} {what}")
    return _(said) if said else ""


def ready_words(*, ready: bool) -> str:
    return _("ya") if ready else _("belum")


def _written(key: str, value: str | int) -> str:
    if isinstance(value, int):
        if key in ("width", "height"):  # pixels are no quantity
            return str(value)
        return ago(value) if key == "days" else count(value)
    if key == "day":
        return long_date(date.fromisoformat(value))
    if key == "on":
        return plain_date(date.fromisoformat(value))
    if key == "missing":
        return _(" dan ").join(_(_PARTS[part]) for part in value.split())
    if key == "people":
        return ", ".join(map(_with_roles, value.splitlines()))
    return value


def _with_roles(line: str) -> str:
    """Write a name and its roles: `Maria T. (supervisor)`."""
    name, _tab, roles = line.partition("\t")
    return f"{name} ({roles_words(roles.split())})"
