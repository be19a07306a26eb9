"""A field day lived through the use cases at a quick pace: arrivals, calls, recordings, every outcome."""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta, timezone
from math import sin

from ektp_desk.desk.sample.others import TRUCK, TRUCK_SIZE, gone_to, put_first
from ektp_desk.devices.simulated import SimulatedCamera
from ektp_desk.domain.moments import Moment
from ektp_desk.domain.office.policies import CAPTURE, REFUSE, Policy
from ektp_desk.domain.recordings import Modality, ModalityState, Taken
from ektp_desk.domain.tickets import Outcome, Purpose
from ektp_desk.usecases.admin.commands import set_policy
from ektp_desk.usecases.people.queries import targets_of, the_person
from ektp_desk.usecases.queue.commands import (
    call_next,
    end_ticket,
    give_numbers,
    put_back,
    serve,
    skip,
    void_ticket,
)
from ektp_desk.usecases.queue.homes import set_home
from ektp_desk.usecases.recording.capture import capture_photo, capture_signature
from ektp_desk.usecases.recording.commands import (
    WalkIn,
    begin,
    finish,
    identify,
    identify_walk_in,
    set_all_complete,
    set_modality,
    write_note,
)
from ektp_desk.usecases.recording.documents import see_documents
from ektp_desk.usecases.session import Session
from ektp_desk.usecases.shapes import Person
from ektp_desk.usecases.visits.commands import count_sent_home
from ektp_desk.usecases.visits.queries import the_visit

LETTER = "A"


@dataclass
class DayClock:
    """A clock that is set by hand; gives moments of one day in one zone."""

    day: date
    offset: int
    _at: datetime = field(init=False)

    def __post_init__(self) -> None:
        self.set(time(0))

    def __call__(self) -> Moment:
        return Moment(self._at, self.offset)

    def set(self, at: time) -> None:
        zone = timezone(timedelta(minutes=self.offset))
        self._at = datetime.combine(self.day, at, zone).astimezone(UTC)

    def wait(self, seconds: float) -> None:
        self._at += timedelta(seconds=seconds)


# Number of tickets that end each way before 16.52; every code occurs.
_DAY = {
    Outcome.RECORDED: 90,
    Outcome.CARD_HANDED_OVER: 14,
    Outcome.ANSWERED: 6,
    Outcome.REFERRED: 2,
    Outcome.RECORDING_INCOMPLETE: 2,
    Outcome.NO_DOCUMENTS: 2,
    Outcome.LEFT: 4,
}
_TEXT = {
    Outcome.OTHER: "minta dijadwal bersama keluarga",
    Outcome.RECORDING_INCOMPLETE: "iris belum terbaca, datang lagi",
}
# Half hours from 07.30: 143 numbers, 22 at the door, a lorry of 24 at 15.50, two numbers void.
_ARRIVALS = (22, 14, 9, 8, 7, 6, 5, 6, 4, 3, 2, 5, 6, 7, 6, 5, 24, 4)
_SENT_HOME_AT = time(15, 55)
_SENT_HOME = 8
_VOID = 2
_AT_HOME = 45  # recordings still to come when the team goes to somebody's home
_CAPTURED = 3  # the last ones recorded: since the afternoon the office takes photo and signature itself
_SIGNATURE = (tuple((0.12 + n / 90, 0.17 + 0.07 * sin(n / 5)) for n in range(60)), ((0.2, 0.27), (0.8, 0.25)))


def live_a_day(session: Session, visit: str, clock: DayClock, rng: random.Random, *, until: time) -> None:
    """All numbers of the day are given, and served one after another until the hour.

    The office lets people of other regencies be refused: every outcome is to be seen in it.
    """
    set_policy(session, Policy.OUTSIDERS, REFUSE)
    day = _Day(session, visit, clock, rng)
    day.live(until)


def _endings(rng: random.Random) -> list[Outcome]:
    counted = {outcome: _DAY.get(outcome, 1) for outcome in Outcome}
    endings = [outcome for outcome, count in counted.items() for _ in range(count)]
    rng.shuffle(endings)
    return endings


