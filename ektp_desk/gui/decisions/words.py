"""What a question and its versions are called; a difference is marked once, where it lies."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from ektp_desk.domain.errors import EktpError
from ektp_desk.domain.journal.events import Entity
from ektp_desk.domain.tickets import TicketId
from ektp_desk.usecases.admin.holds import Held, Ruling
from ektp_desk.usecases.doubles.pictures import ClaimedPicture
from ektp_desk.usecases.doubles.queries import (
    DoubledNumber,
    DoubleRecording,
    NumberRuling,
    Paper,
    RecordingMade,
)
from ektp_desk.usecases.people.decisions import Question, Split, Taken, Version, Waiting
from ektp_desk.usecases.people.queries import Cluster
from ektp_desk.words import N_, _
from ektp_desk.words.acts import IdNames, kind_title, rows, title
from ektp_desk.words.acts.fields import written
from ektp_desk.words.acts.slots import entity_word, slot_word
from ektp_desk.words.dates import clock, plain_date
from ektp_desk.words.numbers import count
from ektp_desk.words.outcomes import outcome_word, state_word

MOST_VERSIONS = 4  # versions that are seen at once


@dataclass(frozen=True, slots=True, repr=False)
class VersionLine:
    """One line of a version; `differs` marks where it is unlike another."""

    label: str
    value: str
    differs: bool = False


@dataclass(frozen=True, slots=True, repr=False)
class Offer:
    """One version to choose: its title, if it needs one, what it says, and whether it is shown meanwhile."""

    title: str
    lines: tuple[VersionLine, ...]
    shown: bool = False
    whose: str = ""  # a name, whole: of two long ones the first letters may be the same


@dataclass(frozen=True, slots=True, repr=False)
class Asked:
    """One question in words; `person` is whose line to look at."""

    key: str
    title: str
    about: str
    offers: tuple[Offer, ...]
    person: str = ""
    is_final: bool = False  # what is not chosen goes for good


def asked(one: Waiting) -> Asked:
    match one:
        case DoubledNumber():
            return _doubled(one)
        case DoubleRecording():
            return _recorded_twice(one)
        case Split():
            return _split(one)
        case Held():
            return _held(one)
        case ClaimedPicture():
            return _claimed(one)
        case _:
            return _question(one)


def decided_word(one: Waiting, moved: list[str]) -> str:
    """Say that it was decided, and which number a paper has to be given now."""
    if isinstance(one, DoubleRecording):
        return _(
            "Diputuskan. Kedua perekaman tetap di riwayat orangnya; di sana putusannya dapat dibatalkan."
        )
    if isinstance(one, ClaimedPicture):
        return _("Diputuskan. Ini tidak dibatalkan lagi.")
    if not isinstance(one, DoubledNumber):
        return _("Diputuskan. [U] membatalkannya.")
    if not moved:
        return _("{number}: diputuskan.").format(number=one.number)
    numbers = ", ".join(_number(ticket) for ticket in moved)
    return _("{number} tetap. Tulis {numbers} di kertas yang lain.").format(
        number=one.number, numbers=numbers
    )


def settled_word(one: Taken) -> str:
    """Say a decision in one line: what was asked and what holds."""
    if isinstance(one, NumberRuling):
        return _("{number} dua kali: kertas yang lain menjadi {numbers}").format(
            number=one.number, numbers=", ".join(one.moved)
        )
    if isinstance(one, Ruling):
        return f"{_held_title(one.kit)} {_counts_word(one.kit, counts=one.said.counts)}"
    said = {row.field: row.value for row in rows(one.chosen, one.names)} if one.chosen else {}
    answer = said.get("value") or said.get("person") or title(one.chosen)
    return _("{question} {answer}").format(question=slot_word(one.slot), answer=answer)


def settled_about(one: Taken) -> str:
    when = _when(one.at)
    about = _of(one)
    taken = _("diputuskan {name}, {when}").format(name=one.by or "–", when=when)
    return " · ".join(part for part in (about, taken, _("dibatalkan") if one.undone else "") if part)


def _of(one: Taken) -> str:
    match one:
        case Ruling():
            return one.of or _kit(one.kit)
        case NumberRuling():
            return entity_word(Entity.TICKET)
        case _:
            return _about(one.entity, one.entity_id, one.person, one.names)


def _question(one: Question) -> Asked:
    about = _about(one.found.entity, one.found.entity_id, one.person, one.names)
    said = [{row.field: row for row in rows(version.body, one.names)} for version in one.versions]
    kinds = {type(version.body) for version in one.versions}
    fields = list(dict.fromkeys(field for rows_of in said for field in rows_of if field != "field"))
    unlike = [f for f in fields if len({r[f].value if f in r else "" for r in said}) > 1]
    marked = unlike if len(kinds) == 1 else []  # other kinds of act differ by their titles already
    offers = []
    for version, lines in zip(one.versions, said, strict=True):
        shown = [
            VersionLine(r.label, r.value, f in marked) for f in fields if (r := lines.get(f)) is not None
        ]
        offers.append(Offer(title(version.body), (*shown, *_where(version)), version.shown))
    key = f"{one.found.entity}:{one.found.entity_id}:{one.found.slot}"
    return Asked(key, slot_word(one.found.slot), about, tuple(offers), one.person)


def _about(entity: Entity, entity_id: str, person: str, names: IdNames) -> str:
    """Say whom or what a slot is of: `Nomor antrean · A042 · NAMA CONTOH`, `NAMA CONTOH dan CONTOH NAMA`."""
    people = entity_id.split("~") if entity is Entity.PAIR else [person]
    known = [name for one in people if (name := names.people.get(one, ""))]
    both = [_("{one} dan {other}").format(one=known[0], other=known[1])] if len(known) > 1 else known
    # A name says by itself that it is a person's.
    kind = [] if known and entity in (Entity.PERSON, Entity.PAIR) else [entity_word(entity)]
    number = _number(entity_id) if entity is Entity.TICKET else ""
    return " · ".join([*kind, *filter(None, [number]), *both])


def _number(ticket: str) -> str:
    try:
        return str(TicketId.parse(ticket).number)
    except EktpError:
        return ""  # a later release's


def _where(version: Version) -> list[VersionLine]:
    who = ", ".join(part for part in (version.by or "–", _laptop(version.laptop)) if part)
    return [VersionLine(_("Kapan"), _when(version.at)), VersionLine(_("Oleh"), who)]


def _when(at: datetime) -> str:
    return _("{day}, {time}").format(day=plain_date(at.date()), time=clock(at))


_HELD_BECAUSE = {
    "event.after_end": N_("Ditandatangani dengan kunci yang sudah diakhiri ADB."),
    "event.beyond_role": N_("Dibuat tanpa peran untuk itu: dikeluarkan, atau perannya dicabut."),
    "event.after_revocation": N_("Ditulis di laptop yang sudah dicabut."),
    "event.not_from_office": N_("Hanya berlaku dari laptop kantor, tetapi ditulis di laptop lapangan."),
    "event.unknown_device": N_(
        "Laptopnya tidak dikenal: kitnya tidak dibuat kantor, atau belum ada di sini."
    ),
    "event.kit_twice": N_("Cocokkan jumlah dan jam catatan dengan laptopnya."),
    "event.kit_revoked": N_("Kitnya sudah dicabut. Cocokkan jumlah dan jam catatan dengan laptopnya."),
}


def _held_title(kit: str, why: str = "") -> str:
    """`why` is known of what still waits."""
    if why == "event.kit_twice":
        return _("Kit dipakai dua laptop: yang ini benar?")
    return _("Laptop dari kit ini: yang ini benar?") if kit else _("Catatan yang ditahan: ikut dihitung?")


def _counts_word(kit: str, *, counts: bool) -> str:
    if kit:
        return _("Laptop ini yang benar") if counts else _("Bukan laptop ini")
    return _("Ikut dihitung") if counts else _("Tetap ditahan")


def _consequence(kit: str, *, counts: bool) -> VersionLine:
    if kit and counts:
        said = _("Catatan laptop ini masuk angka. Laptop lain dengan kit yang sama tetap ditahan.")
    elif counts:
        said = _("Masuk antrean, angka dan laporan, seperti yang lain.")
    else:
        said = _("Tersimpan di jurnal, tetapi tidak masuk angka apa pun.")
    return VersionLine(_("Akibat"), said)


def _held(one: Held) -> Asked:
    """Whose it is stands above; each answer says what follows from it."""
    who = one.name or _kit(one.kit) or "–"
    about = " · ".join(part for part in (who, _laptop(one.laptop), _(_HELD_BECAUSE[one.row.why])) if part)
    facts = tuple(_held_facts(one))
    key = f"held:{one.row.incarnation}:{one.row.user}:{one.row.last}"
    offers = tuple(
        Offer(
            _counts_word(one.kit, counts=counts),
            (*facts, _consequence(one.kit, counts=counts)),
            shown=not counts,
        )
        for counts in (True, False)
    )
    return Asked(key, _held_title(one.kit, one.row.why), about, offers)


def _held_facts(one: Held) -> Iterator[VersionLine]:
    many = _("{n} catatan, {recorded} perekaman selesai").format(
        n=count(one.row.events), recorded=count(one.row.recordings)
    )
    same_day = one.since.date() == one.until.date()
    to = clock(one.until) if same_day else _when(one.until)
    yield VersionLine(_("Catatan"), many)
    if one.row.why == "event.not_from_office":
        yield VersionLine(_("Isi"), ", ".join(map(kind_title, one.kinds)))
    if one.kit and one.authors:
        yield VersionLine(_("Oleh"), ", ".join(one.authors))
    yield VersionLine(_("Kapan"), _("{from_} sampai {to}").format(from_=_when(one.since), to=to))


def _kit(number: str) -> str:
    return _("kit {number}").format(number=number) if number else ""


def _doubled(one: DoubledNumber) -> Asked:
    """Whose what a laptop said of the number is, else who keeps the number."""
    key = f"doubled:{one.ticket}:{one.loose[0].link if one.loose else ''}"
    if one.loose:
        notes = _notes(one)
        also = VersionLine(_("Catatan"), notes)
        offers = tuple(Offer("", (*_paper(paper), also), whose=_whose(paper)) for paper in one.choices)
        title_ = _("{number} dua kali: catatan ini tentang siapa?").format(number=one.number)
        return Asked(key, title_, f"{_laptop(one.laptop)}: {notes}", offers)
    offers = tuple(Offer("", _paper(paper), whose=_whose(paper)) for paper in one.choices)
    if one.is_new and len(offers) < MOST_VERSIONS:
        means = _("Dihitung satu nomor. Yang berbeda di antara keduanya ditanyakan sesudah ini.")
        offers += (Offer(_("Satu kertas, satu orang"), (VersionLine(_("Akibat"), means),)),)
    title_ = _("{number} dua kali: siapa yang tetap memakainya?").format(number=one.number)
    about = _("Kertas lainnya mendapat nomor baru; orang, waktu dan hasilnya tetap. Tidak dapat dibatalkan.")
    return Asked(key, title_, about, offers)


def _recorded_twice(one: DoubleRecording) -> Asked:
    """Which of two recordings counts; behind them that both do."""
    offers = tuple(Offer("", _made(made), whose=made.name or "–") for made in one.made)
    if one.is_one_person:
        title_, means = _("Keduanya dihitung"), _("Orang ini dihitung sekali; perekamannya dua.")
    else:
        title_, means = _("Dua orang"), _("Keduanya dihitung, dan tidak diusulkan lagi sebagai satu orang.")
    offers += (Offer(title_, (VersionLine(_("Akibat"), means),)),)
    about = _("Dua laptop merekamnya tanpa saling melihat. Yang tidak dihitung tetap tersimpan di riwayat.")
    key = f"recordings:{':'.join(one.key)}"
    return Asked(key, _("Direkam dua kali: perekaman mana yang dihitung?"), about, offers, one.made[0].person)


def _made(one: RecordingMade) -> tuple[VersionLine, ...]:
    who = ", ".join(
        part
        for part in (one.by or "–", _laptop(one.laptop), _("meja {letters}").format(letters=one.desk))
        if part
    )
    return (
        VersionLine(_("Nomor"), " · ".join(part for part in (one.number, one.village) if part), differs=True),
        VersionLine(_("Kapan"), _when(one.ended_at), differs=True),
        VersionLine(_("Oleh"), who, differs=True),
        VersionLine(_("Diambil"), _steps(one.steps)),
    )


def _steps(steps: str) -> str:
    """What was taken: `Foto, Sidik jari 10, Iris –`; one that was excepted is without a count."""
    said = []
    for step in filter(None, steps.split(",")):
        modality, state, taken = step.split()
        word = written("modality", modality, IdNames())
        amount = f" {taken}" if int(taken) > 1 else ""
        said.append(f"{word} –" if state == "excepted" else word + amount)
    return ", ".join(said) or "–"


def _claimed(one: ClaimedPicture) -> Asked:
    """Whose a picture is; each answer says what becomes of it."""
    name = one.row.name or _("tanpa nama")
    facts = (
        VersionLine(_("Langkah"), written("modality", one.modality, IdNames())),
        VersionLine(_("Kapan"), _when(one.at)),
        VersionLine(_("Oleh"), ", ".join(part for part in (one.by or "–", _laptop(one.laptop)) if part)),
    )
    goes = _("Dihapus di semua tempat. Perekaman ini tetap ada, tanpa gambar itu.")
    stays = _("Tetap disimpan, sebagai gambar perekaman ini.")
    offers = (
        Offer(_("Milik yang dihapus"), (*facts, VersionLine(_("Akibat"), goes))),
        Offer(_("Milik perekaman ini"), (*facts, VersionLine(_("Akibat"), stays)), shown=True),
    )
    about = _("Gambar orang yang datanya dihapus juga disebut perekaman {name}.")
    title_, key = _("Satu gambar, dua orang: milik siapa?"), f"claimed:{one.row.naming}"
    return Asked(key, title_, about.format(name=name), offers, one.row.person, is_final=True)


def _notes(one: DoubledNumber) -> str:
    """What a laptop said of a number, each in a word or two: a name, an outcome, an act."""
    words = []
    for event in one.loose:
        said = {row.field: row.value for row in rows(event.body, one.names)}
        words.append(said.get("person") or said.get("outcome") or title(event.body))
    return " · ".join(words)


def _whose(one: Paper) -> str:
    return one.ticket.name or _("belum dikenali")


def _paper(one: Paper) -> tuple[VersionLine, ...]:
    ticket = one.ticket
    who = ", ".join(part for part in (one.by or "–", _laptop(one.laptop)) if part)
    state = outcome_word(ticket.outcome) if ticket.outcome else state_word(ticket.state)
    until = ticket.ended_at or ticket.served_at or ticket.called_at
    number = (VersionLine(_("Nomor"), ticket.number),) if ticket.was else ()
    return (
        *number,
        VersionLine(_("Diberi"), _when(ticket.given_at), differs=True),
        VersionLine(_("Oleh"), who, differs=True),
        VersionLine(_("Hasil"), f"{state}, {clock(until)}" if until else state),
    )


def _laptop(label: str) -> str:
    return _("laptop {label}").format(label=label) if label else ""


def _split(one: Split) -> Asked:
    first, second = (one.names.people.get(p, "") for p in (one.pair.first, one.pair.second))
    about = _("Dinyatakan dua orang, tetapi tergabung lewat orang lain: {one} dan {other}").format(
        one=first, other=second
    )
    whole = Offer(_("Semuanya satu orang"), (VersionLine(_("Orang"), _all(one, one.together), differs=True),))
    key = f"split:{one.pair.id}"
    offers = (whole, *(_parted(one, cut) for cut in one.parted))
    return Asked(key, _("Satu orang atau dua orang?"), about, offers, one.pair.first)


def _parted(one: Split, cut: tuple[Cluster, Cluster]) -> Offer:
    """Say who stays with whom, and in the title who of two groups is alone."""
    alone = next((group for group in cut if len(group) == 1), ())
    title = _("Sendiri: {name}").format(name=_all(one, alone)) if alone else _("Dua orang")
    lines = (
        VersionLine(_("Satu orang"), _all(one, cut[0]), differs=True),
        VersionLine(_("Orang lain"), _all(one, cut[1]), differs=True),
    )
    return Offer(title, lines)


def _all(one: Split, people: Cluster) -> str:
    return ", ".join(one.names.people.get(person, "") or "–" for person in people)
