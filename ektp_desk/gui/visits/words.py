"""A visit and a list in words, as their panels show them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date

from ektp_desk.domain.lists.standing import ListState
from ektp_desk.domain.paper.kinds import PaperKind
from ektp_desk.domain.visits import VisitKind, VisitState
from ektp_desk.usecases.lists.queries import Passage, Story
from ektp_desk.usecases.shapes import ListFacts, Visit
from ektp_desk.usecases.visits.letters.queries import DeskLetters
from ektp_desk.usecases.visits.planning import Doubt, DoubtKind
from ektp_desk.usecases.visits.queries import Holdings, Loss, NextStep, Planned, Progress
from ektp_desk.words import N_, NP_, _
from ektp_desk.words.acts.picked import as_read
from ektp_desk.words.dates import clock, digits_date, hour, plain_date, short_date
from ektp_desk.words.lists import day_word, distance, district_words, kind_of_list, near_date, visit_state
from ektp_desk.words.numbers import count
from ektp_desk.words.paper.kinds import paper_name
from ektp_desk.words.visit.kinds import visit_kind
from ektp_desk.words.visit.letters import shared_words, theirs_words


@dataclass(frozen=True, slots=True)
class VisitWords:
    """A visit (`key` is its id) in words; `warning` is one line to be seen, `letters` the desks to open.

    `desks` says which letter is the one to open, and whose the others are.

    `facts` are rows of a word and what was planned of it.
    `other_open` is the visit whose desk is open instead of this one's.
    `lost`: lists were planned with, and none of them stands any more.
    """

    key: str
    above: str
    title: str
    place: str
    place_short: str  # without what is not the visit's day and hours, or its district
    facts: tuple[tuple[str, str], ...]
    lost: bool
    of_village: bool
    people: Progress
    step: NextStep
    letters: tuple[str, ...] = ()
    desks: DeskLetters = field(default_factory=DeskLetters)
    warning: str = ""
    warning_short: str = ""
    other_open: str = ""

    @property
    def choice(self) -> tuple[str, str, tuple[str, ...]]:
        """What there is to choose from: while it stays, so does the letter that somebody chose."""
        return self.key, self.desks.first, self.letters

    def warned(self, letter: str) -> tuple[str, str]:
        """What is to be seen before a desk of this letter is opened; whole and short."""
        if self.warning or not self.letters or not self.desks.assigned or letter in self.desks.own:
            return self.warning, self.warning_short
        words = _("Huruf {letter} belum dibagikan: perlu supervisor")
        if letter in self.desks.theirs:
            words = _("Huruf {letter} untuk laptop {number}: perlu supervisor")
        number = self.desks.theirs.get(letter) or "–"
        short = _("Huruf {letter}: perlu supervisor")
        return words.format(letter=letter, number=number), short.format(letter=letter)

    def step_word(self, letter: str) -> str:
        """Say what the blue button does; `letter` is the chosen desk's."""
        return {
            NextStep.OPEN_DESK: _("Buka meja {letter}").format(letter=letter),
            NextStep.OPEN_OTHER_DAY: _("Tetap buka meja {letter}").format(letter=letter),
            NextStep.QUEUE: _("Ke antrean {desa}").format(desa=self.other_open)
            if self.other_open
            else _("Ke antrean"),
            NextStep.REPORT: _("Lihat laporan"),
        }[self.step]

    def sentence(self) -> str:
        """Say what the hero counts: `sasaran · 86 direkam, sisa 101`."""
        people = self.people
        if not people.targets and self.lost:
            return _("sasaran tak diketahui lagi · {n} direkam").format(n=count(people.outside))
        if not people.targets:
            return _("sasaran: tanpa daftar desa ini") if self.of_village else _("sasaran: tanpa daftar")
        if not people.recorded and not people.outside:
            return _("sasaran, belum ada yang direkam")
        return _("sasaran · {recorded} direkam, sisa {left}").format(
            recorded=count(people.recorded), left=count(people.left)
        )

    def besides(self) -> str:
        """Say who was recorded without being a target; empty where there is nobody, or nobody can tell."""
        people = self.people
        if not people.outside or (self.lost and not people.targets):
            return ""
        words = _("ditambah {n} di luar daftar") if people.targets else _("{n} direkam")
        return words.format(n=count(people.outside))


