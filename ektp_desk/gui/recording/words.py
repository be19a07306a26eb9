"""The sentences of F3: who a person is, what to look at, what is lacking, when a card may be printed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from ektp_desk.domain.errors import EktpError
from ektp_desk.domain.people import age_on, birthday_on
from ektp_desk.domain.pictures.photo import Measures, PhotoVerdict
from ektp_desk.domain.recordings import (
    CARD_FROM,
    Modality,
    Taken,
    card_allowed,
    too_young,
)
from ektp_desk.gui.kit import Note
from ektp_desk.gui.kit.shapes import Shape
from ektp_desk.gui.kit.words import home, masked, rt_rw
from ektp_desk.usecases.queue.queries import Stop
from ektp_desk.usecases.recording.facts import RecordingFacts
from ektp_desk.usecases.recording.queries import Likeness
from ektp_desk.usecases.shapes import Person, Ticket
from ektp_desk.words import N_, _, n_
from ektp_desk.words.dates import clock, digits_date, plain_date
from ektp_desk.words.errors import message
from ektp_desk.words.numbers import count
from ektp_desk.words.outcomes import document_word, purpose_word, step_word
from ektp_desk.words.sexes import sex_letter


def steps_words(modalities: Sequence[Modality]) -> str:
    return ", ".join(step_word(modality) for modality in modalities)


def marriage_word(*, short: bool = False) -> str:
    return _("Surat kawin") if short else _("Surat kawin (bila < 17)")


def lacking_words(seen: RecordingFacts) -> str:
    """Name what is not done and not answered: `Iris, Cocok telunjuk, F-1.02`."""
    parts = (*map(step_word, seen.lacking), *map(document_word, seen.unanswered))
    return ", ".join(parts)


def sought_words(stop: Stop) -> str:
    """Say whom the team went to: `Dicari: Nenek Martha, tidak bisa berjalan`."""
    return ", ".join(filter(None, (_sought_who(stop), _cannot(stop))))


def sought_line(stop: Stop) -> str:
    """Say it all in a line that may be cut: who and where come first."""
    return " · ".join(filter(None, (_sought_who(stop), sought_at(stop), _cannot(stop))))


def _sought_who(stop: Stop) -> str:
    return _("Dicari: {who}").format(who=stop.contact or _("belum dikenali"))


def _cannot(stop: Stop) -> str:
    return _("tidak bisa {what}").format(what=stop.cannot) if stop.cannot else ""


def sought_at(stop: Stop) -> str:
    """Say where: `RT 003/RW 001, Dusun III · belakang gereja`."""
    place = ", ".join(part for part in (rt_rw(stop.rt, stop.rw), stop.dusun) if part)
    return " · ".join(part for part in (place, stop.address) if part)


def sought_note(seen: RecordingFacts) -> Note:
    """Say whether who was chosen is who was sought, where that can be told."""
    if seen.is_sought is None:
        return Note(Shape.NONE, "")
    if seen.is_sought:
        return Note(Shape.DONE, _("orang yang sama"), tone="ok")
    return Note(Shape.LOOK, _("bukan yang dicari"), loud=True)


def waiting_words(waiting: int) -> str:
    if not waiting:
        return _("Tidak ada yang menunggu. Nomor baru diberikan di F2.")
    return n_("{n} orang menunggu.", "{n} orang menunggu.", waiting).format(n=count(waiting))


def busy_words(seen: RecordingFacts) -> str:
    """Say whom this desk has in hand while another one is shown; empty when nobody."""
    others = (one.ticket for one in seen.following if one.here)
    held = next((one.number for one in others if seen.ticket and one.id != seen.ticket.id), "")
    return _("{number} belum selesai").format(number=held) if held else ""


def ticket_line(ticket: Ticket, now: datetime) -> str:
    """Say since when a ticket is served and how long it had waited: `mulai 16.53 · menunggu 61 menit`."""
    until = ticket.served_at or now
    waited = max(0, int((until - ticket.given_at).total_seconds() // 60))
    wait = n_("menunggu {n} menit", "menunggu {n} menit", waited).format(n=waited)
    if ticket.served_at is None:
        return wait
    return _("mulai {time} · {wait}").format(time=clock(ticket.served_at), wait=wait)


def ticket_short(ticket: Ticket) -> str:
    """Say the same where there is little room: `Rekam · 16.53`."""
    word = purpose_word(ticket.purpose, short=True)
    return f"{word} · {clock(ticket.served_at)}" if ticket.served_at else word


def hit_line(person: Person, village: str) -> str:
    """Say in the list of matches who somebody is, with the NIK's serial hidden."""
    birth = digits_date(date.fromisoformat(person.birth)) if person.birth else ""
    nik = masked(person.nik) if person.nik else ""
    return " · ".join(part for part in (sex_letter(person.sex), birth, nik, home(person, village)) if part)


def hit_remark(person: Person) -> str:
    """Say that somebody was recorded already: `sudah direkam 2 April`."""
    if person.recorded_at is None:
        return ""
    day = plain_date(person.recorded_at.date())
    return _("sudah direkam {date}").format(date=day)


def like_mark(distance: int) -> str:
    """Say beside a name that it is only like what was typed."""
    return _("mirip") if distance else ""


def cautions(seen: RecordingFacts) -> list[str]:
    """Say what to look at before going on; none of it stops the work."""
    told = []
    if too_young(seen.birth, seen.today):
        # First: it is what a finish will wait for, and the panel that asks for it repeats nothing.
        told.append(_("Belum 16 tahun. Perlu persetujuan supervisor."))
    if seen.stranger:
        told.append(_("Bukan sasaran: tidak ada di daftar kunjungan ini. Boleh dilanjutkan."))
    if seen.before is not None:
        told.append(_recorded_before(seen))
    codes = seen.person.warnings.split() if seen.person else []
    return told + [_caution(code) for code in codes]


