"""The rehearsal's story: an office that plans a visit of invented people; a power cut in mid-recording."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path

from ektp_desk.cli.rehearsal.process import WindowProcess
from ektp_desk.cli.rehearsal.serving import DESK, OF_DESK, grown_up
from ektp_desk.desk.desk import Desk
from ektp_desk.desk.founding import charter_of, found
from ektp_desk.desk.keys.passphrases import new_passphrase
from ektp_desk.desk.printing import ReportlabPapers
from ektp_desk.desk.sample.making import ADDRESS, REGION, VILLAGE, invented_residents
from ektp_desk.domain.errors import EktpError
from ektp_desk.domain.office.policies import REFUSE, Policy
from ektp_desk.domain.places import zone_of
from ektp_desk.seal.passphrase import FULL, Cost
from ektp_desk.settings import Clock, Folders, clock_in
from ektp_desk.sheets.write import write_list
from ektp_desk.usecases.admin.commands import set_policy
from ektp_desk.usecases.lists.commands import import_list
from ektp_desk.usecases.queue.commands import give_numbers
from ektp_desk.usecases.session import Session
from ektp_desk.usecases.visits.commands import confirm_day, open_desk, plan_visit
from ektp_desk.words import _

_LOOKS = 5_000  # at a window until all its screens are loaded: it takes some tens
USER = "Maria T."


@dataclass
class Rehearsed:
    """What the rehearsal made at one desk, and how it opens that again."""

    folders: Folders
    out: Path
    people: int
    passphrase: str = field(repr=False)
    user: str = ""
    visit: str = ""
    school: str = ""
    kills: int = 0
    missing: list[str] = field(default_factory=list)
    clock: Clock | None = None  # the laptop's own, unless a test lets time pass
    tell: Callable[[str], None] = lambda _step: None  # hears of each step, in words

    @contextmanager
    def desk(self) -> Iterator[tuple[Desk, Session]]:
        """Open the desk as a fresh start would, on a machine of its own as far as anybody asks."""
        with Desk(self.folders, clock=self.clock) as desk:
            desk.disk = ""
            yield desk, desk.sign_in(self.user, self.passphrase)

    def on(self, folders: Folders) -> Rehearsed:
        """The same story at another desk; what is missing there is missing here."""
        return replace(self, folders=folders)

    def expect(self, what: str, *, holds: bool) -> None:
        """Note what should have been and was not."""
        if not holds:
            self.missing.append(what)


def _pass(_step: str) -> None:
    """Nobody waits to hear how far it came."""


def begin_story(
    folders: Folders,
    out: Path,
    people: int,
    *,
    cost: Cost = FULL,
    clock: Clock | None = None,
    tell: Callable[[str], None] = _pass,
) -> Rehearsed:
    """Found an office, print its recovery page, import a list of invented residents and plan their visit."""
    real = clock_in(zone_of(REGION).utc_offset_minutes)
    words = new_passphrase()
    charter = charter_of(REGION, address=ADDRESS, sample=True)
    made = found(folders, charter, user_name=USER, passphrase=words, clock=clock or real, cost=cost)
    (out / "pemulihan.pdf").write_bytes(ReportlabPapers().recovery_page(made.recovery))
    story = Rehearsed(folders, out, people, words, made.user, clock=clock, tell=tell)
    with story.desk() as (_desk, session):
        _plan(story, session)
    tell(_("Kantor didirikan; daftar diimpor dan kunjungan desa direncanakan."))
    return story


def _plan(story: Rehearsed, session: Session) -> None:
    rng = random.Random(story.people)  # noqa: S311  invented people, no secret
    path = story.out / "belum-rekam.xlsx"
    write_list(path, invented_residents(session, rng, targets=max(story.people, 20)), title="DAFTAR CONTOH")
    imported = import_list(session, [path], "belum-rekam", name="", as_of=session.today, source="SIAK/ADB")
    set_policy(session, Policy.OUTSIDERS, REFUSE)  # every outcome is rehearsed
    story.visit = plan_visit(session, VILLAGE, day=session.today, lists=(imported.list_id,))


def open_day(story: Rehearsed, session: Session) -> None:
    """Begin the day at a desk, and give everybody a number."""
    confirm_day(session)
    open_desk(session, story.visit, letter=DESK)
    give_numbers(session, story.visit, letter=DESK, count=min(story.people, 60))
    for _number in range(story.people - 60):
        give_numbers(session, story.visit, letter=DESK)


def crash_in_mid_recording(story: Rehearsed) -> str:
    """Drive the real window by keys, kill it in mid-recording, open it again, finish; give the ticket."""
    data = story.folders.data
    environment = {"EKTP_DESK_STATE": str(story.folders.state)}
    with story.desk() as (_desk, session):
        person = grown_up(session, story.visit, OF_DESK[DESK])[-1]
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
        window.press("=", "=")
        window.press("Ctrl+Return")
        # When its last screen is loaded, which goes on between keys: a quick sign-in does not wait for it.
        collects = any(window.look()["collecting"] for _ in range(_LOOKS))
        story.expect("the window collects its garbage again", holds=collects)
    story.tell(_("Listrik mati saat orang direkam; jendela dibuka lagi pada langkah yang sama."))
    return f"{story.visit}:{number}"


def refuse_small(people: int) -> None:
    """A rehearsal needs enough people for groups, pupils and every kind of ending."""
    if people < 40:
        raise EktpError("rehearsal.too_few")
