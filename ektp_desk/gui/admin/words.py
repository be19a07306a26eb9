"""What each rule is called, what it means in one sentence, and how its value is written.

Apart from its page: a new rule comes here, and the page stays as it is.
"""

from __future__ import annotations

from collections.abc import Sequence

from ektp_desk.domain.office.policies import ATTEST, CAPTURE, CHOICES, RANGES, REFUSE, SERVE, Policy
from ektp_desk.usecases.admin.laptops import HeardJournal, LaptopStanding
from ektp_desk.words import N_, _
from ektp_desk.words.dates import clock, hour, short_date
from ektp_desk.words.laptops import laptop_kind, laptop_state
from ektp_desk.words.numbers import count

_NAMES = {
    Policy.CLOSING_HOUR: N_("Jam tutup"),
    Policy.IDLE_MINUTES: N_("Kunci otomatis"),
    Policy.LIST_DAYS: N_("Masa simpan daftar"),
    Policy.PERSON_DAYS: N_("Umur data pribadi"),
    Policy.FILE_DAYS: N_("Umur gambar di laptop"),
    Policy.BACKUP_DAYS: N_("Pengingat cadangan"),
    Policy.METERED_MB: N_("Kuota gambar"),
    Policy.CAPTURE_PHOTO: N_("Tempat foto"),
    Policy.CAPTURE_SIGNATURE: N_("Tempat tanda tangan"),
    Policy.OUTSIDERS: N_("Pemohon luar kabupaten"),
}
_MEANINGS = {
    Policy.CLOSING_HOUR: N_("Jam tutup kunjungan yang direncanakan mulai sekarang."),
    Policy.IDLE_MINUTES: N_("Lama tanpa sentuhan sampai laptop terkunci sendiri."),
    Policy.LIST_DAYS: N_("Lama baris sebuah daftar disimpan sejak dimuat."),
    Policy.PERSON_DAYS: N_("Lama data pribadi disimpan sejak kunjungannya ditutup."),
    Policy.FILE_DAYS: N_("Lama gambar yang aman di kantor tetap di laptop lapangan."),
    Policy.BACKUP_DAYS: N_("Lama tanpa cadangan sampai Hari ini mengingatkan."),
    Policy.METERED_MB: N_("Gambar yang sehari dikirim ke hub lewat jaringan berkuota."),
    Policy.CAPTURE_PHOTO: N_("Foto diambil di alat kementerian, atau di laptop ini dan disegel."),
    Policy.CAPTURE_SIGNATURE: N_("Ditulis di alat kementerian, atau di laptop ini dan disegel."),
    Policy.OUTSIDERS: N_("Direkam seperti yang lain, atau boleh ditolak: hasil Bukan penduduk."),
}
_MOST_JOURNALS = 4  # the latest: of a laptop whose folder was copied there may be many
_CHOSEN = {ATTEST: N_("di alat"), CAPTURE: N_("di laptop"), SERVE: N_("direkam"), REFUSE: N_("boleh ditolak")}


def rule_name(rule: Policy) -> str:
    return _(_NAMES[rule])


def rule_meaning(rule: Policy) -> str:
    return _(_MEANINGS[rule])


def rule_value(rule: Policy, value: str) -> str:
    """Write a value with its unit: `5 menit`; a zero is a word."""
    if rule is Policy.CLOSING_HOUR:
        return hour(value)
    if rule in CHOICES:
        return value_word(value)
    if rule is Policy.METERED_MB:
        return _("{n} MB").format(n=value)
    if value == "0":
        return _("selamanya")
    words = _("{n} menit") if rule is Policy.IDLE_MINUTES else _("{n} hari")
    return words.format(n=value)


def value_word(value: str) -> str:
    """Write one of the values that are chosen; one that only a later release knows stands as it is."""
    return _(_CHOSEN[value]) if value in _CHOSEN else value


def rule_holds(rule: Policy) -> str:
    if rule in CHOICES:
        return _("Pilihan ini sudah berlaku. Pilih yang lain.")
    return _("Nilai ini sudah berlaku. Ketik nilai lain.")


def rule_range(rule: Policy) -> str:
    if rule is Policy.CLOSING_HOUR:
        return _("ditulis seperti 16.00")
    if rule in CHOICES:
        return _("berlaku mulai sekarang")
    span = RANGES[rule]
    if span.zero:
        return _("{least} sampai {most} hari; 0: selamanya").format(least=span.least, most=span.most)
    units = {Policy.IDLE_MINUTES: _("menit"), Policy.METERED_MB: "MB"}
    unit = units.get(rule, _("hari"))
    return _("{least} sampai {most} {unit}").format(least=span.least, most=span.most, unit=unit)


def kind_of_laptop(row: LaptopStanding) -> str:
    return laptop_kind(row.desk).capitalize()


def standing_of(row: LaptopStanding) -> str:
    return laptop_state(row.state)


def heard_words(row: LaptopStanding) -> tuple[str, str]:
    """When something of it came here that was written last, and up to which event; or why nothing did."""
    if not row.heard:
        return _("belum pernah"), ""
    last = row.heard[0]
    return _("{day}, {time}").format(day=short_date(last.at.date()), time=clock(last.at)), _ends([last])


def heard_ends(row: LaptopStanding) -> str:
    """Up to which events of its journals all that came here counts."""
    if not row.heard:
        return _("Belum ada catatannya yang sampai di sini: semua akan ditahan.")
    return _("Yang dihitung: sampai {ends}.").format(ends=_ends(row.heard))


def made_words(row: LaptopStanding) -> str:
    if row.made_at is None:
        return _("kantor didirikan di sini")
    made = _("kit {day} · {who}")
    return made.format(day=short_date(row.made_at.date()), who=row.made_by or "–")


def laptop_words(row: LaptopStanding) -> list[str]:
    """What was said of it: why it was cut off, when and up to where; else how far each journal came."""
    lines = []
    for cut in row.cuts:
        lines.append(_("Sebab: {why}").format(why=cut.reason or "–"))
        day, time = short_date(cut.at.date()), clock(cut.at)
        lines.append(_("Dicabut {day}, {time} oleh {who}").format(day=day, time=time, who=cut.by or "–"))
        until = ", ".join(cut.until) or _("tidak ada")
        lines.append(_("Yang dihitung sampai: {ends}").format(ends=until))
    if not row.cuts:
        said = _("{ends} · {day}, {time}")
        lines += [
            said.format(ends=_ends([one]), day=short_date(one.at.date()), time=clock(one.at))
            for one in row.heard[:_MOST_JOURNALS]
        ]
    return lines


def _ends(journals: Sequence[HeardJournal]) -> str:
    words = _("{label} peristiwa {n}")
    return ", ".join(words.format(label=one.label, n=count(one.seq)) for one in journals)