def _recorded_before(seen: RecordingFacts) -> str:
    """Say when, where and by whom somebody like this person was recorded, and how alike they are."""
    before, person = seen.before, seen.person
    if before is None or person is None:
        return ""
    day = before.ended_at.date()
    date_ = _("hari ini") if day == seen.today else plain_date(day)
    when = _("{date}, {time}").format(date=date_, time=clock(before.ended_at))
    where = ", ".join(part for part in (before.number, seen.before_in, before.by) if part)
    likeness = before.likeness(person)
    # What to do stands before where it was: a narrow line cuts the end, and the hint says it whole.
    if likeness is Likeness.NAME:
        words = _("Mungkin sudah direkam {when}. Periksa; boleh lanjut ({name}, {where}).")
    elif likeness is Likeness.NIK:
        words = _("NIK ini sudah direkam {when}. Periksa; boleh lanjut ({name}, {where}).")
    else:
        words = _("Sudah direkam {when}. Periksa; boleh lanjut ({where}).")
    return words.format(when=when, where=where, name=before.name)


def _caution(code: str) -> str:
    try:
        return message(EktpError(code))
    except KeyError:  # no sentence yet, or one that needs facts the list did not keep
        return _("Data daftar perlu diperiksa ({code}). Lihat KK; boleh dilanjutkan.").format(code=code)


def beside_field(error: EktpError) -> str:
    """Say a refusal where there is room for one sentence: what is wrong."""
    what, dot, _then = message(error).partition(". ")
    return f"{what}." if dot else what


def card_note(seen: RecordingFacts) -> tuple[Note, str]:
    """Say whether a card may be printed after this, and why; the second part explains."""
    recording, birth = seen.recording, seen.birth
    if recording is None or birth is None:
        return Note(Shape.WAITING, _("Menunggu tanggal lahir"), _("cetak: lihat KK")), _("Dilihat dari KK")
    if not card_allowed(birth, seen.today, married=recording.marriage):
        day = birthday_on(birth, CARD_FROM)
        note = Note(
            Shape.WAITING,
            _("Mulai {date}").format(date=plain_date(day)),
            _("cetak mulai {date}").format(date=digits_date(day)),
        )
        return note, _("Kartu menunggu ulang tahun ke-17, atau surat kawin.")
    return _old_enough(seen, grown=age_on(birth, seen.today) >= CARD_FROM)


def _old_enough(seen: RecordingFacts, *, grown: bool) -> tuple[Note, str]:
    """Say "may be printed" only where nothing lacks; until then just that the age is in nobody's way."""
    nik = bool(seen.person and seen.person.nik)
    if nik and not seen.lacking:
        short = _("boleh cetak") if grown else _("boleh cetak: kawin")
        whole = _("Boleh: sudah 17 tahun") if grown else _("Boleh: sudah kawin")
        return Note(Shape.FINISHED, whole, short), _(
            "Kartu dicetak setelah SIAK menyatakan siap cetak (PRR)."
        )
    note = (
        Note(Shape.DONE, _("Umur 17+"), _("umur 17+"))
        if grown
        else Note(Shape.DONE, _("Sudah kawin"), _("kawin"))
    )
    return note, _("Boleh setelah semua langkah lengkap.") if nik else _("Kartu menunggu NIK: belum ada.")


_VERDICTS = {
    PhotoVerdict.GOOD: N_("baik"),
    PhotoVerdict.TOO_DARK: N_("terlalu gelap"),
    PhotoVerdict.TOO_BRIGHT: N_("terlalu terang"),
    PhotoVerdict.HARSH: N_("silau"),
    PhotoVerdict.BLURRED: N_("buram"),
    PhotoVerdict.NO_FACE: N_("wajah belum tampak"),
    PhotoVerdict.SEVERAL: N_("lebih dari satu wajah"),
    PhotoVerdict.OFF_CENTRE: N_("geser ke tengah"),
    PhotoVerdict.TOO_FAR: N_("terlalu jauh"),
    PhotoVerdict.TOO_NEAR: N_("terlalu dekat"),
}
MEASURED = (N_("Cahaya"), N_("Ketajaman"), N_("Letak wajah"))


def verdicts(measures: Measures) -> tuple[PhotoVerdict, PhotoVerdict, PhotoVerdict]:
    """What each measure says, in the order of `MEASURED`."""
    return measures.lighting, measures.sharpness, measures.framing


def verdict_word(verdict: PhotoVerdict) -> str:
    return _(_VERDICTS[verdict])


def verdict_note(verdict: PhotoVerdict) -> Note:
    good = verdict is PhotoVerdict.GOOD
    return Note(Shape.DONE if good else Shape.LOOK, verdict_word(verdict), tone="ok" if good else "warn")


def quality_note(modality: Modality, taken: Taken) -> Note:
    """Say of a captured step how good it is: `mutu baik`, `buram`; of a signature that it is there."""
    if modality is not Modality.PHOTO:
        return Note(Shape.DONE, _("tersegel"), tone="ok")
    measures = Measures.read(taken.quality)
    if measures is None:
        return Note(Shape.DONE, _("tersegel"), tone="ok")
    told = [verdict_word(v) for v in verdicts(measures) if v is not PhotoVerdict.GOOD]
    if told:
        return Note(Shape.LOOK, ", ".join(told), told[0], tone="warn")
    return Note(Shape.DONE, _("mutu baik"), tone="ok")
