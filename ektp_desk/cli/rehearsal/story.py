"""The rehearsal's story: one visit of invented people, with a power cut in mid-recording."""

from __future__ import annotations

import random
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

from ektp_desk.cli.rehearsal.process import WindowProcess
from ektp_desk.desk.desk import Desk
from ektp_desk.desk.founding import charter_of, found
from ektp_desk.desk.keys.passphrases import new_passphrase
from ektp_desk.desk.printing import Paper
from ektp_desk.desk.sample.making import ADDRESS, REGION, VILLAGE, invented_residents
from ektp_desk.domain.errors import EktpError
from ektp_desk.domain.places import zone_of
from ektp_desk.domain.recordings import Modality, ModalityState, Taken
from ektp_desk.domain.tickets import Outcome
from ektp_desk.seal.passphrase import FULL, Cost
from ektp_desk.settings import Clock, Folders, clock_in
from ektp_desk.sheets.write import write_list
from ektp_desk.usecases.office.importing import import_list
from ektp_desk.usecases.queue.calling import at_desk, call_next, serve, skip, the_ticket
from ektp_desk.usecases.queue.ending import end_ticket
from ektp_desk.usecases.queue.numbers import give_numbers
from ektp_desk.usecases.record.identifying import WalkIn, identify, identify_walk_in
from ektp_desk.usecases.record.recording import (
    begin,
    finish,
    set_all_complete,
    set_documents,
    set_modality,
)
from ektp_desk.usecases.session import Session
from ektp_desk.usecases.shapes import Person
from ektp_desk.usecases.visit.closing import close_visit
from ektp_desk.usecases.visit.planning import confirm_day, count_sent_home, open_desk, plan_visit

DESK = "A"
USER = "Maria T."
SUPERVISOR = "Ferdinan Contoh"
_EACH_GROUP = (Outcome.LEFT, Outcome.RESCHEDULED, Outcome.LOST, Outcome.RECORDING_INCOMPLETE)
_OTHER_ENDINGS = (*_EACH_GROUP, *(o for o in Outcome if o not in (Outcome.RECORDED, *_EACH_GROUP)))


@dataclass
class Story:
    """What the rehearsal made and how it opens it again."""

    folders: Folders
    out: Path
    people: int
    passphrase: str = field(repr=False)
    user: str = ""
    visit: str = ""
    kills: int = 0
    missing: list[str] = field(default_factory=list)
    clock: Clock | None = None  # the laptop's own, unless a test lets time pass

    @contextmanager
    def desk(self) -> Iterator[tuple[Desk, Session]]:
        """Open the desk as a fresh start would."""
        with Desk(self.folders, clock=self.clock) as desk:
            yield desk, desk.sign_in(self.user, self.passphrase)

    def expect(self, what: str, *, holds: bool) -> None:
        """Note what should have been and was not."""
        if not holds:
            self.missing.append(what)


def begin_story(
    folders: Folders, out: Path, people: int, *, cost: Cost = FULL, clock: Clock | None = None
) -> Story:
    """Found an office, print its recovery page, and import a list of invented residents."""
    real = clock_in(zone_of(REGION).utc_offset_minutes)
    words = new_passphrase()
    charter = charter_of(REGION, address=ADDRESS, sample=True)
    made = found(folders, charter, user_name=USER, passphrase=words, clock=clock or real, cost=cost)
    (out / "pemulihan.pdf").write_bytes(Paper().recovery_page(made.recovery))
    story = Story(folders, out, people, words, made.user, clock=clock)
    with story.desk() as (_desk, session):
        _plan(story, session)
    return story


def _plan(story: Story, session: Session) -> None:
    rng = random.Random(story.people)  # noqa: S311  invented people, no secret
    path = story.out / "belum-rekam.xlsx"
    write_list(path, invented_residents(session, rng, targets=max(story.people, 20)), title="DAFTAR CONTOH")
    imported = import_list(session, [path], "belum-rekam", name="", as_of=session.today, source="SIAK/ADB")
    story.visit = plan_visit(session, VILLAGE, day=session.today, lists=(imported.list_id,))
    confirm_day(session)
    open_desk(session, story.visit, letter=DESK)
    give_numbers(session, story.visit, letter=DESK, count=min(story.people, 60))
    for _ in range(story.people - 60):
        give_numbers(session, story.visit, letter=DESK)