_LETTERS_OFFERED = 5
_PAPERS_OF: dict[str, tuple[PaperKind, ...]] = {
    VisitKind.VILLAGE: (PaperKind.NUMBERS, PaperKind.VILLAGE_LIST, PaperKind.LETTER),
    VisitKind.SCHOOL: (PaperKind.NUMBERS, PaperKind.SCHOOL_LIST, PaperKind.LETTER),
    VisitKind.OFFICE: (PaperKind.NUMBERS,),
}


def visit_words(planned: Planned, held: Holdings) -> VisitWords:
    visit, today = planned.visit, held.today
    day, step = date.fromisoformat(visit.day), held.next_step(visit)
    opens = step in (NextStep.OPEN_DESK, NextStep.OPEN_OTHER_DAY)
    beside = step is NextStep.QUEUE and held.open is not planned
    when = day_word(day, today), _hours(visit)
    other, warning, short = held.open.title if beside and held.open else "", "", ""
    if other:
        warning = _("{desa} masih dibuka: tutup dahulu harinya").format(desa=other)
        short = _("{desa} masih dibuka").format(desa=other)
    elif step is NextStep.OPEN_OTHER_DAY:
        warning = _("Rencananya {day}, bukan hari ini").format(day=day_word(day, today))
        short = _("Bukan untuk hari ini")
    elif visit.shared_desks and visit.state is VisitState.OPEN:
        warning, short = shared_words(visit.shared_desks), shared_words(visit.shared_desks, short=True)
    return VisitWords(
        key=visit.id,
        above=" · ".join(_standing(visit, day, today)),
        title=planned.title,
        place=" · ".join(filter(None, (*_where(planned), *when))),
        place_short=" · ".join(filter(None, (_where(planned)[-1], *when))),
        facts=tuple(_facts(planned)),
        lost=bool(planned.lost) and not planned.lists,
        of_village=visit.of_village,
        people=planned.progress,
        step=step,
        letters=planned.letters.offered(_LETTERS_OFFERED) if opens else (),
        desks=planned.letters,
        warning=warning,
        warning_short=short,
        other_open=other,
    )


def _standing(visit: Visit, day: date, today: date) -> list[str]:
    said = [visit_state(visit.state).capitalize()]
    if visit.reopened:
        said.append(_("pernah dibuka kembali"))
    elif visit.postponed_from:
        before = near_date(date.fromisoformat(visit.postponed_from), today)
        said.append(_("ditunda dari {day}").format(day=before))
    else:
        said.append(distance(day, today))
    return said


def _where(planned: Planned) -> Sequence[str]:
    visit = planned.visit
    if visit.of_village:
        return visit.place, district_words(planned.district)
    return visit_kind(visit.kind), district_words(planned.district)


def _hours(visit: Visit) -> str:
    return f"{hour(visit.opening_hour)}\N{EN DASH}{hour(visit.closing_hour)}" if visit.opening_hour else ""


def _facts(planned: Planned) -> Iterator[tuple[str, str]]:
    """Who goes along, the polling day, the papers there are for it, and its lists, which may be many."""
    visit = planned.visit
    yield _(NP_("many", "Petugas")), ", ".join(visit.team_names) or "–"
    if planned.letters.theirs:
        yield _("Meja"), theirs_words(planned.letters.theirs)
    if visit.polling_day:
        yield _("Pemilu"), short_date(date.fromisoformat(visit.polling_day))
    if visit.state is not VisitState.CLOSED:
        papers = _PAPERS_OF.get(visit.kind, ())
        yield _("Lembar cetak"), ", ".join(paper_name(kind).lower() for kind in papers)
    if planned.lost:
        yield _("Daftar"), _("Tidak berlaku lagi: {names}").format(names=", ".join(planned.lost))
    if planned.lists or not planned.lost:
        yield _("Daftar"), ", ".join(planned.lists) or "–"


_THEN = {
    DoubtKind.MANY: N_("Banyak untuk satu sekolah: centang hanya daftar sekolah ini."),
    DoubtKind.OTHERS: N_("Centang hanya daftar Dapodik sekolah ini."),
    DoubtKind.NO_PUPILS: N_("Muat dahulu daftar Dapodik."),
}


def doubt_words(doubt: Doubt | None) -> tuple[str, str]:
    """What looks wrong about a school's lists, and what to do; empty where nothing does."""
    if doubt is None:
        return "", ""
    words = _("{people} orang di daftar ini; siswa: {pupils}.")
    what = words.format(people=count(doubt.people), pupils=count(doubt.pupils))
    return what.replace(": ", ":\N{NO-BREAK SPACE}"), _(_THEN[doubt.kind])


