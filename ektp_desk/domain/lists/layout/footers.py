"""The words by which a list is signed, noted upon, paged or parted; nobody's name begins so."""

from __future__ import annotations

import re

from ektp_desk.domain.lists.dates import MONTHS


def _any_of(words: str) -> str:
    """Match one of these words whole; a blank is any blank or none."""
    told = "|".join(word.strip().replace(" ", r"[ -]?") for word in words.split(","))
    return rf"(?:{told})(?![a-z])"


_OFFICE = _any_of(
    "kepala, kades, kadus, kadis, camat, lurah, bupati, wali kota, gubernur, sekretaris, sekda, sekdes,"
    "ketua, wakil ketua, wakil kepala, bendahara, wali kelas"
)
_ACTS = _any_of(
    "mengetahui, menyetujui, mengesahkan, disetujui, disahkan, diketahui, dibuat, disusun, diperiksa,"
    "diterima, dicetak, ditetapkan, hormat kami, hormat saya, yang menyerahkan, yang menerima, yang membuat,"
    "demikian, yang melaporkan, printed, generated, tanggal cetak, tgl cetak, waktu cetak,"
    "tanggal unduh, waktu unduh"
)
_ROLES = _any_of(
    "operator, petugas, pendamping, pendata, admin, administrator, saksi, pembina, penata, pengatur,"
    "anggota pps, anggota kpps, anggota ppk, anggota bpd"
)
_NOTES = _any_of(
    "nip, nuptk, nrp, telp, telepon, hp, fax, email, website, kode pos, catatan, keterangan, ket, nb,"
    "tembusan, lampiran, arsip, yth, kepada, sumber data"
)
_SIGNED = re.compile(
    rf"{_ACTS}|(?:a\. ?n|an|u\. ?b|plt|plh|pjs?|pgs)\.? ?{_OFFICE}|{_OFFICE}|{_ROLES}|{_NOTES}"
    r"|no(?:mor|\.)? ?(?:hp|telp|telepon|wa)(?![a-z])|(?:note|sumber) ?:",
    re.IGNORECASE,
)
_PARTS = _any_of(
    "dusun, dsn, lingkungan, lingk, kelas, rombel, rombongan belajar, blok, kelompok, wilayah, kampung, desa,"
    "kelurahan, kecamatan, distrik, kabupaten, provinsi, keluarga, daftar, rekap, rekapitulasi, laporan,"
    "pemerintah, dinas, kementerian, sekolah, data penduduk, data siswa, data peserta, data pemilih,"
    "data warga, data wajib, data per, tahun, semester, periode, keadaan, per tanggal, lanjutan, sambungan,"
    "bersambung"
)
_PART = re.compile(
    rf"(?:no(?:mor|\.)? ?)?(?:rt|rw|tps|kk)(?![a-z])|(?:kel|kec|kab|prov)\.|{_PARTS}"
    r"|(?:halaman|hal|hlm|page|lembar)\.?(?: ke)?[ -:]*[0-9]"
    r"|(?:laki ?-? ?laki|perempuan|pria|wanita)[\W0-9]*$",
    re.IGNORECASE,
)
_NUMERAL = re.compile(r"[IVXLC]+[.)]?|[A-Za-z][.)]?")  # "III", "B."
_BRACKETED = re.compile(r"[(\[][^)\]]*[)\]]?\W*")  # "( YOSEF … )", where somebody signs
_BLANK = re.compile(r"[._\u2026-]{3,}|\u2026")  # left open to be written upon
_DOTS = "\u2026"
_DAY = rf"(?:[0-9]{{1,2}}|{_DOTS})"
_MONTH = rf"(?:{'|'.join(sorted(MONTHS, key=len, reverse=True))}|[0-9]{{1,2}}|{_DOTS})\.?"
_YEAR = rf"(?:(?:19|20)[0-9]{{2}}|(?:20)?{_DOTS})"
_CLOCK = r"(?:[ T,]+(?:pukul |jam )?[0-9]{1,2}[:.][0-9]{2}(?:[:.][0-9]{2})?(?: ?[A-Za-z]{2,4})?)?"
_DATED = re.compile(  # "SoE, 12 Maret 2024", "SoE,    Maret 2024", "SoE, …………"
    r"(?:[^0-9,]{1,60},)?\s*(?:tanggal|tgl\.?)?\s*"
    rf"{_DAY}[-/. ]+{_MONTH}[-/. ]+{_YEAR}{_CLOCK}\W*"
    rf"|[^0-9,]{{1,60}},\s*(?:{_MONTH}[-/. ]+)?{_YEAR}\W*",
    re.IGNORECASE,
)
_DATE = re.compile(
    r"(?<![0-9])(?:(?:[0-9]{1,2}[-/. ]{1,2}){2}(?:19|20)[0-9]{2}"
    r"|(?:19|20)[0-9]{2}[-/.][0-9]{1,2}[-/.][0-9]{1,2})(?![0-9])"
)
_LONGEST_DAY = 160  # letters, with the place and what was left open
_MOST_OF_A_DATE = 14  # digits, with the clock's
_STAFF = re.compile(
    r"(?:19|20)[0-9]{6} ?(?:19|20)[0-9]{4} ?[12] ?[0-9]{3}"
)  # how the state numbers its servants
_NIP = re.compile(_any_of("nip, nuptk, nrp"), re.IGNORECASE)


def closes(text: str) -> bool:
    """Whether a list is signed, dated or noted upon here: what follows is no person of it by a name alone."""
    return bool(_SIGNED.match(text) or _is_day(text) or _BRACKETED.fullmatch(text))


def parts(text: str) -> bool:
    """Whether this heads a part of a list or a page: "Dusun III", "RT 01", "Halaman 2", "B."."""
    return bool(_PART.match(text) or _NUMERAL.fullmatch(text))


def is_dated(text: str) -> bool:
    """Whether the digits are those of a day, with or without a place and a clock."""
    digits = sum(map(str.isdigit, text))
    return digits <= _MOST_OF_A_DATE and (bool(_DATE.search(text)) or _is_day(text))


def _is_day(text: str) -> bool:
    short = _BLANK.sub(_DOTS, text)
    return len(short) <= _LONGEST_DAY and bool(_DATED.fullmatch(short))


def is_staff_number(text: str) -> bool:
    """Whether a servant of the state is numbered here, beneath a signature."""
    return bool(_STAFF.fullmatch(text) or _NIP.match(text))