def serve_half(story: Story, count: int) -> None:
    """Serve the first people through the use cases."""
    with story.desk() as (_desk, session):
        targets = grown_up(session, story.visit)
        for number in range(count):
            serve_one(session, story.visit, targets, number)
            if number == 2:
                count_sent_home(session, story.visit, 5)


def crash_in_mid_recording(story: Story) -> str:
    """Drive the real window by keys, kill it in mid-recording, open it again, finish; give the ticket."""
    data = story.folders.data
    environment = {"EKTP_DESK_STATE": str(story.folders.state)}
    with story.desk() as (_desk, session):
        person = grown_up(session, story.visit)[-1]
    with WindowProcess(data, environment=environment) as window:
        story.expect("window opens on the queue", holds=window.sign_in(story.passphrase)["place"] == "queue")
        window.press("Return")  # call
        window.press("Return")  # serve
        window.type(person.nik)
        window.press("Return")
        before = window.press("1", "2")
        window.kill()
        story.kills += 1
    number = before["labels"].get("number", "")
    with WindowProcess(data, environment=environment) as window:
        window.sign_in(story.passphrase)
        after = window.press("F3")
        same = all(before["labels"].get(k) == after["labels"].get(k) for k in ("number", "lacking"))
        story.expect("window reopens on the same ticket with the same steps", holds=same and bool(number))
        story.expect("the window collects its garbage again", holds=after["collecting"])
        window.press("=")
        window.press("Ctrl+Return")
    return f"{story.visit}:{number}"


def serve_rest(story: Story, crashed: str) -> None:
    """Serve everybody else, then close and sign."""
    with story.desk() as (_desk, session):
        ended = the_ticket(session, crashed).outcome if crashed.partition(":")[2] else None
        story.expect("the recording that crashed was finished", holds=ended is Outcome.RECORDED)
        targets = grown_up(session, story.visit)
        _let_go(session, story)
        number = 1000
        while serve_one(session, story.visit, targets, number):
            number += 1
        close_visit(session, story.visit, supervisor=SUPERVISOR)


def _let_go(session: Session, story: Story) -> None:
    """The window has called the next number; nobody came."""

    held = at_desk(session, story.visit, DESK)
    if held is not None:
        skip(session, held.id, desk=DESK)


def grown_up(session: Session, visit: str) -> list[Person]:
    """Give targets old enough and not yet recorded, in a fixed order."""
    limit = (session.today - timedelta(days=int(17.1 * 365.25))).isoformat()
    found = session.store.ask("targets_of_visit", Person, visit=visit)
    return [p for p in found if p.recorded_at is None and p.birth and p.birth < limit]


def serve_one(session: Session, visit: str, targets: list[Person], number: int) -> bool:
    """Serve whoever is next, most by a recording; False when nobody waits."""
    ticket = call_next(session, visit, desk=DESK)
    if ticket is None:
        return False
    if number % 9 == 4 and number % 5 != 3:
        skip(session, ticket, desk=DESK)
        return True
    serve(session, ticket, desk=DESK)
    if number % 5 == 3:
        _end(session, ticket, _OTHER_ENDINGS[number // 5 % len(_OTHER_ENDINGS)])
        return True
    if number % 11 == 7 or not targets:
        identify_walk_in(session, ticket, WalkIn("Orang Contoh", "L", birth="1988-03-04"))
    else:
        identify(session, ticket, targets.pop(0).id)
    _record(session, ticket, excepted=number % 13 == 5)
    return True


def _end(session: Session, ticket: str, outcome: Outcome) -> None:
    on = (session.today + timedelta(days=9)).isoformat() if outcome is Outcome.RESCHEDULED else ""
    end_ticket(session, ticket, outcome, text="latihan", on=on)


def _record(session: Session, ticket: str, *, excepted: bool) -> None:
    recording = begin(session, ticket, desk=DESK)
    set_documents(session, recording, kk=True, f102=True, marriage=False)
    if excepted:
        taken = Taken(ModalityState.EXCEPTED, 9, "jari luka", "Noh Contoh")
        set_modality(session, recording, Modality.FINGERS, taken)
    set_all_complete(session, recording)
    finish(session, recording)


def refuse_small(people: int) -> None:
    """A rehearsal needs enough people for every kind of ending."""
    if people < 10:
        raise EktpError("rehearsal.too_few")
