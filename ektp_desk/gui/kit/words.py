"""What two screens say alike."""

from __future__ import annotations

from datetime import date

from ektp_desk.domain.errors import EktpError
from ektp_desk.domain.people import Nik, age_on
from ektp_desk.gui.kit.shapes import Note, Shape
from ektp_desk.usecases.admin.backups import Safety
from ektp_desk.usecases.admin.queries import Incarnation
from ektp_desk.usecases.exchange.line import LineNews, LinkState
from ektp_desk.usecases.laptops.mirror import MirrorNews
from ektp_desk.usecases.shapes import Person
from ektp_desk.words import N_, _
from ektp_desk.words.dates import ago, clock_of, digits_date
from ektp_desk.words.numbers import size_words
from ektp_desk.words.sexes import sex_letter

_REASONS = {
    "first": N_("awal kantor ini"),
    "no_anchor": N_("folder disalin atau dipindahkan"),
    "other_anchor": N_("sebelumnya ada kantor lain di sini"),
    "older_anchor": N_("folder lama dikembalikan"),
    "restored": N_("dipulihkan dari cadangan"),
    "salvaged": N_("dilanjutkan dari log yang rusak"),
}
_CARDS = {
    "carrier.missing": N_("SD tidak terpasang"),
    "carrier.other_office": N_("SD milik kantor lain"),
    "carrier.full": N_("SD penuh"),
    "carrier.read_only": N_("SD terkunci"),
    "carrier.lies": N_("SD salah menyimpan"),
    "carrier.trouble": N_("SD gagal"),
}
_CARD_LACKS = N_("SD belum lengkap")


def age_note(safety: Safety) -> Note:
    """Say how old the last backup is: a warning once the office's days have passed."""
    if safety.made_at is None:
        said, short = _("Belum pernah dicadangkan"), _("Belum ada cadangan")
        return Note(Shape.LOOK if safety.overdue else Shape.WAITING, said, short, loud=safety.overdue)
    said = _("Cadangan terakhir {when}").format(when=ago(safety.days))
    short = _("Cadangan {when}").format(when=ago(safety.days))
    return Note(Shape.LOOK if safety.overdue else Shape.DONE, said, short, loud=safety.overdue)


def mirror_note(news: MirrorNews, today: date) -> Note:
    """Say until when the card has everything, or what is in its way; empty while none was chosen."""
    if news.place is None:
        return Note(Shape.NONE, "")
    if news.trouble is not None:
        return Note(Shape.LOOK, _(_CARDS.get(news.trouble.code, _CARD_LACKS)), loud=True)
    if news.at is None:
        return Note(Shape.WAITING, _("SD belum disalin"))
    return Note(Shape.DONE, _("SD {time}").format(time=clock_of(news.at, today)))


def line_note(news: LineNews | None) -> Note:
    """Say in the strip how the line to the hub stands."""
    if news is None or not news.links:
        return Note(Shape.WAITING, _("Tanpa jaringan. Bekerja seperti biasa."), _("Tanpa jaringan"))
    states = {link.state for link in news.links}
    if news.is_paused:
        return Note(Shape.WAITING, _("Hub: dijeda sampai besok"), _("Hub dijeda"))
    if LinkState.SENDING in states:
        said = _("Mengirim ke hub, {size} lagi").format(size=size_words(news.size))
        return Note(Shape.UNDER_WAY, said, _("Mengirim"))
    if LinkState.TAKING in states:
        return Note(Shape.UNDER_WAY, _("Menerima dari hub"), _("Menerima"))
    if LinkState.IDLE in states and not (news.runs or news.files):
        return Note(Shape.DONE, _("Semua sudah di hub"), _("Di hub"))
    if LinkState.IDLE in states:
        return Note(Shape.UNDER_WAY, _("Hub: catatan sudah, gambar menunggu"), _("Gambar menunggu"))
    if LinkState.WAITING in states:
        return Note(Shape.WAITING, _("Hub belum terjangkau"), _("Tanpa hub"))
    return Note(Shape.WAITING, _("Memanggil hub kantor"), _("Memanggil hub"))


def reason_words(journal: Incarnation) -> str:
    """Say why a journal was begun; a reason of a later release is told as it is written."""
    if journal.reason == "first" and not journal.is_founders:
        return _("bergabung dengan kantor ini")
    return _(_REASONS[journal.reason]) if journal.reason in _REASONS else journal.reason


def nik_words(nik: str, *, whole: bool) -> str:
    """Write a NIK with its serial hidden unless `whole`."""
    if not nik:
        return _("NIK belum ada")
    return _("NIK {nik}").format(nik=nik if whole else masked(nik))


def masked(nik: str) -> str:
    try:
        return Nik.parse(nik).masked()
    except EktpError:
        return "*" * len(nik)


def person_line(person: Person, village: str, today: date) -> str:
    """Say `P · 12-03-2002 (17 tahun) · RT 003/RW 001, Noebesi`; what is unknown is left out."""
    parts = [sex_letter(person.sex), _born(person.birth, today), home(person, village)]
    return " · ".join(part for part in parts if part)


def short_person_line(person: Person, today: date) -> str:
    """The same for a narrow card: `P · 12-03-2002 · 17 th · RT 003/RW 001`."""
    born = date.fromisoformat(person.birth) if person.birth else None
    age = _("{date} · {age} th").format(date=digits_date(born), age=age_on(born, today)) if born else ""
    return " · ".join(filter(None, (sex_letter(person.sex), age, rt_rw(person.rt, person.rw))))


def _born(birth: str, today: date) -> str:
    if not birth:
        return _("tanggal lahir belum diketahui")
    day = date.fromisoformat(birth)
    return _("{date} ({age} tahun)").format(date=digits_date(day), age=age_on(day, today))


def rt_rw(rt: str, rw: str) -> str:
    """`RT 003/RW 001`, or the one that is known."""
    return "/".join(f"{word} {number}" for word, number in (("RT", rt), ("RW", rw)) if number)


def home(person: Person, village: str) -> str:
    """RT/RW and village; of somebody met at the desk the address as it was said."""
    rt = _("RT {rt}/RW {rw}").format(rt=person.rt, rw=person.rw) if person.rt and person.rw else ""
    return ", ".join(part for part in (rt or person.address, village) if part)