class _Day:
    def __init__(self, session: Session, visit: str, clock: DayClock, rng: random.Random) -> None:
        self._session, self._visit, self._clock, self._rng = session, visit, clock, rng
        self._arrivals = self._plan_arrivals()
        self._endings = _endings(rng)
        self._targets = self._people()
        self._walk_ins = 0
        self._to_record = _DAY[Outcome.RECORDED]
        self._camera = SimulatedCamera(lambda: self._to_record * 1.7)
        self._camera.start()

    def _plan_arrivals(self) -> list[tuple[time, int]]:
        """When numbers are given, and how many at once: groups in one act, others one by one."""
        planned: list[tuple[time, int]] = []
        for i, count in enumerate(_ARRIVALS):
            start = datetime.combine(self._clock.day, time(7, 30)) + timedelta(minutes=30 * i)
            if count >= 20:
                planned.append(((start + timedelta(minutes=20 if i else 0)).time(), count))
                continue
            offsets = sorted(self._rng.randrange(30) for _ in range(count))
            planned += [((start + timedelta(minutes=minute)).time(), 1) for minute in offsets]
        return planned

    def _people(self) -> list[Person]:
        village = the_visit(self._session, self._visit).village
        found = targets_of(self._session, self._visit)
        people = [p for p in found if p.village == village]
        self._rng.shuffle(people)
        return people

    def live(self, until: time) -> None:
        """Serve as long as the day lasts, then give the numbers that still came."""
        self._clock.set(time(7, 30))
        for number, outcome in enumerate(self._endings):
            self._let_arrive()
            if number in (16, 70):
                self._void_one()
            pace = 570 * 60 * 0.97 / len(self._endings)
            self._serve_one(outcome, pace)
        self._clock.set(_later(until, minutes=-1))
        self._let_arrive()
        count_sent_home(self._session, self._visit, _SENT_HOME)
        self._set_one_aside()
        if missed := call_next(self._session, self._visit, desk=LETTER):
            skip(self._session, missed, desk=LETTER)
        call_next(self._session, self._visit, desk=LETTER)
        put_first(self._session, self._visit)

    def _set_one_aside(self) -> None:
        """Begin a recording and put it back: its person fetches a paper."""
        session = self._session
        ticket = call_next(session, self._visit, desk=LETTER)
        if ticket is None:
            return
        serve(session, ticket, desk=LETTER)
        self._who(ticket)
        recording = begin(session, ticket, desk=LETTER)
        self._take_photo(recording)
        write_note(session, recording, "mengambil KK di rumah")
        put_back(session, ticket, desk=LETTER)

    def _let_arrive(self) -> None:
        """The numbers whose hour has come are given, each at its own minute."""
        now = self._clock()
        while self._arrivals and self._arrivals[0][0] <= now.local.time():
            at, count = self._arrivals.pop(0)
            self._clock.set(at)
            purpose = Purpose.RECORD if count > 1 or self._rng.random() < 0.8 else Purpose.FETCH_CARD
            group = TRUCK if count == TRUCK_SIZE else None
            give_numbers(self._session, self._visit, letter=LETTER, count=count, purpose=purpose, group=group)
        self._clock.set(now.local.time())

    def _void_one(self) -> None:
        (ticket,) = give_numbers(self._session, self._visit, letter=LETTER)
        self._clock.wait(20)
        void_ticket(self._session, ticket, text="nomor dobel")

    def _serve_one(self, outcome: Outcome, pace: float) -> None:
        session = self._session
        ticket = call_next(session, self._visit, desk=LETTER)
        while ticket is None:
            self._clock.wait(120)
            self._let_arrive()
            ticket = call_next(session, self._visit, desk=LETTER)
        pace *= self._rng.uniform(0.7, 1.25)
        self._clock.wait(pace * 0.15)
        if outcome is Outcome.LEFT:
            end_ticket(session, ticket, outcome)
            return
        serve(session, ticket, desk=LETTER)
        if outcome is Outcome.RECORDED:
            self._record(ticket, pace)
            return
        if outcome is not Outcome.LOST and self._rng.random() < 0.8:
            known = self._targets.pop().id
            if outcome is not Outcome.UNDER_16:  # a list of targets has no child
                identify(session, ticket, known)
        self._clock.wait(pace * 0.5)
        on = (self._clock.day + timedelta(days=9)).isoformat() if outcome is Outcome.RESCHEDULED else ""
        end_ticket(session, ticket, outcome, text=_TEXT.get(outcome, ""), on=on)

    def _record(self, ticket: str, pace: float) -> None:
        session = self._session
        person = self._who(ticket)
        if self._to_record == _AT_HOME:
            set_home(session, ticket, gone_to(the_person(session, person)))
        recording = begin(session, ticket, desk=LETTER)
        self._clock.wait(pace * 0.3)
        see_documents(session, recording)
        if self._rng.random() < 0.04:
            excepted = Taken(ModalityState.EXCEPTED, 9, "luka atau perban", "Noh L.", fingers=(7,))
            set_modality(session, recording, Modality.FINGERS, excepted)
        self._clock.wait(pace * 0.5)
        self._capture(recording)
        set_all_complete(session, recording)
        self._clock.wait(5)
        finish(session, recording)

    def _capture(self, recording: str) -> None:
        """Let the last ones be taken on this laptop; the rule comes before the first of them."""
        self._to_record -= 1
        if self._to_record >= _CAPTURED:
            return
        if self._to_record == _CAPTURED - 1:
            for rule in (Policy.CAPTURE_PHOTO, Policy.CAPTURE_SIGNATURE):
                set_policy(self._session, rule, CAPTURE)
        self._take_photo(recording)
        capture_signature(self._session, recording, _SIGNATURE)

    def _take_photo(self, recording: str) -> None:
        picture = self._camera.frame()
        if picture is not None:
            capture_photo(self._session, recording, picture)

    def _who(self, ticket: str) -> str:
        """Say whose the number is; give their id."""
        if self._rng.random() < 0.04:
            self._walk_ins += 1
            name = f"Orang Contoh {chr(64 + self._walk_ins)}"
            said = WalkIn(name, self._rng.choice("LP"), birth="1988-03-04")
            return identify_walk_in(self._session, ticket, said)
        adult = self._clock.day.year - 17
        person = self._targets.pop()
        while not (person.birth and int(person.birth[:4]) <= adult):
            person = self._targets.pop()
        identify(self._session, ticket, person.id)
        return person.id


def _later(at: time, *, minutes: int) -> time:
    return (datetime(2000, 1, 1, at.hour, at.minute) + timedelta(minutes=minutes)).time()  # noqa: DTZ001  wall clock