@dataclass(frozen=True, slots=True)
class ListWords:
    """A list in words; `state_words` say since when or until when it stands so.

    `villages` and `passages` are read after the rest.
    """

    title: str
    about: str
    rows: int
    rows_words: str
    state: ListState
    state_words: str
    why: str  # it was withdrawn; or what is left of it
    villages: tuple[tuple[str, int], ...] = ()
    passages: tuple[str, ...] = ()


def list_words(facts: ListFacts, today: date, story: Story | None) -> ListWords:
    as_of = digits_date(date.fromisoformat(facts.as_of))
    about = [kind_of_list(facts.kind), _("per {day}").format(day=as_of), as_read(facts.source)]
    villages = [(v.title if v else _("Desa tidak dikenal"), n) for v, n in story.villages] if story else []
    known = sum(1 for village, _people in story.villages if village) if story else 0
    rows = _("baris ketika dimuat") if facts.state is ListState.EXPIRED else _(NP_("many", "baris"))
    return ListWords(
        facts.name,
        " · ".join(part for part in about if part),
        facts.rows,
        _("baris, di {n} desa").format(n=count(known)) if known else rows,
        facts.state,
        _list_state(facts, today, story.kept_until if story else None),
        _why(facts, story.days_left if story else None),
        tuple(villages),
        tuple(_passage(passage, today) for passage in story.passages) if story else (),
    )


def _list_state(facts: ListFacts, today: date, until: date | None) -> str:
    if facts.state is ListState.WITHDRAWN:
        at = near_date(facts.withdrawn_at.date(), today) if facts.withdrawn_at else ""
        return _("dicabut {day}").format(day=at)
    if facts.state is ListState.DUE:
        return _("masa simpannya habis: akan dihapus")
    if facts.state is ListState.EXPIRED:
        return _("kedaluwarsa: barisnya sudah dihapus")
    if until is None:
        return _("berlaku")
    return " · ".join((_("berlaku"), _("disimpan s.d. {day}").format(day=digits_date(until))))


def _why(facts: ListFacts, days_left: int | None) -> str:
    if facts.state is ListState.DUE:
        then = _("Bila tanggal laptop yang salah, betulkan: daftar kembali sendiri.")
        if days_left is None:
            return then
        when = _("Barisnya dihapus setelah laptop dibuka pada {n} hari lain.").format(n=count(days_left))
        return f"{when} {then}"
    if facts.state is ListState.EXPIRED:
        return _("Rekaman dan nomor antrean tetap. Untuk kunjungan baru, muat daftar yang lebih baru.")
    return facts.withdrawn_why if facts.state is ListState.WITHDRAWN else ""


def _passage(passage: Passage, today: date) -> str:
    when = f"{near_date(passage.at.date(), today)} {clock(passage.at)}"
    if not passage.by:
        return _("{when} · {what}").format(when=when, what=passage.what)
    return _("{when} · {what} oleh {name}").format(
        when=when,
        what=passage.what,
        name=passage.by.replace(" ", "\N{NO-BREAK SPACE}"),  # no name is broken in two
    )


_VISITS_NAMED = 2


def withdrawal_words(losses: Sequence[Loss], until: date | None, today: date) -> str:
    """Say what a list's withdrawal takes, and until when it can come back."""
    parts = [_loss(loss, today) for loss in losses[:_VISITS_NAMED]]
    if rest := losses[_VISITS_NAMED:]:
        words = _("{n} sasaran hilang dari {visits} kunjungan lain.")
        parts.append(words.format(n=count(sum(loss.targets for loss in rest)), visits=count(len(rest))))
    if not losses:
        parts.append(_("Tidak ada kunjungan yang memakai daftar ini."))
    parts.append(_("Rekaman dan nomor antrean tetap."))
    if until is not None:
        parts.append(_("Dapat dikembalikan sampai {day}.").format(day=plain_date(until)))
    else:
        parts.append(_("Dapat dikembalikan kapan saja."))
    return "\n".join(parts)


def _loss(loss: Loss, today: date) -> str:
    words = _("{n} sasaran hilang dari kunjungan {visit}, {day}.")
    day = near_date(loss.day, today).replace(" ", "\N{NO-BREAK SPACE}")
    return words.format(n=count(loss.targets), visit=loss.visit, day=day)
